"""The choices painted: buttons with hearts, numbered cells, stars that fill up, and the word below."""

from __future__ import annotations

from typing import Iterator, Sequence

from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Rect, Role
from verdict.hosts.mpv.overlay.labels import cap_width, key_of
from verdict.hosts.mpv.overlay.paint import AT_REST, Look, key_cap, look_of, mark, plate
from verdict.hosts.mpv.overlay.text import estimate, shrunk


def paint_choices(layout: Layout, prompt: Prompt, words: Words) -> Iterator[str]:
    """All of them, the mark of the present rating on top."""
    boxes = layout.of(Role.CHOICE)
    if prompt.mode is RatingMode.STARS:
        yield from _stars(boxes, prompt, layout.unit)
        return
    for box in boxes:
        look = look_of(box.target, prompt)
        yield from plate(box.rect, style.CELL_RADIUS * layout.unit, look, layout.unit, style.REST_OPACITY)
        if prompt.mode is RatingMode.SIMPLE:
            yield from _feeling(box, prompt, words, look, layout.unit)
        else:
            yield ass.write(box.text, *box.rect.center, box.font, look.ink, ass.CENTER)
    if prompt.present_choice is not None:
        rect = boxes[prompt.present_choice].rect
        yield from mark(rect.center[0], rect.y, layout.unit)


def paint_word(box: Box, layout: Layout, prompt: Prompt, words: Words) -> Iterator[str]:
    """Below the choice that is pointed at: its name. Where nothing is: the keys worth knowing."""
    target, boxes = prompt.pointed_at, layout.of(Role.CHOICE)
    if target is None:
        yield from _keys(box, boxes, prompt, layout.unit)
    elif target < len(boxes):
        text = words.rating(prompt.choices[target], prompt.mode)
        half = min(estimate(text, box.font), box.rect.w) / 2
        x = min(max(box.rect.x + half, boxes[target].rect.center[0]), box.rect.right - half)
        yield ass.write(text, x, box.rect.center[1], box.font, style.INK, ass.CENTER)


def _keys(box: Box, boxes: Sequence[Box], prompt: Prompt, unit: float) -> Iterator[str]:
    for choice in boxes:
        key = key_of(prompt, choice.target or 0)
        if key:
            x = _star_middle(choice) if prompt.mode is RatingMode.STARS else choice.rect.center[0]
            right = x + cap_width(key, unit, estimate) / 2
            yield from key_cap(key, right, box.rect.center[1], AT_REST, unit)


def _feeling(box: Box, prompt: Prompt, words: Words, look: Look, unit: float) -> Iterator[str]:
    target = box.target or 0
    text, key = words.answer(prompt.targets[target], prompt.mode), key_of(prompt, target)
    shape = (shapes.heart, shapes.broken_heart)[target]
    icon = style.FEELING_ICON * unit
    x, y = box.rect.center
    if box.rect.w >= style.FEELING_WIDE * unit:
        gap, padding = style.FEELING_ICON_GAP * unit, style.BUTTON_PADDING * unit
        beside = cap_width(key, unit, estimate) + padding + gap
        font = shrunk(text, box.rect.w - icon - gap - 2 * beside, box.font)
        start = x - (icon + gap + estimate(text, font)) / 2
        yield ass.fill(shape(icon), start, y - icon / 2, look.ink)
        yield ass.write(text, start + icon + gap, y, font, look.ink)
        yield from key_cap(key, box.rect.right - padding, y, look, unit)
    else:
        font = shrunk(text, box.rect.w - style.KEY_GAP * unit, box.font)
        yield ass.fill(shape(icon), x - icon / 2, box.rect.y + box.rect.h * 0.36 - icon / 2, look.ink)
        yield ass.write(text, x, box.rect.y + box.rect.h * 0.76, font, look.ink, ass.CENTER)


def _stars(halves: Sequence[Box], prompt: Prompt, unit: float) -> Iterator[str]:
    """Five stars, filled up to what is pointed at, else to the present rating."""
    shown = prompt.pointed_at
    pointed = shown is not None and shown < len(halves)
    filled = shown if pointed else prompt.present_choice
    colour = style.INK if pointed and prompt.hover is not None else style.ACCENT
    for number, (left, right) in enumerate(zip(halves[::2], halves[1::2])):
        count = 0 if filled is None else min(2, max(0, filled + 1 - 2 * number))
        yield from _star(left.rect, right.rect, count, colour)
    if prompt.hover is not None and prompt.focus is not None and prompt.focus < len(halves):
        yield _focus_line(halves[prompt.focus], unit)
    if prompt.present_choice is not None:
        present = halves[prompt.present_choice]
        side = style.STAR_MARK * present.rect.h * _side(present)
        yield from mark(
            _star_middle(present) + side, present.rect.y + style.STAR_MARK_DOWN * present.rect.h, unit
        )


def _star(left: Rect, right: Rect, halves: int, colour: str) -> Iterator[str]:
    size = left.h
    path, x, y = shapes.star(size), right.x - size / 2, left.y
    if halves < 2:
        yield ass.fill(path, x, y, style.INK, style.EMPTY_OPACITY)
    if halves:
        yield ass.fill(path, x, y, colour, clip=Rect(0, 0, right.x, RES_Y) if halves == 1 else None)


def _focus_line(half: Box, unit: float) -> str:
    """Where the focus of the keys is while the mouse fills the stars."""
    width, height = half.rect.h / 2, style.RING * unit
    x = _star_middle(half) - (width if _side(half) < 0 else 0)
    return ass.fill(shapes.rounded(width, height, height / 2), x, half.rect.bottom, style.ACCENT)


def _star_middle(half: Box) -> float:
    return half.rect.right if _side(half) < 0 else half.rect.x


def _side(half: Box) -> int:
    """-1 for the left half of a star, 1 for the right one."""
    return 1 if (half.target or 0) % 2 else -1
