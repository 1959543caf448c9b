"""What the window shows of a prompt and of the choice of a film: texts by name, the items of its lists."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import xbmcgui

from verdict.core.choice import Choice
from verdict.core.prompt import Prompt
from verdict.core.rating import Rating, RatingMode
from verdict.core.words import Words
from verdict.hosts.kodi.names import plain
from verdict.hosts.kodi.window import NOTHING, Asked, PromptWindow, items_of, list_of

_HINTS = {
    RatingMode.SIMPLE: "remote_simple",
    RatingMode.ADVANCED: "remote_advanced",
    RatingMode.STARS: "remote_stars",
}


def texts_of(asked: Asked, words: Words, poster: str) -> Dict[str, str]:
    """The window's properties."""
    return _choice(asked, words) if isinstance(asked, Choice) else _prompt(asked, words, poster)


def _prompt(prompt: Prompt, words: Words, poster: str) -> Dict[str, str]:
    movie = prompt.movie
    present = prompt.present.shown_in(prompt.mode)
    rated = words("rated_before", rating=words.rating(present, prompt.mode)) if present else ""
    year = str(movie.year) if movie.year else ""
    choice = prompt.present_choice
    return {
        "state": "prompt",
        "headline": "",
        "mode": prompt.mode.value,
        "question": words("how_was_it"),
        "title": plain(movie.title) or movie.label,
        "facts": " · ".join(filter(None, (year, rated))),
        "poster": poster,
        "present": "" if choice is None else str(choice + 1),
        "hint": words(_HINTS[prompt.mode]),
        "skip": words("skip"),
        "never": words("never"),
        "unrate": words("unrate") if prompt.present else "",
        "wrong": words("wrong_film") if prompt.correctable else "",
    }


def _choice(choice: Choice, words: Words) -> Dict[str, str]:
    about = "was_taken_for" if choice.was_taken else "named"
    return {
        "state": "typing" if choice.is_typing else "choice",  # Kodi's keyboard would lie below us
        "headline": "",
        "title": words("which_film"),
        "facts": words(about, name=plain(choice.named.label)),
        "nothing": "" if choice.films else words(choice.nothing),
        "hint": words("remote_choice") if choice.films else "",
        "search": words("search"),
        "none": words("none_of_these"),
        "skip": words("back" if choice.was_taken else "skip"),
    }


def fill(window: PromptWindow, asked: Asked, words: Words) -> None:
    """Put the choices or films into their list. Who was quicker than Kodi and moved there, stays there."""
    control: Any = window.getControl(list_of(asked))
    is_there = window.getFocusId() == list_of(asked)
    control.reset()
    control.addItems(_films(asked) if isinstance(asked, Choice) else _choices(asked, words))
    if isinstance(asked, Choice):
        control.setEnabled(bool(asked.films))
    if not (is_there and items_of(asked)):
        focus(window, asked)


def is_filled_as(before: Optional[Asked], asked: Asked) -> bool:
    """Whether the list holds already what belongs there."""
    if before is None or (before.id, type(before)) != (asked.id, type(asked)):
        return False
    was_typing = isinstance(before, Choice) and before.is_typing
    return not was_typing and list(items_of(before)) == list(items_of(asked))


def mark(window: PromptWindow, before: Optional[Asked], prompt: Asked) -> None:
    """Show a present rating that was learnt later; who has begun to choose is left alone."""
    if not (isinstance(before, Prompt) and isinstance(prompt, Prompt)) or before.present == prompt.present:
        return
    choices: Any = window.getControl(list_of(prompt))
    for number in range(choices.size()):
        choices.getListItem(number).setProperty("present", "1" if number == prompt.present_choice else "")
    if not prompt.touched:
        focus(window, prompt)


def focus(window: PromptWindow, asked: Asked) -> None:
    """Put the focus on the present rating, or on nothing, so that a stray OK says nothing."""
    place = asked.focus if asked.focus is not None and asked.focus < len(items_of(asked)) else None
    control: Any = window.getControl(list_of(asked))
    if items_of(asked):
        control.selectItem(place or 0)
    window.setFocusId(NOTHING if place is None else list_of(asked))


def _choices(prompt: Prompt, words: Words) -> List[xbmcgui.ListItem]:
    items = []
    for number, choice in enumerate(prompt.choices):
        item = xbmcgui.ListItem(_label(choice, prompt.mode, words))
        item.setProperty("present", "1" if number == prompt.present_choice else "")
        item.setProperty("word", words.rating(choice, prompt.mode))
        item.setProperty("value", str(choice))
        items.append(item)
    return items


def _films(choice: Choice) -> List[xbmcgui.ListItem]:
    items = []
    for number, movie in enumerate(choice.films, 1):
        item = xbmcgui.ListItem(plain(movie.title) or movie.label, str(movie.year or ""))
        item.setProperty("number", str(number))
        items.append(item)
    return items


def _label(choice: Rating, mode: RatingMode, words: Words) -> str:
    return words.rating(choice, mode) if mode is RatingMode.SIMPLE else str(choice)
