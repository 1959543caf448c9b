"""One connection for all threads: whole transactions, plain errors, and still the right file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from pathlib import Path
from typing import Callable, Iterator, List, Optional, Tuple

from verdict.journal.errors import JournalError, plainly
from verdict.journal.opening import open_database
from verdict.journal.schema import version_of
from verdict.journal.transaction import transaction


class Store:
    """The file of the journal and the small values that others keep in it.

    notices: what the user should be told, in plain words, oldest first.
    """

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self.path = path
        self.notices: List[str] = []
        self._now = now
        self._lock = threading.RLock()
        self._db: Optional[sqlite3.Connection] = None
        self._file: Optional[Tuple[int, int]] = None
        self._open()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        with self._lock, plainly(self.path):
            if self._db is not None:
                self._db.close()
            self._db = None

    def get(self, key: str) -> Optional[str]:
        """The value that was kept under this key, or None."""
        with self._reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def set(self, key: str, value: Optional[str]) -> None:
        """Keep a small value; None forgets it."""
        with self._writing() as db:
            put(db, key, value)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, plainly(self.path):
            yield self._connection()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block ends, and never there when it fails."""
        with self._lock, plainly(self.path):
            db = self._connection()
            with transaction(db):
                version_of(db)  # a newer Verdict may have come since it was opened
                yield db

    def _connection(self) -> sqlite3.Connection:
        if self._db is not None and self._identity() != self._file:
            self._open()  # it was set aside or removed by another: what goes into the old file is lost
        if self._db is None:
            raise JournalError(f"The journal {self.path} is closed")
        return self._db

    def _open(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db, notices = open_database(self.path)
        self._file = self._identity()
        self.notices.extend(notices)

    def _identity(self) -> Optional[Tuple[int, int]]:
        try:
            status = os.stat(str(self.path))  # noqa: PTH116 (half the time of pathlib, before every use)
        except OSError:
            return None
        return status.st_dev, status.st_ino


def put(db: sqlite3.Connection, key: str, value: Optional[str]) -> None:
    """Keep a small value inside a transaction."""
    if value is None:
        db.execute("DELETE FROM meta WHERE key = ?", (key,))
    else:
        db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
