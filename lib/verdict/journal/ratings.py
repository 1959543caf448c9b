"""The user's own ratings: written once, then waiting, sent, refused or superseded; never deleted."""

from __future__ import annotations

import datetime
import enum
import json
import math
import sqlite3
from dataclasses import dataclass, replace
from typing import Any, Dict, List, Optional, Sequence, Tuple

from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.journal.rows import (
    FILM,
    FILM_MARKS,
    drop_film,
    film_columns,
    film_of,
    name_kept,
    same_films,
    storable,
)
from verdict.journal.store import Store
from verdict.trakt.client import Outcome

_LATEST = 253402300799.0  # the end of the year 9999: later moments have no date
_WAITS = "AND state = 'waiting'"


class State(enum.Enum):
    """What became of a rating. Superseded: a newer one of the same film came before it was sent."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Entry:
    """One rating in the journal. rated_at: the moment of the answer, seconds since 1970, UTC.

    reason: why Trakt refused it, None otherwise; named: what the name said that it went by, where Trakt
    matched a film of another title or year.
    """

    id: int
    movie: Movie
    rating: Rating
    rated_at: float
    state: State
    reason: Optional[str] = None
    named: Optional[Movie] = None


@dataclass(frozen=True)
class Counts:
    """How many ratings still wait, and how many Trakt refused."""

    waiting: int
    refused: int


class Ratings(Store):
    """The ratings that were given here."""

    def add(self, movie: Movie, rating: Rating, rated_at: float) -> Entry:
        """Write a rating; it is on disk when this returns. Older ones of the film that wait are superseded.

        rated_at: seconds since 1970, UTC; one that is no date is taken as now.
        """
        if not (math.isfinite(rated_at) and 0 <= rated_at <= _LATEST):
            rated_at = self._now()
        with self._writing() as db:
            supersede(db, movie)
            return insert_rating(db, movie, rating, rated_at)

    def waiting(self, limit: int) -> List[Entry]:
        """What still has to be sent, oldest first."""
        return self._select("WHERE state = 'waiting' ORDER BY id LIMIT ?", limit)

    def entries(self) -> List[Entry]:
        """Every rating that was ever given here, oldest first."""
        return self._select("ORDER BY id")

    def entry(self, number: int) -> Optional[Entry]:
        """The rating of this id as it is now."""
        found = self._select("WHERE id = ?", number)
        return found[0] if found else None

    def settle(self, entry: Entry, outcome: Outcome) -> Optional[Entry]:
        """Mark a rating as sent or refused, and keep what Trakt told of its film.

        The rating as it is now; None where it did not wait any more, and so was left as it is.
        """
        settled = self.settle_all([(entry, outcome)])
        return settled[0] if settled else None

    def settle_all(self, answers: Sequence[Tuple[Entry, Outcome]]) -> List[Entry]:
        """Settle what one request brought, all or nothing; those that still waited, as they are now."""
        with self._writing() as db:
            settled = [_settled(entry, outcome) for entry, outcome in answers]
            return [entry for entry in settled if _write_back(db, entry)]

    def retry_refused(self) -> int:
        """Let what Trakt refused wait again, where no newer rating of the film was given; how many."""
        with self._writing() as db:
            refused = db.execute("SELECT * FROM ratings WHERE state = 'refused'").fetchall()
            again = [row["id"] for row in refused if is_latest(db, row)]
            db.executemany(
                "UPDATE ratings SET state = 'waiting', reason = NULL WHERE id = ?",
                [(number,) for number in again],
            )
        return len(again)

    def counts(self) -> Counts:
        with self._reading() as db:
            rows = db.execute("SELECT state, COUNT(*) AS number FROM ratings GROUP BY state").fetchall()
        numbers = {row["state"]: row["number"] for row in rows}
        return Counts(numbers.get("waiting", 0), numbers.get("refused", 0))

    def _select(self, rest: str, *values: object) -> List[Entry]:
        with self._reading() as db:
            rows = db.execute(f"SELECT * FROM ratings {rest}", values).fetchall()  # noqa: S608
            return [entry_of(row) for row in rows]


def supersede(db: sqlite3.Connection, movie: Movie, but: Optional[Entry] = None) -> None:
    """What waits of this film does so no more."""
    older = [row["id"] for row in same_films(db, "ratings", movie, _WAITS)]
    db.executemany(
        "UPDATE ratings SET state = 'superseded' WHERE id = ?",
        [(number,) for number in older if but is None or number != but.id],
    )


def insert_rating(db: sqlite3.Connection, movie: Movie, rating: Rating, rated_at: float) -> Entry:
    """A new row that waits; the film is not one of those without a rating any more."""
    cursor = db.execute(
        f"INSERT INTO ratings ({FILM}, rating, rated_at, state) "  # noqa: S608 (names of ours)
        f"VALUES ({FILM_MARKS}, ?, ?, 'waiting')",
        (*film_columns(movie), str(rating), rated_at),
    )
    drop_film(db, "unrated", movie)
    return Entry(int(cursor.lastrowid or 0), movie, rating, rated_at, State.WAITING)


def _settled(entry: Entry, outcome: Outcome) -> Entry:
    movie = entry.movie.completed_by(outcome.movie)
    if outcome.refused is None:
        went_by_name = not entry.movie.ids and name_kept(entry.movie, outcome.movie)
        if went_by_name:  # the film that Trakt has rated is the one to keep
            movie = outcome.movie.completed_by(entry.movie)
        named = entry.movie if went_by_name else entry.named
        return replace(entry, movie=movie, state=State.SENT, reason=None, named=named)
    return replace(entry, movie=movie, state=State.REFUSED, reason=storable(outcome.refused))


def _write_back(db: sqlite3.Connection, entry: Entry) -> bool:
    """Whether the rating still waited: one that was superseded meanwhile stays so."""
    statement = (
        f"UPDATE ratings SET ({FILM}, state, reason, named) = ({FILM_MARKS}, ?, ?, ?) WHERE id = ? {_WAITS}"  # noqa: S608
    )
    named = name_kept(entry.named, entry.movie) if entry.named else None
    values = (*film_columns(entry.movie), entry.state.value, entry.reason, named, entry.id)
    return db.execute(statement, values).rowcount == 1


def entry_of(row: sqlite3.Row) -> Entry:
    rating, state = Rating.parse(row["rating"]), State(row["state"])
    named = Movie.from_json(json.loads(row["named"])) if row["named"] else None
    return Entry(row["id"], film_of(row), rating, row["rated_at"], state, row["reason"], named)


def entry_json(entry: Entry) -> Dict[str, Any]:
    """A rating as `journal --json` shows it. The keys are documented and stable."""
    return {
        "movie": entry.movie.to_json(),
        "rating": entry.rating.value,
        "rated_at": _iso(entry.rated_at),
        "state": entry.state.value,
        "reason": entry.reason,
        "named": entry.named.label if entry.named else None,
    }


def is_latest(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Whether no later rating of the film was given here."""
    newest = same_films(db, "ratings", film_of(row))[:1]
    return bool(newest) and bool(newest[0]["id"] == row["id"])


def _iso(moment: float) -> str:
    when = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
