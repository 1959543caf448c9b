"""One mpv that the agent serves: its link, and the same listener, screen and app as in `verdict play`."""

from __future__ import annotations

import io
import logging
import math
import os
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Deque, Optional, Set, Union

from verdict.app import App
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.courier import Courier
from verdict.host import Host
from verdict.hosts.mpv import folder, pipes
from verdict.hosts.mpv.apart import Helper, Identifier, Pending
from verdict.hosts.mpv.corner import MpvCorner
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.identify import Identity, Kind
from verdict.hosts.mpv.ipc import Gone, connect
from verdict.hosts.mpv.link import Link, LinkError, NoLink, Notice, player_of
from verdict.hosts.mpv.listener import Listener
from verdict.hosts.mpv.screen import MpvScreen
from verdict.hosts.mpv.terminal import TerminalPrompt
from verdict.journal import Journal, JournalError, Mark
from verdict.recording import Recorder
from verdict.settings import Settings
from verdict.signing_in import Desk

log = logging.getLogger(__name__)

SHARED_STAYS = 10  # seconds that it can be read that two players share one path
Entry = Union[folder.Entry, pipes.PipeEntry]


@dataclass
class Household:
    """What all players share. settings: those in force now; warned: who was said to share a path."""

    settings: Settings
    journal: Journal
    courier: Courier
    words: Words
    record: Recorder
    desk: Desk
    warned: Set[Path] = field(default_factory=set)


class Served:
    """Not for use by several threads. LinkError where this mpv cannot be served.

    helper: who finds out at the moment which film it plays; until then what it says waits.
    """

    def __init__(self, entry: Entry, household: Household) -> None:
        self.entry = entry
        self._inbox: Deque[Any] = deque()
        self._identifier = Identifier()
        self._journal = household.journal
        self._mark: Optional[Mark] = None
        self.helper: Optional[Helper] = None
        path = entry.socket
        if path is None:
            raise Gone("its socket's path cannot be read")  # it may be being written just now
        self.link = connect(path, self._hear)
        self.number = self.link.fileno()
        try:
            self._check(household)
            words = household.words
            terminal = TerminalPrompt(_PrintedByMpv(self.link), words)
            self._screen = MpvScreen(self.link, words, self._inbox.append, terminal)
            self._corner = MpvCorner(self.link, words, self._inbox.append)
            self.app = App(
                household.settings,
                household.journal,
                household.courier,
                self._screen,
                time.monotonic,
                time.time,
                Host(
                    words,
                    self._corner,
                    choosing=self._screen,
                    signing=self._screen,
                    desk=household.desk,
                    player=player_of(self.link),
                    record=household.record,
                    corrected=self._correct,
                ),
            )
            self._listener = Listener(
                self.link, self._identify, self.app.handle, self._screen.release, _failed
            )
            self._listener.start()
        except BaseException:
            self.link.close()
            raise

    @property
    def wait(self) -> float:
        """Seconds until `pump` wants to be called; infinity where only the player can call for it."""
        is_ready = self._inbox and self.helper is None
        return 0.0 if is_ready else max(0.0, self.app.due - time.monotonic())

    def post(self, message: Any) -> None:
        """Take what others say: the courier, the settings."""
        self._inbox.append(message)

    def receive(self) -> None:
        self.link.receive()
        self.pump()

    def pump(self) -> None:
        """Deal with all that was said, and with what is due."""
        while self._inbox and self.helper is None:
            message = self._inbox.popleft()
            try:
                self._guarded(self._deal_with, message)
            except Pending as pending:
                self.helper = pending.helper
                self._inbox.appendleft(message)
        self._guarded(self.app.tick)

    def identified(self) -> None:
        """The helper has answered: go on with what waited for that."""
        self.helper = None
        self._identifier.take()
        self.pump()

    def leave(self) -> None:
        """The agent ends, the player does not: what stands on its screen goes, and it need not wait."""
        self._guarded(self._screen.release)
        self._identifier.stop()
        self.link.close()

    def vanished(self) -> None:
        """The player is gone. What it played has ended; answers that are not saved yet are still tried."""
        self.helper = None
        self._identifier.stop()
        self._inbox.clear()
        self._screen.forsake(NoLink())
        self._guarded(self._listener.vanished, time.monotonic())
        self.pump()
        self.app.finish()
        if self.link.has_ended and not self.entry.is_named_by_the_user:
            self.entry.remove()

    @property
    def is_finished(self) -> bool:
        return not self.app.unsaved or math.isinf(self.app.due)

    def _check(self, household: Household) -> None:
        """Where two mpvs were given one path, the second one has it, and the first is not behind it any more.
        The one that can be reached says so, once.
        """
        entry = self.entry
        if not entry.is_named_by_the_user or self.link.get("pid") == entry.pid:
            return
        if entry.file not in household.warned:
            household.warned.add(entry.file)
            text = household.words("shared_path", path=entry.socket)
            log.warning("%s", text)
            self.link.command("show-text", text, 1000 * SHARED_STAYS)
        raise LinkError("another mpv listens at the path that was set for this one")

    def _hear(self, notice: Notice) -> None:
        notice["at"] = time.monotonic()
        self._inbox.append(notice)

    def _deal_with(self, message: Any) -> None:
        if isinstance(message, dict):
            self._screen.hear(message)
            self._corner.hear(message)
            self._listener.hear(message)
        else:
            self.app.handle(message)

    def _guarded(self, work: Callable[..., None], *given: Any) -> None:
        try:
            work(*given)
        except LinkError as error:
            log.info("%s: %s", self.entry.file.name, error)
        except Pending:
            raise
        except Exception:  # a fault of ours must take the film away from nobody
            log.exception("unexpected")
            self._screen.release()

    def _identify(self, path: str, tags: Any) -> Found:
        if "://" not in path and not os.path.isabs(path):  # noqa: PTH117 (mpv's word, maybe no path)
            path = os.path.join(str(self.link.get("working-directory") or ""), path)  # noqa: PTH118
        answer = self._identifier(path, tags)
        self._mark = answer.mark
        try:
            corrected = self._journal.corrected(answer.mark)
        except JournalError as error:
            log.warning("%s", error)
            corrected = None
        if corrected is None:
            return answer.found
        kind: Kind = "part" if answer.found.part else "movie"
        return Found(Identity(corrected, kind, "correction", "certain"), answer.found.part)

    def _correct(self, source: str, movie: Movie) -> None:
        """Remember what the user said the file is that was played last."""
        try:
            self._journal.correct(self._mark or Mark(source), movie)
        except JournalError as error:
            log.warning("%s", error)


class _PrintedByMpv(io.StringIO):
    """A stream whose lines the player prints in its own terminal."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link

    def flush(self) -> None:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        for line in filter(None, text.split("\n")):
            self._link.command("print-text", line)


def _failed(path: str, why: str) -> None:
    log.info("%s: %s", path, why)


__all__ = ["Entry", "Gone", "Household", "Served"]
