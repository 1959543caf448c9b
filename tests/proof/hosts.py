"""The players as each host hears them: one script of a viewing, told through mpv's words, and through Kodi's.

A host that comes in later is one more entry of `HOSTS`.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List, Tuple
from unittest import mock

from verdict.core.events import Ended as EndedEvent
from verdict.core.events import Event, Kind, Opened, Paused, Reason, Resumed, Sought, SpeedChanged
from verdict.core.movie import Movie, MovieIds
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.identify import Identity
from verdict.hosts.mpv.ipc import _Lines
from verdict.hosts.mpv.listener import Listener as MpvListener

FILM = Movie("The Matrix", 1999, MovieIds("tt0133093"))
PATH, LENGTH = "/films/The Matrix (1999).mkv", 6000.0
Step = Tuple[str, float]
MPV_NOISE: List[Dict[str, Any]] = [
    {"event": "property-change", "name": "pause", "data": None},
    {"event": "property-change", "name": "duration", "data": float("nan")},
    {"event": "property-change", "name": "duration", "data": None},
    {"event": "property-change", "name": "speed", "data": "fast"},
    {"event": "property-change", "name": "chapter", "data": -1},
    {"event": "property-change", "name": "eof-reached", "data": False},
    {"event": "property-change"},
    {"event": "client-message", "args": None},
    {"event": "client-message", "args": ["verdict-unload"]},
    {"event": "seek"},
    {},
]
KODI_NOISE = ("onAVChange", "onPlayBackSeekChapter", "onSpeedAgain", "onWordAgain")
MOST_NOISE = max(len(MPV_NOISE), len(KODI_NOISE))


class Playback:
    """A film that plays as a script says. A host has three words of its own: how it opens, tells and ends."""

    def __init__(self) -> None:
        self.now, self.position, self.speed, self.paused = 1000.0, 0.0, 1.0, False
        self.noise: List[int] = []
        self.heard: List[Event] = []

    def follow(self, script: List[Step], noise: List[int]) -> List[Event]:
        self.opens()
        self.noise = noise
        for step, value in script:
            if step == "play":
                self._passes(value)
                continue
            if step == "seek":
                self.position = value
            elif step == "speed":
                self.speed = value
            else:
                self.paused = step == "pause"
            self.tells(step, value)
        self.ends()
        return self.heard

    def _passes(self, seconds: float) -> None:
        self.now += seconds
        if not self.paused:
            self.position = min(LENGTH, self.position + seconds * self.speed)

    @property
    def is_at_its_end(self) -> bool:
        return self.position >= LENGTH

    def opens(self) -> None:
        raise NotImplementedError

    def tells(self, step: str, value: float) -> None:
        raise NotImplementedError

    def ends(self) -> None:
        raise NotImplementedError


class Plain(Playback):
    """The events themselves, with no host between."""

    def opens(self) -> None:
        self.heard.append(Opened(self.now, PATH, LENGTH, movie=FILM, certain=True))

    def tells(self, step: str, value: float) -> None:
        word: Dict[str, Event] = {
            "seek": Sought(self.now, value),
            "speed": SpeedChanged(self.now, value),
            "pause": Paused(self.now),
            "resume": Resumed(self.now),
        }
        self.heard.append(word[step])

    def ends(self) -> None:
        reason = Reason.EOF if self.is_at_its_end else Reason.QUIT
        self.heard.append(EndedEvent(self.now, reason, position=self.position))


class Mpv(Playback):
    """An mpv in our process: its notices come as they are. It says everything as often as it likes."""

    client_name = "verdict"

    def __init__(self) -> None:
        super().__init__()
        found = Found(Identity(FILM, "movie", "name", "certain"))
        self._listener = MpvListener(self, lambda *_: found, self.heard.append, lambda: None, lambda *_: None)

    def command(self, *args: Any, **named: Any) -> None:
        pass

    def observe(self, name: str) -> None:
        pass

    def unobserve(self, name: str) -> None:
        pass

    def get(self, name: str) -> Any:
        known = {"path": PATH, "duration": LENGTH, "time-pos": self.position, "pause": self.paused}
        return {**known, "speed": self.speed, "keep-open": False}.get(name)

    def says(self, **notice: Any) -> None:
        for _ in range(1 + len(self.noise) % 2):
            for number in self.noise:
                self.carry({**MPV_NOISE[number % len(MPV_NOISE)], "at": self.now})
            self.carry({**notice, "at": self.now})

    def carry(self, notice: Dict[str, Any]) -> None:
        self._listener.hear(notice)

    def opens(self) -> None:
        self.says(event="start-file")
        self.says(event="playback-restart")

    def tells(self, step: str, value: float) -> None:
        if step == "seek":
            self.says(event="playback-restart")
        elif step == "speed":
            self.says(event="property-change", name="speed", data=value)
        else:
            self.says(event="property-change", name="pause", data=self.paused)

    def ends(self) -> None:
        unload = json.dumps({"eof": self.is_at_its_end, "position": self.position})
        self.says(event="client-message", args=["verdict-unload", unload])
        self.says(event="end-file", reason="eof")


class AnyMpv(Mpv):
    """The same behind a socket: its notices come as bytes, in pieces of any length."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()

    def carry(self, notice: Dict[str, Any]) -> None:
        data = json.dumps(notice).encode() + b"\n"
        for piece in (data[:7], data[7:]):
            for message in self._lines.of(piece):
                super().carry(message)


