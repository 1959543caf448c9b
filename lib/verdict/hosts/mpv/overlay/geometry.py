"""Rectangles, and the table of them that drawing and the mouse share."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Optional, Tuple

RES_Y = 720  # the height of the drawing's space; its width follows the picture's aspect


@dataclass(frozen=True)
class Rect:
    """A rectangle; right and bottom edges are outside."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def center(self) -> Tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def inside(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            self.x >= other.x - slack
            and self.y >= other.y - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def snapped(self, across: float, down: float) -> Rect:
        """The rectangle with its edges on whole pixels; so many pixels are one unit."""
        left, right = _pixel(self.x * across) / across, _pixel(self.right * across) / across
        top, bottom = _pixel(self.y * down) / down, _pixel(self.bottom * down) / down
        return Rect(left, top, right - left, bottom - top)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)


def _pixel(edge: float) -> int:
    """The nearest whole pixel; the same one for edges that differ only by what floats leave over."""
    return round(round(edge, 6))


class Role(enum.Enum):
    """What a box is for, and so how it is painted."""

    PANEL = "panel"
    QUESTION = "question"
    CLOCK = "clock"
    TITLE = "title"
    FACTS = "facts"
    CHOICE = "choice"
    WORD = "word"
    BUTTON = "button"
    FILM = "film"
    INPUT = "input"
    ADDRESS = "address"
    CODE = "code"
    QR = "qr"
    BAR = "bar"


@dataclass(frozen=True)
class Box:
    """One rectangle of the prompt: what it is for, what choosing it chooses, what is written in it.

    target: index into the prompt's targets, None where there is nothing to choose; font: the text's size.
    """

    role: Role
    rect: Rect
    target: Optional[int] = None
    text: str = ""
    font: float = 0.0


@dataclass(frozen=True)
class Layout:
    """The table: where everything is, in a picture of `size` pixels, in a space that is RES_Y high.

    unit: by how much everything was grown or shrunk to be legible and to fit.
    """

    size: Tuple[int, int]
    boxes: Tuple[Box, ...]
    unit: float

    @property
    def res_x(self) -> int:
        return res_x_for(self.size)

    def target_at(self, x_px: float, y_px: float) -> Optional[int]:
        """What a click there would choose; pixels of the OSD, as in ``mouse-pos``."""
        width, height = self.size
        x, y = x_px * self.res_x / width, y_px * RES_Y / height
        return next((b.target for b in self.boxes if b.target is not None and b.rect.holds(x, y)), None)

    def of(self, role: Role) -> Tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.role is role)


def res_x_for(size: Tuple[int, int]) -> int:
    """The width of the drawing's space for a picture of this many pixels."""
    width, height = size
    return max(1, round(RES_Y * max(1, width) / max(1, height)))
