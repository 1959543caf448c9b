"""`verdict export`: what was rated, in the columns that others read."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path

from verdict.cli.export_formats import FORMATS
from verdict.cli.house import House
from verdict.cli.streams import complain, say
from verdict.cli.words import ratings

DESCRIPTION = """\
Write every film that you have rated, here or on Trakt as far as Verdict has
heard of it, with the rating that holds now. It asks nobody.

letterboxd  for letterboxd.com/import
imdb        the columns of IMDb's own list of ratings; films without an IMDb
            id cannot be in it, and are counted
csv         everything that is known, for a spreadsheet
json        the same as JSON: {"ratings": [{"movie", "rating" (1 to 10),
            "love_or_hate", "answer", "rated_at", "given" (here or trakt)}]}

A title that a spreadsheet would take for a formula gets a ' before it. A FILE
is replaced only once all of it is written."""
EXAMPLE = "verdict export --format letterboxd --output ratings.csv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=list(FORMATS), required=True, help="who is to read it")
    parser.add_argument("--output", metavar="FILE", type=Path, help="where to; standard output otherwise")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        held = house.journal().collection()
        rating = house.settings.rating
    text, left_out = FORMATS[args.format](held, rating.love, rating.hate)
    written = len(held) - left_out
    if args.output is None:
        _print(text)
    else:
        write_whole(args.output, text)
        say(f"Wrote {ratings(written)} to {args.output}")
    if left_out:
        complain(f"{ratings(left_out)} left out: no IMDb id of the film is known")
    return 0


def _print(text: str) -> None:
    """The same bytes as in a file, whatever the terminal's encoding."""
    sys.stdout.flush()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    sys.stdout.flush()


def write_whole(path: Path, text: str) -> None:
    """Write the file whole or not at all. OSError where that fails; what was there before stays then."""
    data = text.encode("utf-8")
    if path.exists() and not path.is_file():  # a pipe or a terminal: there is nothing to replace
        path.write_bytes(data)
        return
    path = Path(os.path.realpath(path))
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
