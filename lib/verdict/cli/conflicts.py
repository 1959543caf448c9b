"""`verdict conflicts`: films rated differently here and later on Trakt, and the last word on them."""

from __future__ import annotations

import argparse
import contextlib
import time
from typing import List

from verdict.cli import values
from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.rate import MOVIE_HELP
from verdict.cli.send import send
from verdict.cli.streams import plain, say, say_json
from verdict.cli.words import day_and_time, rating_words, ratings
from verdict.core.movie import Movie
from verdict.journal import Entry, entry_json

DESCRIPTION = """\
List the ratings that waited here while their film was rated otherwise on
Trakt: the later word holds until you say which one you want.

--mine takes the rating of here after all, and sends it; --trakts keeps Trakt's.
Both are for the films that are named, or for all that are listed.

--json prints {"conflicts": [...]}, each as in "verdict journal --json"."""
EXAMPLE = 'verdict conflicts --mine "Heat (1995)"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("movies", metavar="MOVIE", nargs="*", type=values.movie, help=MOVIE_HELP)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--mine", action="store_true", help="the rating of here holds, and is sent")
    choice.add_argument("--trakts", action="store_true", help="Trakt's rating holds")
    choice.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        entries = _wanted(house.journal().conflicts(), args.movies)
        if args.mine:
            return _take_ours(house, entries)
        if args.trakts:
            house.journal().concede(entries)
            say(f"Trakt's word holds for {ratings(len(entries))}")
            return 0
    if args.json:
        say_json({"conflicts": [entry_json(entry) for entry in entries]})
    else:
        _list(entries)
    return 0


def _wanted(entries: List[Entry], movies: List[Movie]) -> List[Entry]:
    """Those of these films, or all. Problem for a film without a conflict."""
    for movie in movies:
        if not any(movie.is_same_as(entry.movie) for entry in entries):
            raise Problem(f"there is no conflict about {plain(movie.label)}")
    return [e for e in entries if not movies or any(movie.is_same_as(e.movie) for movie in movies)]


def _take_ours(house: House, entries: List[Entry]) -> int:
    for entry in entries:
        house.journal().add(entry.movie, entry.rating, time.time())
        say(f"Saved {rating_words(entry.rating)} for {plain(entry.movie.label)}")
    return send(house) if entries else 0


def _list(entries: List[Entry]) -> None:
    for entry in entries:
        when, said = day_and_time(entry.rated_at), rating_words(entry.rating)
        say(f"{when}  {said:<19}  {plain(entry.movie.label)}: {plain(entry.reason or '')}")
    say("Which holds: verdict conflicts --mine, or --trakts" if entries else "There are no conflicts")
