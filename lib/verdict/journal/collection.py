"""All that the user has rated, here or on Trakt, each film once: what an export is made of."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import List, Optional, Set

from verdict.core.movie import Movie
from verdict.core.rating import Rated, Rating
from verdict.journal.known import speaks
from verdict.journal.rows import film_of, same_films
from verdict.journal.store import Store

_OWN = "SELECT *, rowid AS row FROM ratings WHERE state IN ('waiting', 'sent') ORDER BY state = 'waiting', id"


@dataclass(frozen=True)
class Held:
    """A film and the rating that holds. rated_at: seconds since 1970, UTC, or None; here: given in Verdict.

    answer: as it was given here, None for a rating from Trakt.
    """

    movie: Movie
    rated: Rated
    rated_at: Optional[float]
    answer: Optional[Rating] = None

    @property
    def here(self) -> bool:
        return self.answer is not None


class Collection(Store):
    """The ratings that hold."""

    def collection(self) -> List[Held]:
        """Every rated film with its present rating, as `present` has it; the oldest rating first."""
        with self._reading() as db:
            told_of: Set[str] = set()
            seen: Set[int] = set()
            held: List[Held] = []
            for row in reversed(db.execute(_OWN).fetchall()):
                if row["id"] not in seen:
                    held += _of_own(db, row, seen, told_of)
            rows = db.execute("SELECT * FROM told")
            held += [_of_told(row) for row in rows if row["key"] not in told_of]
        return sorted(held, key=lambda one: one.rated_at or 0.0)


def _of_own(db: sqlite3.Connection, row: sqlite3.Row, seen: Set[int], told_of: Set[str]) -> List[Held]:
    """The rating that holds of a film that was rated here: none, or one."""
    movie = film_of(row)
    seen.update(same["id"] for same in same_films(db, "ratings", movie))
    told = same_films(db, "told", movie)
    newest = next(iter(told), None)
    if not speaks(row, newest):
        return []  # Trakt's word holds, and follows; where it names no rating, there is none
    told_of.update(other["key"] for other in told)
    answer = Rating.parse(row["rating"])
    film = movie.completed_by(film_of(newest)) if newest else movie
    return [] if answer.is_unrate else [Held(film, Rated.by(answer), row["rated_at"], answer)]


def _of_told(row: sqlite3.Row) -> Held:
    return Held(film_of(row), Rated(row["simple"], row["advanced"]), row["rated_at"])
