"""What was rated last, and what became of it."""

from __future__ import annotations

from typing import List, Union

import xbmcgui

from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.kodi import profile, texts
from verdict.hosts.kodi.settings import read_settings
from verdict.journal import Entry, Journal, JournalError
from verdict.settings import mode_in_effect

SHOWN = 50  # ratings


def show_journal() -> None:
    """The latest ratings, the newest first."""
    words = texts.words()
    try:
        journal = Journal.open(profile.journal_file())
    except JournalError as problem:
        xbmcgui.Dialog().ok(words("failed"), str(problem))
        return
    try:
        mode = mode_in_effect(read_settings().settings, journal.account())
        lines: List[Union[str, xbmcgui.ListItem]] = [
            _line(entry, mode, words) for entry in reversed(journal.entries()[-SHOWN:])
        ]
    finally:
        journal.close()
    xbmcgui.Dialog().select(words("menu_last"), lines or [words("nothing_here")])


def _line(entry: Entry, mode: RatingMode, words: Words) -> str:
    state = words(f"state_{entry.state.value}", reason=entry.reason or "")
    return f"{entry.movie.label} · {words.rating(entry.rating, mode)} · {state}"
