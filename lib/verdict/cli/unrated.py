"""`verdict unrated`: the films that finished and were not answered; on a terminal, asked about at once."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import sys
import time
from typing import Any, Dict, List

from verdict.cli.asking import Later, Reply, ask
from verdict.cli.house import House
from verdict.cli.send import send
from verdict.cli.streams import is_terminal, plain, say, say_json
from verdict.cli.words import day_and_time, rating_words
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.prompt import open_prompt
from verdict.core.rating import Rating
from verdict.core.words import Words
from verdict.journal import Unrated

DESCRIPTION = """\
List the films that finished and were not rated, the latest first. On a
terminal each is asked about, in the rating mode in effect; what is answered is
saved at once and sent at the end.

--json prints {"films": [{"movie": {"title", "year", "ids": {"imdb", "tmdb",
"trakt"}}, "finished_at", "because"}]} and asks nothing."""
EXAMPLE = "verdict unrated"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--list", action="store_true", help="only list them, also on a terminal")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        films = house.journal().unrated()
        if args.json:
            say_json({"films": [_json(film) for film in films]})
            return 0
        if films and not args.list and is_terminal(sys.stdin) and is_terminal(sys.stdout):
            return _ask_all(house, films)
    for film in films:
        print(f"{day_and_time(film.at)}  {plain(film.movie.label)}")
    if not films:
        say("Every film that finished has been answered")
    return 0


def _json(film: Unrated) -> Dict[str, Any]:
    when = datetime.datetime.fromtimestamp(film.at, datetime.timezone.utc)
    finished_at = when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"movie": film.movie.to_json(), "finished_at": finished_at, "because": film.because}


def _ask_all(house: House, films: List[Unrated]) -> int:
    journal, is_rated = house.journal(), False
    for number, film in enumerate(films):
        reply = ask(open_prompt(number, film.movie, house.mode, journal.present(film.movie)))
        if reply is Later.QUIT:
            break
        is_rated |= isinstance(reply, Rating)
        _carry_out(house, film.movie, reply)
    return send(house) if is_rated else 0


def _carry_out(house: House, movie: Movie, reply: Reply) -> None:
    journal = house.journal()
    if isinstance(reply, Rating):
        journal.add(movie, reply, time.time())
        say(f"Saved {rating_words(reply)}")
    elif reply is Why.NEVER:
        journal.never_ask(movie)
        say(Words()("never_again"))
    elif reply is Later.DROP:
        journal.drop_unrated(movie)
