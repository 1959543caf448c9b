"""The one timer. Kodi's `waitForAbort` cannot be cut short, so a thread sleeps instead and rings."""

from __future__ import annotations

import math
import threading
import time
from typing import Callable


class Alarm:
    """Calls `ring` in its own thread when the moment has come. While nothing is due it only sleeps."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._due = math.inf
        self._stopping = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="verdict-alarm", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def set(self, due: float) -> None:
        """Ring once at this moment, by time.monotonic(), and at no earlier one; infinity: never."""
        with self._changed:
            if due != self._due:
                self._due = due
                self._changed.notify_all()

    def stop(self, timeout: float) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        while self._sleep():
            self._ring()

    def _sleep(self) -> bool:
        """Wait for the moment; False when it is over."""
        with self._changed:
            while not self._stopping:
                left = self._due - time.monotonic()
                if left <= 0:
                    self._due = math.inf
                    return True
                self._changed.wait(None if math.isinf(left) else min(left, threading.TIMEOUT_MAX))
            return False
