"""Signing in, in the prompt's style: page and code to type, a QR code beside them, and how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator, List, Optional, Tuple

from verdict.core import qr
from verdict.core.signing_in import SigningIn, Stage, Step, time_left
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.draw import INKS, countdown, ground, paint_button, texts
from verdict.hosts.mpv.overlay.geometry import RES_Y, Box, Layout, Rect, Role
from verdict.hosts.mpv.overlay.layout import Margins, fit
from verdict.hosts.mpv.overlay.paint import look_of
from verdict.hosts.mpv.overlay.rows import Column, buttons, line_of, question
from verdict.hosts.mpv.overlay.text import Measure, clean, wrap

_KEYS = {Step.AGAIN: "Enter", Step.CANCEL: "Esc"}
_INKS = {**INKS, Role.ADDRESS: style.INK, Role.CODE: style.ACCENT}


def lay_out_sign_in(
    signing: SigningIn,
    words: Words,
    size: Tuple[int, int],
    margins: Margins = (0, 0, 0, 0),
    measure: Optional[Measure] = None,
) -> Layout:
    """The table of the sign-in's boxes; it depends on the code and on how far it is, not on mouse or time."""
    return fit(size, margins, words, measure, lambda column: _fill(column, signing, size))


def draw_sign_in(layout: Layout, signing: SigningIn, words: Words, seconds_left: Optional[int] = None) -> str:
    """The events for ``osd-overlay``."""
    return "\n".join(_events(layout, signing, words, seconds_left))


def _fill(column: Column, signing: SigningIn, size: Tuple[int, int]) -> None:
    words = column.words
    column.add(*question(column, words("sign_in")))
    column.gap(style.GAP_FILMS)
    if signing.stage is Stage.WAITING:
        _fill_code(column, signing, RES_Y / max(1, size[1]))
    else:
        _fill_word(column, signing)
    column.gap(style.GAP_BUTTONS)
    labels = {n: (words.step(step.value), _KEYS[step]) for n, step in enumerate(signing.targets)}
    column.add(*buttons(column, labels))


def _fill_word(column: Column, signing: SigningIn) -> None:
    """Nothing to type: what is waited for, or why it has ended."""
    words = column.words
    text = words(signing.ending.value) if signing.ending else words("asking_for_code")
    column.add(line_of(column, Role.TITLE, style.WORD, text))
    if signing.reason:
        column.gap(style.GAP_WORD)
        _add_lines(column, Role.FACTS, style.FACTS, clean(signing.reason), style.REASON_LINES)


def _fill_code(column: Column, signing: SigningIn, pixel: float) -> None:
    """The QR code at the left of the text where there is room for both, else above it."""
    squares = signing.squares
    is_wide = column.width >= style.NARROW * column.unit
    side = _side(squares, (style.QR if is_wide else style.QR_BELOW) * column.unit, pixel) if squares else 0.0
    if squares and is_wide:
        left = side + style.QR_GAP * column.unit
        text = replace(column, width=column.width - left, height=0.0, boxes=[])
        _fill_text(text, signing)
        height = max(side, text.height)
        column.add(
            Box(Role.QR, Rect(0, (height - side) / 2, side, side)),
            *(_moved(box, left, (height - text.height) / 2) for box in text.boxes),
        )
        return
    if squares:
        column.add(Box(Role.QR, Rect((column.width - side) / 2, 0, side, side)))
        column.gap(style.GAP_CODE)
    _fill_text(column, signing)


def _fill_text(column: Column, signing: SigningIn) -> None:
    words, url = column.words, clean(signing.url)
    _add_lines(column, Role.FACTS, style.FACTS, words("go_to"), 2)
    _add_lines(column, Role.ADDRESS, style.ADDRESS, url, style.ADDRESS_LINES)
    column.gap(style.GAP_CODE)
    column.add(line_of(column, Role.FACTS, style.FACTS, words("enter_code")))
    column.add(_code(column, clean(signing.user_code)))
    column.gap(style.GAP_CODE)
    hint = "sign_in_unheard" if signing.is_offline else "sign_in_waits"
    _add_lines(column, Role.FACTS, style.CLOCK, words(hint), 2)


def _add_lines(column: Column, role: Role, units: float, text: str, most: int) -> None:
    for line in wrap(text, column.width, units * column.unit, most, column.measure):
        column.add(column.line(role, units, line))


def _code(column: Column, code: str) -> Box:
    """The code as large as its column takes; it is never elided."""
    width = max(1.0, column.measure(code, style.CODE * column.unit))
    return column.line(Role.CODE, style.CODE * min(1.0, column.width / width), code)


def _side(squares: qr.Matrix, wanted: float, pixel: float) -> float:
    """The side of the code with its quiet zone, about as wanted: every square takes whole pixels."""
    across = len(squares) + 2 * qr.QUIET
    return across * max(1, int(wanted / pixel / across)) * pixel


def _moved(box: Box, dx: float, dy: float) -> Box:
    return replace(box, rect=box.rect.moved(dx, dy))


def _events(layout: Layout, signing: SigningIn, words: Words, seconds_left: Optional[int]) -> Iterator[str]:
    yield from ground(layout)
    yield from texts(layout, _INKS)
    for box in layout.of(Role.QR):
        yield from _paint_code(box.rect, signing.squares, layout.unit)
    steps: List[Step] = list(signing.targets)
    for box in layout.of(Role.BUTTON):
        yield from paint_button(box, look_of(box.target, signing), _KEYS[steps[box.target or 0]], layout.unit)
    if seconds_left is not None:
        left, text = max(0, seconds_left), None
        if signing.stage is Stage.WAITING:
            text = words("time_left", time=time_left(left))
        yield from countdown(layout, words, left, max(1, round(signing.lives)), text)


def _paint_code(rect: Rect, squares: Optional[qr.Matrix], unit: float) -> Iterator[str]:
    """Black on white paper, which is also the quiet zone."""
    if squares is None:
        return
    side = rect.w / (len(squares) + 2 * qr.QUIET)
    paper = shapes.rounded(rect.w, rect.h, min(style.QR_RADIUS * unit, side))
    yield ass.fill(paper, rect.x, rect.y, style.PAPER)
    ink = shapes.squares(squares, side)
    yield ass.fill(ink, rect.x + qr.QUIET * side, rect.y + qr.QUIET * side, style.PRINT)
