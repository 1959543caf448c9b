"""Films not rated yet, ratings that wait, ratings given last: lists whose films can be rated from there."""

from __future__ import annotations

from typing import Callable, List, Sequence

import xbmcgui

from verdict.core.movie import Movie
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.kodi import rpc
from verdict.hosts.kodi.chooser import Line, choose
from verdict.hosts.kodi.films import HOME
from verdict.hosts.kodi.names import plain
from verdict.hosts.kodi.requested import fields_of
from verdict.journal import Entry, Journal, State, Unrated

SHOWN = 50  # ratings, or refused ones


def show_unrated(journal: Journal, words: Words) -> bool:
    """The films that finished and were not answered. False where the list was left without a choice."""
    films = journal.unrated()
    number = choose(
        words("unrated_list"), _or_nothing([Line(plain(film.movie.label)) for film in films], words)
    )
    if number is None or not films:
        return False
    return _rate_or_never(films[number], journal, words)


def _rate_or_never(film: Unrated, journal: Journal, words: Words) -> bool:
    answer = choose(plain(film.movie.label), [Line(words("rate_now")), Line(words("never"))])
    if answer == 0:
        ask_for(film.movie)
    elif answer == 1:
        journal.never_ask(film.movie)
    return answer == 0


def show_waiting(journal: Journal, mode: RatingMode, words: Words) -> None:
    """What is still to be sent and why it waits, what Trakt refused and why; to send, or to try again."""
    entries = journal.entries()
    waiting = [entry for entry in entries if entry.state is State.WAITING]
    refused = [entry for entry in entries if entry.state is State.REFUSED][-SHOWN:]
    reason = xbmcgui.Window(HOME).getProperty(rpc.WAITS_PROPERTY)
    deeds: List[Callable[[], object]] = []
    lines: List[Line] = []
    if waiting:
        deeds.append(lambda: None)
        lines.append(Line(words("send_now")))
    if refused:
        deeds.append(journal.retry_refused)
        lines.append(Line(words("try_refused")))
    heading = words("waiting_because", reason=reason) if waiting and reason else words("waiting_list")
    number = choose(heading, _or_nothing(lines + _lines([*waiting, *refused], mode, words), words))
    if number is not None and number < len(deeds):
        deeds[number]()
        rpc.send("send")


def show_last(journal: Journal, mode: RatingMode, words: Words) -> bool:
    """The latest ratings, the newest first. False where none was chosen."""
    entries = journal.entries()[: -SHOWN - 1 : -1]
    number = choose(words("menu_last"), _or_nothing(_lines(entries, mode, words), words))
    if number is None or not entries:
        return False
    ask_for(entries[number].movie)
    return True


def ask_for(movie: Movie) -> None:
    """Let the service open the prompt for this film."""
    rpc.send("rate", fields_of(movie))


def _or_nothing(lines: Sequence[Line], words: Words) -> Sequence[Line]:
    return lines or [Line(words("nothing_here"))]


def _lines(entries: Sequence[Entry], mode: RatingMode, words: Words) -> List[Line]:
    return [_entry_line(entry, mode, words) for entry in entries]


def _entry_line(entry: Entry, mode: RatingMode, words: Words) -> Line:
    state = words(f"state_{entry.state.value}", reason=entry.reason or "")
    return Line(plain(entry.movie.label), f"{words.rating(entry.rating, mode)} · {state}")
