"""Writes to one Trakt, no faster than it takes them, whoever in this process sends them."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Callable, Dict, Iterator

from verdict.trakt.errors import Unavailable

APART = 1.0  # seconds; v2-facts.md, "Limits and errors": one write a second

_wait: Callable[[threading.Event, float], bool] = threading.Event.wait
_clock: Callable[[], float] = time.monotonic
_lock = threading.Lock()
_next: Dict[str, float] = {}  # by address: when the next write may go, on the monotonic clock


def free_in() -> float:
    """Seconds until a write to any address that was written to here would not have to wait."""
    with _lock:
        return max(0.0, max(_next.values(), default=0.0) - _clock())


@contextlib.contextmanager
def one_write(url: str, gone: threading.Event) -> Iterator[None]:
    """Wait until a write to this address may go; the next one may go `APART` after the end of this.

    Unavailable where its client is `gone` before that.
    """
    with _lock:
        now = _clock()
        begins = max(now, _next.get(url, now))
        _next[url] = begins + APART
    if begins > now and _wait(gone, begins - now):
        raise Unavailable("Verdict is closing", untouched=True)
    try:
        yield
    finally:
        with _lock:
            _next[url] = max(_next[url], _clock() + APART)
