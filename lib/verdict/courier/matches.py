"""What Trakt made of ratings that went by title and year: asked for once, learnt, remembered, reported."""

from __future__ import annotations

import logging
from typing import Callable, Sequence

from verdict.core.movie import Movie
from verdict.courier.reports import Matched, Report
from verdict.journal import Entry, Journal
from verdict.trakt.client import News, TraktClient
from verdict.trakt.errors import Refused

log = logging.getLogger(__name__)


def learn(journal: Journal, news: News, movie: Movie, report: Callable[[Report], None]) -> None:
    """Keep news of this film, and with them what the list of ratings tells of others."""
    journal.learn(news, movie)
    for entry in journal.match():
        remember(journal, entry)
        report(Matched(entry))


def remember(journal: Journal, entry: Entry) -> None:
    """Keep the film that this name became for the next time, where nothing is kept for it."""
    named = entry.named or entry.movie
    if not journal.hits(named.title, named.year):
        journal.keep_hits(named.title, named.year, [entry.movie])


def look_back(
    journal: Journal, client: TraktClient, sent: Sequence[Entry], report: Callable[[Report], None]
) -> None:
    """Learn which films those became that went by name. TraktError where Trakt cannot be asked.

    Today's API tells no film in its answer to a rating. Its list of ratings does, for all of a delivery at
    once, and has to be read before the next film all the same, since our own rating has changed it: so the
    stamps are the one request that this adds.
    """
    by_name = [entry for entry in sent if not (entry.movie.ids or entry.rating.is_unrate)]
    if not by_name or not client.keeps_moments:
        return
    movie = by_name[-1].movie
    try:
        learn(journal, client.news(movie, journal.seen()), movie, report)
    except Refused as refusal:
        log.info("no news of %s: %s", movie.label, refusal)
