"""How a thing that can be chosen looks: at rest, with the focus, under the mouse, and its little signs."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Iterator, Optional, Protocol

from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.geometry import Rect
from verdict.hosts.mpv.overlay.labels import cap_width
from verdict.hosts.mpv.overlay.text import estimate


class Ground(enum.Enum):
    """What something stands on: nothing much, the accent, or white."""

    REST = "rest"
    FOCUS = "focus"
    HOVER = "hover"


@dataclass(frozen=True)
class Look:
    """ringed: it has the focus of the keys while the mouse is on something."""

    ground: Ground
    ringed: bool

    @property
    def ink(self) -> str:
        return style.INK if self.ground is Ground.REST else style.DARK

    @property
    def quiet_ink(self) -> str:
        return style.QUIET if self.ground is Ground.REST else style.DARK


class Aimed(Protocol):
    """A prompt or a choice: what keys and mouse are on."""

    @property
    def focus(self) -> Optional[int]: ...

    @property
    def hover(self) -> Optional[int]: ...


AT_REST = Look(Ground.REST, ringed=False)


def look_of(target: Optional[int], prompt: Aimed) -> Look:
    if target is None:
        return AT_REST
    focused, hovered = target == prompt.focus, target == prompt.hover
    if hovered:
        return Look(Ground.HOVER, focused)
    if focused and prompt.hover is None:
        return Look(Ground.FOCUS, ringed=False)
    return Look(Ground.REST, ringed=focused)


def plate(rect: Rect, radius: float, look: Look, unit: float, resting: float) -> Iterator[str]:
    """What a choice or a button stands on; resting: its opacity while nothing points at it."""
    colour = style.ACCENT if look.ground is Ground.FOCUS else style.INK
    opacity = resting if look.ground is Ground.REST else 1.0
    yield ass.fill(shapes.rounded(rect.w, rect.h, radius), rect.x, rect.y, colour, opacity)
    if look.ringed:
        rim = shapes.frame(rect.w, rect.h, radius, style.RING * unit)
        yield ass.fill(rim, rect.x, rect.y, style.ACCENT)


def mark(x: float, y: float, unit: float) -> Iterator[str]:
    """The badge of the present rating, around a point."""
    size = style.MARK * unit
    rim = size + 2 * style.RING * unit
    left, top = x - size / 2, y - size / 2
    yield ass.fill(shapes.rounded(rim, rim, rim / 2), x - rim / 2, y - rim / 2, style.DARK)
    yield ass.fill(shapes.rounded(size, size, size / 2), left, top, style.ACCENT)
    yield ass.fill(shapes.tick(size), left, top, style.DARK)


def key_cap(key: str, right: float, y: float, look: Look, unit: float) -> Iterator[str]:
    """A key on a little cap that ends at `right`, its middle at y."""
    width, height = cap_width(key, unit, estimate), style.KEY_HEIGHT * unit
    path = shapes.frame(width, height, style.KEY_RADIUS * unit, style.KEY_RIM * unit)
    yield ass.fill(path, right - width, y - height / 2, look.quiet_ink, style.KEY_OPACITY)
    yield ass.write(key, right - width / 2, y, style.HINT * unit, look.quiet_ink, ass.CENTER)
