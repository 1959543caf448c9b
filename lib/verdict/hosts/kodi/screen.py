"""What is asked as a window of Kodi's, non-modal: the app goes on hearing of everything while it is open.

The app only says what it wants to be seen; `settle` brings it on the screen once the app has had its say, so
that a prompt and the word after it are one window.
"""

from __future__ import annotations

import math
import time
from typing import Any, Callable, Optional, Tuple

import xbmcgui

from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.core.signing_in import SigningIn
from verdict.core.words import Words
from verdict.hosts.kodi import keyboard
from verdict.hosts.kodi.films import HOME
from verdict.hosts.kodi.pages import fill, is_filled_as, mark, rewind, texts_of
from verdict.hosts.kodi.signing import remove_pictures
from verdict.hosts.kodi.window import NOTHING, Asked, PromptWindow, is_on_screen, open_window

OPEN_PROPERTY = "service.verdict.prompt"  # "true" while there is something to answer: documented for skins


class KodiScreen:
    """poster_of: from a film to its picture."""

    def __init__(self, words: Words, post: Callable[[Any], None], poster_of: Callable[[Movie], str]) -> None:
        self.is_shown = False
        self._words = words
        self._post = post
        self._poster_of = poster_of
        self._asked: Optional[Asked] = None
        self._seconds: Optional[int] = None
        self._seconds_in_all = 0
        self._word: Optional[Tuple[str, str]] = None
        self._window: Optional[PromptWindow] = None
        self._window_before: Optional[PromptWindow] = None
        self._drawn: Optional[Asked] = None
        self._typing: Optional[int] = None
        self._can_answer = False

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        self._ask(prompt, seconds_left)

    def show_choice(self, choice: Choice, seconds_left: Optional[int]) -> None:
        self._ask(choice, seconds_left)

    def show_sign_in(self, signing: SigningIn, seconds_left: Optional[int]) -> None:
        self._ask(signing, seconds_left)
        self._seconds_in_all = round(signing.lives)

    def say(self, headline: str, detail: str) -> None:
        self._asked, self._word = None, (headline, detail)

    def hide(self) -> None:
        self._asked = self._word = None

    def hold(self, seconds: float) -> None:
        """Kodi cannot wait: nothing holds the picture."""

    def release(self) -> None:
        """Nothing was held."""

    def leave(self, is_quitting: Callable[[], bool]) -> None:
        """Take everything off the screen for good, for a Kodi that goes on without us.

        One that quits does that itself, and answers nothing any more while it waits for us.
        """
        if self._window and not is_quitting():
            xbmcgui.Window(HOME).setProperty(OPEN_PROPERTY, "")
            if self._typing is not None:
                keyboard.close()
            self._window.vanish(is_quitting)

    @property
    def signing_in(self) -> Optional[int]:
        """The number of the sign-in that is on the screen, if one is."""
        return self._asked.id if isinstance(self._asked, SigningIn) else None

    @property
    def due(self) -> float:
        """When `settle` wants to be called again, by time.monotonic()."""
        settles_at = self._window.settles_at if self._asked and self._window else math.inf
        return settles_at if not self._can_answer else math.inf

    def settle(self) -> None:
        """Bring on the screen what was asked for last."""
        self._settle_keyboard()
        if self._asked:
            self._settle_asked(self._asked)
        elif self._word:
            self._settle_word(*self._word)
        elif self.is_shown and self._window:
            self.is_shown = False
            self._clear(self._window)
            self._window.leave()
        self._settle_property()

    def _ask(self, asked: Asked, seconds_left: Optional[int]) -> None:
        if self._asked is None or asked.id != self._asked.id:
            self._seconds_in_all = seconds_left or 0
        self._asked, self._seconds, self._word = asked, seconds_left, None

    def _settle_property(self) -> None:
        window = self._window
        can_answer = bool(self._asked and window and time.monotonic() >= window.settles_at)
        if can_answer != self._can_answer:
            self._can_answer = can_answer
            xbmcgui.Window(HOME).setProperty(OPEN_PROPERTY, "true" if can_answer else "")

    def _settle_keyboard(self) -> None:
        """Kodi's keyboard stands over the choice while a search is typed."""
        choice = self._asked
        typing = choice.id if isinstance(choice, Choice) and choice.is_typing else None
        if typing == self._typing:
            return
        if self._typing is not None:
            keyboard.close()
        self._typing = typing
        if isinstance(choice, Choice) and typing is not None:
            keyboard.open_for(choice)

    def _settle_asked(self, asked: Asked) -> None:
        window = self._opened(is_new=self._drawn is None or self._drawn.id != asked.id)
        before, self._drawn = self._drawn, asked
        window.asked = asked
        poster = self._poster_of(asked.movie) if isinstance(asked, Prompt) else ""
        window.write(texts_of(asked, self._words, poster, self._seconds))
        if not is_filled_as(before, asked):
            window.fill(lambda: fill(window, asked, self._words))
        elif window.is_ready:
            mark(window, before, asked, self._words)
        if window.is_ready and self._seconds_in_all:
            window.count(100.0 * (self._seconds or 0) / self._seconds_in_all)

    def _settle_word(self, headline: str, detail: str) -> None:
        window = self._opened(is_new=False)
        self._clear(window)
        window.write({"state": "word", "title": "", "headline": headline, "detail": detail})
        window.fill(lambda: window.focus(NOTHING))

    def _clear(self, window: PromptWindow) -> None:
        """What was asked is answered."""
        if isinstance(self._drawn, SigningIn):
            remove_pictures()
        if self._drawn and window.is_ready:
            rewind(window, self._drawn)
        window.asked = self._drawn = None

    def _opened(self, is_new: bool) -> PromptWindow:
        """The window, on the screen; anew where Kodi closed it behind our back.

        Each time it is another object: the controls that one was asked for are gone once Kodi has reloaded
        the skin, and to touch them kills Kodi. The one before stays alive: Kodi may still be drawing it.
        """
        window = self._window
        was_closed = is_new and window is not None and window.is_ready and not is_on_screen()
        if window is None or was_closed or not self.is_shown:
            self.is_shown, self._drawn = True, None
            self._window_before, self._window = window, open_window(self._post)
            self._window.enter()
            return self._window
        return window
