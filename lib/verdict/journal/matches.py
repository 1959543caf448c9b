"""Ratings that went to Trakt by title and year: which film it became there, and how that is put right.

A row keeps its place: what Trakt matched is written into it, and `named` keeps what the name said where that
is another title or year.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import List, Optional

from verdict.core.movie import Movie
from verdict.core.rating import UNRATE, Rating
from verdict.journal.ratings import Entry, State, entry_of, insert_rating, supersede
from verdict.journal.rows import FILM, FILM_MARKS, film_columns, film_of, name_kept, same_films
from verdict.journal.store import Store

_ONE_MOMENT = 1.0  # seconds; Trakt may keep a moment without its thousandths
_BY_NAME = "state = 'sent' AND rating <> 'unrate' AND imdb IS NULL AND tmdb IS NULL AND trakt IS NULL"


@dataclass(frozen=True)
class Correction:
    """away: takes the wrong rating from Trakt, or brings the earlier one back; None where none was there."""

    away: Optional[Entry]
    here: Entry


class Matches(Store):
    """Which film it became."""

    def match(self) -> List[Entry]:
        """Write back what Trakt's list of ratings tells of those that went by name; these, as they are now.

        The list names our own moment of the rating, so a film of another title is found, too. Where two films
        may be meant, nothing is written.
        """
        with self._reading() as db:
            if db.execute(f"SELECT 1 FROM ratings WHERE {_BY_NAME} LIMIT 1").fetchone() is None:  # noqa: S608
                return []
        with self._writing() as db:
            rows = db.execute(f"SELECT * FROM ratings WHERE {_BY_NAME} ORDER BY id").fetchall()  # noqa: S608
            found = [(row, _became(db, row)) for row in rows]
            return [_written(db, row, movie) for row, movie in found if movie]

    def matched_otherwise(self, since: float) -> List[Entry]:
        """What went to a film of another title or year than its name says, and was not rated again since.

        since: seconds since 1970, UTC.
        """
        with self._reading() as db:
            query = "SELECT * FROM ratings WHERE named IS NOT NULL AND state = 'sent' AND rated_at >= ?"
            rows = db.execute(f"{query} ORDER BY id", (since,)).fetchall()
            newest = [same_films(db, "ratings", film_of(row))[0]["id"] for row in rows]
            return [entry_of(row) for row, number in zip(rows, newest) if row["id"] == number]

    def correct_rating(self, wrong: Movie, right: Movie) -> Optional[Correction]:
        """Give the newest rating of one film to another, all or nothing; None where there is no such rating.

        wrong: the film, or what its name said. A rating that Trakt has is taken away there, and the one that
        it had replaced, as far as it was given here, holds again.
        """
        with self._writing() as db:
            row = _newest(db, wrong)
            if row is None or film_of(row).is_same_as(right):
                return None
            away = None
            if row["state"] == State.SENT.value:
                away = insert_rating(db, film_of(row), _before(db, row), self._now())
            supersede(db, film_of(row), but=away)
            db.execute("UPDATE ratings SET named = NULL WHERE id = ?", (row["id"],))
            supersede(db, right)
            return Correction(away, insert_rating(db, right, Rating.parse(row["rating"]), row["rated_at"]))


def _became(db: sqlite3.Connection, row: sqlite3.Row) -> Optional[Movie]:
    """The film on Trakt's list that this rating is."""
    told = db.execute(
        "SELECT * FROM told WHERE ABS(rated_at - ?) < ? AND COALESCE(imdb, tmdb, trakt) IS NOT NULL",
        (row["rated_at"], _ONE_MOMENT),
    ).fetchall()
    films = [film_of(one) for one in told if _is_rated_alike(row, one) and not _is_anothers(db, row, one)]
    named = film_of(row)
    alike = [film for film in films if film.is_same_as(named)]
    alike = alike or [film for film in films if film.title_key == named.title_key] or films
    if not alike:
        alike = [film for film in map(film_of, same_films(db, "told", named)) if film.ids]
    return alike[0] if len(alike) == 1 else None


def _is_rated_alike(row: sqlite3.Row, told: sqlite3.Row) -> bool:
    """Which number stands for love is a setting, so that a word fits any."""
    return not row["rating"].isdigit() or int(row["rating"]) == told["advanced"]


def _is_anothers(db: sqlite3.Connection, row: sqlite3.Row, told: sqlite3.Row) -> bool:
    """Whether another rating of the same moment is this one on the list."""
    others = same_films(db, "ratings", film_of(told), "AND state = 'sent'")
    return any(
        other["id"] != row["id"] and abs(other["rated_at"] - told["rated_at"]) < _ONE_MOMENT
        for other in others
    )


def _written(db: sqlite3.Connection, row: sqlite3.Row, movie: Movie) -> Entry:
    named = film_of(row)
    db.execute(
        f"UPDATE ratings SET ({FILM}, named) = ({FILM_MARKS}, ?) WHERE id = ?",  # noqa: S608 (names of ours)
        (*film_columns(movie.completed_by(named)), name_kept(named, movie), row["id"]),
    )
    return entry_of(db.execute("SELECT * FROM ratings WHERE id = ?", (row["id"],)).fetchone())


def _newest(db: sqlite3.Connection, wrong: Movie) -> Optional[sqlite3.Row]:
    """The rating that is meant: by the film, else by the name that it was taken from."""
    given = "SELECT * FROM ratings WHERE state <> 'superseded' AND rating <> 'unrate' ORDER BY id DESC"
    rows = db.execute(given).fetchall()
    by_film = (row for row in rows if film_of(row).is_same_as(wrong))
    by_name = (row for row in rows if row["named"] and _named_by(row).is_same_as(wrong))
    return next(by_film, None) or next(by_name, None)


def _named_by(row: sqlite3.Row) -> Movie:
    return entry_of(row).named or Movie()


def _before(db: sqlite3.Connection, row: sqlite3.Row) -> Rating:
    """What the film was rated here before that; nothing is an un-rating."""
    older = same_films(db, "ratings", film_of(row), "AND state = 'sent'")
    last = next((other for other in older if other["id"] < row["id"]), None)
    return Rating.parse(last["rating"]) if last else Rating(UNRATE)
