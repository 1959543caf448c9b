"""The one background thread: it sleeps until there is something to bring, or until its moment has come."""

from __future__ import annotations

import contextlib
import logging
import math
import threading
import time
from typing import Callable, Dict, List, Optional

from verdict.core.movie import Movie
from verdict.courier.delivery import TURN_WITHIN, deliver, keep_hold, respect_hold, stumbled
from verdict.courier.matches import learn
from verdict.courier.pace import Pace
from verdict.courier.reports import HitsArrived, NewsArrived, Report, SignIn, Waits
from verdict.courier.scrobbler import Scrobbler
from verdict.courier.worker import Worker
from verdict.journal import Journal, JournalError
from verdict.trakt.client import Playing, TraktClient
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable

log = logging.getLogger(__name__)

FIRST_DELAY, LONGEST_DELAY = 5.0, 15 * 60.0  # seconds
ERRANDS_KEPT = 5  # films; only the latest can still be asked about
ERRAND_LIVES = 4 * 3600.0  # seconds; the film is over by then


def back_off(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 5, 10, 20, at most 15 minutes."""
    doublings = min(failures - 1, 20)  # more would only make a number that is too large
    return min(FIRST_DELAY * 2.0**doublings, LONGEST_DELAY)


class Courier:
    """Brings ratings to Trakt and news from it. Every method may be called from any thread, and none waits.

    connect: makes a client for the settings of the moment, once for each round; report: called in the
    courier's thread; clock: the wall clock, seconds since 1970, UTC.
    """

    def __init__(
        self,
        journal: Journal,
        connect: Callable[[], TraktClient],
        report: Callable[[Report], None],
        clock: Callable[[], float] = time.time,
        delay: Callable[[int], float] = back_off,
        turn_within: float = TURN_WITHIN,
    ) -> None:
        self._journal = journal
        self._report = report
        self._clock = clock
        self._delay = delay
        self._turn_within = turn_within
        self._changed = threading.Condition()
        self._errands: Dict[Movie, float] = {}
        self._searches: List[Movie] = []
        self._is_called = self._is_urgent = True
        self._is_stopping = False
        self._due = math.inf  # on the monotonic clock
        self._failures = 0
        self._signed_out: Optional[str] = None
        self._pace = Pace()
        self._free = threading.Event()
        self._scrobbler = Scrobbler(journal, connect, clock, delay, self._free)
        self._worker = Worker("verdict-courier", self._run, connect)

    def start(self) -> None:
        """Begin with what waits already."""
        self._worker.start()
        self._scrobbler.start()

    def wake(self) -> None:
        """There is a new rating, or another reason to try at once. A `Retry-After` stays in force."""
        with self._changed:
            self._free.clear()
            self._is_called = self._is_urgent = True
            self._changed.notify_all()

    def allow_scrobbles(self, allowed: bool, keeps_moments: bool) -> None:
        """Whether what is watched may be told from now on, and whether the account takes plays later."""
        self._scrobbler.allow(allowed, keeps_moments)

    def scrobble(self, playing: Playing) -> None:
        """Tell Trakt what is being watched, where that is allowed; the latest word on a film counts."""
        self._scrobbler.tell(playing)

    def ask_news(self, movie: Movie) -> None:
        """Ask what Trakt knows of this film; `NewsArrived` follows when it has answered."""
        with self._changed:
            self._errands.pop(movie, None)
            self._errands[movie] = time.monotonic()
            while len(self._errands) > ERRANDS_KEPT:
                del self._errands[next(iter(self._errands))]
            self._free.clear()
            self._is_called = True
            self._changed.notify_all()

    def ask_search(self, movie: Movie) -> None:
        """Search Trakt for this title and year, once; `HitsArrived` follows, with None where that failed."""
        with self._changed:
            self._searches.append(movie)
            self._is_called = True
            self._changed.notify_all()

    def stop(self, timeout: float) -> bool:
        """Send no more; whether all threads have ended. What has no answer within `timeout` seconds is broken
        off: a rating that was under way stays in the journal. A thread that hangs even then is left.
        """
        end = time.monotonic() + timeout
        with self._changed:
            self._is_stopping = True
            self._free.set()
            self._changed.notify_all()
        self._scrobbler.hurry()
        self._worker.wait(timeout)
        self._worker.break_off()
        has_told = self._scrobbler.stop(max(0.0, end - time.monotonic()))
        return has_told and not self._worker.is_at_work()

    def _run(self) -> None:
        while self._sleep():
            is_urgent = self._take_call()
            searches = self._take_searches()
            try:
                problem = self._round(searches)
            except JournalError as error:
                log.warning("%s", error)
                problem = Unavailable(str(error))
            except Exception as error:
                problem = stumbled(error)
            for movie in searches:  # those that were not answered
                self._tell(HitsArrived(movie, None))
            if not self._is_stopping:
                self._conclude(problem, is_urgent)

    def _sleep(self) -> bool:
        """Wait for a call or for the moment; False when it is over."""
        with self._changed:
            while not (self._is_stopping or self._is_called):
                left = self._due - time.monotonic()
                if left <= 0:
                    break
                self._free.set()
                self._changed.wait(min(left, threading.TIMEOUT_MAX) if left < math.inf else None)
            return not self._is_stopping

    def _take_call(self) -> bool:
        """Whether a rating or the user called, and not only an errand or the moment."""
        with self._changed:
            is_urgent = self._is_urgent
            self._free.clear()
            self._is_called = self._is_urgent = False
            self._due = math.inf
            if is_urgent:
                self._failures = 0
        return is_urgent

    def _take_searches(self) -> List[Movie]:
        with self._changed:
            searches, self._searches = self._searches, []
            return searches

    def _round(self, searches: List[Movie]) -> Optional[TraktError]:
        """Bring what waits, then do the errands; what went wrong, or None. Searches done are taken out."""
        waiting, errands = self._journal.counts().waiting, self._fresh_errands()
        if not (waiting or errands or searches):
            return None
        try:
            respect_hold(self._journal, self._clock())
            with self._worker.line.open() as client:
                self._search(client, searches)  # somebody may sit before the question
                problem = self._deliver(client) if waiting else None
                if not isinstance(problem, SignInNeeded):
                    self._serve(client, errands)
                if problem is None:
                    self._scrobbler.trakt_answers()
                return problem
        except TraktError as problem:
            return problem

    def _deliver(self, client: TraktClient) -> Optional[TraktError]:
        return deliver(
            self._journal,
            client,
            self._tell,
            until=lambda: self._is_stopping,
            now=self._clock,
            turn_within=self._turn_within,
            pace=self._pace,
        ).problem

    def _fresh_errands(self) -> List[Movie]:
        """The films to ask about, the latest first."""
        oldest = time.monotonic() - ERRAND_LIVES
        with self._changed:
            self._errands = {movie: at for movie, at in self._errands.items() if at >= oldest}
            return list(reversed(self._errands))

    def _serve(self, client: TraktClient, errands: List[Movie]) -> None:
        for movie in errands:
            if self._is_stopping:
                return
            respect_hold(self._journal, self._clock())
            self._serve_one(client, movie)
            with self._changed:
                self._errands.pop(movie, None)

    def _serve_one(self, client: TraktClient, movie: Movie) -> None:
        try:
            news = client.news(movie, self._journal.seen())
        except Refused as refusal:
            log.info("no news of %s: %s", movie.label, refusal)
            return
        except TraktError as problem:
            keep_hold(self._journal, problem, self._clock())
            raise
        learn(self._journal, news, movie, self._tell)
        film = movie.completed_by(news.movie) if news.movie else movie
        self._tell(NewsArrived(film, self._journal.present(film), self._journal.account()))

    def _search(self, client: TraktClient, searches: List[Movie]) -> None:
        while searches and not self._is_stopping:
            movie = searches[0]
            try:
                hits = client.search(movie.title, movie.year)
                if not hits and movie.year:
                    hits = client.search(movie.title)
            except Refused as refusal:
                log.info("no search for %s: %s", movie.label, refusal)
                hits = []
            except TraktError as problem:
                keep_hold(self._journal, problem, self._clock())
                raise
            self._journal.keep_hits(movie.title, movie.year, hits)
            self._tell(HitsArrived(searches.pop(0), hits))

    def _conclude(self, problem: Optional[TraktError], is_urgent: bool) -> None:
        """When to try again, and what to say about it."""
        if isinstance(problem, SignInNeeded):
            self._await_user(str(problem), is_urgent)
        elif problem is not None:
            self._await_trakt(problem)
        else:
            self._failures, self._signed_out = 0, None

    def _await_user(self, reason: str, is_urgent: bool) -> None:
        with self._changed:
            self._errands.clear()
        if is_urgent or reason != self._signed_out:
            self._tell(SignIn(reason))
        self._signed_out = reason

    def _await_trakt(self, problem: TraktError) -> None:
        self._failures += 1
        delay = max(self._delay(self._failures), getattr(problem, "retry_after", None) or 0.0)
        with self._changed:
            self._due = time.monotonic() + delay
        with contextlib.suppress(JournalError):
            if self._journal.counts().waiting:
                self._tell(Waits(str(problem), self._clock() + delay))

    def _tell(self, report: Report) -> None:
        try:
            self._report(report)
        except Exception as error:
            stumbled(error)
