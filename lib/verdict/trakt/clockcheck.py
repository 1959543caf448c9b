"""The clock and the way to Trakt, by any answer of its at all: both can be checked without an account."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Callable, Optional

from verdict.trakt.answer import error_for, is_turned_away
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


def way_in(url: str, allow_http: bool = False) -> None:
    """SignInNeeded where Cloudflare, before Trakt, turns this program away. Errors as in `clock_skew`."""
    transport = Transport(url, allow_http)
    try:
        answer = transport.get()
    finally:
        transport.close()
    error = error_for(answer) if is_turned_away(answer) else None
    if error:
        raise error
