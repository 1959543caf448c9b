"""What people write on the command line, read and checked; argparse makes exit code 2 of what is wrong."""

from __future__ import annotations

import argparse

from verdict.core.movie import Movie, parse_movie
from verdict.core.rating import Rating


def movie(text: str) -> Movie:
    try:
        return parse_movie(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def rating(text: str) -> Rating:
    try:
        return Rating.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no rating: give love, hate, 1 to 10, or unrate"
        ) from None


def imdb_id(text: str) -> str:
    try:
        found = parse_movie(text).ids.imdb
    except ValueError:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no IMDb id: it is tt and digits, as in tt0082971")
    return found


def tmdb_id(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < len(text) < 16 and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no TMDb id: it is a number, as in 85")


def year(text: str) -> int:
    try:
        found = Movie.from_json({"year": text}).year
    except ValueError:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no year of a film")
    return found


def port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 1 << 16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: it is a number from 0 to 65535")
