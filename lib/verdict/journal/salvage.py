"""What can still be read from a damaged journal: what the user said, brought over into the new one."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Dict, List, Tuple

from verdict.core.movie import Movie
from verdict.journal.rows import FILM, FILM_MARKS, as_it_stands, film_columns, film_of
from verdict.journal.transaction import transaction

# What only the user can say, and its columns beside those of the film. All else is learnt again.
_TABLES: Dict[str, Tuple[str, ...]] = {
    "ratings": ("rating", "rated_at", "state", "reason", "named"),
    "unrated": ("at", "because"),
    "never": (),
    "corrections": ("path", "size", "digest", "at"),
    "plays": ("watched_at", "state", "reason"),
}

_Rows = List[sqlite3.Row]


def salvage(aside: Path, db: sqlite3.Connection) -> int:
    """Bring what can be read into the new journal; how many ratings that were.

    A copy is read, so that the damaged file stays as it was found. One that cannot be read gives nothing.
    """
    found: Dict[str, _Rows] = {}
    with contextlib.suppress(
        OSError, sqlite3.Error, UnicodeDecodeError
    ), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "damaged.sqlite3")
        for part in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(aside.with_name(aside.name + part), copy.with_name(copy.name + part))
        found = _read(copy)
    with contextlib.suppress(sqlite3.Error):
        return _bring_over(found, db)
    return 0


def _read(path: Path) -> Dict[str, _Rows]:
    damaged = sqlite3.connect(str(path), isolation_level=None)
    try:
        damaged.row_factory = sqlite3.Row
        damaged.text_factory = as_it_stands
        return {table: _readable_rows(damaged, table) for table in _TABLES}
    finally:
        damaged.close()


def _readable_rows(damaged: sqlite3.Connection, table: str) -> _Rows:
    """Rows in their order, read from both ends up to where the damage is."""
    rows: Dict[int, sqlite3.Row] = {}
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            query = f"SELECT * FROM {table} NOT INDEXED ORDER BY id {order}"  # noqa: S608 (names of ours)
            rows.update((row["id"], row) for row in damaged.execute(query))
    return [rows[number] for number in sorted(rows)]


def _bring_over(found: Dict[str, _Rows], db: sqlite3.Connection) -> int:
    with transaction(db):
        number = {table: _insert_all(db, table, rows) for table, rows in found.items()}
        _supersede(db)
    return number.get("ratings", 0)


def _insert_all(db: sqlite3.Connection, table: str, rows: _Rows) -> int:
    """How many of the rows made sense; the schema refuses the others."""
    columns = _TABLES[table]
    names, marks = ", ".join(["id", FILM, *columns]), ", ".join(["?", FILM_MARKS, *("?" for _ in columns)])
    statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (names of ours)
    number = 0
    for row in rows:
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            rest = [row[column] if column in row.keys() else None for column in columns]  # noqa: SIM118 (a Row)
            number += db.execute(statement, (row["id"], *film_columns(film_of(row)), *rest)).rowcount
    return number


def _supersede(db: sqlite3.Connection) -> None:
    """What waits is superseded by a later rating of the film, whatever became of that."""
    later: List[Movie] = []
    waiting = db.execute("SELECT MIN(id) FROM ratings WHERE state = 'waiting'").fetchone()[0]
    rows = db.execute("SELECT * FROM ratings WHERE id >= ? ORDER BY id DESC", (waiting or 0,)).fetchall()
    for row in rows if waiting else []:
        movie = film_of(row)
        if row["state"] == "waiting" and any(movie.is_same_as(other) for other in later):
            db.execute("UPDATE ratings SET state = 'superseded' WHERE id = ?", (row["id"],))
        later.append(movie)
