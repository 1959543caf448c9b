"""The row of choices of each mode: Love and Hate, ten cells, or five stars in halves."""

from __future__ import annotations

from typing import Callable, Dict, List

from verdict.core.rating import BEST, RatingMode
from verdict.hosts.mpv.overlay import style
from verdict.hosts.mpv.overlay.geometry import Box, Rect, Role

_STARS = BEST // 2


def row(mode: RatingMode, width: float, unit: float) -> List[Box]:
    """The choices' boxes in a column of this width, from 0, 0; every target is its index."""
    return _ROWS[mode](width, unit)


def _feelings(width: float, unit: float) -> List[Box]:
    gap, height = style.FEELING_GAP * unit, style.FEELING_HEIGHT * unit
    each = (width - gap) / 2
    font = style.CHOICE * unit
    return [Box(Role.CHOICE, Rect(n * (each + gap), 0, each, height), n, font=font) for n in (0, 1)]


def _cells(width: float, unit: float) -> List[Box]:
    gap, height = style.CELL_GAP * unit, style.CELL_HEIGHT * unit
    across = BEST if (width + gap) / BEST - gap >= style.CELL_NARROWEST * unit else BEST // 2
    step = (width + gap) / across
    return [
        Box(
            Role.CHOICE,
            Rect(n % across * step, n // across * (height + style.CELL_ROW_GAP * unit), step - gap, height),
            n,
            str(n + 1),
            style.CHOICE * unit,
        )
        for n in range(BEST)
    ]


def _half_stars(width: float, unit: float) -> List[Box]:
    """Two boxes for each star, that meet in its middle; together they leave no gap from star to star."""
    star = min(style.STAR * unit, width / _STARS / 1.12)
    step = min((width - star) / (_STARS - 1), star * style.STAR_PITCH)
    boxes: List[Box] = []
    for n in range(_STARS):
        middle = round(star / 2 + n * step)
        left = 0.0 if n == 0 else boxes[-1].rect.right
        right = middle + (star if n == _STARS - 1 else step) / 2
        boxes.append(Box(Role.CHOICE, Rect(left, 0, middle - left, star), 2 * n))
        boxes.append(Box(Role.CHOICE, Rect(middle, 0, right - middle, star), 2 * n + 1))
    return boxes


_ROWS: Dict[RatingMode, Callable[[float, float], List[Box]]] = {
    RatingMode.SIMPLE: _feelings,
    RatingMode.ADVANCED: _cells,
    RatingMode.STARS: _half_stars,
}
