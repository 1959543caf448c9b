"""The add-on's menu, in the thread of the script that Kodi started: the service goes on beside it."""

from __future__ import annotations

import contextlib
from typing import Callable, List, Tuple

import xbmcaddon

from verdict.hosts.kodi import ADDON_ID, profile, rpc, texts
from verdict.hosts.kodi.account import signed_in
from verdict.hosts.kodi.chooser import Line, choose
from verdict.hosts.kodi.collect import collect_by_menu, collect_silently
from verdict.hosts.kodi.lists import show_last, show_unrated, show_waiting
from verdict.hosts.kodi.log import log_to_kodi
from verdict.hosts.kodi.login import log_out
from verdict.hosts.kodi.settings import read_settings
from verdict.hosts.kodi.who_asks import choose_who_asks
from verdict.journal import Journal, JournalError
from verdict.settings import mode_in_effect
from verdict.trakt.client import V1

Item = Tuple[Line, Callable[[], bool]]  # what it says, and its work: whether the menu is over then


class _Menu:
    """What was set and what is kept, as they are while the menu is shown once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._words = texts.words()
        self._kodi = read_settings()
        self._mode = mode_in_effect(self._kodi.settings, journal.account())

    def show(self, first: int) -> Tuple[int, bool]:
        """Which line was chosen, and whether the menu is over."""
        lines = self._lines()
        number = choose("Verdict", [line for line, _ in lines], first)
        return (0, True) if number is None else (number, lines[number][1]())

    def last(self) -> bool:
        return show_last(self._journal, self._mode, self._words)

    def _lines(self) -> List[Item]:
        words, counts = self._words, self._journal.counts()
        waiting = words("and_refused", waiting=counts.waiting, refused=counts.refused)
        unrated = Line(words("unrated_list"), str(len(self._journal.unrated())))
        return [
            *([(Line(words("two_ask")), self._choose_who_asks)] if self._kodi.two_ask else []),
            self._account(),
            (unrated, lambda: show_unrated(self._journal, words)),
            (Line(words("waiting_list"), waiting if counts.refused else str(counts.waiting)), self._waiting),
            (Line(words("menu_last")), self.last),
            (Line(words("collect")), self._collect),
            (Line(words("settings")), _open_settings),
        ]

    def _account(self) -> Item:
        name, words = signed_in(self._kodi, self._journal), self._words
        if name is not None:
            return Line(words("signed_in"), name), _sign_out
        if self._kodi.settings.trakt.api == V1:
            return Line(words("sign_in"), words("sign_in_v1")), _open_settings
        return Line(words("sign_in")), _sign_in

    def _waiting(self) -> bool:
        show_waiting(self._journal, self._mode, self._words)
        return False

    def _collect(self) -> bool:
        return collect_by_menu(self._kodi, self._journal)

    def _choose_who_asks(self) -> bool:
        choose_who_asks(self._words)
        return False


def open_menu() -> None:
    """Show the menu until it is left, or until one of its lines wants the screen for itself."""

    def show(journal: Journal) -> None:
        number, is_over = 0, False
        while not is_over:
            number, is_over = _Menu(journal).show(number)

    _with_journal(show)


def show_journal() -> None:
    """The latest ratings alone."""
    _with_journal(lambda journal: _Menu(journal).last())


def collect() -> None:
    """The check that the service asks for at its start and after a scan of the library."""
    _with_journal(lambda journal: collect_silently(read_settings(), journal))


def _with_journal(work: Callable[[Journal], object]) -> None:
    log_to_kodi()
    words = texts.words()
    try:
        with contextlib.closing(Journal.open(profile.journal_file())) as journal:
            work(journal)
    except JournalError as problem:
        choose(words("failed"), [Line(str(problem))])


def _sign_in() -> bool:
    rpc.send("login")
    return True


def _sign_out() -> bool:
    log_out()  # asks first
    return False


def _open_settings() -> bool:
    xbmcaddon.Addon(ADDON_ID).openSettings()
    return True
