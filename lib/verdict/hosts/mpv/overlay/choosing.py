"""Which film was it? The choice in the prompt's style: films one below the other, or a line to type in."""

from __future__ import annotations

import unicodedata
from typing import Dict, Iterator, List, Optional, Tuple

from verdict.core.choice import Choice, Pick, Turn
from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.draw import INKS, countdown, ground, paint_button, texts
from verdict.hosts.mpv.overlay.geometry import Box, Layout, Rect, Role
from verdict.hosts.mpv.overlay.labels import cap_width
from verdict.hosts.mpv.overlay.layout import Margins, fit
from verdict.hosts.mpv.overlay.paint import AT_REST, key_cap, look_of, plate
from verdict.hosts.mpv.overlay.rows import Column, buttons, line_of, lines_of, question
from verdict.hosts.mpv.overlay.text import LEFT_TO_RIGHT, Measure, clean, estimate, wrap

_BUTTONS: Dict[Pick, Tuple[str, str]] = {
    Turn.SEARCH: ("search", "S"),
    Turn.NONE: ("none_of_these", "N"),
    Why.SKIP: ("skip", "Esc"),
}
_INKS = {**INKS, Role.WORD: style.QUIET}
_CARET = "|"


def lay_out_choice(
    choice: Choice,
    words: Words,
    size: Tuple[int, int],
    margins: Margins = (0, 0, 0, 0),
    measure: Optional[Measure] = None,
) -> Layout:
    """The table of the choice's boxes; it depends on what is found and typed, not on focus, hover or time."""
    return fit(size, margins, words, measure, lambda column: _fill(column, choice))


def draw_choice(
    layout: Layout,
    choice: Choice,
    words: Words,
    seconds_left: Optional[int] = None,
    seconds_in_all: int = 15,
) -> str:
    """The events for ``osd-overlay``."""
    return "\n".join(_events(layout, choice, words, seconds_left, seconds_in_all))


def _fill(column: Column, choice: Choice) -> None:
    words = column.words
    column.add(*question(column, words("which_film")))
    column.gap(style.GAP_TITLE)
    about = "was_taken_for" if choice.was_taken else "named"
    column.add(*lines_of(column, Role.FACTS, style.FACTS, words(about, name=_named(choice.named))))
    column.gap(style.GAP_FILMS)
    if choice.is_typing:
        column.add(_input(column, choice.typed or ""))
        column.gap(style.GAP_WORD)
        column.add(line_of(column, Role.WORD, style.FACTS, words("how_to_search")))
        return
    if choice.films:
        column.add(*_films(column, choice))
    else:
        column.add(*lines_of(column, Role.TITLE, style.WORD, words(choice.nothing)))
    column.gap(style.GAP_FILMS)
    first = len(choice.films)
    picks = choice.targets[first:]
    column.add(*buttons(column, {first + n: _label(pick, words) for n, pick in enumerate(picks)}))


def _label(pick: Pick, words: Words) -> Tuple[str, str]:
    if isinstance(pick, Movie):
        return pick.label, ""
    name, key = _BUTTONS[pick]
    return words(name), key


def _named(movie: Movie) -> str:
    """Title and year; a year stays behind a title that is written from right to left."""
    title, label = clean(movie.title), clean(movie.label)
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in title):
        return title + LEFT_TO_RIGHT + label[len(title) :]
    return label


def _films(column: Column, choice: Choice) -> List[Box]:
    """A film a row, its title elided before its year is; in a narrow window a title may take two lines."""
    unit = column.unit
    font = (style.FILM_NARROW if column.is_narrow else style.FILM) * unit
    room = column.width - (3 * style.BUTTON_PADDING + style.KEY_GAP) * unit
    room -= cap_width("0", unit, column.measure) + column.measure("8888", font)
    lines = column.title_lines if column.is_narrow else 1
    boxes: List[Box] = []
    y = 0.0
    for n, film in enumerate(choice.films):
        title = wrap(clean(film.title) or film.label, room, font, lines, column.measure)
        height = style.FILM_HEIGHT * unit + (len(title) - 1) * font * style.LINE
        boxes.append(Box(Role.FILM, Rect(0, y, column.width, height), n, "\n".join(title), font))
        y += height + style.FILM_GAP * unit * column.air
    return boxes


def _input(column: Column, typed: str) -> Box:
    unit, font = column.unit, style.FILM * column.unit
    rect = Rect(0, 0, column.width, style.FILM_HEIGHT * unit)
    room = column.width - 2 * style.BUTTON_PADDING * unit
    text = typed
    while text and column.measure(text + _CARET, font) > room:
        text = text[1:]  # the end is what is being typed
    return Box(Role.INPUT, rect, None, text, font)


def _events(
    layout: Layout, choice: Choice, words: Words, seconds_left: Optional[int], seconds_in_all: int
) -> Iterator[str]:
    unit = layout.unit
    yield from ground(layout)
    yield from texts(layout, _INKS)
    for box in layout.of(Role.FILM):
        yield from _film(box, choice, unit)
    for box in layout.of(Role.INPUT):
        yield from _line(box, words, unit)
    for box in layout.of(Role.BUTTON):
        _, key = _label(choice.targets[box.target or 0], words)
        yield from paint_button(box, look_of(box.target, choice), key, unit)
    if seconds_left is not None:
        yield from countdown(layout, words, max(0, seconds_left), max(1, seconds_in_all))


def _film(box: Box, choice: Choice, unit: float) -> Iterator[str]:
    rect, padding = box.rect, style.BUTTON_PADDING * unit
    look, film = look_of(box.target, choice), choice.films[box.target or 0]
    number = str((box.target or 0) + 1)
    yield from plate(rect, style.BUTTON_RADIUS * unit, look, unit, style.REST_OPACITY)
    cap = cap_width(number, unit, estimate)
    yield from key_cap(number, rect.x + padding + cap, rect.center[1], look, unit)
    x = rect.x + padding + cap + style.KEY_GAP * unit
    title, line = box.text.split("\n"), box.font * style.LINE
    for n, text in enumerate(title):
        yield ass.write(text, x, rect.center[1] + (n - (len(title) - 1) / 2) * line, box.font, look.ink)
    if film.year:
        year, right = str(film.year), rect.right - padding
        yield ass.write(year, right, rect.center[1], box.font, look.quiet_ink, ass.RIGHT)


def _line(box: Box, words: Words, unit: float) -> Iterator[str]:
    rect, radius = box.rect, style.BUTTON_RADIUS * unit
    x, y = rect.x + style.BUTTON_PADDING * unit, rect.center[1]
    yield from plate(rect, radius, AT_REST, unit, style.REST_OPACITY)
    yield ass.fill(shapes.frame(rect.w, rect.h, radius, style.RING * unit), rect.x, rect.y, style.ACCENT)
    if box.text:
        yield ass.write(box.text + _CARET, x, y, box.font, style.INK)
    else:
        whole = words("type_a_title")
        fits = estimate(whole, box.font) <= rect.right - x
        yield ass.write(whole if fits else whole.partition(",")[0], x, y, box.font, style.QUIET, clip=rect)
