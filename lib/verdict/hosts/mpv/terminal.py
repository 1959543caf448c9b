"""The prompt as lines of text, for an mpv without a window. The keys come through mpv all the same."""

from __future__ import annotations

import os
import sys
from typing import Iterator, TextIO

from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
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

    def show(self, prompt: Prompt) -> None:
        self._say("\n".join(self._lines(prompt)))

    def say(self, headline: str, detail: str) -> None:
        self._say(printable(f"{headline}: {detail}" if detail else headline))

    def _lines(self, prompt: Prompt) -> Iterator[str]:
        words = self._words
        yield printable(f"{words('how_was_it')} {prompt.movie.label}")
        shown = prompt.present.shown_in(prompt.mode)
        if shown:
            yield words("rated_before", rating=words.rating(shown, prompt.mode))
        yield words(_HOW[prompt.mode]) + " " + words("how_else")
        if prompt.focus is not None:
            yield "> " + words.answer(prompt.targets[prompt.focus], prompt.mode)

    def _say(self, text: str) -> None:
        if text != self._last:
            self._last = text
            print(f"\n{text}", file=self._out, flush=True)
