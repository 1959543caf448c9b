"""A thread with a line to Trakt, and its end: what is under way is waited for, and then broken off."""

from __future__ import annotations

import threading
from typing import Callable

from verdict.courier.line import Line
from verdict.trakt.client import TraktClient

BREAKS_WITHIN = 0.3  # seconds for a thread to end once its request was broken off


class Worker:
    """line: the thread's own."""

    def __init__(self, name: str, run: Callable[[], None], connect: Callable[[], TraktClient]) -> None:
        self.line = Line(connect)
        self._thread = threading.Thread(target=run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_at_work(self) -> bool:
        """Whether anybody has to wait for it; itself it cannot wait for."""
        return self._thread.is_alive() and self._thread is not threading.current_thread()

    def wait(self, timeout: float) -> None:
        """Until it has ended by itself, `timeout` seconds at most."""
        if self.is_at_work():
            self._thread.join(timeout)

    def break_off(self) -> bool:
        """Break a request off that is under way; whether the thread has ended. One that hangs is left."""
        if self.is_at_work():
            self.line.hang_up()
            self._thread.join(BREAKS_WITHIN)
        return not self.is_at_work()
