"""Waiting where Trakt asked for it: bounded in all, with a countdown, ended by Ctrl-C."""

from __future__ import annotations

import time
from typing import Callable

_sleep: Callable[[float], None] = time.sleep


class Patience:
    """So many seconds, to be spent on one wait or on several. show: told every second how many are left."""

    def __init__(self, seconds: float, show: Callable[[float], None]) -> None:
        self._left = seconds
        self._show = show

    def reaches(self, moment: float) -> bool:
        """Whether it is worth to wait for this moment: it lies ahead, and near enough."""
        return 0 < moment - time.time() <= self._left

    def wait_until(self, moment: float) -> None:
        """Wait for this moment where it is near enough."""
        wait = moment - time.time()
        if not 0 < wait <= self._left:
            return
        self._left -= wait
        end = time.monotonic() + wait
        left = wait
        while left > 0:
            self._show(left)
            _sleep(min(1.0, left))
            left = end - time.monotonic()
        self._show(0.0)
