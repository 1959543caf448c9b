"""Waiting where Trakt asked for it: bounded in all, with a countdown, ended by Ctrl-C."""

from __future__ import annotations

import sys
import time
from typing import Callable

from verdict.cli.streams import complain, is_terminal

_sleep: Callable[[float], None] = time.sleep


class Patience:
    """So many seconds, to be spent on one wait or on several."""

    def __init__(self, seconds: float, quiet: bool) -> None:
        self._left = seconds
        self._quiet = quiet

    def reaches(self, moment: float) -> bool:
        """Whether it is worth to wait for this moment: it lies ahead, and near enough."""
        return 0 < moment - time.time() <= self._left

    def wait_until(self, moment: float) -> None:
        """Wait for this moment where it is near enough."""
        if not self.reaches(moment):
            return
        wait = moment - time.time()
        self._left -= wait
        end = time.monotonic() + wait
        if not self._quiet and not is_terminal(sys.stderr):
            complain(f"Trakt asked to wait {wait:.0f} s")
        while time.monotonic() < end:
            left = end - time.monotonic()
            self._count(f"Trakt asked to wait: {left:.0f} s ")
            _sleep(min(1.0, max(0.0, left)))
        self._count("")

    def _count(self, text: str) -> None:
        if not self._quiet and is_terminal(sys.stderr):
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
