"""How many ratings go into one request, so that one that Trakt stumbles over never blocks the others.

A request that failed goes again in halves, and doubles again when it went well. One rating that fails alone
while the next goes well is put behind all others; where the next fails too, it is Trakt that fails.
"""

from __future__ import annotations

import itertools
from typing import List, Optional, Set

from verdict.journal import Entry, Journal


class Pace:
    """Kept from one delivery to the next by whoever makes several."""

    def __init__(self) -> None:
        self._size: Optional[int] = None  # None: as many as the client takes
        self._behind: Set[int] = set()
        self._suspect: Optional[int] = None

    def next_batch(self, journal: Journal, most: int) -> List[Entry]:
        """What goes next, oldest first: ratings, or un-ratings, since a client sends them apart."""
        size = min(most, self._size or most)
        left_out = self._behind | ({self._suspect} if self._suspect is not None else set())
        waiting = journal.waiting(size + len(left_out))
        batch = [entry for entry in waiting if entry.id not in left_out]
        if not batch and self._suspect is None:
            self._behind.clear()
            batch = waiting
        kind = batch[0].rating.is_unrate if batch else False
        return list(itertools.takewhile(lambda entry: entry.rating.is_unrate is kind, batch[:size]))

    def went_well(self, most: int) -> None:
        if self._size is not None:
            self._size = min(2 * self._size, most)
        if self._suspect is not None:
            self._behind.add(self._suspect)
        self._suspect = None

    def was_refused(self, batch: List[Entry]) -> None:
        """Trakt refused a request for several and did not say which one it meant."""
        self._size = max(1, len(batch) // 2)

    def failed(self, batch: List[Entry], may_be_its_fault: bool = False) -> bool:
        """Whether another request should be tried at once, to see who is to blame."""
        if len(batch) > 1:
            self._size = len(batch) // 2
            return may_be_its_fault
        if self._suspect is not None:
            self._suspect = None
            return False
        self._suspect = batch[0].id
        return True

    def rest(self) -> None:
        """The delivery is over; who was not proved guilty is not."""
        self._suspect = None
