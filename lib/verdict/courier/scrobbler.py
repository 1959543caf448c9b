"""The thread that tells Trakt what is being watched, apart from the ratings, so that it never delays one.

Only the latest state of a film is worth telling: a pause and a resume in quick succession are one request. A
state that cannot be told is dropped; a film that finished goes later from the journal (`plays`).
"""

from __future__ import annotations

import contextlib
import logging
import math
import threading
import time
from dataclasses import replace
from typing import Callable, List, Optional

from verdict.core.decisions import Action
from verdict.core.movie import Movie
from verdict.courier.delivery import respect_hold, stumbled
from verdict.courier.plays import bring_parting, bring_plays, keep_for_later, scrobble, was_not_taken
from verdict.courier.worker import Worker
from verdict.journal import Journal, JournalError, Parting
from verdict.trakt.client import Playing, TraktClient
from verdict.trakt.errors import TraktError, Unavailable
from verdict.trakt.turnstile import free_in

log = logging.getLogger(__name__)

KEPT = 5  # states of different films that wait their turn
RATINGS_FIRST = 10.0  # seconds that a scrobble waits at most while ratings go


class Scrobbler:
    """Every method may be called from any thread, and none waits but `stop`.

    connect, clock, delay: as the courier's; is_free: set while the courier has nothing to bring.
    """

    def __init__(
        self,
        journal: Journal,
        connect: Callable[[], TraktClient],
        clock: Callable[[], float],
        delay: Callable[[int], float],
        is_free: threading.Event,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._delay = delay
        self._is_free = is_free
        self._changed = threading.Condition()
        self._pending: List[Playing] = []
        self._on_its_way: Optional[Playing] = None
        self._is_stopping = False
        self._is_allowed, self._keeps_moments = False, True
        self._has_parted = False
        self._told = Movie()
        self._failures = 0
        # On the monotonic clock: before which nothing but an end is tried, and when plays are tried.
        self._quiet_until = 0.0
        self._plays_due = math.inf
        self._worker = Worker("verdict-scrobbler", self._run, connect)

    def start(self) -> None:
        self._worker.start()

    def allow(self, allowed: bool, keeps_moments: bool) -> None:
        """Whether anything may be told from now on, and whether the account takes plays later."""
        with self._changed:
            if not allowed:
                self._pending.clear()
            elif not self._is_allowed:
                self._plays_due = time.monotonic()
            self._is_allowed, self._keeps_moments = allowed, keeps_moments
            self._changed.notify_all()

    def tell(self, playing: Playing) -> None:
        """Tell this as soon as that may be; it takes the place of what it makes old."""
        with self._changed:
            if not self._is_allowed:
                return
            last = self._pending[-1] if self._pending else None
            if last and last.action is not Action.STOP and last.movie.is_same_as(playing.movie):
                self._pending.pop()
            self._pending = [*self._pending, playing][-KEPT:]
            self._changed.notify_all()

    def trakt_answers(self) -> None:
        """Trakt has just taken something of ours: no reason to hold back."""
        with self._changed:
            self._failures, self._quiet_until = 0, 0.0
            if self._is_allowed:
                self._plays_due = time.monotonic()
                self._changed.notify_all()

    def hurry(self) -> None:
        """It is nearly over: tell an end that waits, start nothing else."""
        with self._changed:
            self._is_stopping = True
            self._pending = [playing for playing in self._pending if playing.action is Action.STOP]
            self._changed.notify_all()

    def stop(self, timeout: float) -> bool:
        """Whether the thread has ended. What was not told within `timeout` seconds is broken off, and kept
        for the next process.
        """
        self.hurry()
        self._worker.wait(timeout)
        with self._changed, contextlib.suppress(JournalError):
            self._part()
        return self._worker.break_off()

    def _part(self) -> None:
        """Keep the ends that were not told: the last for the next process, others as plays."""
        ends = [Parting(playing) for playing in self._pending]
        if self._on_its_way and self._on_its_way.action is Action.STOP:
            ends.insert(0, Parting(self._on_its_way, doubtful=True))
        self._pending = []
        self._has_parted = True
        for parting in ends[:-1]:
            self._keep(parting.playing, parting.doubtful)
        if ends:
            self._journal.part_with(ends[-1])

    def _run(self) -> None:
        self._guarded(self._begin)
        while self._sleep():
            self._guarded(self._work)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except JournalError as error:
            log.warning("%s", error)
        except TraktError as problem:
            self._failed(problem)
        except Exception as error:
            self._failed(stumbled(error))

    def _sleep(self) -> bool:
        """Wait until there is something to do and it may be done; False when it is over."""
        with self._changed:
            while True:
                now = time.monotonic()
                free = now + free_in()  # what is not told yet may still be made old
                due = free if self._pending else max(self._plays_due, free)
                if self._is_stopping and (not self._pending or due > now):
                    return False
                if due <= now:
                    return True
                self._changed.wait(min(due - now, threading.TIMEOUT_MAX) if due < math.inf else None)

    def _work(self) -> None:
        self._let_ratings_go_first()
        with self._changed:
            playing = self._pending.pop(0) if self._pending else None
            self._on_its_way = playing
            self._plays_due = self._plays_due if playing else math.inf
        try:
            if playing:
                self._send(playing)
            elif self._is_allowed and self._keeps_moments and self._journal.plays_waiting():
                respect_hold(self._journal, self._clock())
                with self._worker.line.open() as client:
                    bring_plays(self._journal, client, self._pause, self._clock)
        finally:
            with self._changed:
                self._on_its_way = None
                if self._pending and not playing:  # the plays made way for it, and go on after it
                    self._plays_due = time.monotonic()

    def _begin(self) -> None:
        """What another process left behind."""
        if self._is_allowed and self._journal.has_parting():
            with self._worker.line.open() as client:
                bring_parting(self._journal, client, self._clock())

    def _let_ratings_go_first(self) -> None:
        """Wait while a rating goes, of ours or of another process. Where the disk cannot say, none does."""
        if self._is_stopping:
            return
        self._is_free.wait(RATINGS_FIRST)
        with contextlib.suppress(JournalError), self._journal.sending(RATINGS_FIRST):
            pass

    def _send(self, playing: Playing) -> None:
        if self._told.is_same_as(playing.movie):
            playing = replace(playing, movie=playing.movie.completed_by(self._told))
        try:
            self._check_patience()
            with self._worker.line.open() as client:
                told = scrobble(self._journal, client, playing, self._clock())
        except TraktError as problem:
            self._keep(playing, doubtful=not was_not_taken(problem))
            raise
        if told:
            self._told = told.movie
        with self._changed:
            self._failures, self._quiet_until = 0, 0.0

    def _check_patience(self) -> None:
        """After a failure nothing is tried for a while; what happens meanwhile is not told."""
        left = self._quiet_until - time.monotonic()
        if left > 0:
            raise Unavailable("Trakt did not answer a moment ago", left, untouched=True)

    def _keep(self, playing: Playing, doubtful: bool) -> None:
        if self._keeps_moments and not self._has_parted:  # then the next process has it already
            keep_for_later(self._journal, playing, doubtful)

    def _failed(self, problem: TraktError) -> None:
        log.info("not told to Trakt: %s", problem)
        with self._changed:
            now = time.monotonic()
            if now >= self._quiet_until:
                self._failures += 1
                wait = max(self._delay(self._failures), getattr(problem, "retry_after", None) or 0.0)
                self._quiet_until = now + wait
            self._plays_due = self._quiet_until

    def _pause(self) -> bool:
        with self._changed:
            return bool(self._changed.wait_for(lambda: self._is_stopping or self._pending, free_in()))
