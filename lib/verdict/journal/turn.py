"""Whose turn it is: a lock between threads and processes that dies with its holder.

An empty SQLite file serves as the lock, since SQLite locks alike on every system and a thread may hold
several. Never open this file in any other way: closing it would give the lock up (POSIX).
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Iterator


@contextlib.contextmanager
def turn(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock of this file, made where it is missing. False where another held it for `wait` seconds.

    sqlite3.Error where the file cannot be made.
    """
    lock = sqlite3.connect(str(path), timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
        yield _is_taken(lock)
    finally:
        lock.close()


def _is_taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "is locked" in str(error):
            return False
        raise
    return True
