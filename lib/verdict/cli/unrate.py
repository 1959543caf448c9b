"""`verdict unrate`: take a rating away."""

from __future__ import annotations

import argparse

from verdict.cli import rate, values
from verdict.core.rating import UNRATE, Rating

DESCRIPTION = """\
Take the rating of a film away, here and on Trakt. Where that does not work
now, it is kept and sent later. The same as "verdict rate MOVIE unrate"."""
EXAMPLE = "verdict unrate tt0082971"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("movie", metavar="MOVIE", type=values.movie, help=rate.MOVIE_HELP)


def run(args: argparse.Namespace) -> int:
    args.rating = Rating(UNRATE)
    return rate.run(args)
