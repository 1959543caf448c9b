"""A disk that is full, a journal that is read-only, damaged anywhere, older or newer: nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Iterator, List

import pytest

from tests.proof import tracer
from tests.proof.house import FULL, INDY, MATRIX, Place, integrity, make_home, rate
from tests.proof.nursery import Nursery, Ran
from verdict.core.rating import Rating
from verdict.journal import Journal, State
from verdict.sandbox import Sandbox

FILM, OTHER = str(INDY.ids.imdb), str(MATRIX.ids.imdb)
PAGE = 4096
DAY = 24 * 3600.0


@pytest.fixture(params=["v1", "v2"])
def place(request: pytest.FixtureRequest, nursery: Nursery, box: Sandbox, folder: Path) -> Place:
    """A home in which one rating waits."""
    place = Place(nursery, box, make_home(folder / "home", box, request.param))
    rate(place.template, (MATRIX, 8))
    place.renew()
    return place


def assert_told_or_saved(ran: Ran) -> bool:
    """Whether it was called saved; where it was not, the user was told why, in words."""
    assert "Traceback" not in ran.err
    if "Saved" in ran.out:
        return True
    assert ran.code == 1
    assert "verdict: " in ran.err
    return False


def assert_nothing_is_lost(place: Place, saved: bool) -> None:
    kept = {OTHER: 8, **({FILM: 9} if saved else {})}
    place.assert_recovers(kept, {} if saved else {FILM: 9}, given=2)


def test_a_file_that_cannot_grow_beyond_any_size_loses_nothing(place: Place, points: "Counter[str]") -> None:
    beyond = (place.home / "journal.sqlite3").stat().st_size + 20 * PAGE
    verdicts = set()
    for largest in range(PAGE // 2, beyond, PAGE // (8 if FULL else 1)):
        place.renew()
        saved = assert_told_or_saved(place.run("cli", "rate", FILM, "9", largest=largest))
        assert_nothing_is_lost(place, saved)
        verdicts.add(saved)
        points["sizes that no file could exceed"] += 1
    assert verdicts == {True, False}


@pytest.fixture
def disk(place: Place) -> Iterator[Path]:
    """A small disk at the home of the place; its size is set by `resize`."""
    place.home.rename(place.home.with_name("aside"))
    place.home.mkdir(mode=0o700)
    if not shutil.which("mount") or not _mount(place.home, "size=1m"):
        pytest.skip("a small disk can only be mounted by root")
    yield place.home
    subprocess.run(["umount", "-l", str(place.home)], check=True)


def _mount(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_a_disk_that_is_full_after_any_page_loses_nothing(
    place: Place, disk: Path, points: "Counter[str]"
) -> None:
    verdicts = set()
    for pages in range(0, 60, 1 if FULL else 2):
        place.box.reset()
        for old in disk.iterdir():
            old.unlink()
        shutil.copytree(place.template, disk, dirs_exist_ok=True)
        stuffing = disk / "stuffing"
        stuffing.write_bytes(b"x" * max(0, _free(disk) - pages * PAGE))
        saved = assert_told_or_saved(place.run("cli", "rate", FILM, "9"))
        stuffing.unlink()
        assert_nothing_is_lost(place, saved)
        verdicts.add(saved)
        points["disks that were full after so many pages"] += 1
    assert verdicts == {True, False}


def _free(folder: Path) -> int:
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize


def test_a_journal_on_a_disk_that_may_only_be_read_is_told_and_left_alone(place: Place, disk: Path) -> None:
    shutil.copytree(place.template, disk, dirs_exist_ok=True)
    before = (disk / "journal.sqlite3").read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert not assert_told_or_saved(place.run("cli", "rate", FILM, "9"))
    assert (disk / "journal.sqlite3").read_bytes() == before
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert_nothing_is_lost(place, saved=False)


def test_a_journal_that_is_damaged_anywhere_is_set_aside_whole_and_the_user_is_told(
    place: Place, points: "Counter[str]"
) -> None:
    """Damage that SQLite can see; what it cannot, it reads as it stands."""
    sound = (place.template / "journal.sqlite3").read_bytes()
    found = 0
    for offset in range(0, len(sound), PAGE // (16 if FULL else 2)):
        place.renew()
        journal = place.home / "journal.sqlite3"
        spoilt = sound[:offset] + b"\xa5" * 512 + sound[offset + 512 :]
        journal.write_bytes(spoilt)
        ran = place.run("cli", "rate", FILM, "9")
        assert assert_told_or_saved(ran)
        aside = list(place.home.glob("journal.corrupt-*.sqlite3"))
        assert ("set aside" in ran.err) == bool(aside)
        assert [path.read_bytes() for path in aside] in ([], [spoilt])
        assert {(r["imdb"], r["rating_advanced"]) for r in place.box.ratings()} >= {(FILM, 9)}
        assert integrity(journal) == ["ok"]
        found += bool(aside)
        points["places where the journal was damaged"] += 1
    assert found > 5


def test_a_journal_of_any_older_version_is_brought_up_to_date_and_loses_nothing(place: Place) -> None:
    """A file that was just begun is version 0."""
    (place.home / "journal.sqlite3").unlink()
    (place.home / "journal.sqlite3").touch()
    assert assert_told_or_saved(place.run("cli", "rate", FILM, "9"))
    place.assert_recovers({FILM: 9}, {}, given=1)


def test_a_journal_of_a_newer_version_is_told_and_left_as_it_is(place: Place) -> None:
    journal = place.home / "journal.sqlite3"
    with sqlite3.connect(str(journal)) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = journal.read_bytes()
    ran = place.run("cli", "rate", FILM, "9")
    assert not assert_told_or_saved(ran)
    assert "newer Verdict" in ran.err
    assert (journal.read_bytes(), place.box.ratings()) == (before, [])


def test_the_latest_answer_wins_where_the_clock_was_set_back_a_day(place: Place) -> None:
    clock = [time.time()]
    journal = Journal.open(place.home / "journal.sqlite3", now=lambda: clock[0])
    journal.add(INDY, Rating(3), clock[0])
    clock[0] -= DAY
    journal.add(INDY, Rating(9), clock[0])
    journal.close()
    place.assert_recovers({OTHER: 8, FILM: 9}, {}, given=3)
    states = [entry.state for entry in place.entries() if entry.movie == INDY]
    assert states[:1] == [State.SUPERSEDED]


@pytest.mark.skipif(bool(tracer.missing()), reason=str(tracer.missing()))
def test_two_that_send_at_once_lose_and_double_nothing_whenever_one_of_them_dies(
    place: Place, tmp_path: Path, points: "Counter[str]"
) -> None:
    rate(place.template, (INDY, 9))
    (tmp_path / "second").mkdir()
    second = Nursery(tmp_path / "second")
    try:
        for step in range(1, 160, 2 if FULL else 8):
            place.renew()
            other: List[Ran] = []
            home = place.home
            thread = threading.Thread(target=lambda h=home, o=other: o.append(second.run(h, "cli", "send")))
            thread.start()
            ran = place.run("cli", "send", trace=True, kill_at=step)
            thread.join(60)
            assert "Traceback" not in ran.err + other[0].err
            place.assert_recovers({OTHER: 8, FILM: 9}, {}, given=2)
            points["deaths of one of two that send"] += ran.killed
    finally:
        second.close()
