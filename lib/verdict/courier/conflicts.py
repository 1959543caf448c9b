"""Before an older rating goes: was its film rated on Trakt meanwhile?"""

from __future__ import annotations

import logging
from typing import Callable

from verdict.courier.matches import learn
from verdict.courier.reports import RefusedReport, Report
from verdict.journal import Journal
from verdict.trakt.client import TraktClient
from verdict.trakt.errors import Refused

log = logging.getLogger(__name__)

OLDER = 60.0  # seconds; a younger rating goes at once, since nobody rates in two places in a minute


def give_way(journal: Journal, client: TraktClient, report: Callable[[Report], None], now: float) -> int:
    """Set aside what waits and was said otherwise on Trakt since; how many. TraktError where Trakt is away.

    One cheap request, and the list of ratings where it changed; none where nothing has waited for long, or
    where Trakt tells no moments.
    """
    oldest = next(iter(journal.waiting(1)), None)
    if oldest is None or now - oldest.rated_at < OLDER or not client.keeps_moments:
        return 0
    try:
        learn(journal, client.news(oldest.movie, journal.seen()), oldest.movie, report)
    except Refused as refusal:
        log.info("no news of %s: %s", oldest.movie.label, refusal)
    aside = journal.give_way()
    for entry in aside:
        report(RefusedReport(entry, entry.reason or ""))
    return len(aside)
