"""A journal that is locked, full, read-only or in a strange place: a plain word, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List

import pytest

from tests.test_journal_damage import HEAT, NOW, aside, fill, written
from verdict.core.rating import Rating
from verdict.journal import Entry, Journal, JournalError, opening


@pytest.fixture(autouse=True)
def _is_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY", 0.1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def locker(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the journal until it is ended."""
    written(path, 1)
    script = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('PRAGMA locking_mode = EXCLUSIVE'); db.execute('BEGIN EXCLUSIVE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.communicate()


def test_a_journal_locked_by_another_program_says_so(path: Path, locker: "subprocess.Popen[str]") -> None:
    with pytest.raises(JournalError, match="locked by another program"):
        Journal.open(path)
    assert not aside(path)


def test_a_write_while_another_program_writes_is_refused_and_changes_nothing(path: Path) -> None:
    journal = Journal.open(path)
    other = sqlite3.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalError, match="locked by another program"):
        journal.add(HEAT, Rating(9), NOW)
    assert journal.entries() == []
    other.execute("ROLLBACK")
    other.close()
    journal.add(HEAT, Rating(9), NOW)
    journal.close()


def test_a_full_journal_says_so_keeps_what_it_has_and_goes_on_when_there_is_room(path: Path) -> None:
    journal = Journal.open(path)
    with journal._reading() as db:
        db.execute("PRAGMA max_page_count = 30")
    saved: List[Entry] = []
    with pytest.raises(JournalError, match="disk is full"):
        fill(journal, saved)
    assert saved
    assert journal.entries() == saved
    with journal._reading() as db:
        db.execute("PRAGMA max_page_count = 100000")
    journal.add(HEAT, Rating(9), NOW)
    assert len(journal.entries()) == len(saved) + 1
    journal.close()


def _mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return bool(shutil.which("mount")) and subprocess.run(command, capture_output=True).returncode == 0


def test_a_disk_that_is_really_full_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    if not _mounted(folder, "size=512k"):
        pytest.skip("a small disk can only be mounted by root")
    try:
        path = folder / "journal.sqlite3"
        journal = Journal.open(path)
        saved: List[Entry] = []
        with pytest.raises(JournalError, match="disk"):
            fill(journal, saved)
        assert saved
        assert journal.entries() == saved
        journal.close()
        again = Journal.open(path)
        assert (again.entries(), again.notices) == (saved, [])
        again.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_becomes_read_only_is_named_and_what_is_there_can_be_read(path: Path) -> None:
    written(path, 2)
    journal = Journal.open(path)
    with journal._reading() as db:
        db.execute("PRAGMA query_only = ON")  # SQLite's own error for such a disk
    with pytest.raises(JournalError, match="read-only"):
        journal.add(HEAT, Rating(9), NOW)
    assert len(journal.entries()) == 2
    journal.close()


def test_a_journal_on_a_read_only_disk_cannot_be_opened_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mounted(folder, "size=4m"):
        pytest.skip("a disk can only be mounted by root, whom no rights of a folder would stop")
    try:
        path = folder / "journal.sqlite3"
        written(path, 2)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, capture_output=True)
        with pytest.raises(JournalError, match=r"cannot be (opened|written)"):
            Journal.open(path)
        with pytest.raises(JournalError, match=r"cannot be (opened|written)"):
            Journal.open(folder / "none" / "journal.sqlite3")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_folder_in_place_of_the_journal_is_named(path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.open(path)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.open(tmp_path / "file" / "journal.sqlite3")
