"""One at a time, across threads and processes, and no lock outlives its owner."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Iterator

import pytest

import verdict
from verdict.trakt import filelock
from verdict.trakt.errors import Unavailable
from verdict.trakt.filelock import locked

HOLD = """
import sys
from pathlib import Path
from verdict.trakt.filelock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "token.json.lock"


@pytest.fixture
def other_process(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until its input ends."""
    source = str(Path(verdict.__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": source},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_another_process_is_waited_for_and_no_longer_than_said(path: Path, other_process: Any):
    with pytest.raises(Unavailable, match="busy"), locked(path, wait=0.1):
        pass
    other_process.stdin.close()
    with locked(path, wait=10):
        pass


def test_a_process_that_is_killed_gives_its_lock_back(path: Path, other_process: Any):
    other_process.kill()
    with locked(path, wait=10):
        pass
    assert path.exists()


def test_another_thread_is_waited_for(path: Path):
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(path):
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    with pytest.raises(Unavailable, match="busy"), locked(path, wait=0.05):
        pass
    done.set()
    thread.join()
    with locked(path):
        pass


def test_it_is_given_back_after_an_error(path: Path):
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path, wait=0.1):
        pass


def test_a_file_system_without_locks_still_lets_one_thread_at_a_time_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    def unsupported(_: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(filelock, "_take", unsupported)
    with locked(path), pytest.raises(Unavailable), locked(path, wait=0.05):
        pass


def test_a_place_where_nothing_can_be_made_is_unavailable(tmp_path: Path):
    with pytest.raises(Unavailable, match="cannot be written"), locked(tmp_path / "none" / "lock"):
        pass
    with locked(tmp_path / "lock", wait=0.1):
        pass
