"""What was watched before this run: where films were left, and which parts of one were played."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence, Tuple

from verdict.core.events import Kind, LeftOff, Opened
from verdict.core.finished import least
from verdict.core.left import SLACK_OF_RESUMING
from verdict.core.movie import Movie
from verdict.core.parts import Played
from verdict.core.state import State
from verdict.journal import Journal, guarded

_PARTS, _ALL = "parts", "all"
PARTS_HOLD = 60 * 24 * 3600.0  # seconds between the first disc and the last


class Earlier:
    """Reads and keeps it in the journal. No method raises: a film is watched without it, too."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def known_to(self, event: Opened) -> Opened:
        """The event with what earlier runs know of its film."""
        is_part = event.kind is Kind.PART
        left_off = self._left_off(event.source, None if is_part else event.movie)
        return replace(event, left_off=_joined(event, left_off), played=self._played() if is_part else ())

    def remember(self, before: State, after: State) -> None:
        """Keep for the next run what an event changed; a film that finished starts anew."""
        if before.played != after.played:
            self._remember_played(after.played)
        left_before = (*before.left_off, *_taken_up(before, after))
        if left_before != after.left_off:
            guarded(lambda: self._remember_left_off(left_before, after.left_off), None)

    def _left_off(self, source: str, movie: Optional[Movie]) -> Optional[LeftOff]:
        return guarded(lambda: self._journal.left_off(source, movie), None)

    def _remember_left_off(self, before: Sequence[LeftOff], after: Sequence[LeftOff]) -> None:
        for left in before:
            if left not in after:
                self._journal.forget_left_off(left.source, left.movie)
        for left in after:
            if left not in before:
                self._journal.remember_left_off(left)

    def _played(self) -> Tuple[Played, ...]:
        known = guarded(lambda: self._journal.recall(_PARTS, _ALL), None) or []
        try:
            return tuple(map(Played.from_json, known))
        except (ValueError, KeyError, TypeError):
            return ()  # written by another version of this house

    def _remember_played(self, played: Sequence[Played]) -> None:
        found = [one.to_json() for one in played]
        guarded(lambda: self._journal.remember(_PARTS, _ALL, found, PARTS_HOLD), None)


def _taken_up(before: State, after: State) -> Tuple[LeftOff, ...]:
    """The earlier viewing that the one which is over now knew of: it has finished, or is left off anew."""
    is_over = before.viewing and (
        after.viewing is None or after.viewing.opened.at != before.viewing.opened.at
    )
    left = before.viewing.opened.left_off if before.viewing and is_over else None
    return (left,) if left else ()


def _joined(opened: Opened, earlier: Optional[LeftOff]) -> Optional[LeftOff]:
    """What was played before anybody listened, with the earlier viewing that it goes on from."""
    unheard = opened.left_off
    if unheard is None or earlier is None:
        return unheard or earlier
    slack = least(SLACK_OF_RESUMING, opened.duration)
    goes_on = abs(unheard.position - earlier.position) <= slack
    return replace(unheard, covered=unheard.covered.union(earlier.covered)) if goes_on else unheard
