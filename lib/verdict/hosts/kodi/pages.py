"""What the window shows of what is asked: texts by name, the items of its lists, where the focus is."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

import xbmcgui

from verdict.core.choice import Choice
from verdict.core.prompt import Prompt
from verdict.core.rating import Rating, RatingMode
from verdict.core.signing_in import SigningIn
from verdict.core.words import Words
from verdict.hosts.kodi.names import plain
from verdict.hosts.kodi.signing import sign_in_texts
from verdict.hosts.kodi.window import AGAIN, NOTHING, Asked, PromptWindow, items_of, list_of

_HINTS = {
    RatingMode.SIMPLE: "remote_simple",
    RatingMode.ADVANCED: "remote_advanced",
    RatingMode.STARS: "remote_stars",
}


def texts_of(asked: Asked, words: Words, poster: str, seconds_left: Optional[int]) -> Dict[str, str]:
    """The window's properties."""
    if isinstance(asked, SigningIn):
        return sign_in_texts(asked, words, seconds_left)
    counts = asked.deadline is not None and seconds_left is not None
    clock = words("closes_in", seconds=seconds_left) if counts else ""
    shown = _choice(asked, words) if isinstance(asked, Choice) else _prompt(asked, words, poster)
    return {**shown, "clock": clock}


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
    is_there = bool(items_of(asked)) and window.getFocusId() == list_of(asked)
    if isinstance(asked, Choice):
        _put(window, asked, _films(asked))
    elif isinstance(asked, Prompt):
        items = _choices(asked, words)
        if not _mark(window, asked, items):
            _put(window, asked, items)
    if not is_there:
        focus(window, asked)


def is_filled_as(before: Optional[Asked], asked: Asked) -> bool:
    """Whether the list holds already what belongs there."""
    return before is not None and _page(before) == _page(asked)


def mark(window: PromptWindow, before: Optional[Asked], asked: Asked, words: Words) -> None:
    """Show a present rating that was learnt later; who has begun to choose is left alone."""
    if isinstance(before, Prompt) and isinstance(asked, Prompt) and before.present != asked.present:
        _mark(window, asked, _choices(asked, words))
        if not asked.touched:
            focus(window, asked)


def rewind(window: PromptWindow, asked: Asked) -> None:
    """The next one begins with the first item, even for a key that is quicker than we are."""
    control = window.control(list_of(asked))
    if control is not None and items_of(asked):
        control.selectItem(0)


def focus(window: PromptWindow, asked: Asked) -> None:
    """Put the focus on the present rating, or on nothing, so that a stray OK says nothing."""
    if isinstance(asked, SigningIn):
        window.focus(NOTHING if asked.focus is None else AGAIN)
        return
    place = asked.focus if asked.focus is not None and asked.focus < len(items_of(asked)) else None
    control = window.control(list_of(asked))
    if control is not None and items_of(asked):
        control.selectItem(place or 0)
    window.focus(NOTHING if place is None else list_of(asked) or NOTHING)


def _page(asked: Asked) -> Tuple[Any, ...]:
    """What has to be laid out anew when it changes."""
    if isinstance(asked, SigningIn):
        return SigningIn, asked.id, asked.stage
    is_typing = isinstance(asked, Choice) and asked.is_typing
    return type(asked), asked.id, tuple(items_of(asked)), is_typing


def _put(window: PromptWindow, asked: Asked, items: List[xbmcgui.ListItem]) -> None:
    control = window.control(list_of(asked))
    if control is None:
        return
    control.reset()
    control.addItems(items)
    control.setEnabled(bool(items))


def _mark(window: PromptWindow, prompt: Prompt, items: List[xbmcgui.ListItem]) -> bool:
    """Mark the present rating among the choices; False where others, or none, are in the list."""
    control = window.control(list_of(prompt))
    if control is None or control.size() != len(items):
        return False
    for number, item in enumerate(items):
        control.getListItem(number).setProperty("present", item.getProperty("present"))
    return True


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
