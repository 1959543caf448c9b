"""A transaction: durable when its block ends, and never there when that fails."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Iterator


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Nobody else writes from its start on. sqlite3.Error where that cannot be had."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # what went wrong first is what is told
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise
