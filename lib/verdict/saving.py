"""Answers on their way into the journal: written at once, and again while the journal cannot be written."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import Callable, List, Optional

from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.journal import Entry, Journal, JournalError

log = logging.getLogger(__name__)

SAVE_AGAIN_AFTER = 2.0  # seconds until a rating that could not be saved is tried again


@dataclass(frozen=True)
class Unsaved:
    """An answer that is not in the journal yet. rated_at: seconds since 1970, UTC."""

    movie: Movie
    rating: Rating
    rated_at: float


class Saving:
    """saved: told of each rating that is on disk; failed: told of one that is not, once for all its tries.

    due: when `tick` wants to be called, on `clock`.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Callable[[], float],
        saved: Callable[[Entry], None],
        failed: Callable[[Unsaved, JournalError], None],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._saved = saved
        self._failed = failed
        self.unsaved: List[Unsaved] = []
        self._told: Optional[Unsaved] = None
        self.due = math.inf

    def add(self, answer: Unsaved) -> None:
        self.unsaved.append(answer)
        self.save()

    def tick(self) -> None:
        if self._clock() >= self.due:
            self.save()

    def save(self) -> None:
        """Write answers in the order in which they were given; only what is written is called saved."""
        self.due = math.inf
        while self.unsaved:
            answer = self.unsaved[0]
            try:
                entry = self._journal.add(answer.movie, answer.rating, answer.rated_at)
            except JournalError as error:
                self.due = self._clock() + SAVE_AGAIN_AFTER
                self._complain(error)
                return
            del self.unsaved[0]
            self._saved(entry)

    def _complain(self, error: JournalError) -> None:
        latest = self.unsaved[-1]
        if latest is not self._told:
            self._told = latest
            log.error("%s", error)
            self._failed(latest, error)
