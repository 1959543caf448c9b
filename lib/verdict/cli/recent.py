"""`verdict recent`: the latest ratings on Trakt, each in the form in which it was given."""

from __future__ import annotations

import argparse
import contextlib
import datetime
from typing import Any, Dict, Optional

from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.streams import plain, say, say_json
from verdict.cli.words import day_and_time, what_to_do
from verdict.core.rating import Rating, RatingMode
from verdict.core.words import Words
from verdict.trakt.client import RatedMovie
from verdict.trakt.errors import Refused, TraktError

DESCRIPTION = """\
List the latest ratings of films on Trakt, newest first: your own, or those of
another user. With the classic API each is shown in the mode of who rated, with
today's in the mode in effect here.

--json prints {"ratings": [{"movie": {"title", "year", "ids": {"imdb", "tmdb",
"trakt"}}, "rating", "mode", "rated_at"}]}; "rating" is 1 to 10, love or hate."""
EXAMPLE = "verdict recent justin"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("user", metavar="USER", nargs="?", help="whose ratings; your own where left out")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        try:
            found = house.ask(lambda client: client.recent(args.user))
        except Refused as refusal:
            whose = f"the ratings of {args.user}" if args.user else "your ratings"
            raise Problem(f"Trakt does not show {whose}: {what_to_do(house, refusal)}") from None
        except TraktError as problem:
            raise Problem(what_to_do(house, problem)) from None
        mode = house.mode
    if args.json:
        say_json({"ratings": [_json(rated, mode) for rated in found]})
        return 0
    for rated in found:
        print(_line(rated, mode))
    if not found:
        say("No film has been rated yet")
    return 0


def _json(rated: RatedMovie, mode: RatingMode) -> Dict[str, Any]:
    shown = _shown(rated, mode)
    return {
        "movie": rated.movie.to_json(),
        "rating": shown.value if shown else None,
        "mode": (rated.mode or mode).value,
        "rated_at": None if rated.rated_at is None else _iso(rated.rated_at),
    }


def _line(rated: RatedMovie, mode: RatingMode) -> str:
    shown = _shown(rated, mode)
    words = Words().rating(shown, rated.mode or mode) if shown else ""
    when = "" if rated.rated_at is None else day_and_time(rated.rated_at)
    return f"{when:<16}  {words:<19}  {plain(rated.movie.label)}"


def _shown(rated: RatedMovie, mode: RatingMode) -> Optional[Rating]:
    return rated.rated.shown_in(rated.mode or mode)


def _iso(moment: float) -> str:
    when = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
