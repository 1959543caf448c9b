"""What is written where: the facts below the title, the buttons' names and the keys beside them."""

from __future__ import annotations

from typing import Dict, Tuple

from verdict.core.events import Why
from verdict.core.prompt import Answer, Prompt, Wrong
from verdict.core.rating import BEST, HATE, LOVE, UNRATE, Rating, RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import style
from verdict.hosts.mpv.overlay.text import Measure, elide

_BUTTON_KEYS: Dict[Answer, str] = {Why.SKIP: "Esc", Why.NEVER: "N", Wrong.FILM: "W", Rating(UNRATE): "U"}
_CHOICE_KEYS: Dict[RatingMode, Dict[int, str]] = {  # keys that the choices themselves do not tell
    RatingMode.SIMPLE: {0: LOVE[0].upper(), 1: HATE[0].upper()},
    RatingMode.ADVANCED: {BEST - 1: "0"},
    RatingMode.STARS: {2 * stars - 1: str(stars) for stars in range(1, 6)},
}
_BETWEEN = " · "
_LONGEST_CLOCK = 88  # seconds: the widest two digits


def facts(prompt: Prompt, words: Words) -> str:
    """The year, and the rating given before."""
    year = str(prompt.movie.year) if prompt.movie.year else ""
    present = prompt.present.shown_in(prompt.mode)
    rated = words("rated_before", rating=words.rating(present, prompt.mode)) if present else ""
    return _BETWEEN.join(filter(None, (year, rated)))


def clock_text(words: Words, seconds: int = _LONGEST_CLOCK) -> str:
    return words("closes_in", seconds=seconds)


def key_of(prompt: Prompt, target: int) -> str:
    """The key that chooses a target at once, where it is not plain to see; else nothing."""
    if target < len(prompt.choices):
        return _CHOICE_KEYS[prompt.mode].get(target, "")
    return _BUTTON_KEYS[prompt.targets[target]]


def cap_width(key: str, unit: float, measure: Measure) -> float:
    """The width of the little cap that a key is written on."""
    return max(measure(key, style.HINT * unit) + 2 * style.KEY_PADDING * unit, style.KEY_HEIGHT * unit)


def button(words: str, key: str, unit: float, widest: float, measure: Measure) -> Tuple[str, float]:
    """A button's text, elided where it must be, and the button's width."""
    beside = (2 * style.BUTTON_PADDING + style.KEY_GAP) * unit + cap_width(key, unit, measure)
    size = style.BUTTON * unit
    text = elide(words, widest - beside, size, measure)
    return text, min(widest, measure(text, size) + beside)
