"""A lock on a path that holds across threads and processes, and that the system takes back from the dead."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from pathlib import Path
from typing import Iterator

from verdict.trakt.errors import Unavailable

LONGEST_WAIT = 30.0  # seconds; whoever holds it is done sooner, or stuck
_BETWEEN_TRIES = 0.05  # seconds
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

_threads = threading.Lock()  # for file systems that know no locks

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextlib.contextmanager
def locked(path: Path, wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Hold the lock of this file, which is made where it is missing and never removed.

    Unavailable where another holds it for longer than `wait` seconds, or where the file cannot be made.
    """
    end = time.monotonic() + wait
    if not _threads.acquire(timeout=wait):
        raise Unavailable("another part of Verdict is busy with the sign-in")
    try:
        with _opened(path) as descriptor:
            is_taken = _wait_for(descriptor, end)
            try:
                yield
            finally:
                if is_taken:
                    _give(descriptor)
    finally:
        _threads.release()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise Unavailable(f"{path} cannot be written ({problem.strerror})") from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, end: float) -> bool:
    """Whether the lock was taken; False where the file system has none."""
    while True:
        try:
            _take(descriptor)
            return True
        except OSError as problem:
            if problem.errno not in _HELD:
                return False
        if time.monotonic() >= end:
            raise Unavailable("another Verdict is busy with the sign-in")
        time.sleep(_BETWEEN_TRIES)
