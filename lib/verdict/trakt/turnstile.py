"""Writes to one Trakt, no faster than it takes them, whoever on this computer sends them."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import Callable, ContextManager, Dict, Iterator, Optional

from verdict.trakt.errors import Unavailable
from verdict.trakt.filelock import locked

# Seconds. v2-facts.md, "Limits and errors": one write a second. That is counted where they arrive, and no two
# take the same time on the way.
APART = 1.05
LONGEST_LOCK = 1.0  # seconds; another process holds it for a moment only

_wait: Callable[[threading.Event, float], bool] = threading.Event.wait
_clock: Callable[[], float] = time.monotonic
_wall: Callable[[], float] = time.time  # the one clock that processes share
_lock = threading.Lock()
_next: Dict[str, float] = {}  # by address: when the next write may go, on the monotonic clock


def free_in() -> float:
    """Seconds until a write to any address that was written to here would not have to wait."""
    with _lock:
        return max(0.0, max(_next.values(), default=0.0) - _clock())


@contextlib.contextmanager
def one_write(url: str, gone: threading.Event, turn: Optional[Path] = None) -> Iterator[None]:
    """Wait until a write to this address may go; the next one may go `APART` after the end of this.

    turn: a file that this process shares with others that write there; where it cannot be had, each keeps
    its own time. Unavailable where its client is `gone` before it may go.
    """
    while True:
        wait = _taken(url, turn)
        if not wait:
            break
        if _wait(gone, wait):
            raise Unavailable("Verdict is closing", untouched=True)
    try:
        yield
    finally:
        with _lock, _held(turn):
            _rest(url, turn)


def _taken(url: str, turn: Optional[Path]) -> float:
    """0 where the turn is ours now; else the seconds until it may be."""
    with _lock, _held(turn):
        wait = max(_next.get(url, 0.0) - _clock(), _left(turn))
        if wait > 0:
            return wait
        _rest(url, turn)
        return 0.0


def _rest(url: str, turn: Optional[Path]) -> None:
    _next[url] = _clock() + APART
    if turn:
        with contextlib.suppress(OSError):
            moment = _wall() + APART
            os.utime(turn, (moment, moment))


def _left(turn: Optional[Path]) -> float:
    """Seconds until the others let the next one go: the time of the file says when."""
    try:
        left = turn.stat().st_mtime - _wall() if turn else 0.0
    except OSError:
        return 0.0
    return left if left < 2 * APART else 0.0  # more is a clock that was set back


def _held(turn: Optional[Path]) -> ContextManager[None]:
    return _locked(turn) if turn else contextlib.nullcontext()


@contextlib.contextmanager
def _locked(turn: Path) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(Unavailable):
            stack.enter_context(locked(turn, LONGEST_LOCK))
        yield
