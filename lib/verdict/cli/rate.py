"""`verdict rate`: rate a film without playing it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import Optional

from verdict.cli import values
from verdict.cli.house import House
from verdict.cli.streams import is_terminal, say
from verdict.core.movie import Movie
from verdict.core.words import Words

DESCRIPTION = """\
Rate a film. The rating is saved in the journal first and then sent to Trakt;
where that does not work now, it is kept and sent later. A newer rating of the
same film takes the place of an older one. On a terminal, where Trakt has not
one film of that title and year, it is asked first which one is meant.

Exit code 0: sent, or kept for later. 1: Trakt refused it, and why. 2: what was
given is no film or no rating."""
EXAMPLE = 'verdict rate "Raiders of the Lost Ark (1981)" 9'
MOVIE_HELP = 'an IMDb id (tt0082971), tmdb:85, its address there, or "Title (1981)"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("movie", metavar="MOVIE", type=values.movie, help=MOVIE_HELP)
    parser.add_argument(
        "rating", metavar="RATING", type=values.rating, help="love, hate, 1 to 10; 0 or unrate takes it away"
    )


def run(args: argparse.Namespace) -> int:
    from verdict.cli.submit import submit

    with contextlib.closing(House()) as house:
        movie = _chosen(house, args.movie) if can_ask() else args.movie
        if movie is None:
            say(Words()("not_rated"))
            return 0
        return submit(house, movie, args.rating)


def can_ask() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def _chosen(house: House, movie: Movie) -> Optional[Movie]:
    """The film, asked for where its name may mean several; None where it was not said."""
    from verdict.cli.choosing import choose
    from verdict.cli.searching import Searching

    with contextlib.closing(Searching(house)) as searching:
        film = searching.settled(movie)
        if film is not None:
            return film
        picked = choose(searching, movie)
        return picked if isinstance(picked, Movie) else None
