"""mpv's words -> our events. It only translates; what follows is decided elsewhere.

A file is `Opened` at its first picture, when position and duration are known, and `Ended` when the gate
stops it before it is unloaded (or, where the user has `keep-open`, when its end is reached).
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List, Optional

from verdict.core.credits import names_credits
from verdict.core.events import (
    ChapterEntered,
    Ended,
    Event,
    Kind,
    LeftOff,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
)
from verdict.core.movie import Movie
from verdict.core.spans import Spans
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.link import Link, Notice

OBSERVED = ("pause", "paused-for-cache", "speed", "duration", "chapter", "eof-reached")

FIRST_PICTURE = 1.0  # seconds; a film may begin a little after 0 without anybody's will


class Listener:
    """Listens to one mpv. begin: told mpv's path early; identify: from path and tags to the film;
    let_go: called where nobody will ask; failed: told which file could not be played, and why.
    """

    def __init__(
        self,
        link: Link,
        identify: Callable[[str, Any], Found],
        post: Callable[[Event], None],
        let_go: Callable[[], None],
        failed: Callable[[str, str], None],
        begin: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._begin = begin
        self._link = link
        self._identify = identify
        self._post = post
        self._let_go = let_go
        self._failed = failed
        self._path = ""
        self._now = 0.0
        self._is_open = False
        self._waiting = False  # paused by the user, or for the cache
        self._told: Dict[str, Any] = {}
        self._began: Optional[float] = None  # where, while nobody knows yet what it is

    def start(self) -> None:
        """Begin to listen; the gate is told who wants to be asked. LinkError where there is no gate."""
        self._link.command("script-message-to", "verdict", "listen", self._link.client_name)
        for name in OBSERVED:
            self._link.observe(name)

    def hear(self, notice: Notice) -> None:
        """Take one of mpv's notices; those that mean nothing to us are passed over."""
        self._now = notice["at"]
        name = str(notice.get("event"))
        if name == "property-change":
            self._changed(str(notice.get("name")), notice.get("data"))
        elif name == "playback-restart":
            self._restarted()
        elif name == "start-file":
            self._began = None
            self._path = str(self._link.get("path") or "")
            self._begin(self._path)
        elif name == "end-file":
            self._gone(str(notice.get("reason")), str(notice.get("file_error") or ""))
        elif name == "client-message":
            self._message(notice.get("args") or [])

    def unloading(self, facts: Dict[str, Any]) -> None:
        """mpv is about to unload a file and waits for a word."""
        if self._is_open:
            position = facts.get("position")
            self._end(Reason.EOF if facts.get("eof") else Reason.QUIT, position)
        else:
            self._let_go()

    def vanished(self, now: float) -> None:
        """The player is gone without a word: nobody can be asked there any more."""
        if self._is_open:
            self._is_open = self._waiting = False
            self._post(Ended(now, Reason.ERROR, more=True))

    def _gone(self, reason: str, why: str) -> None:
        """A file is gone: it could not be played, or no gate stopped it before it was unloaded."""
        if reason == "error" and self._path:
            self._failed(self._path, why)
        self._path = ""
        self._end(Reason.EOF if reason == "eof" else Reason.STOP)

    def _message(self, args: List[Any]) -> None:
        if len(args) == 2 and args[0] == "verdict-unload":
            self.unloading(json.loads(args[1]))
        elif len(args) == 2 and args[0] == "verdict-gate":
            self._catch_up(json.loads(args[1]))

    def _catch_up(self, facts: Dict[str, Any]) -> None:
        """The gate is there. facts: whether a film plays already, and since which position, if nobody sought.

        What was played before anybody listened counts as an earlier viewing that goes on here.
        """
        path = self._link.get("path")
        position = self._began if self._began is not None else _seconds(self._link.get("time-pos"))
        if self._is_open or not facts.get("playing") or not path or position is None:
            return
        self._began = position  # where it was when the gate spoke, however long it takes to know the film
        since = _seconds(facts.get("since"))
        if since is None or since > position:
            self._open(position)
            return
        covered = Spans().with_span(since, position)
        self._open(since, lambda movie: LeftOff(str(path), movie, position, covered))
        self._post(Sought(self._now, position))

    def _restarted(self) -> None:
        """The first picture of a file, or the first one after a seek."""
        position = _seconds(self._link.get("time-pos")) or 0.0
        if self._is_open:
            self._post(Sought(self._now, position))
        else:
            self._began = position if self._began is None else self._began
            self._open(self._began)

    def _open(
        self, position: float, left_off: Callable[[Optional[Movie]], Optional[LeftOff]] = lambda _: None
    ) -> None:
        path = self._link.get("path")
        if not path:
            return
        found = self._identify(str(path), self._link.get("metadata"))  # may raise, and be asked again
        identity = found.identity
        self._is_open, self._path, self._began = True, "", None
        restored = self._link.get("option-info/start/set-locally") is True
        now = self._now
        self._post(
            Opened(
                now,
                str(path),
                _seconds(self._link.get("duration")),
                position if restored else 0.0,
                identity.movie,
                Kind(identity.kind),
                identity.certain,
                left_off(identity.movie),
                identity.sureness == "doubtful",
                found.part,
            )
        )
        if position > FIRST_PICTURE and not restored:
            self._post(Sought(now, position))
        self._told = {}
        for name in ("speed", "pause", "chapter"):
            self._changed(name, self._link.get(name))

    def _changed(self, name: str, value: Any) -> None:
        if not self._is_open or self._told.get(name, _DEFAULTS.get(name)) == value:
            return
        if name == "pause" and value is None:  # it is not told just now; a film that is paused stays so
            return
        self._told[name] = value
        now = self._now
        if name in ("pause", "paused-for-cache"):
            self._paused(now)
        elif name == "speed" and _seconds(value):
            self._post(SpeedChanged(now, float(value)))
        elif name == "duration" and _seconds(value):
            self._post(Measured(now, float(value)))
        elif name == "chapter" and isinstance(value, int):
            self._chapter(now, value)
        elif name == "eof-reached" and value is True and self._stays_open():
            self._end(Reason.EOF, _seconds(self._link.get("time-pos")))

    def _stays_open(self) -> bool:
        """Whether mpv keeps this file after its end: then no gate will stop it there."""
        keep = self._link.get("keep-open")
        if keep not in (True, "yes"):
            return bool(keep == "always")
        return bool(self._link.get("playlist-pos") == (self._link.get("playlist-count") or 0) - 1)

    def _paused(self, now: float) -> None:
        waiting = any(self._told.get(name) is True for name in ("pause", "paused-for-cache"))
        if waiting != self._waiting:
            self._waiting = waiting
            self._post(Paused(now) if waiting else Resumed(now))

    def _chapter(self, now: float, index: int) -> None:
        title = self._link.get(f"chapter-list/{index}/title")
        if isinstance(title, str) and names_credits(title):
            self._post(ChapterEntered(now, title, _seconds(self._link.get(f"chapter-list/{index}/time"))))

    def _end(self, reason: Reason, position: Optional[float] = None) -> None:
        if self._is_open:
            self._is_open = self._waiting = False
            self._post(Ended(self._now, reason, position=position))


_DEFAULTS = {"pause": False, "paused-for-cache": False, "speed": 1.0, "eof-reached": False}


def _seconds(value: Any) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
