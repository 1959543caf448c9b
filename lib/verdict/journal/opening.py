"""How the journal's file is opened: private, sound, up to date; a damaged one is set aside and begun anew."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
import stat
import time
from pathlib import Path
from typing import List, Tuple

from verdict.journal.errors import Damaged, JournalError, is_damage, plainly
from verdict.journal.rows import as_it_stands
from verdict.journal.schema import migrate, version_of
from verdict.journal.turn import turn

BUSY = 2.0  # seconds to wait for another process that writes
_BETWEEN_TRIES = 0.02  # seconds; the change to WAL is refused at once while another process opens
_PARTS = ("-wal", "-shm", "")  # the file itself goes last: its log must never stay behind alone


def open_database(path: Path) -> Tuple[sqlite3.Connection, List[str]]:
    """A connection to the journal, and what the user should be told."""
    with plainly(path):
        _make_private(path)
        try:
            return _connect(path), []
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise
        with turn(path.with_name(path.name + "-repair"), BUSY) as is_ours:
            if not is_ours:
                raise JournalError(f"The journal {path} is damaged, and another program is repairing it")
            return _begin_anew(path)


def _begin_anew(path: Path) -> Tuple[sqlite3.Connection, List[str]]:
    try:
        return _connect(path), []  # another process was first
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
    from verdict.journal.salvage import salvage  # a sound journal needs none of it

    aside = _set_aside(path)
    _make_private(path)
    db = _connect(path)
    saved = salvage(aside, db)
    return db, [_notice(aside, saved)]


def _connect(path: Path) -> sqlite3.Connection:
    _look_before_the_log_is_merged(path)
    db = sqlite3.connect(str(path), timeout=BUSY, isolation_level=None, check_same_thread=False)
    try:
        db.row_factory = sqlite3.Row
        db.text_factory = as_it_stands
        _check(db)
        _use_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _look_before_the_log_is_merged(path: Path) -> None:
    """Look without writing: closing a connection that may write would merge the log into a damaged file."""
    log = path.with_name(path.name + "-wal")
    if not (log.exists() and log.stat().st_size):
        return
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY, isolation_level=None)
    try:
        with contextlib.suppress(sqlite3.OperationalError):  # what stands in the way shows again below
            _check(db)
    finally:
        db.close()


def _check(db: sqlite3.Connection) -> None:
    version_of(db)  # first: what a newer Verdict wrote must not be taken for damage
    said = db.execute("PRAGMA quick_check(1)").fetchone()
    if said is None or said[0] != "ok":
        raise Damaged("" if said is None else str(said[0]))


def _use_wal(db: sqlite3.Connection) -> None:
    """WAL where the file system can; elsewhere SQLite keeps its older journal, which is as durable."""
    end = time.monotonic() + BUSY
    while db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "is locked" not in str(error) or time.monotonic() >= end:
                raise
            time.sleep(_BETWEEN_TRIES)


def _make_private(path: Path) -> None:
    """The file for its owner alone; SQLite gives its log the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError):
        if not path.parent.stat().st_mode & stat.S_ISVTX:  # never a folder that all share, like /tmp
            path.parent.chmod(0o700)
    # Never open a file that is there: closing it would give up SQLite's locks on it (POSIX).
    with contextlib.suppress(FileExistsError):
        os.close(os.open(str(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    for part in _PARTS:
        with contextlib.suppress(OSError):
            path.with_name(path.name + part).chmod(0o600)


def _set_aside(path: Path) -> Path:
    stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    aside, number = path.with_name(f"{path.stem}.corrupt-{stamp}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.corrupt-{stamp}-{number}{path.suffix}")
    for part in _PARTS:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(aside.with_name(aside.name + part))
    return aside


def _notice(aside: Path, saved: int) -> str:
    ratings = {0: "No rating", 1: "One rating"}.get(saved, f"{saved} ratings")
    return f"The journal was damaged; it was set aside as {aside}. {ratings} could be read from it."
