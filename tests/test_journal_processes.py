"""Several processes on one journal, and one that is killed: what was called saved is there."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import List

import pytest

from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.journal import Journal, State

LIB = str(Path(__file__).resolve().parent.parent / "lib")
RATING = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.journal import Journal
journal = Journal.open(Path(sys.argv[2]))
for number in range(int(sys.argv[3])):
    journal.add(Movie(f"{sys.argv[4]} {number}", 2000), Rating(1 + number % 10), 1.0)
    print(number, flush=True)
"""


def rating_process(path: Path, count: int, name: str) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", RATING, LIB, str(path), str(count), name]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def assert_sound(path: Path) -> None:
    db = sqlite3.connect(str(path))
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()


def test_processes_that_begin_one_journal_together_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data" / "journal.sqlite3"
    processes = [rating_process(path, 20, f"Film {name}") for name in range(4)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    journal = Journal.open(path)
    assert journal.counts().waiting == 80
    assert journal.notices == []
    journal.close()
    assert_sound(path)


@pytest.mark.parametrize("after", [1, 2, 7, 30])
def test_a_rating_that_was_called_saved_survives_the_death_of_the_process(tmp_path: Path, after: int) -> None:
    path = tmp_path / "journal.sqlite3"
    process = rating_process(path, 10_000, "Film")
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    saved = len([line for line in said if line.endswith("\n")])
    journal = Journal.open(path)
    entries = journal.entries()
    assert saved <= len(entries) <= saved + 1  # the last may have died between the disk and the word
    assert [e.movie for e in entries] == [Movie(f"Film {number}", 2000) for number in range(len(entries))]
    assert {e.state for e in entries} == {State.WAITING}
    assert journal.notices == []
    journal.add(Movie("Heat", 1995), Rating(9), 1.0)
    journal.close()
    assert_sound(path)


def test_a_damaged_journal_is_set_aside_once_by_processes_that_find_it_together(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"\xa5" * 10_000)
    processes = [rating_process(path, 5, f"Film {name}") for name in range(4)]
    for process in processes:
        process.communicate()
    codes: List[int] = [process.returncode for process in processes]
    assert codes == [0, 0, 0, 0]
    assert len(list(tmp_path.glob("journal.corrupt-*.sqlite3"))) == 1
    journal = Journal.open(path)
    assert journal.counts().waiting == 20
    journal.close()


def test_only_one_sends_at_a_time_and_the_turn_dies_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    journal = Journal.open(path)
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from verdict.journal import Journal; journal = Journal.open(Path(sys.argv[2]));"
        "turn = journal.sending(1); print(turn.__enter__(), flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, LIB, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    with journal.sending(0) as is_ours:
        assert not is_ours
    other.kill()
    other.communicate()
    with journal.sending(0) as is_ours:
        assert is_ours
        with journal.sending(0) as is_ours_twice:
            assert not is_ours_twice
    journal.close()
