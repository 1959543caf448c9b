"""Which film the user said a file is, remembered for that file wherever it is moved to."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import List, Optional

from verdict.core.movie import Movie
from verdict.journal.rows import FILM, FILM_MARKS, film_columns, film_of
from verdict.journal.store import Store


@dataclass(frozen=True)
class Mark:
    """By what a file is known again. size and digest (of head and tail): None where it cannot be read."""

    path: str
    size: Optional[int] = None
    digest: Optional[str] = None


class Corrections(Store):
    """The user's word on files; the latest stands."""

    def correct(self, mark: Mark, movie: Movie) -> None:
        """Remember that this file is this film."""
        with self._writing() as db:
            ids = [(row["id"],) for row in _of(db, mark)]
            db.executemany("DELETE FROM corrections WHERE id = ?", ids)
            db.execute(
                f"INSERT INTO corrections (path, size, digest, {FILM}, at) "  # noqa: S608 (names of ours)
                f"VALUES (?, ?, ?, {FILM_MARKS}, ?)",
                (_key(mark.path), mark.size, mark.digest, *film_columns(movie), self._now()),
            )

    def corrected(self, mark: Mark) -> Optional[Movie]:
        """What the user said of this file, or of the same file in another place; None where nothing."""
        with self._reading() as db:
            row = next(iter(_of(db, mark)), None)
            return None if row is None else film_of(row)


def _of(db: sqlite3.Connection, mark: Mark) -> List[sqlite3.Row]:
    """By size and digest where the file can be read; by its path alone only where it cannot, as a URL.

    Another file under the same name is another film, perhaps.
    """
    if mark.digest is not None:
        found = db.execute(
            "SELECT * FROM corrections WHERE digest = ? AND size = ? ORDER BY id DESC",
            (mark.digest, mark.size),
        )
    else:
        found = db.execute("SELECT * FROM corrections WHERE path = ? ORDER BY id DESC", (_key(mark.path),))
    return found.fetchall()


def _key(path: str) -> str:
    """A path as text that SQLite takes, whatever bytes it is made of."""
    return json.dumps(path)
