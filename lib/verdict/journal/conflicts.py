"""Ratings that waited here while their film was rated on Trakt: the later word holds, and it is said."""

from __future__ import annotations

import sqlite3
from typing import List, Optional, Sequence

from verdict.core.rating import Rating
from verdict.journal.ratings import Entry, State, entry_of, is_latest
from verdict.journal.rows import film_of, same_films
from verdict.journal.store import Store

CONFLICT = "rated on Trakt since then"  # how the reason of every such refusal begins


class Conflicts(Store):
    """What was said here and there. A rating that gives way is kept, with its reason."""

    def give_way(self) -> List[Entry]:
        """Set aside what waits where a later rating on Trakt says otherwise; those, as they are now.

        Who wants the older one all the same rates the film again: that is the later word then.
        """
        with self._writing() as db:
            waiting = db.execute("SELECT * FROM ratings WHERE state = 'waiting' ORDER BY id").fetchall()
            reasons = {row["id"]: _conflict(db, row) for row in waiting}
            aside = {number: reason for number, reason in reasons.items() if reason}
            db.executemany(
                "UPDATE ratings SET state = ?, reason = ? WHERE id = ?",
                [(State.REFUSED.value, reason, number) for number, reason in aside.items()],
            )
            rows = [db.execute("SELECT * FROM ratings WHERE id = ?", (n,)).fetchone() for n in aside]
            return [entry_of(row) for row in rows]

    def conflicts(self) -> List[Entry]:
        """Ratings that gave way and that nobody has said a later word about, oldest first."""
        with self._reading() as db:
            query = "SELECT * FROM ratings WHERE state = 'refused' AND reason LIKE ? || '%' ORDER BY id"
            rows = db.execute(query, (CONFLICT,)).fetchall()
            return [entry_of(row) for row in rows if is_latest(db, row)]

    def concede(self, entries: Sequence[Entry]) -> None:
        """Trakt's word holds over these for good."""
        with self._writing() as db:
            statement = "UPDATE ratings SET state = ? WHERE id = ? AND state = 'refused'"
            db.executemany(statement, [(State.SUPERSEDED.value, entry.id) for entry in entries])


def _conflict(db: sqlite3.Connection, row: sqlite3.Row) -> Optional[str]:
    """What Trakt says otherwise and later, in words, or None."""
    told = next(iter(same_films(db, "told", film_of(row))), None)
    if told is None or told["rated_at"] is None or told["rated_at"] <= row["rated_at"]:
        return None
    there = told["advanced"] or told["simple"]
    here = Rating.parse(row["rating"])
    if here.as_number() == Rating(there).as_number():
        return None
    return f"{CONFLICT}, as {there}: the later rating holds"
