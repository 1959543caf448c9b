"""The prompt as a line in a terminal: the same choices and words as over the picture."""

from __future__ import annotations

import enum
from typing import Dict, Optional, Union

from verdict.cli.streams import plain, say
from verdict.core.events import Why
from verdict.core.prompt import Answer, Prompt, Wrong
from verdict.core.rating import HATE, LOVE, UNRATE, Rating, RatingMode
from verdict.core.words import Words


class Later(enum.Enum):
    """What can be said besides an answer."""

    KEEP = ""
    DROP = "d"
    QUIT = "q"


Reply = Union[Answer, Later]

_HOW = {
    RatingMode.SIMPLE: "l love, h hate",
    RatingMode.ADVANCED: "1 to 10",
    RatingMode.STARS: "1 to 5 stars, halves as 4.5",
}
_ELSE = "w wrong film, n never ask again, d drop from this list, Enter later, q quit"
_WORDS: Dict[str, Reply] = {
    "u": Rating(UNRATE),
    "n": Why.NEVER,
    "w": Wrong.FILM,
    **{later.value: later for later in Later},
}
_LOVE_OR_HATE = {"l": LOVE, "1": LOVE, "h": HATE, "2": HATE}


def ask(prompt: Prompt) -> Reply:
    """Ask in the terminal until the reply means something. The end of the input quits."""
    words = Words()
    shown = prompt.present.shown_in(prompt.mode)
    say(plain(prompt.movie.label))
    if shown:
        say(words("rated_before", rating=words.rating(shown, prompt.mode)))
    unrate = "u un-rate, " if shown else ""
    while True:
        try:
            reply = reply_to(prompt, input(f"{words('how_was_it')} ({_HOW[prompt.mode]}, {unrate}{_ELSE}): "))
        except EOFError:
            say()
            return Later.QUIT
        if reply is not None:
            return reply


def reply_to(prompt: Prompt, text: str) -> Optional[Reply]:
    """What was typed, or None where it means nothing. The present rating again keeps its finer form."""
    word = text.strip().lower()
    if word == "u" and not prompt.present:
        return None
    if word in _WORDS:
        return _WORDS[word]
    rating = _rating(word, prompt.mode)
    return prompt.answer_at(prompt.choices.index(rating)) if rating in prompt.choices else None


def _rating(word: str, mode: RatingMode) -> Optional[Rating]:
    try:
        if mode is RatingMode.STARS:
            doubled = 2 * float(word.replace(",", "."))
            return Rating(int(doubled)) if doubled.is_integer() else None
        return Rating.parse(_LOVE_OR_HATE.get(word, word) if mode is RatingMode.SIMPLE else word)
    except (ValueError, OverflowError):
        return None
