"""A journal of an older or a newer Verdict: brought up to date in whole steps, or left as it is."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from tests.test_journal_damage import HEAT, NOW, aside, written
from verdict.core.rating import Rating
from verdict.journal import Journal, JournalError
from verdict.journal.schema import MIGRATIONS, NEWEST, migrate

FIRST_SCHEMA = "841f23b70490931b189d8151e8d0ac14391f32af56d3fc58225ba18e5eb9f532"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def test_a_journal_of_a_newer_verdict_is_refused_and_left_as_it_is(path: Path) -> None:
    written(path, 3)
    with sqlite3.connect(str(path)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match="newer Verdict"):
        Journal.open(path)
    assert path.read_bytes() == before
    assert not aside(path)


def test_a_newer_verdict_that_comes_meanwhile_stops_the_writing_of_the_older(path: Path) -> None:
    journal = Journal.open(path)
    with sqlite3.connect(str(path)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    with pytest.raises(JournalError, match="newer Verdict"):
        journal.add(HEAT, Rating(9), NOW)
    journal.close()


def test_each_migration_is_done_once_and_a_failed_one_leaves_no_trace() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    steps = (*MIGRATIONS, ("CREATE TABLE more (x)", "CREATE TABLE broken (("))
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, steps)
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert "ratings" in tables
    assert "more" not in tables
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    migrate(db, (*MIGRATIONS, ("ALTER TABLE ratings ADD COLUMN colour TEXT",)))
    migrate(db, (*MIGRATIONS, ("ALTER TABLE ratings ADD COLUMN colour TEXT",)))
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS) + 1
    db.close()


def test_the_schema_of_a_released_version_never_changes() -> None:
    first = hashlib.sha256("\n".join(" ".join(s.split()) for s in MIGRATIONS[0]).encode()).hexdigest()
    assert first == FIRST_SCHEMA
