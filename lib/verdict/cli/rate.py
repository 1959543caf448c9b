"""`verdict rate`: rate a film without playing it."""

from __future__ import annotations

import argparse
import contextlib

from verdict.cli import values
from verdict.cli.house import House

DESCRIPTION = """\
Rate a film. The rating is saved in the journal first and then sent to Trakt;
where that does not work now, it is kept and sent later. A newer rating of the
same film takes the place of an older one.

Exit code 0: sent, or kept for later. 1: Trakt refused it, and why. 2: what was
given is no film or no rating."""
EXAMPLE = 'verdict rate "Raiders of the Lost Ark (1981)" 9'
MOVIE_HELP = 'an IMDb id (tt0082971), tmdb:85, or "Title (1981)"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("movie", metavar="MOVIE", type=values.movie, help=MOVIE_HELP)
    parser.add_argument(
        "rating", metavar="RATING", type=values.rating, help="love, hate, 1 to 10; 0 or unrate takes it away"
    )


def run(args: argparse.Namespace) -> int:
    from verdict.cli.submit import submit

    with contextlib.closing(House()) as house:
        return submit(house, args.movie, args.rating)
