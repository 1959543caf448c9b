"""What was watched and could not be told at the time, from the command line: after the ratings, once only."""

from __future__ import annotations

import contextlib
import time
from typing import Tuple

from verdict.cli.house import House
from verdict.courier.plays import bring_parting, bring_plays
from verdict.trakt.client import V2
from verdict.trakt.errors import TraktError


def send_plays(house: House) -> Tuple[int, int]:
    """How many plays Trakt was told of, and how many still wait for it."""
    journal = house.journal()
    before = journal.plays_waiting()
    if house.settings.scrobble.enabled and (before or journal.has_parting()):
        with contextlib.suppress(TraktError), contextlib.closing(house.connect()) as client:
            bring_parting(journal, client, time.time())
            bring_plays(journal, client, until=lambda: False)
    left = journal.plays_waiting()
    can_be_told = house.settings.scrobble.enabled and house.settings.trakt.api == V2
    return max(0, before - left), left if can_be_told else 0