class Kodi(Playback):
    """Kodi's callbacks, with Kodi's own stubs in the place of Kodi."""

    def follow(self, script: List[Step], noise: List[int]) -> List[Event]:
        from verdict.hosts.kodi import listener
        from verdict.hosts.kodi.films import Playing

        events: List[Any] = []
        clock = mock.Mock(monotonic=lambda: self.now)
        is_last = mock.patch.object(listener, "_is_last", return_value=True)
        with mock.patch.object(listener, "time", clock), is_last:
            self._kodi = listener.Listener(lambda path: Playing(path, FILM, Kind.MOVIE, True), events.append)
            getters = {"isPlayingVideo": True, "getPlayingFile": PATH, "getTotalTime": LENGTH}
            for name, value in getters.items():
                setattr(self._kodi, name, lambda value=value: value)
            self._kodi.getTime = lambda: self.position
            super().follow(script, noise)
        return [event for event in events if type(event).__module__ == Opened.__module__]

    def _say(self, name: str, *words: Any) -> None:
        for _ in range(1 + len(self.noise) % 2):
            for number in self.noise:
                self._make_noise(KODI_NOISE[number % len(KODI_NOISE)])
            getattr(self._kodi, name)(*words)

    def _make_noise(self, kind: str) -> None:
        if kind == "onAVChange":
            self._kodi.onAVChange()
        elif kind == "onPlayBackSeekChapter":
            self._kodi.onPlayBackSeekChapter(1)
        elif kind == "onSpeedAgain":
            self._kodi.onPlayBackSpeedChanged(self._told_speed)
        elif self._told_paused:
            self._kodi.onPlayBackPaused()

    _told_speed, _told_paused = 1.0, False

    def opens(self) -> None:
        self._kodi.onPlayBackStarted()
        self._kodi.onAVChange()
        self._kodi.onAVStarted()

    def tells(self, step: str, value: float) -> None:
        if step == "seek":
            self._say("onPlayBackSeek", int(value * 1000), 0)
        elif step == "speed":
            self._told_speed = value
            self._say("onPlayBackSpeedChanged", value)
        else:
            self._told_paused = self.paused
            self._say("onPlayBackPaused" if self.paused else "onPlayBackResumed")

    def ends(self) -> None:
        self._say("onPlayBackEnded" if self.is_at_its_end else "onPlayBackStopped")


HOSTS: Dict[str, Callable[[], Playback]] = {"embedded mpv": Mpv, "any mpv": AnyMpv, "Kodi": Kodi}
