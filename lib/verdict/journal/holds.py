"""How long Trakt asked everyone to wait (`Retry-After`), for every process, on the wall clock."""

from __future__ import annotations

import json
import math
from typing import Optional, Tuple

from verdict.journal.store import Store, put

LONGEST_HOLD = 24 * 3600.0  # seconds; Trakt's own windows are minutes, so a longer wish is a mistake
HOLD = "hold"


class Holds(Store):
    """The moment before which nobody may ask Trakt for anything."""

    def hold_until(self, moment: float) -> None:
        """Keep everyone from asking before this moment; one that is later already stays."""
        now = self._now()
        if not math.isfinite(moment):
            moment = now + LONGEST_HOLD if moment > 0 else now
        moment = min(moment, now + LONGEST_HOLD)
        with self._writing() as db:
            if moment > self._held(now):
                put(db, HOLD, json.dumps([now, moment]))

    def held_until(self) -> float:
        """When asking is allowed again; 0 where it is now.

        A clock that was set back is noticed by the moment of the wish lying in the future: the wait then
        begins anew, and never lasts longer than what was asked.
        """
        now = self._now()
        hold = _read_hold(self.get(HOLD))
        if hold is None:
            return 0.0
        if hold[0] > now:
            self.set(HOLD, json.dumps([now, self._held(now)]))
        moment = self._held(now)
        return moment if moment > now else 0.0

    def _held(self, now: float) -> float:
        hold = _read_hold(self.get(HOLD))
        if hold is None:
            return 0.0
        asked_at, moment = hold
        return now + (moment - asked_at) if asked_at > now else moment


def _read_hold(text: Optional[str]) -> Optional[Tuple[float, float]]:
    if text is None:
        return None
    try:
        asked_at, moment = json.loads(text)
        return float(asked_at), float(moment)
    except (ValueError, TypeError):
        return None
