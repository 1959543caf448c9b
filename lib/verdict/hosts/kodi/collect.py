"""Ratings that were given in Kodi itself, brought into the journal: shown first, or by a check of its own."""

from __future__ import annotations

import contextlib
import logging
import time
from typing import Callable, Dict, List, Tuple

import xbmc
import xbmcgui

from verdict.core.movie import Movie
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.courier.delivery import keep_hold, respect_hold
from verdict.hosts.kodi import profile, rpc, texts
from verdict.hosts.kodi.chooser import Line, choose
from verdict.hosts.kodi.collected import Found, compare, key_of, note, noted, unnoted
from verdict.hosts.kodi.library import rated_films
from verdict.hosts.kodi.requested import fields_of
from verdict.hosts.kodi.settings import KodiSettings
from verdict.journal import Journal
from verdict.settings import mode_in_effect
from verdict.trakt.client import TraktClient, connect
from verdict.trakt.errors import TraktError

log = logging.getLogger(__name__)

News = Dict[str, Tuple[Movie, int]]  # a film and its rating in Kodi, by the film's key
Going = Callable[[int], bool]  # told how many percent are done; whether to go on


def collect_silently(kodi: KodiSettings, journal: Journal) -> None:
    """Keep what is plainly new; where Trakt has another rating and nothing says which is later, leave it."""
    try:
        found = _found(kodi, journal, lambda _: not xbmc.Monitor().abortRequested())
    except (TraktError, ValueError) as problem:
        log.info("Kodi's own ratings were not looked at: %s", problem)
        return
    _keep([one for one in found if one.is_plain], journal)


def collect_by_menu(kodi: KodiSettings, journal: Journal) -> bool:
    """Show what would be sent; what its user agrees to goes into the journal.

    A line opens its film's prompt: True, for the menu is over then.
    """
    words = texts.words()
    try:
        found = _found_in_sight(kodi, journal, words)
    except (TraktError, ValueError) as problem:
        choose(words("collect"), [Line(words("collect_unknown", reason=problem))])
        return False
    if not found:
        choose(words("collect"), [Line(words("collect_none"))])
        return False
    mode = mode_in_effect(kodi.settings, journal.account())
    first = words("collect_send_one") if len(found) == 1 else words("collect_send", count=len(found))
    chosen = choose(words("collect"), [Line(first), *(_line(one, mode, words) for one in found)])
    if chosen == 0:
        _keep(found, journal)
    elif chosen:
        rpc.send("rate", fields_of(found[chosen - 1].movie))
    return bool(chosen)


def _line(one: Found, mode: RatingMode, words: Words) -> Line:
    there = one.present.shown_in(mode)
    present = words.rating(there, mode) if there else words("collect_not_there")
    detail = words("collect_line", rating=words.rating(one.rating, mode), present=present)
    return Line(one.movie.label, detail)


def _found_in_sight(kodi: KodiSettings, journal: Journal, words: Words) -> List[Found]:
    dialog = xbmcgui.DialogProgress()
    dialog.create(words("collect"), words("searching"))

    def goes_on(percent: int) -> bool:
        dialog.update(percent)
        return not dialog.iscanceled()

    try:
        return _found(kodi, journal, goes_on)
    finally:
        dialog.close()


def _found(kodi: KodiSettings, journal: Journal, goes_on: Going) -> List[Found]:
    """What Kodi holds and Trakt does not. TraktError, ValueError where Trakt cannot be asked."""
    notes = noted(journal)
    heard = _heard(kodi, journal, unnoted(rated_films(), notes), goes_on)
    mode = mode_in_effect(kodi.settings, journal.account())
    found, agreed = compare(heard, notes, journal.present, mode)
    note(journal, agreed)
    return found


def _heard(kodi: KodiSettings, journal: Journal, news: News, goes_on: Going) -> News:
    """Those of which Trakt said what it has: asked once with today's API, for each film with the classic."""
    if not news:
        return news
    heard: News = {}
    with contextlib.closing(connect(kodi.settings.trakt, profile.token_file())) as client:
        for key, (movie, number) in news.items():
            if not goes_on(100 * len(heard) // len(news)):
                break
            _ask(client, journal, movie)
            heard[key] = (movie, number)
            if journal.seen().ratings is not None:  # that was the list of all
                return news
    return heard


def _ask(client: TraktClient, journal: Journal, movie: Movie) -> None:
    respect_hold(journal, time.time())
    try:
        journal.learn(client.news(movie, journal.seen()), movie)
    except TraktError as problem:
        keep_hold(journal, problem, time.time())
        raise


def _keep(found: List[Found], journal: Journal) -> None:
    """Into the journal like every rating; from there the courier brings them."""
    words = texts.words()
    for one in found:
        journal.add(one.movie, one.rating, time.time())
    note(journal, {key_of(one.movie): one.rating.as_number() for one in found})
    if found:
        count = len(found)
        texts.notify(
            words("collect"), words("collect_kept_one") if count == 1 else words("collect_kept", count=count)
        )
        rpc.send("send")
