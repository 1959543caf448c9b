"""How a film becomes columns and a row becomes a film again, and how a film is found in any table."""

from __future__ import annotations

import functools
import json
import sqlite3
from typing import Any, List, Optional, Tuple

from verdict.core.movie import Movie, MovieIds

FILM = "imdb, tmdb, trakt, title, year, title_key"
FILM_MARKS = "?, ?, ?, ?, ?, ?"
_FIRST_YEAR, _LAST_YEAR = 1, 9999

# A title in which a byte has changed is read with a mark in its place: it keeps no rating from Trakt.
as_it_stands = functools.partial(str, encoding="utf-8", errors="replace")

Columns = Tuple[Optional[str], Optional[str], Optional[str], str, Optional[int], Optional[str]]


def film_columns(movie: Movie) -> Columns:
    """The values of `FILM`; ids are text in every table."""
    ids, year = movie.ids, movie.year
    title = storable(movie.title)
    key = storable(movie.title_key) if title else None
    known_year = year if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR else None
    return ids.imdb, _digits(ids.tmdb), _digits(ids.trakt), title, known_year, key


def film_of(row: sqlite3.Row) -> Movie:
    return Movie(row["title"], row["year"], _ids_of(row))


def same_films(db: sqlite3.Connection, table: str, movie: Movie, but: str = "") -> List[sqlite3.Row]:
    """Rows of this film, newest first. The indices find what shares an id or a title; `Movie` decides."""
    imdb, tmdb, trakt, _, _, key = film_columns(movie)
    found = db.execute(
        f"SELECT *, rowid AS row FROM {table} "  # noqa: S608 (names of ours)
        f"WHERE (imdb = ? OR tmdb = ? OR trakt = ? OR title_key = ?) {but} ORDER BY rowid DESC",
        (imdb, tmdb, trakt, key),
    )
    return [row for row in found if film_of(row).is_same_as(movie)]


def drop_film(db: sqlite3.Connection, table: str, movie: Movie) -> bool:
    """Whether the film was there."""
    rows = same_films(db, table, movie)
    db.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(row["row"],) for row in rows])  # noqa: S608
    return bool(rows)


def storable(text: str) -> str:
    """The text without the halves of characters that a broken file name may hold; SQLite takes none."""
    return text.encode("utf-8", "replace").decode("utf-8")


def name_kept(named: Movie, movie: Movie) -> Optional[str]:
    """What a name said, for the column `named`: None where Trakt's film has that title and year."""
    same_year = named.year in (None, movie.year)
    if not movie.title or (named.title_key == movie.title_key and same_year):
        return None
    return json.dumps({"title": storable(named.title), "year": named.year})


def _ids_of(row: sqlite3.Row) -> MovieIds:
    try:
        return MovieIds.from_json({name: row[name] for name in ("imdb", "tmdb", "trakt")})
    except ValueError:  # a damaged id: the title may still tell the film
        return MovieIds()


def _digits(number: Any) -> Optional[str]:
    return None if number is None else str(number)
