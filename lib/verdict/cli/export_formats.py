"""The forms of an export: rows for Letterboxd, IMDb and spreadsheets, and JSON."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from verdict.cli.streams import plain
from verdict.core.rating import LOVE, WORST, Rating
from verdict.journal import Held

# letterboxd.com/about/importing-data: the names of the columns are what its importer goes by.
LETTERBOXD = ("imdbID", "tmdbID", "Title", "Year", "Rating10", "WatchedDate")
# As in the file that IMDb itself exports; what is not known here is left empty.
IMDB = (
    *("Const", "Your Rating", "Date Rated", "Title", "Original Title", "URL", "Title Type", "IMDb Rating"),
    *("Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date", "Directors"),
)
CSV = ("imdb", "tmdb", "trakt", "title", "year", "rating", "love_or_hate", "rated_at", "given")
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of a formula

Written = Tuple[str, int]  # the text, and how many ratings could not be in it
Row = Dict[str, Any]


def letterboxd(held: Sequence[Held], love: int, hate: int) -> Written:
    """WatchedDate only of what was rated here, which is when it was watched."""
    rows = [
        {
            "imdbID": one.movie.ids.imdb,
            "tmdbID": one.movie.ids.tmdb,
            "Title": one.movie.title,
            "Year": one.movie.year,
            "Rating10": _number(one, love, hate),
            "WatchedDate": _day(one) if one.here else None,
        }
        for one in held
    ]
    return _csv(LETTERBOXD, rows), 0


def imdb(held: Sequence[Held], love: int, hate: int) -> Written:
    rows = [
        {
            "Const": one.movie.ids.imdb,
            "Your Rating": _number(one, love, hate),
            "Date Rated": _day(one),
            "Title": one.movie.title,
            "URL": f"https://www.imdb.com/title/{one.movie.ids.imdb}",
            "Title Type": "Movie",
            "Year": one.movie.year,
        }
        for one in held
        if one.movie.ids.imdb
    ]
    return _csv(IMDB, rows), len(held) - len(rows)


def spreadsheet(held: Sequence[Held], love: int, hate: int) -> Written:
    rows = [
        {
            **one.movie.ids.to_json(),
            "title": one.movie.title,
            "year": one.movie.year,
            "rating": _number(one, love, hate),
            "love_or_hate": _word(one),
            "rated_at": _moment(one),
            "given": _given(one),
        }
        for one in held
    ]
    return _csv(CSV, rows), 0


def as_json(held: Sequence[Held], love: int, hate: int) -> Written:
    ratings = [
        {
            "movie": one.movie.to_json(),
            "rating": _number(one, love, hate),
            "love_or_hate": _word(one),
            "answer": one.answer.value if one.answer else None,
            "rated_at": _moment(one),
            "given": _given(one),
        }
        for one in held
    ]
    return json.dumps({"ratings": ratings}, indent=2) + "\n", 0


FORMATS: Dict[str, Callable[[Sequence[Held], int, int], Written]] = {
    "letterboxd": letterboxd,
    "imdb": imdb,
    "csv": spreadsheet,
    "json": as_json,
}


def _csv(columns: Sequence[str], rows: List[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula, on one line."""
    if not isinstance(value, str):
        return "" if value is None else value
    shown = plain(value).strip()
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _number(one: Held, love: int, hate: int) -> int:
    if one.answer is not None:
        return one.answer.as_number(love, hate)
    if one.rated.advanced is not None:
        return one.rated.advanced
    return love if one.rated.simple == LOVE else hate


def _word(one: Held) -> str:
    return one.rated.simple or Rating(one.rated.advanced or WORST).as_word()


def _given(one: Held) -> str:
    return "here" if one.here else "trakt"


def _date(one: Held) -> Optional[datetime.datetime]:
    if one.rated_at is None:
        return None
    return datetime.datetime.fromtimestamp(one.rated_at, datetime.timezone.utc)


def _day(one: Held) -> Optional[str]:
    """The day where the user was, as the calendar on the wall had it."""
    date = _date(one)
    return f"{date.astimezone():%Y-%m-%d}" if date else None


def _moment(one: Held) -> Optional[str]:
    date = _date(one)
    return date.isoformat(timespec="milliseconds").replace("+00:00", "Z") if date else None
