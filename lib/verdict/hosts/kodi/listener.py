"""Kodi's words -> our events. It only translates; what follows is decided elsewhere.

All that is known of a film is read when it starts: when it ends, Kodi's getters fail, or speak of the next
film of the playlist already. A film that is replaced by another gets no end from Kodi at all, nor does one
that plays when Kodi quits.
"""

from __future__ import annotations

import contextlib
import math
import time
from typing import Any, Callable, Optional

import xbmc

from verdict.core.events import (
    Ended,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
)
from verdict.hosts.kodi import rpc
from verdict.hosts.kodi.chapters import Chapters
from verdict.hosts.kodi.films import HAS_MENU, VIDEO_PLAYER, Playing
from verdict.offers import Rested

FIRST_PICTURE = 1.0  # seconds; a film may begin a little after 0 without anybody's will
KEY_FRAMES = (10.0, 0.05)  # seconds, at most so much of the film: Kodi resumes at the key frame before


class Listener(xbmc.Player):
    """Listens to Kodi's player. identify: from the path to what plays; post: takes events."""

    def __init__(self, identify: Callable[[str], Playing], post: Callable[[Any], None]) -> None:
        super().__init__()
        self._identify = identify
        self._post = post
        self._is_open = False
        self._has_left = False
        self._duration: Optional[float] = None
        self._is_last = True  # nothing follows in the playlist
        self._chapters = Chapters(self, self._tell)

    def join(self) -> None:
        """Take up what plays already: Kodi starts an add-on anew, in mid-film too, when it has updated it."""
        with contextlib.suppress(RuntimeError):  # it is over by now
            if self.isPlayingVideo():
                self._open(is_joined=True)

    def leave(self) -> None:
        """Nobody listens from now on. When Kodi quits it stops its player first; else a film plays on."""
        self._has_left = True
        if not self.isPlayingVideo():
            self._end(Reason.QUIT, more=True)

    @property
    def due(self) -> float:
        """When `tick` wants to be called, by time.monotonic(); infinity where nothing is waited for."""
        return self._chapters.due

    def tick(self) -> None:
        """Look at what nobody tells, if it is time."""
        with contextlib.suppress(RuntimeError):
            self._chapters.look()

    def onPlayBackStarted(self) -> None:
        self._end(Reason.STOP, more=True)  # one that still plays was replaced

    def onAVStarted(self) -> None:
        self._end(Reason.STOP, more=True)
        with contextlib.suppress(RuntimeError):  # it is over again already
            if self.isPlayingVideo() and not self._has_left:
                self._open()

    def _open(self, is_joined: bool = False) -> None:
        playing = self._identify(self.getPlayingFile())
        now, begins = time.monotonic(), self.getTime()
        self._duration = self.getTotalTime() or playing.runtime
        self._is_open = True
        self.look_ahead()
        restored = begins if is_joined or self._is_restored(begins, playing.resume) else 0.0
        about = playing.movie, playing.kind, playing.certain
        self._chapters.goes(1.0)  # before anything is told: whoever hears of it looks when `due` is
        self._post(Opened(now, playing.source, self._duration, restored, *about, doubtful=playing.doubtful))
        if begins > FIRST_PICTURE and not restored:
            self._post(Sought(now, begins))  # a start of the user's own
        if is_joined:
            self._catch_up(_speed())

    def _catch_up(self, speed: float) -> None:
        """Tell what was done to the film before anybody listened."""
        if speed == 0:
            self.onPlayBackPaused()
        elif speed != 1:
            self.onPlayBackSpeedChanged(int(speed))

    def look_ahead(self) -> None:
        """See whether anything follows. At the end Kodi would speak of the next film's place already."""
        if self._is_open:
            self._is_last = _is_last()

    def _is_restored(self, begins: float, resume: Optional[float]) -> bool:
        """Whether Kodi itself went on where an earlier viewing was left."""
        if resume is None or begins <= FIRST_PICTURE:
            return False
        seconds, fraction = KEY_FRAMES
        return abs(begins - resume) <= min(seconds, fraction * (self._duration or math.inf))

    def onAVChange(self) -> None:
        with contextlib.suppress(RuntimeError):
            self._measure()

    def _measure(self) -> None:
        duration = self.getTotalTime() or self._duration
        if not self._is_open or duration == self._duration:
            return
        if xbmc.getCondVisibility(HAS_MENU):  # the menu gave way to the film, or the film to the menu
            self._end(Reason.STOP, more=True)
            self._open()
        else:
            self._duration = duration
            self._post(Measured(time.monotonic(), duration))

    def onPlayBackPaused(self) -> None:
        self._goes(0.0)
        self._tell(Paused(time.monotonic()))

    def onPlayBackResumed(self) -> None:
        self._goes(1.0)
        self._tell(Resumed(time.monotonic()))

    def onPlayBackSpeedChanged(self, speed: int) -> None:
        self._goes(float(speed))
        self._tell(SpeedChanged(time.monotonic(), float(speed)))

    def onPlayBackSeek(self, time_: int, seekOffset: int) -> None:  # noqa: ARG002 (Kodi's signature)
        self._sought(time_ / 1000)

    def onPlayBackSeekChapter(self, chapter: int) -> None:  # noqa: ARG002
        with contextlib.suppress(RuntimeError):
            self._sought(self.getTime())

    def onPlayBackEnded(self) -> None:
        self._stop(Reason.EOF, more=not self._is_last)

    def onPlayBackStopped(self) -> None:
        self._stop(Reason.STOP)

    def onPlayBackError(self) -> None:
        self._stop(Reason.ERROR)

    def _goes(self, speed: float) -> None:
        with contextlib.suppress(RuntimeError):  # no film plays
            self._chapters.goes(speed)

    def _sought(self, position: float) -> None:
        with contextlib.suppress(RuntimeError):
            self._chapters.moved_to(position)
        self._tell(Sought(time.monotonic(), position))

    def _tell(self, event: Any) -> None:
        if self._is_open:
            self._post(event)

    def _stop(self, reason: Reason, more: bool = False) -> None:
        self._end(reason, more)
        if not more:
            self._post(Rested(time.monotonic()))

    def _end(self, reason: Reason, more: bool = False) -> None:
        if self._is_open:
            self._is_open = False
            self._chapters.end()
            self._post(Ended(time.monotonic(), reason, more))


def _is_last() -> bool:
    """Whether nothing follows what plays now."""
    if xbmc.getCondVisibility("Playlist.IsRepeat | Playlist.IsRepeatOne"):
        return False
    playlist = xbmc.PlayList(xbmc.PLAYLIST_VIDEO)
    return playlist.getposition() + 1 >= playlist.size()


def _speed() -> float:
    """At which Kodi plays now; 0 where it is paused."""
    told = rpc.call("Player.GetProperties", playerid=VIDEO_PLAYER, properties=["speed"])
    return float(told.get("speed", 1))
