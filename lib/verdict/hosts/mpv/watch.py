"""`verdict watch`: the agent. One process and one loop serve every mpv of the user's.

It sleeps until a player, the folder of sockets, the courier, the settings or a timer has something to say.
While it runs there is a file `agent` beside the sockets, so that a player knows whether to start one.
"""

from __future__ import annotations

import contextlib
import logging
import math
import os
import selectors
import signal
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Deque, Dict, Iterator, List, Optional, Sequence

from verdict.app import Adjusted
from verdict.courier import Courier, SignIn
from verdict.hosts.mpv.changes import Changes, SettingsFile, watch_settings
from verdict.hosts.mpv.folder import Folder
from verdict.hosts.mpv.ipc import Gone
from verdict.hosts.mpv.language import words_in
from verdict.hosts.mpv.link import LinkError
from verdict.hosts.mpv.pipes import LOOK_EVERY, Pipes, is_alive
from verdict.hosts.mpv.served import Entry, Household, Served
from verdict.journal import Journal, JournalError
from verdict.journal.turn import turn
from verdict.recording import Recorder, recording
from verdict.settings import Settings
from verdict.signals import handling
from verdict.signing_in import Desk, Progress
from verdict.trakt.client import TraktClient

log = logging.getLogger(__name__)

MARK, LOCK = "agent", "agent.lock"
TURN_WITHIN = 2.0  # seconds; one that is leaving has gone by then
LINGERS = 3.0  # seconds; the next film may be on its way
AGAIN_SOON = 0.1  # seconds until a socket that refuses is tried again: its mpv is just about to listen
AGAIN_LATER = 30.0  # seconds until a player that was mute, or could not be served, is tried again
COURIER_STOPS_WITHIN = 0.3  # seconds
_LEAVING_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_LOOK, _LEAVE = "look", "leave"


@dataclass(frozen=True)
class Watching:
    """folders: where sockets may be, the agent's own first; stay: also while there is no player;
    record: where the traces of all players go, or None; pipes: on Windows, what is looked at on a timer.
    """

    folders: Sequence[Path]
    stay: bool = False
    record: Optional[Path] = None
    pipes: Optional[Pipes] = None


def watch(
    how: Watching,
    source: SettingsFile,
    settings: Settings,
    journal: Journal,
    connect: Callable[[], TraktClient],
    token_file: Path,
) -> bool:
    """Serve until nobody needs it any more. False, at once, where another agent does so already."""
    own = Folder(how.folders[0])
    with turn(own.path / LOCK, TURN_WITHIN) as is_ours:
        if not is_ours:
            return False
        with recording(how.record, anew=False) as record:
            Agent(how, source, settings, journal, connect, record, token_file).run()
    return True


