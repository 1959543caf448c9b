"""The way to Trakt and the clock there, by one read that needs no account, whatever the answer to it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Callable, Dict, Optional, Tuple

from verdict.trakt.answer import error_for, is_turned_away
from verdict.trakt.client import V1, TraktSettings
from verdict.trakt.errors import TraktError
from verdict.trakt.signin import application_headers
from verdict.trakt.transport import Transport

_FILM, _NO_KEY = "tt0082971", "none"


@dataclass(frozen=True)
class Look:
    """skew: seconds that Trakt's clock is ahead of ours, to about a second; None where it tells no time.

    closed: why what stands before Trakt, Cloudflare, turns this program away, or None.
    """

    skew: Optional[float]
    closed: Optional[TraktError]


def look(settings: TraktSettings, clock: Callable[[], float] = time.time) -> Look:
    """Any answer will do, a refusal too. Unavailable without one; ValueError for an address we refuse."""
    path, headers = _question(settings)
    transport = Transport(settings.url, settings.allow_http)
    try:
        before = clock()
        answer = transport.get(*path, headers=headers)
        after = clock()
    finally:
        transport.close()
    closed = error_for(answer) if is_turned_away(answer) else None
    return Look(_skew(answer.headers.get("date", ""), (before + after) / 2), closed)


def _question(settings: TraktSettings) -> Tuple[Tuple[str, ...], Dict[str, str]]:
    """Path and headers of a search for one film: neither API asks who wants to know."""
    if settings.api == V1:
        return ("search", "movies.json", settings.api_key or _NO_KEY, _FILM, "1"), {}
    return ("search", "imdb", _FILM), application_headers(settings.client_id)


def _skew(told: str, ours: float) -> Optional[float]:
    try:
        return parsedate_to_datetime(told).timestamp() - ours
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
