"""What can go wrong with the journal, in plain words; no error of sqlite3 leaves the package."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Iterator

# What SQLite says (sqlite3ErrStr in its main.c; Python 3.8 knows no error codes) and what it means.
_WORDS = (
    ("is locked", "is locked by another program"),
    ("is full", "cannot be written: the disk is full"),
    ("readonly", "cannot be written: it is read-only"),
    ("unable to open", "cannot be opened: its folder cannot be written, or it is no file"),
    ("malformed", "is damaged; it will be set aside when Verdict starts again"),
    ("not a database", "is damaged; it will be set aside when Verdict starts again"),
    ("closed database", "is closed"),
    ("disk I/O error", "cannot be read or written: the disk fails, or is full"),
)
_DAMAGE = ("malformed", "not a database")


class JournalError(Exception):
    """The journal did not do it; `str()` says why in plain words. Nothing was changed."""


class Damaged(sqlite3.DatabaseError):
    """What the file says of itself does not fit."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"malformed: {problem}")


def is_damage(error: Exception) -> bool:
    """Also where SQLite quotes damaged text in what it says, and Python 3.8 then says nothing."""
    is_unreadable = isinstance(error, UnicodeDecodeError) or (
        type(error) is sqlite3.DatabaseError and not str(error)
    )
    return is_unreadable or any(sign in str(error) for sign in _DAMAGE)


@contextlib.contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the file system into plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(f"The journal {path} {_meaning(error)}") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:  # a row that nobody of us wrote
        raise JournalError(f"The journal {path} holds what cannot be read: {error}") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise JournalError(f"The journal {path} cannot be opened: {reason}") from error


def _meaning(error: sqlite3.Error) -> str:
    said = str(error)
    for sign, words in _WORDS:
        if sign in said:
            return words
    return f"cannot be used: {said}"
