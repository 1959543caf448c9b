"""What was watched, brought to Trakt: at the moment, or, where that failed, later and once only."""

from __future__ import annotations

import logging
import time
from typing import Callable, Optional

from verdict.core.decisions import Action
from verdict.courier.delivery import keep_hold, respect_hold
from verdict.journal import Journal, Play
from verdict.trakt.client import Outcome, Playing, TraktClient
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable

log = logging.getLogger(__name__)

PARTING_LIVES = 60.0  # seconds; later it would tell of a moment that is long over


def scrobble(journal: Journal, client: TraktClient, playing: Playing, now: float) -> Optional[Playing]:
    """Tell what is being watched, with the film as far as Trakt told more of it; None where it was nothing.

    SignInNeeded and Unavailable as the client raises them. now: seconds since 1970, UTC.
    """
    respect_hold(journal, now)
    try:
        movie = client.scrobble(playing)
    except Refused as refusal:
        log.info("Trakt makes nothing of watching %s: %s", playing.movie.label, refusal)
        return None
    except TraktError as problem:
        keep_hold(journal, problem, now)
        raise
    return Playing(**{**vars(playing), "movie": movie})


def was_not_taken(problem: TraktError) -> bool:
    """Whether it is certain that Trakt did nothing of what was asked."""
    return isinstance(problem, SignInNeeded) or getattr(problem, "untouched", False)


def keep_for_later(journal: Journal, playing: Playing, doubtful: bool) -> None:
    """A film that finished goes later. What may have arrived does not: a play that is told twice is two."""
    if playing.action is not Action.STOP or not playing.finished:
        return
    if doubtful:
        log.warning("whether Trakt heard that %s was watched is not known", playing.movie.label)
    else:
        journal.add_play(playing.movie, playing.at)


def bring_plays(
    journal: Journal,
    client: TraktClient,
    until: Callable[[], bool],
    now: Callable[[], float] = time.time,
) -> None:
    """Tell the plays that wait, oldest first. TraktError where Trakt does not take them now.

    until: waits between two requests until the next one may go, and says whether to stop.
    """
    play = _next(journal, client, now())
    while play is not None:
        journal.settle_play(play, _added(journal, client, play, now()).refused)
        play = None if until() else _next(journal, client, now())


def bring_parting(journal: Journal, client: TraktClient, now: float) -> None:
    """Tell what the player that has just gone could not, where that is not long ago."""
    parting = journal.take_parting()
    if parting is None:
        return
    if not 0 <= now - parting.playing.at <= PARTING_LIVES:
        keep_for_later(journal, parting.playing, parting.doubtful)
        return
    try:
        scrobble(journal, client, parting.playing, now)
    except TraktError as problem:
        if client.keeps_moments:
            keep_for_later(journal, parting.playing, parting.doubtful or not was_not_taken(problem))
        raise


def _next(journal: Journal, client: TraktClient, now: float) -> Optional[Play]:
    if not client.keeps_moments or not journal.plays_waiting():
        return None
    respect_hold(journal, now)
    return journal.take_play()


def _added(journal: Journal, client: TraktClient, play: Play, now: float) -> Outcome:
    """What Trakt made of it. Where it is certain that it did nothing, the play waits again."""
    try:
        return client.add_play(play.movie, play.watched_at)
    except (SignInNeeded, Unavailable) as problem:
        if was_not_taken(problem):
            journal.put_play_back(play)
        keep_hold(journal, problem, now)
        raise
