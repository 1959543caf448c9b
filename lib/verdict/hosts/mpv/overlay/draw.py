"""The prompt as ASS events: every box of the layout, painted as focus, mouse and time have it now."""

from __future__ import annotations

from typing import Iterator, Mapping, Optional

from verdict.core.prompt import Prompt
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Role
from verdict.hosts.mpv.overlay.labels import clock_text, key_of
from verdict.hosts.mpv.overlay.paint import Look, key_cap, look_of, plate
from verdict.hosts.mpv.overlay.paint_choices import paint_choices, paint_word

INKS = {Role.QUESTION: style.QUIET, Role.TITLE: style.INK, Role.FACTS: style.QUIET}


def draw(
    layout: Layout,
    prompt: Prompt,
    words: Words,
    seconds_left: Optional[int] = None,
    seconds_in_all: int = 15,
) -> str:
    """The events for ``osd-overlay``; seconds_left is None where nothing counts down."""
    return "\n".join(_events(layout, prompt, words, seconds_left, seconds_in_all))


def _events(
    layout: Layout, prompt: Prompt, words: Words, seconds_left: Optional[int], seconds_in_all: int
) -> Iterator[str]:
    yield from ground(layout)
    yield from texts(layout, INKS)
    yield from paint_choices(layout, prompt, words)
    for box in layout.of(Role.WORD):
        yield from paint_word(box, layout, prompt, words)
    for box in layout.of(Role.BUTTON):
        yield from paint_button(
            box, look_of(box.target, prompt), key_of(prompt, box.target or 0), layout.unit
        )
    if seconds_left is not None:
        yield from countdown(layout, words, max(0, seconds_left), max(1, seconds_in_all))


def texts(layout: Layout, inks: Mapping[Role, str]) -> Iterator[str]:
    """What is nothing but text, in the ink of its role."""
    for box in layout.boxes:
        if box.role in inks and box.text:
            yield ass.write(box.text, box.rect.x, box.rect.center[1], box.font, inks[box.role])


def ground(layout: Layout) -> Iterator[str]:
    """The picture dimmed, and the panel on it."""
    yield ass.fill(shapes.rounded(layout.res_x, RES_Y, 0), 0, 0, style.SCRIM, style.SCRIM_OPACITY)
    for panel in layout.of(Role.PANEL):
        yield from _panel(panel, layout.unit)


def _panel(box: Box, unit: float) -> Iterator[str]:
    rect = box.rect
    path = shapes.rounded(rect.w, rect.h, style.PANEL_RADIUS * unit)
    yield ass.fill(path, rect.x, rect.y, style.SCRIM, style.SHADOW_OPACITY, style.SHADOW_BLUR * unit)
    yield ass.fill(path, rect.x, rect.y, style.DARK, style.PANEL_OPACITY)


def paint_button(box: Box, look: Look, key: str, unit: float) -> Iterator[str]:
    rect, padding = box.rect, style.BUTTON_PADDING * unit
    yield from plate(rect, style.BUTTON_RADIUS * unit, look, unit, style.BUTTON_OPACITY)
    yield ass.write(box.text, rect.x + padding, rect.center[1], box.font, look.ink)
    yield from key_cap(key, rect.right - padding, rect.center[1], look, unit)


def countdown(
    layout: Layout, words: Words, left: int, in_all: int, text: Optional[str] = None
) -> Iterator[str]:
    """The seconds that are left in words, or `text` in their place, and the bar."""
    for box in layout.of(Role.CLOCK):
        text = clock_text(words, left) if text is None else text
        yield ass.write(text, box.rect.right, box.rect.center[1], box.font, style.QUIET, ass.RIGHT)
    for box in layout.of(Role.BAR):
        x, y, width, height = box.rect.x, box.rect.y, box.rect.w, box.rect.h
        yield ass.fill(shapes.rounded(width, height, height / 2), x, y, style.INK, style.TRACK_OPACITY)
        width *= min(1.0, left / in_all)
        if width > 0:
            yield ass.fill(shapes.rounded(width, height, height / 2), x, y, style.QUIET)
