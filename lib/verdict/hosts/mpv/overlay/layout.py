"""Where everything of the prompt stands, at every size: a panel in the middle, as large as it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Iterator, Optional, Tuple

from verdict.core.prompt import Prompt
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import style
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Rect, Role, res_x_for
from verdict.hosts.mpv.overlay.rows import Column, fill
from verdict.hosts.mpv.overlay.text import Measure, estimate

Margins = Tuple[float, float, float, float]  # left, right, top, bottom: below 1 a share, else pixels

_MOST_MARGIN = 0.6  # margins that take more than this of a side are not believed
_AIRS = (1.0, 0.7, 0.45)  # how much of the gaps is kept, before everything is made smaller
_SHRINK = 0.93
_TRIES = 120  # a window of one pixel still gets its table
_TRIES_WITH_TWO_LINES = 4  # for the title, before it has to do with one


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
    return fit(size, margins, words, measure, lambda column: fill(column, prompt))


def fit(
    size: Tuple[int, int],
    margins: Margins,
    words: Words,
    measure: Optional[Measure],
    write: Callable[[Column], None],
) -> Layout:
    """The largest panel that fits, holding the column that `write` fills."""
    size = max(1, size[0]), max(1, size[1])  # a window that is not there yet has none
    room = _room(size, margins)
    for unit, air, lines in _attempts(size):
        padding, margin = _around(room, unit)
        width = min(style.CONTENT_WIDTH * unit, room.w - 2 * (padding + margin))
        if width < style.CONTENT_NARROWEST * unit:
            continue
        column = Column(words, measure or estimate, width, unit, air, lines)
        write(column)
        if column.height + 2 * air * (style.PANEL_PADDING + style.PANEL_MARGIN) * unit <= room.h:
            break
    sharp = size[0] / res_x_for(size), size[1] / RES_Y
    boxes = (replace(box, rect=box.rect.snapped(*sharp)) for box in _in_panel(column, padding, room))
    return Layout(size, tuple(boxes), unit)


def _room(size: Tuple[int, int], margins: Margins) -> Rect:
    """What the panel may cover."""
    width, height = res_x_for(size), RES_Y
    left, right = _sides(margins[0], margins[1], size[0])
    top, bottom = _sides(margins[2], margins[3], size[1])
    return Rect(left * width, top * height, width * (1 - left - right), height * (1 - top - bottom))


def _sides(first: float, second: float, pixels: int) -> Tuple[float, float]:
    one, two = (max(0.0, side if side < 1 else side / pixels) for side in (first, second))
    return (one, two) if one + two <= _MOST_MARGIN else (0.0, 0.0)


def _attempts(size: Tuple[int, int]) -> Iterator[Tuple[float, float, int]]:
    unit = min(style.MOST_GROWTH, max(1.0, style.LEGIBLE_HEIGHT / size[1]))
    smaller = [unit * _SHRINK**n for n in range(_TRIES)]
    for less in smaller[:_TRIES_WITH_TWO_LINES]:
        for air in _AIRS:
            yield less, air, 2
    for less in smaller:
        yield less, _AIRS[-1], 1


def _around(room: Rect, unit: float) -> Tuple[float, float]:
    """The panel's padding at the sides and its least distance from the edges; less in a narrow window."""
    narrow = room.w < (style.CONTENT_WIDTH + 2 * (style.PANEL_PADDING + style.PANEL_MARGIN)) * unit
    if narrow:
        return style.PANEL_PADDING_NARROW * unit, style.PANEL_MARGIN_NARROW * unit
    return style.PANEL_PADDING * unit, style.PANEL_MARGIN * unit


def _in_panel(column: Column, padding: float, room: Rect) -> Iterator[Box]:
    """The column in the middle of the room, on its panel."""
    above = style.PANEL_PADDING * column.unit * column.air
    width, height = column.width + 2 * padding, column.height + 2 * above
    panel = Rect(room.x + (room.w - width) / 2, room.y + (room.h - height) / 2, width, height)
    yield Box(Role.PANEL, panel)
    for box in column.boxes:
        yield replace(box, rect=box.rect.moved(panel.x + padding, panel.y + above))
    bar = style.BAR_HEIGHT * column.unit
    yield Box(Role.BAR, Rect(panel.x + padding, panel.bottom - (above + bar) / 2, column.width, bar))
