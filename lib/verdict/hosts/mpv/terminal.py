"""The prompt as lines of text, for an mpv without a window. The keys come through mpv all the same."""

from __future__ import annotations

import os
import sys
from typing import Iterator, TextIO

from verdict.conversation import Shown
from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
from verdict.core.signing_in import SigningIn, Stage
from verdict.core.words import Words

_HOW = {
    RatingMode.SIMPLE: "how_simple",
    RatingMode.ADVANCED: "how_advanced",
    RatingMode.STARS: "how_stars",
}


def has_display() -> bool:
    """Whether there is a desktop that a window can be on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def printable(text: str) -> str:
    """The text without control characters, so that no title can speak to the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


class TerminalPrompt:
    """Prints a prompt and what the keys moved to. Prints a line only when it says something new."""

    def __init__(self, out: TextIO, words: Words) -> None:
        self._out = out
        self._words = words
        self._last = ""

    def show(self, prompt: Shown) -> None:
        if isinstance(prompt, Prompt):
            lines = self._lines(prompt)
        elif isinstance(prompt, Choice):
            lines = choice_lines(prompt, self._words)
        else:
            lines = sign_in_lines(prompt, self._words)
        self._say("\n".join(lines))

    def say(self, headline: str, detail: str) -> None:
        self._say(printable(f"{headline}: {detail}" if detail else headline))

    def _lines(self, prompt: Prompt) -> Iterator[str]:
        words = self._words
        yield printable(f"{words('how_was_it')} {prompt.movie.label}")
        shown = prompt.present.shown_in(prompt.mode)
        if shown:
            yield words("rated_before", rating=words.rating(shown, prompt.mode))
        wrong = " " + words("how_wrong") if prompt.correctable else ""
        yield words(_HOW[prompt.mode]) + " " + words("how_else") + wrong
        if prompt.focus is not None:
            yield "> " + words.answer(prompt.targets[prompt.focus], prompt.mode)

    def _say(self, text: str) -> None:
        if text != self._last:
            self._last = text
            print(f"\n{text}", file=self._out, flush=True)


def choice_lines(choice: Choice, words: Words) -> Iterator[str]:
    """The choice of a film as lines of text."""
    about = "was_taken_for" if choice.was_taken else "named"
    yield words("which_film")
    yield printable(words(about, name=choice.named.label))
    if choice.is_typing:
        yield f"{words('type_a_title')} ({words('how_to_search')})"
        yield printable(f"> {choice.typed}")
        return
    for number, film in enumerate(choice.films, 1):
        yield printable(f"  {number}  {film.label}")
    if not choice.films:
        yield words(choice.nothing)
    yield words("how_to_choose")
    focused = None if choice.focus is None else choice.targets[choice.focus]
    if focused is not None:
        yield printable(f"> {focused.label if isinstance(focused, Movie) else words.pick(focused.value)}")


def sign_in_lines(signing: SigningIn, words: Words) -> Iterator[str]:
    """A sign-in as lines of text."""
    yield words("sign_in")
    if signing.stage is Stage.ENDED:
        yield words(signing.ending.value if signing.ending else "sign_in_offline")
        if signing.reason:
            yield printable(signing.reason)
        yield f"Enter: {words('try_again')}. Esc: {words('cancel')}."
        return
    if signing.stage is Stage.WAITING:
        yield printable(f"{words('go_to')}: {signing.url}")
        yield printable(f"{words('enter_code')}: {signing.user_code}")
    else:
        yield words("asking_for_code")
    yield f"Esc: {words('cancel')}."
