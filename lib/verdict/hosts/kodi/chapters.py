"""What a late chapter is called. Kodi names only the one that plays, and tells nobody when it begins.

It does tell where each of them begins. So one look in each chapter that could be the end credits is enough.
"""

from __future__ import annotations

import math
import time
from typing import Any, Callable, List

import xbmc

from verdict.core.events import ChapterEntered
from verdict.core.finished import CREDITS_FROM

SETTLED = 1.0  # seconds; Kodi's own word for the chapter comes a little after the picture


class Chapters:
    """Of the film that plays. due: when `look` wants to be called, by time.monotonic(), or infinity."""

    def __init__(self, player: xbmc.Player, post: Callable[[Any], None]) -> None:
        self.due = math.inf
        self._player = player
        self._post = post
        self._speed = 1.0

    def goes(self, speed: float) -> None:
        """Playback goes on at this speed; 0 where it is paused."""
        self._speed = speed
        self.moved_to(self._player.getTime())

    def moved_to(self, position: float) -> None:
        """Playback is here now. While Kodi tells of a seek, its own clock still stands where it was."""
        if position >= CREDITS_FROM * self._player.getTotalTime():
            self.due = time.monotonic() + SETTLED
        else:
            self._plan(position)

    def end(self) -> None:
        self.due = math.inf

    def look(self) -> None:
        """Tell what plays, if it is time."""
        if time.monotonic() < self.due:
            return
        position = self._player.getTime()
        begun = [start for start in self._beginnings() if start <= position]
        title = xbmc.getInfoLabel("Player.ChapterName")
        if begun and title:
            self._post(ChapterEntered(time.monotonic(), title, begun[-1]))
        self._plan(position)

    def _plan(self, position: float) -> None:
        """Look again when the next chapter that matters has begun."""
        duration = self._player.getTotalTime()
        coming = [s for s in self._beginnings() if s > position and s >= CREDITS_FROM * duration]
        is_on = coming and self._speed > 0
        self.due = time.monotonic() + (coming[0] - position) / self._speed + SETTLED if is_on else math.inf

    def _beginnings(self) -> List[float]:
        """Where chapters begin, in seconds; Kodi says it in percent."""
        told = xbmc.getInfoLabel("Player.Chapters").split(",")
        try:
            return sorted({float(each) * self._player.getTotalTime() / 100 for each in told if each})
        except ValueError:
            return []
