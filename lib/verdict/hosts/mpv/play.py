"""`verdict play`: films in a window of ours, each asked about when it has finished."""

from __future__ import annotations

import logging
import math
import queue
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, ContextManager, List, Optional, Sequence, Tuple

from verdict.app import Adjusted, App
from verdict.core.movie import Movie
from verdict.courier import Courier
from verdict.host import Host
from verdict.hosts.mpv.changes import SettingsFile, following
from verdict.hosts.mpv.corner import MpvCorner
from verdict.hosts.mpv.embedded import EmbeddedMpv
from verdict.hosts.mpv.finder import Finder
from verdict.hosts.mpv.language import words_in
from verdict.hosts.mpv.link import LinkError, Notice, player_of
from verdict.hosts.mpv.listener import Listener
from verdict.hosts.mpv.screen import MpvScreen
from verdict.hosts.mpv.terminal import TerminalPrompt, printable
from verdict.journal import Journal
from verdict.recording import Recorder, recording
from verdict.resources import resource
from verdict.saving import Unsaved
from verdict.settings import Settings
from verdict.signals import handling
from verdict.signing_in import Desk
from verdict.trakt.client import TraktClient

log = logging.getLogger(__name__)

COURIER_STOPS_WITHIN = 0.3  # seconds; quitting does not wait for the network
_LEAVING_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_LEAVE, _GONE = "leave", "gone"


@dataclass(frozen=True)
class Playlist:
    """What to play and how.

    options: names and values for mpv; by_hand: the film as the user named it, or None;
    record: where the trace goes, or None; source: where changed settings come from meanwhile.
    """

    films: Sequence[str]
    options: Sequence[Tuple[str, str]] = ()
    by_hand: Optional[Movie] = None
    record: Optional[Path] = None
    source: Optional[SettingsFile] = None


@dataclass(frozen=True)
class Told:
    """One of mpv's notices, on its way to the loop."""

    notice: Notice


def play(
    playlist: Playlist,
    settings: Settings,
    journal: Journal,
    connect: Callable[[], TraktClient],
    token_file: Path,
) -> Player:
    """Play until the window is closed. The player that is returned knows what is left to be done."""
    player = Player(playlist, settings, journal, connect, token_file)
    with recording(playlist.record, anew=True) as record:
        player.run(record)
    return player


class Player:
    """One window and its loop: it sleeps until mpv, the courier or the one timer has something to say."""

    def __init__(
        self,
        playlist: Playlist,
        settings: Settings,
        journal: Journal,
        connect: Callable[[], TraktClient],
        token_file: Path,
    ) -> None:
        self._playlist = playlist
        self._settings = settings
        self._journal = journal
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._courier = Courier(journal, connect, self._queue.put)
        self._words = words_in(settings.prompt.language)
        self._desk = Desk(token_file, self._queue.put)
        self.unsaved: Sequence[Unsaved] = ()
        self.unplayable: List[str] = []

    def run(self, record: Recorder) -> None:
        """Play the list, and come back when the window is gone."""
        words = self._words
        mpv = EmbeddedMpv(self._hear, self._playlist.options, terminal=sys.stdin.isatty())
        try:
            screen = MpvScreen(mpv, words, self._queue.put, TerminalPrompt(sys.stderr, words))
            finder = Finder(self._journal, self._queue.put, self._playlist.by_hand)
            corner = MpvCorner(mpv, words, self._queue.put)
            app = App(
                self._settings,
                self._journal,
                self._courier,
                screen,
                time.monotonic,
                time.time,
                Host(
                    words,
                    corner,
                    choosing=screen,
                    signing=screen,
                    desk=self._desk,
                    player=player_of(mpv),
                    record=record,
                    corrected=finder.corrected,
                ),
            )
            listener = Listener(mpv, finder.found, app.handle, screen.release, self._failed, finder.begin)
            _listen(listener, mpv)
            self._courier.start()
            for film in self._playlist.films:
                mpv.command("loadfile", film, "append-play")
            with self._asked_to_leave(), following(self._playlist.source, self._adjust):
                self._loop(app, mpv, listener, screen, corner)
            self.unsaved = app.finish()
        finally:
            self._courier.stop(COURIER_STOPS_WITHIN)
            self._desk.close(COURIER_STOPS_WITHIN)
            mpv.close()

    def _loop(
        self, app: App, mpv: EmbeddedMpv, listener: Listener, screen: MpvScreen, corner: MpvCorner
    ) -> None:
        is_leaving = False
        while True:
            message = self._next(app.due - time.monotonic())
            if message == _GONE or (message is _LEAVE and is_leaving):
                screen.release()
                return
            try:
                if message is _LEAVE:
                    is_leaving = True
                    mpv.command("quit")
                elif isinstance(message, Told):
                    screen.hear(message.notice)
                    corner.hear(message.notice)
                    listener.hear(message.notice)
                elif message is not None:
                    app.handle(message)
                app.tick()
            except LinkError as error:
                log.info("%s", error)
            except Exception:  # a fault of ours must not take the film away
                log.exception("unexpected")
                screen.release()

    def _next(self, wait: float) -> Any:
        """The next message, or None when so many seconds have passed without one."""
        try:
            message = self._queue.get(timeout=None if math.isinf(wait) else max(0.0, wait))
        except queue.Empty:
            return None
        is_gone = isinstance(message, Told) and message.notice.get("event") == "shutdown"
        return _GONE if is_gone else message

    def _asked_to_leave(self) -> ContextManager[None]:
        """Ctrl-C and `kill` leave as `q` does, with the prompt; the second time at once."""
        return handling(_LEAVING_SIGNALS, lambda *_: self._queue.put(_LEAVE))

    def _adjust(self, settings: Settings) -> None:
        """On the observer's own thread."""
        self._words.speak_as(words_in(settings.prompt.language))
        self._queue.put(Adjusted(settings))
        self._courier.wake()

    def _hear(self, notice: Notice) -> None:
        """On mpv's own thread: hand it on, with the time."""
        notice["at"] = time.monotonic()
        self._queue.put(Told(notice))

    def _failed(self, path: str, why: str) -> None:
        self.unplayable.append(path)
        print(f"verdict: {printable(path)}: {why or 'it cannot be played'}", file=sys.stderr, flush=True)


def _listen(listener: Listener, mpv: EmbeddedMpv) -> None:
    """Through the gate that the user has installed for any mpv, or else through one of our own."""
    try:
        listener.start()
    except LinkError:
        mpv.command("load-script", str(resource("mpv/verdict.lua")))
        listener.start()
