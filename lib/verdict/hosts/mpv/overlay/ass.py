"""ASS events, one a line: a filled path, or a line of text."""

from __future__ import annotations

from functools import lru_cache
from typing import Optional

from verdict.hosts.mpv.overlay.geometry import Rect
from verdict.hosts.mpv.overlay.text import escape

LEFT, CENTER, RIGHT = 4, 5, 6  # ASS's own numbers for a point at half the height


def fill(
    path: str,
    x: float,
    y: float,
    colour: str,
    opacity: float = 1.0,
    blur: float = 0.0,
    clip: Optional[Rect] = None,
) -> str:
    """A path, its 0, 0 at x, y."""
    return f"{{\\an7\\pos({x:.2f},{y:.2f}){_plain(colour, opacity, blur)}{_clipped(clip)}\\p1}}{path}{{\\p0}}"


def write(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    anchor: int = LEFT,
    clip: Optional[Rect] = None,
) -> str:
    """A line of text that others may have written, at half its height."""
    look = _plain(colour, 1.0, 0.0)
    return f"{{\\an{anchor}\\pos({x:.2f},{y:.2f}){look}{_clipped(clip)}\\q2\\fs{size:.2f}}}{escape(text)}"


@lru_cache(maxsize=128)
def _plain(colour: str, opacity: float, blur: float) -> str:
    red, green, blue = colour[0:2], colour[2:4], colour[4:6]
    alpha = f"{round(255 * (1 - opacity)):02X}"
    softened = f"\\blur{blur:.1f}" if blur else "\\blur0"
    return f"\\bord0\\shad0{softened}\\b0\\1c&H{blue}{green}{red}&\\1a&H{alpha}&"


def _clipped(clip: Optional[Rect]) -> str:
    if clip is None:
        return ""
    return f"\\clip({round(clip.x)},{round(clip.y)},{round(clip.right)},{round(clip.bottom)})"