class Agent:
    """The loop. `post` may be called from any thread."""

    def __init__(
        self,
        how: Watching,
        source: SettingsFile,
        settings: Settings,
        journal: Journal,
        connect: Callable[[], TraktClient],
        record: Recorder,
        token_file: Path,
    ) -> None:
        self._how = how
        self._source = source
        self._folders = [Folder(path) for path in how.folders]
        self._mark = self._folders[0].path / MARK
        courier = Courier(journal, connect, self.post)
        words = words_in(settings.prompt.language)
        desk = Desk(token_file, self.post)
        self._household = Household(settings, journal, courier, words, record, desk)
        self._players: Dict[Path, Served] = {}
        self._helpers: Dict[int, Served] = {}
        self._leaving: List[Served] = []
        self._again: Dict[Path, float] = {}
        self._looks_at = math.inf
        self._inbox: Deque[Any] = deque()
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._is_over = self._needs_user = False
        self._alone_since = time.monotonic()

    def post(self, message: Any) -> None:
        self._inbox.append(message)
        with contextlib.suppress(BlockingIOError):  # it is being woken already
            self._wake.send(b"!")

    def run(self) -> None:
        changes = self._observed()
        with _signals(lambda: self.post(_LEAVE), self._wake.fileno()):
            self._household.courier.start()
            try:
                self._serve()
            finally:
                changes.stop()
                self._household.courier.stop(COURIER_STOPS_WITHIN)
                self._household.desk.close(COURIER_STOPS_WITHIN)
                for player in self._players.values():
                    player.leave()
                self._mark.unlink(missing_ok=True)

    def _observed(self) -> Changes:
        """Folders are watched before they are read for the first time, so that no socket falls between."""
        changes = Changes()
        for folder in self._folders:
            changes.watch(folder.path, lambda name: None if name in (MARK, LOCK) else self.post(_LOOK))
        watch_settings(changes, self._source, lambda settings: self.post(Adjusted(settings)))
        changes.start()
        return changes

    def _serve(self) -> None:
        """Whoever finds no mark starts an agent, and that one waits for its turn: so look once more last."""
        while not self._is_over:
            self._mark.write_text(f"{os.getpid()}\n", encoding="ascii")
            self._look()
            while not self._is_over and not self._is_done():
                self._sleep()
                self._hear()
            self._mark.unlink(missing_ok=True)
            self._look()
            if not self._players:
                return

    def _sleep(self) -> None:
        players = [*self._players.values(), *self._leaving]
        waits = [player.wait for player in players]
        waits += [at - time.monotonic() for at in (*self._again.values(), self._looks_at)]
        lingers = self._alone_since + LINGERS - time.monotonic()
        if not players and not self._how.stay and lingers > 0:
            waits.append(lingers)
        wait = min(waits, default=math.inf)
        self._register_helpers()
        ready = {key.fd for key, _ in self._selector.select(None if math.isinf(wait) else max(0.0, wait))}
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(4096)
        for player in list(self._players.values()):
            if player.number in ready:
                player.receive()
        for number in ready & self._helpers.keys():
            self._selector.unregister(number)
            self._helpers.pop(number).identified()

    def _register_helpers(self) -> None:
        for player in self._players.values():
            if player.helper is not None and player.helper.fileno() not in self._helpers:
                self._helpers[player.helper.fileno()] = player
                self._selector.register(player.helper.fileno(), selectors.EVENT_READ)

    def _hear(self) -> None:
        while self._inbox:
            self._deal_with(self._inbox.popleft())
        for player in [*self._players.values(), *self._leaving]:
            if player.wait <= 0:
                player.pump()
        for player in list(self._players.values()):
            if player.link.is_lost:
                self._lose(player)
        self._leaving = [player for player in self._leaving if not player.is_finished]
        if any(at <= time.monotonic() for at in (*self._again.values(), self._looks_at)):
            self._look()

    def _deal_with(self, message: Any) -> None:
        if message is _LEAVE:
            self._is_over = True
        elif message is _LOOK:
            self._look()
        else:
            if not isinstance(message, Progress):
                self._needs_user = isinstance(message, SignIn)
            if isinstance(message, Adjusted):
                self._household.settings = message.settings
                self._household.words.speak_as(words_in(message.settings.prompt.language))
                self._household.courier.wake()
            for player in self._players.values():
                player.post(message)

    def _is_done(self) -> bool:
        if self._how.stay or self._players or self._leaving:
            return False
        if time.monotonic() < self._alone_since + LINGERS:
            return False
        return not self._is_waiting()

    def _is_waiting(self) -> bool:
        """Whether a rating is still to be sent, and can be without the user."""
        try:
            return not self._needs_user and self._household.journal.counts().waiting > 0
        except JournalError:
            return False

    # Players that come and go

    def _look(self) -> None:
        """Serve who is new in the folders."""
        now = time.monotonic()
        entries: List[Entry] = [entry for folder in self._folders for entry in folder.entries()]
        if self._how.pipes is not None:
            entries += self._how.pipes.entries()
            self._looks_at = now + LOOK_EVERY
        there = {entry.file for entry in entries}
        self._again = {file: at for file, at in self._again.items() if file in there}
        for entry in entries:
            if entry.file not in self._players and self._again.get(entry.file, now) <= now:
                self._meet(entry)

    def _meet(self, entry: Entry) -> None:
        self._again.pop(entry.file, None)
        try:
            player = Served(entry, self._household)
        except Gone:
            self._nobody_at(entry)
        except LinkError as error:
            log.info("%s: %s", entry.file.name, error)
            self._again[entry.file] = time.monotonic() + AGAIN_LATER
        else:
            self._players[entry.file] = player
            self._selector.register(player.number, selectors.EVENT_READ)
            player.pump()

    def _nobody_at(self, entry: Entry) -> None:
        if not entry.is_settled():
            self._again[entry.file] = time.monotonic() + AGAIN_SOON
        elif not entry.is_named_by_the_user or not is_alive(entry.pid):
            entry.remove()
        else:
            self._again[entry.file] = time.monotonic() + AGAIN_LATER

    def _lose(self, player: Served) -> None:
        log.info("%s: %s", player.entry.file.name, player.link.why_lost)
        del self._players[player.entry.file]
        self._selector.unregister(player.number)
        for number in [number for number, helped in self._helpers.items() if helped is player]:
            self._selector.unregister(number)
            del self._helpers[number]
        player.vanished()
        if not player.is_finished:
            self._leaving.append(player)
        if not player.link.has_ended:
            self._again[player.entry.file] = time.monotonic() + AGAIN_LATER
        self._alone_since = time.monotonic()


@contextlib.contextmanager
def _signals(leave: Callable[[], None], wakes: int) -> Iterator[None]:
    """Leave at a signal. wakes: what a signal writes to at once; on Windows it ends no `select` otherwise."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with handling(_LEAVING_SIGNALS, lambda *_: leave()):
        woken_before = signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(woken_before)
