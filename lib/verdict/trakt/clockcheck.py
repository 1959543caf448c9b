"""How far the clock of this machine is from Trakt's, by the date that every answer over HTTP carries."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Callable, Optional

from verdict.trakt.transport import Transport


def clock_skew(url: str, allow_http: bool = False, clock: Callable[[], float] = time.time) -> Optional[float]:
    """Seconds that Trakt's clock is ahead of ours, to about a second; None where the answer has no date.

    Any answer will do, a refusal too. Unavailable without one; ValueError for an address that is refused.
    """
    transport = Transport(url, allow_http)
    try:
        before = clock()
        told = transport.get().headers.get("date", "")
        after = clock()
    finally:
        transport.close()
    try:
        return parsedate_to_datetime(told).timestamp() - (before + after) / 2
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
