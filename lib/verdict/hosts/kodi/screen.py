"""The prompt as a window of Kodi's, non-modal: the app goes on hearing of everything while it is open.

The app only says what it wants to be seen; `settle` brings it on the screen once the app has had its say, so
that a prompt and the word after it are one window.
"""

from __future__ import annotations

import logging
from typing import Any, Callable, Dict, List, Optional, Tuple

import xbmc
import xbmcgui

from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.core.rating import Rating, RatingMode
from verdict.core.words import Words
from verdict.hosts.kodi.films import HOME
from verdict.hosts.kodi.window import BAR, FILE, LISTS, NOTHING, PromptWindow, open_window

log = logging.getLogger(__name__)

OPEN_PROPERTY = "service.verdict.prompt"  # "true" while a prompt can be answered: documented for skins
_HINTS = {
    RatingMode.SIMPLE: "remote_simple",
    RatingMode.ADVANCED: "remote_advanced",
    RatingMode.STARS: "remote_stars",
}


class KodiScreen:
    """poster_of: from a film to its picture."""

    def __init__(self, words: Words, post: Callable[[Any], None], poster_of: Callable[[Movie], str]) -> None:
        self._words = words
        self._post = post
        self._poster_of = poster_of
        self._prompt: Optional[Prompt] = None
        self._seconds: Optional[int] = None
        self._seconds_in_all = 0
        self._word: Optional[Tuple[str, str]] = None
        self._window: Optional[PromptWindow] = None
        self._is_shown = False
        self._drawn: Optional[Prompt] = None

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        if self._prompt is None or prompt.id != self._prompt.id:
            self._seconds_in_all = seconds_left or 0
        self._prompt, self._seconds, self._word = prompt, seconds_left, None

    def say(self, headline: str, detail: str) -> None:
        self._prompt, self._word = None, (headline, detail)

    def hide(self) -> None:
        self._prompt = self._word = None

    def hold(self, seconds: float) -> None:
        """Kodi cannot wait: nothing holds the picture."""

    def release(self) -> None:
        """Nothing was held."""

    def settle(self) -> None:
        """Bring on the screen what was asked for last."""
        if self._prompt is None:
            xbmcgui.Window(HOME).clearProperty(OPEN_PROPERTY)
        if self._prompt:
            self._settle_prompt(self._prompt)
        elif self._word:
            self._settle_word(*self._word)
        elif self._is_shown and self._window:
            self._is_shown, self._drawn = False, None
            self._window.leave()

    def _settle_prompt(self, prompt: Prompt) -> None:
        window = self._opened(is_new=self._drawn is None or self._drawn.id != prompt.id)
        before, self._drawn, window.prompt = self._drawn, prompt, prompt
        window.write({**self._texts(prompt), **self._clock()})
        if before is None or before.id != prompt.id:
            window.fill(lambda: _fill(window, prompt, self._words))
        elif before.present != prompt.present and window.is_ready:
            _mark(window, prompt)
        if window.is_ready and self._seconds_in_all:
            bar: Any = window.getControl(BAR)
            bar.setPercent(100.0 * (self._seconds or 0) / self._seconds_in_all)

    def _settle_word(self, headline: str, detail: str) -> None:
        window = self._opened(is_new=False)
        window.prompt = self._drawn = None
        window.write({"state": "word", "title": "", "headline": headline, "detail": detail})

    def _opened(self, is_new: bool) -> PromptWindow:
        """The window, on the screen; anew where Kodi closed it behind our back.

        One object lives as long as the service: Kodi may still be drawing one that was just closed.
        """
        window = self._window = self._window or open_window(self._post)
        was_closed = is_new and window.is_ready and not xbmc.getCondVisibility(f"Window.IsActive({FILE})")
        if was_closed or not self._is_shown:
            self._is_shown = True
            window.enter()
        return window

    def _texts(self, prompt: Prompt) -> Dict[str, str]:
        words, movie = self._words, prompt.movie
        present = prompt.present.shown_in(prompt.mode)
        rated = words("rated_before", rating=words.rating(present, prompt.mode)) if present else ""
        year = str(movie.year) if movie.year else ""
        choice = prompt.present_choice
        return {
            "state": "prompt",
            "headline": "",
            "mode": prompt.mode.value,
            "question": words("how_was_it"),
            "title": movie.title or movie.label,
            "facts": " · ".join(filter(None, (year, rated))),
            "poster": self._poster_of(movie),
            "present": "" if choice is None else str(choice + 1),
            "hint": words(_HINTS[prompt.mode]),
            "skip": words("skip"),
            "never": words("never"),
            "unrate": words("unrate") if prompt.present else "",
        }

    def _clock(self) -> Dict[str, str]:
        counting = self._prompt is not None and self._prompt.deadline is not None
        seconds = self._seconds if counting else None
        return {"clock": "" if seconds is None else self._words("closes_in", seconds=seconds)}


def _fill(window: PromptWindow, prompt: Prompt, words: Words) -> None:
    choices: Any = window.getControl(LISTS[prompt.mode])
    choices.reset()
    choices.addItems(_items(prompt, words))
    _focus(window, prompt)
    xbmcgui.Window(HOME).setProperty(OPEN_PROPERTY, "true")


def _mark(window: PromptWindow, prompt: Prompt) -> None:
    """Show a present rating that was learnt later; who has begun to choose is left alone."""
    choices: Any = window.getControl(LISTS[prompt.mode])
    for number in range(choices.size()):
        mark = "1" if number == prompt.present_choice else ""
        choices.getListItem(number).setProperty("present", mark)
    if not prompt.touched:
        _focus(window, prompt)


def _items(prompt: Prompt, words: Words) -> List[xbmcgui.ListItem]:
    items = []
    for number, choice in enumerate(prompt.choices):
        item = xbmcgui.ListItem(_label(choice, prompt.mode, words))
        item.setProperty("present", "1" if number == prompt.present_choice else "")
        item.setProperty("word", words.rating(choice, prompt.mode))
        item.setProperty("value", str(choice))
        items.append(item)
    return items


def _label(choice: Rating, mode: RatingMode, words: Words) -> str:
    return words.rating(choice, mode) if mode is RatingMode.SIMPLE else str(choice)


def _focus(window: PromptWindow, prompt: Prompt) -> None:
    """Put the focus on the present rating, or on nothing, so that a stray OK rates nothing."""
    choice = prompt.focus if prompt.focus is not None and prompt.focus < len(prompt.choices) else None
    choices: Any = window.getControl(LISTS[prompt.mode])
    choices.selectItem(choice or 0)
    window.setFocusId(NOTHING if choice is None else LISTS[prompt.mode])
