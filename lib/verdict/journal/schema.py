"""The tables of the journal and how they came to be: one migration for each version, never changed later."""

from __future__ import annotations

import sqlite3
from typing import Sequence, Tuple

from verdict.journal.errors import JournalError
from verdict.journal.transaction import transaction

_FILM = """
    imdb TEXT, tmdb TEXT, trakt TEXT, title TEXT NOT NULL, year INTEGER, title_key TEXT
"""
_RATINGS = f"""
CREATE TABLE ratings (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {_FILM},
    rating TEXT NOT NULL CHECK (
        rating IN ('love', 'hate', 'unrate', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10')
    ),
    rated_at REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'superseded')),
    reason TEXT,
    heard INTEGER NOT NULL DEFAULT 0  -- whether Trakt spoke of the film since this was sent
)"""
_TOLD = f"""
CREATE TABLE told (
    key TEXT PRIMARY KEY, {_FILM},
    simple TEXT CHECK (simple IN ('love', 'hate')),
    advanced INTEGER CHECK (advanced BETWEEN 1 AND 10),
    rated_at REAL
)"""
_UNRATED = f"CREATE TABLE unrated (id INTEGER PRIMARY KEY, {_FILM}, at REAL NOT NULL, because TEXT NOT NULL)"
_NEVER = f"CREATE TABLE never (id INTEGER PRIMARY KEY, {_FILM})"
_LEFT_OFF = f"""
CREATE TABLE left_off (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, {_FILM},
    position REAL NOT NULL, covered TEXT NOT NULL
)"""
_CORRECTIONS = f"""
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, size INTEGER, digest TEXT, {_FILM},
    at REAL NOT NULL
)"""
_MEMORY = """
CREATE TABLE memory (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (kind, key)
)"""
_PLAYS = f"""
CREATE TABLE plays (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {_FILM}, watched_at REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'trying', 'sent', 'refused')), reason TEXT
)"""
_NAMED = (
    "ALTER TABLE ratings ADD COLUMN named TEXT"  # what the file's name said, where Trakt matched otherwise
)
_META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"


def _indexed(table: str, *columns: str) -> Tuple[str, ...]:
    return tuple(f"CREATE INDEX {table}_{column} ON {table} ({column})" for column in columns)


_BY_FILM = ("imdb", "tmdb", "trakt", "title_key")
_BEGINNING = (
    *(_RATINGS, _TOLD, _UNRATED, _NEVER, _LEFT_OFF, _META),
    *_indexed("ratings", *_BY_FILM, "state"),
    *_indexed("told", *_BY_FILM),
    *_indexed("left_off", "source"),
)
_WHICH_FILM = (_CORRECTIONS, _MEMORY, *_indexed("corrections", "path", "digest"))

# Version n of the schema is what the first n of these make. Append; a journal on disk never forgets.
MIGRATIONS: Sequence[Sequence[str]] = (_BEGINNING, (_PLAYS,), _WHICH_FILM, (_NAMED,))
NEWEST = len(MIGRATIONS)


def migrate(db: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring the schema up to date, each version in one transaction; another process may do so too."""
    while version_of(db, len(migrations)) < len(migrations):
        with transaction(db):
            _step(db, migrations)


def version_of(db: sqlite3.Connection, newest: int = NEWEST) -> int:
    """The version of the schema; JournalError where a newer Verdict wrote it."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise JournalError(
            f"The journal was written by a newer Verdict (version {version} of the journal, this one reads "
            f"up to {newest}). It was left as it is; update Verdict here as well."
        )
    return version


def _step(db: sqlite3.Connection, migrations: Sequence[Sequence[str]]) -> None:
    version = version_of(db, len(migrations))
    if version == len(migrations):
        return  # another process was first
    for statement in migrations[version]:
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {version + 1}")
