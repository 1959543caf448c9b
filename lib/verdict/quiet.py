"""Asking less: offered when prompts were skipped again and again, taken with one key, and over by itself."""

from __future__ import annotations

from typing import Callable

from verdict.journal import Journal, guarded

DISMISSALS = 5  # in a row, after which it is offered
DAYS = 30
DAY = 24 * 3600.0
_DISMISSED, _UNTIL = "dismissed_in_a_row", "quiet_until"


def quiet_until(journal: Journal) -> float:
    """Until when nothing is asked, in seconds since 1970, UTC; 0 where that was never wanted."""
    return float(journal.get(_UNTIL) or 0)


class Quiet:
    """Counts what is skipped, and keeps the user's word on it. No method raises."""

    def __init__(self, journal: Journal, wall_clock: Callable[[], float]) -> None:
        self._journal = journal
        self._wall_clock = wall_clock

    @property
    def is_wanted(self) -> bool:
        """Whether nothing is to be asked now."""
        left = guarded(lambda: quiet_until(self._journal), 0.0) - self._wall_clock()
        return 0 < left <= DAYS * DAY  # a clock that was set back makes it no longer

    def is_due(self) -> bool:
        """A prompt was skipped: whether that happened so often in a row that less of it may be wanted."""
        return guarded(self._count, 0) == DISMISSALS

    def begin(self) -> bool:
        """The user wants that; whether it could be kept."""
        return guarded(self._keep, False)

    def end(self) -> None:
        """A film was rated in the player: being asked is welcome."""
        guarded(self._forget, None)

    def _keep(self) -> bool:
        self._journal.set(_UNTIL, repr(self._wall_clock() + DAYS * DAY))
        return True

    def _count(self) -> int:
        count = int(self._journal.get(_DISMISSED) or 0) + 1
        self._journal.set(_DISMISSED, str(count))
        return count

    def _forget(self) -> None:
        for name in (_DISMISSED, _UNTIL):
            if self._journal.get(name) is not None:
                self._journal.set(name, None)
