"""`verdict correct`: a rating went to the wrong film; take it away there and give it to the right one."""

from __future__ import annotations

import argparse
import contextlib

from verdict.cli import rate, values
from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.streams import plain, say
from verdict.cli.words import rating_words

DESCRIPTION = """\
Give the newest rating of one film to another. Trakt is told to take it away
from the wrong film, or to bring back what was given to that one here before.
Both are saved at once, and sent later where that does not work now.

"verdict journal" shows which film Trakt made of a name; WRONG may be that film
or the name.

Exit code 0: sent, or kept for later. 1: no such rating, or Trakt refused it."""
EXAMPLE = 'verdict correct "Dune (1984)" "Dune (2021)"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("wrong", metavar="WRONG", type=values.movie, help=rate.MOVIE_HELP)
    parser.add_argument("right", metavar="RIGHT", type=values.movie, help="the film that it was, likewise")


def run(args: argparse.Namespace) -> int:
    from verdict.cli.submit import bring

    with contextlib.closing(House()) as house:
        correction = house.journal().correct_rating(args.wrong, args.right)
        if correction is None:
            raise Problem(f"no rating of {plain(args.wrong.label)} was given here that could go elsewhere")
        away, here = correction.away, correction.here
        if away is not None:
            done = "taken away from" if away.rating.is_unrate else f"{rating_words(away.rating)} again for"
            say(f"Saved: {done} {plain(away.movie.label)}")
        say(f"Saved {rating_words(here.rating)} for {plain(here.movie.label)}")
        return bring(house, here)
