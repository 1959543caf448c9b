"""Where everything of the prompt stands, at every size: rows from top to bottom, as large as they fit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Iterator, List, Optional, Tuple

from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import choices, style
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Rect, Role, res_x_for
from verdict.hosts.mpv.overlay.labels import button, clock_text, facts
from verdict.hosts.mpv.overlay.text import Measure, clean, elide, estimate, wrap

Margins = Tuple[float, float, float, float]  # left, right, top, bottom: below 1 a share, else pixels

_MOST_MARGIN = 0.6  # margins that take more than this of a side are not believed
_AIRS = (1.0, 0.7, 0.45)  # how much of the gaps is kept, before everything is made smaller
_SHRINK = 0.93
_TRIES = 60


@dataclass
class _Column:
    """Rows that are laid one below the other, from y = 0 down, in a column of this width."""

    prompt: Prompt
    words: Words
    measure: Measure
    width: float
    unit: float
    air: float
    title_lines: int
    y: float = 0.0
    boxes: List[Box] = field(default_factory=list)

    def gap(self, units: float) -> None:
        self.y += units * self.unit * self.air

    def add(self, boxes: List[Box]) -> None:
        """A row: boxes whose y counts from the row's top."""
        self.boxes += [replace(box, rect=box.rect.moved(0, self.y)) for box in boxes]
        self.y += max((box.rect.bottom for box in boxes), default=0)

    def line(self, role: Role, units: float, text: str = "", width: Optional[float] = None) -> Box:
        font = units * self.unit
        return Box(role, Rect(0, 0, width or self.width, font * style.LINE), text=text, font=font)


def lay_out(
    prompt: Prompt,
    words: Words,
    size: Tuple[int, int],
    margins: Margins = (0, 0, 0, 0),
    measure: Optional[Measure] = None,
) -> Layout:
    """The table of the prompt's boxes for an OSD of `size` pixels.

    margins: what others cover at the left, right, top and bottom; shares of the side, or pixels from 1 on.
    It does not depend on focus, hover or time: a new one is needed for a new size, film, mode or rating.
    """
    room = _room(size, margins)
    for unit, air, lines in _attempts(size):
        column = _column(prompt, words, measure or estimate, room, unit, air, lines)
        if column.y <= room.h and column.width >= style.CONTENT_NARROWEST * unit:
            break
    sharp = size[0] / res_x_for(size), size[1] / RES_Y
    boxes = (replace(box, rect=box.rect.snapped(*sharp)) for box in _in_panel(column, room))
    return Layout(size, tuple(boxes), unit)


def _room(size: Tuple[int, int], margins: Margins) -> Rect:
    """What the panel may cover."""
    width, height = res_x_for(size), RES_Y
    left, right = _sides(margins[0], margins[1], size[0])
    top, bottom = _sides(margins[2], margins[3], size[1])
    return Rect(left * width, top * height, width * (1 - left - right), height * (1 - top - bottom))


def _sides(first: float, second: float, pixels: int) -> Tuple[float, float]:
    one, two = (max(0.0, side if side < 1 else side / max(1, pixels)) for side in (first, second))
    return (one, two) if one + two <= _MOST_MARGIN else (0.0, 0.0)


def _attempts(size: Tuple[int, int]) -> Iterator[Tuple[float, float, int]]:
    unit = min(style.MOST_GROWTH, max(1.0, style.LEGIBLE_HEIGHT / max(1, size[1])))
    for _ in range(_TRIES):
        for air in _AIRS:
            yield unit, air, 2
        yield unit, _AIRS[-1], 1
        unit *= _SHRINK


def _column(
    prompt: Prompt, words: Words, measure: Measure, room: Rect, unit: float, air: float, lines: int
) -> _Column:
    around = 2 * (style.PANEL_PADDING * air + style.PANEL_MARGIN * air) * unit
    width = min(style.CONTENT_WIDTH * unit, room.w - around)
    column = _Column(prompt, words, measure, width, unit, air, lines)
    if width > 0:
        _fill(column)
    column.y += around
    return column


def _fill(column: _Column) -> None:
    column.add(_question(column))
    column.gap(style.GAP_TITLE)
    column.add(_title(column))
    column.gap(style.GAP_FACTS)
    column.add([_facts(column)])
    column.gap(style.GAP_CHOICES)
    column.add(choices.row(column.prompt.mode, column.width, column.unit))
    if column.prompt.mode is not RatingMode.SIMPLE:
        column.gap(style.GAP_WORD)
        column.add([column.line(Role.WORD, style.WORD)])
    column.gap(style.GAP_BUTTONS)
    column.add(_buttons(column))


def _question(column: _Column) -> List[Box]:
    """The question at the left, how long it still stands at the right where there is room for both."""
    text = column.words("how_was_it")
    size, small = style.QUESTION * column.unit, style.CLOCK * column.unit
    clock = column.measure(clock_text(column.words), small) + small / 2
    asked = min(column.measure(text, size) + size / 2, column.width)
    boxes = [
        column.line(Role.QUESTION, style.QUESTION, elide(text, column.width, size, column.measure), asked)
    ]
    if asked + clock <= column.width:
        height = boxes[0].rect.h
        boxes.append(Box(Role.CLOCK, Rect(column.width - clock, 0, clock, height), font=small))
    return boxes


def _title(column: _Column) -> List[Box]:
    size = style.TITLE * column.unit
    name = clean(column.prompt.movie.title) or column.prompt.movie.label
    lines = wrap(name, column.width, size, column.title_lines, column.measure)
    boxes = [column.line(Role.TITLE, style.TITLE, line) for line in lines]
    return [replace(box, rect=box.rect.moved(0, n * box.rect.h)) for n, box in enumerate(boxes)]


def _facts(column: _Column) -> Box:
    size = style.FACTS * column.unit
    text = elide(facts(column.prompt, column.words), column.width, size, column.measure)
    return column.line(Role.FACTS, style.FACTS, text)


def _buttons(column: _Column) -> List[Box]:
    """Skip and its like from the left, in as many rows as they need."""
    prompt, unit = column.prompt, column.unit
    height, gap = style.BUTTON_HEIGHT * unit, style.BUTTON_GAP * unit
    boxes: List[Box] = []
    x = y = 0.0
    for target in range(len(prompt.choices), len(prompt.targets)):
        text, width = button(prompt, target, column.words, unit, column.width, column.measure)
        if x > 0 and x + width > column.width:
            x, y = 0.0, y + height + gap
        boxes.append(Box(Role.BUTTON, Rect(x, y, width, height), target, text, style.BUTTON * unit))
        x += width + gap
    return boxes


def _in_panel(column: _Column, room: Rect) -> Iterator[Box]:
    """The column in the middle of the room, on its panel."""
    padding = style.PANEL_PADDING * column.unit * column.air
    height = column.y - 2 * style.PANEL_MARGIN * column.unit * column.air
    width = column.width + 2 * padding
    panel = Rect(room.x + (room.w - width) / 2, room.y + (room.h - height) / 2, width, height)
    yield Box(Role.PANEL, panel)
    for box in column.boxes:
        yield replace(box, rect=box.rect.moved(panel.x + padding, panel.y + padding))
    bar = style.BAR_HEIGHT * column.unit
    yield Box(Role.BAR, Rect(panel.x + padding, panel.bottom - (padding + bar) / 2, column.width, bar))
