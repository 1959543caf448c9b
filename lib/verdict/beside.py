"""What is said beside a film that plays: that its credits are the time to rate it, that others wait for that.

A host without a corner to say it in gives none, and nothing is said.
"""

from __future__ import annotations

import math
from typing import Callable, Optional

from verdict.asking import Asking
from verdict.conversation import Corner
from verdict.core.movie import Movie
from verdict.core.offer import offer_at
from verdict.core.state import State
from verdict.core.words import Words
from verdict.journal import Journal, JournalError

CARD_STAYS = 15.0  # seconds; its key counts until the film is over
NOTE_STAYS = 6.0  # seconds
BETWEEN_NOTES = 24 * 3600.0
_NOTED = "unrated_noted_at"


class Beside:
    """due: when `tick` wants to be called, on `clock`; offers: when the film's credits begin, on the same."""

    def __init__(
        self,
        corner: Optional[Corner],
        journal: Journal,
        words: Words,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
        asking: Asking,
    ) -> None:
        self._asking = asking
        self._corner = corner
        self._journal = journal
        self._words = words
        self._clock = clock
        self._wall_clock = wall_clock
        self._is_first = True
        self._fades = math.inf
        self.offers = math.inf

    @property
    def due(self) -> float:
        return self._fades

    def changed(self, before: State, after: State) -> None:
        """After an event: offer a film that can be rated from now on, unless its user does not want that."""
        movie = _offered(after)
        if movie is not None and movie != _offered(before) and not self._asking.refusal(movie):
            self._offer(self._asking.completed(movie))
        self.follow(after)

    def follow(self, state: State) -> None:
        """Find the moment when this film can be offered."""
        prompt = self._asking.settings.prompt
        wanted = self._corner is not None and prompt.credits_card
        self.offers = offer_at(state, prompt.credits_minutes * 60) if wanted else math.inf

    def begins(self, movie: Optional[Movie]) -> None:
        """A film begins; before the first one, once a day, say how many others wait to be rated."""
        if self._corner is None:
            return
        self.clear()
        if not self._is_first:
            return
        self._is_first = False
        try:
            count = self._count(movie)
        except JournalError:
            return  # the first rating will say so
        if count:
            text = self._words("one_waits") if count == 1 else self._words("some_wait", count=count)
            self._corner.note(text)
            self._fades = self._clock() + NOTE_STAYS

    def clear(self) -> None:
        """The film is over, or its prompt opens."""
        self._fades = math.inf
        if self._corner is not None:
            self._corner.clear()

    def tick(self) -> None:
        if self._clock() >= self._fades and self._corner is not None:
            self._fades = math.inf
            self._corner.fade()

    def _offer(self, movie: Movie) -> None:
        if self._corner is not None:
            self._corner.offer(movie, self._asking.settings.prompt.key)
            self._fades = self._clock() + CARD_STAYS

    def _count(self, movie: Optional[Movie]) -> int:
        """How many films to speak of now, besides this one; 0 where that was done today."""
        others = [kept for kept in self._journal.unrated() if not (movie and kept.movie.is_same_as(movie))]
        now = self._wall_clock()
        if not others or 0 <= now - float(self._journal.get(_NOTED) or -math.inf) < BETWEEN_NOTES:
            return 0
        self._journal.set(_NOTED, repr(now))
        return len(others)


def _offered(state: State) -> Optional[Movie]:
    """The film that plays, where it can be rated already."""
    viewing = state.viewing
    return viewing.opened.movie if viewing is not None and viewing.offered else None
