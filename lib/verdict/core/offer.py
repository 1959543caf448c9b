"""When a film that still plays can be rated already: its credits have begun, and it counts as finished."""

from __future__ import annotations

import math

from verdict.core.finished import FASTEST_WATCHING, Rules, Viewing, no_film
from verdict.core.state import State


def offer_at(state: State, credits_last: float) -> float:
    """The moment, on the events' clock, to tell `CreditsBegan`; infinity while none is in sight.

    credits_last: seconds from the end of a film at which its credits begin, where no chapter says so.
    """
    viewing = state.viewing
    if viewing is None or state.asking or viewing.offered or viewing.answered:
        return math.inf
    if not viewing.playing or not 0 < viewing.speed <= FASTEST_WATCHING:
        return math.inf
    return viewing.at + _seconds_left(viewing, state.rules, credits_last) / viewing.speed


def _seconds_left(viewing: Viewing, rules: Rules, credits_last: float) -> float:
    """Seconds of film until the credits have begun, and enough of it was played."""
    duration = viewing.duration
    if duration is None or no_film(viewing, rules):
        return math.inf
    begin = viewing.credits_at
    if begin is None:
        begin = max(duration - credits_last, rules.finish_at * duration)
    missing = rules.watched_at_least * duration - viewing.all_covered.total
    return max(0.0, begin - viewing.position, missing)
