"""The journal's waiting ratings, brought to Trakt once: peek, submit, and only then mark as sent."""

from __future__ import annotations

import logging
import time
import traceback
from dataclasses import dataclass
from typing import Callable, List, Optional

from verdict.courier.conflicts import give_way
from verdict.courier.matches import look_back, remember
from verdict.courier.pace import Pace
from verdict.courier.reports import RefusedReport, Report, Sent
from verdict.journal import Entry, Journal, State
from verdict.trakt.client import Outcome, Submission, TraktClient
from verdict.trakt.errors import Refused, SignInNeeded, Stumbled, TraktError, Unavailable

log = logging.getLogger(__name__)

TURN_WITHIN = 10.0  # seconds to wait while another process sends


@dataclass(frozen=True)
class Delivery:
    """How many were sent and refused, how many wait still, and why, where it was not finished."""

    sent: int
    refused: int
    waiting: int
    problem: Optional[TraktError] = None


def deliver(
    journal: Journal,
    client: TraktClient,
    report: Callable[[Report], None] = lambda _: None,
    *,
    until: Callable[[], bool] = lambda: False,
    now: Callable[[], float] = time.time,
    turn_within: float = TURN_WITHIN,
    pace: Optional[Pace] = None,
) -> Delivery:
    """Send all that waits, oldest first, as long as Trakt takes it. JournalError where the journal fails.

    until: asked before each request, True ends the delivery; turn_within: seconds to wait while another
    process sends; pace: from one delivery to the next, for whoever makes several.
    """
    round_ = _Round(journal, client, report, now, pace or Pace())
    problem: Optional[TraktError] = None
    try:
        with journal.sending(turn_within) as is_ours:
            if not is_ours:
                raise Unavailable("another Verdict is sending just now")
            round_.run(until)
    except TraktError as error:
        problem = error
    if problem is None and not until():
        round_.look_back()
    waiting = journal.counts().waiting
    return Delivery(round_.sent, round_.refused, waiting, problem if waiting else None)


def respect_hold(journal: Journal, now: float) -> None:
    """Unavailable while Trakt wants to be left alone."""
    held = journal.held_until()
    if held > now:
        raise Unavailable("Trakt asked to wait", held - now, untouched=True)


def keep_hold(journal: Journal, problem: TraktError, now: float) -> None:
    """Write down for every process how long Trakt asked to wait."""
    if isinstance(problem, Unavailable) and problem.retry_after:
        journal.hold_until(now + problem.retry_after)


def stumbled(error: Exception) -> Unavailable:
    """Log what should not have happened, without the words of the error: they may hold anything."""
    name = type(error).__name__
    log.error("unexpected %s\n%s", name, "".join(traceback.format_tb(error.__traceback__)))
    return Unavailable(f"something unexpected happened ({name}); it is in the log")


class _Round:
    """One delivery while the turn is ours."""

    def __init__(
        self,
        journal: Journal,
        client: TraktClient,
        report: Callable[[Report], None],
        now: Callable[[], float],
        pace: Pace,
    ) -> None:
        self.sent = self.refused = 0
        self._gone: List[Entry] = []
        self._journal = journal
        self._client = client
        self._report = report
        self._now = now
        self._pace = pace

    def run(self, until: Callable[[], bool]) -> None:
        """Send until nothing waits. What waits is read anew each time: a newer rating is never overtaken."""
        problem: Optional[TraktError] = None
        self._give_way()
        try:
            while not until():
                respect_hold(self._journal, self._now())
                batch = self._pace.next_batch(self._journal, self._client.batch_size)
                if not batch:
                    break
                failure = self._send(batch)
                problem = failure or problem
                if failure and not self._goes_on(failure, batch):
                    break
        finally:
            self._pace.rest()
        if problem is not None:
            raise problem

    def look_back(self) -> None:
        """See what became of what went by name. Where that fails, the next news tell it."""
        try:
            look_back(self._journal, self._client, self._gone, self._report)
        except TraktError as problem:
            keep_hold(self._journal, problem, self._now())
            log.info("which film it became is not known yet: %s", problem)
        except Exception as error:
            stumbled(error)

    def _give_way(self) -> None:
        try:
            respect_hold(self._journal, self._now())
            self.refused += give_way(self._journal, self._client, self._report, self._now())
        except TraktError as problem:
            keep_hold(self._journal, problem, self._now())
            raise

    def _send(self, batch: List[Entry]) -> Optional[TraktError]:
        """Send a batch and settle what came of it; what went wrong, or None."""
        try:
            outcomes = self._submit(batch)
        except TraktError as error:
            return error
        except Exception as error:
            return stumbled(error)
        by_name = {entry.id for entry in batch if not entry.movie.ids}
        for settled in self._journal.settle_all(list(zip(batch, outcomes))):
            if settled.id in by_name and settled.movie.ids:
                remember(self._journal, settled)
            self._tell(settled)
        return None

    def _submit(self, batch: List[Entry]) -> List[Outcome]:
        submissions = [Submission(entry.movie, entry.rating, entry.rated_at) for entry in batch]
        try:
            outcomes = self._client.rate(submissions)
        except Refused as refusal:
            if len(batch) > 1:
                self._pace.was_refused(batch)
                return []
            outcomes = [Outcome(batch[0].movie, str(refusal))]
        if len(outcomes) != len(batch):
            raise RuntimeError("not one outcome for each submission")
        self._pace.went_well(self._client.batch_size)
        return outcomes

    def _goes_on(self, failure: TraktError, batch: List[Entry]) -> bool:
        keep_hold(self._journal, failure, self._now())
        if isinstance(failure, SignInNeeded) or getattr(failure, "retry_after", None):
            return False
        return self._pace.failed(batch, isinstance(failure, Stumbled))

    def _tell(self, settled: Entry) -> None:
        if settled.state is State.SENT:
            self.sent += 1
            self._gone.append(settled)
            self._report(Sent(settled, settled.movie))
        else:
            self.refused += 1
            self._report(RefusedReport(settled, settled.reason or ""))
