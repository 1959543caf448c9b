"""`verdict unrated`: the films that finished and were not answered; on a terminal, asked about at once."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import sys
import time
from typing import Any, Dict, List, Tuple, Union

from verdict.cli.asking import Later, Reply, ask
from verdict.cli.choosing import choose
from verdict.cli.house import House
from verdict.cli.searching import Searching
from verdict.cli.send import send
from verdict.cli.streams import is_terminal, plain, say, say_json
from verdict.cli.words import day_and_time, rating_words
from verdict.core.choice import Turn
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.prompt import Wrong, open_prompt
from verdict.core.rating import Rating
from verdict.core.words import Words
from verdict.journal import Unrated

DESCRIPTION = """\
List the films that finished and were not rated, the latest first. On a
terminal each is asked about, in the rating mode in effect; what is answered is
saved at once and sent at the end. Where it is in doubt which film it was, that
is asked first.

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
    is_rated = False
    with contextlib.closing(Searching(house)) as searching:
        for film in films:
            movie, reply = _asked(house, searching, film.movie)
            if reply is Later.QUIT:
                break
            is_rated |= isinstance(reply, Rating)
            _carry_out(house, film.movie, movie, reply)
    return send(house) if is_rated else 0


def _asked(house: House, searching: Searching, named: Movie) -> Tuple[Movie, Union[Reply, Turn]]:
    """Which film it was, where that is in doubt, and how it was."""
    movie = searching.settled(named)
    was_taken = False
    while True:
        if movie is None or was_taken:
            picked = choose(searching, movie or named, was_taken)
            if not isinstance(picked, Movie):
                return named, picked
            movie = picked
        reply = ask(open_prompt(0, movie, house.mode, house.journal().present(movie)))
        if not isinstance(reply, Wrong):
            return movie, reply
        was_taken = True


def _carry_out(house: House, listed: Movie, movie: Movie, reply: Union[Reply, Turn]) -> None:
    """listed: the film as it stands in the list; movie: as it was chosen."""
    journal = house.journal()
    if reply is Later.KEEP:
        return
    if isinstance(reply, Rating):
        journal.add(movie, reply, time.time())
        say(f"Saved {rating_words(reply)}")
    elif reply is Why.NEVER:
        journal.never_ask(movie)
        say(Words()("never_again"))
    journal.drop_unrated(listed)
