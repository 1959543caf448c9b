"""`verdict journal`: every rating that was given here, and what became of it."""

from __future__ import annotations

import argparse
import contextlib

from verdict.cli.house import House
from verdict.cli.streams import plain, say, say_json
from verdict.cli.words import day_and_time, rating_words
from verdict.journal import Entry, entry_json

DESCRIPTION = """\
List every rating that was given here, the oldest first: when, what, its state
(waiting, sent, refused, or superseded by a newer one before it was sent), the
film, and why Trakt refused it. One that waited here while the film was rated
on Trakt is refused, too: the later rating holds, and the reason names it
("verdict conflicts" takes yours after all).

--json prints {"ratings": [{"movie": {"title", "year", "ids": {"imdb", "tmdb",
"trakt"}}, "rating", "rated_at", "state", "reason", "named"}]}; "named" is what
the file's name said where Trakt took it as another title or year: in the list
it stands behind the film. "verdict correct" puts right what is wrong."""
EXAMPLE = "verdict journal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        entries = house.journal().entries()
    if args.json:
        say_json({"ratings": [entry_json(entry) for entry in entries]})
        return 0
    for entry in entries:
        print(_line(entry))
    if not entries:
        say("No rating has been given here yet")
    return 0


def _line(entry: Entry) -> str:
    reason = f": {plain(entry.reason)}" if entry.reason else ""
    facts = f"{day_and_time(entry.rated_at)}  {entry.state.value:<10}  {rating_words(entry.rating):<19}"
    named = f", named {plain(entry.named.label)}" if entry.named else ""
    return f"{facts}  {plain(entry.movie.label)}{named}{reason}"
