"""The short word after a choice, and over a film that plays the line and the card in a corner."""

from __future__ import annotations

from typing import Iterator, List, Sequence, Tuple, Union

from verdict.hosts.mpv.overlay import ass, shapes, style
from verdict.hosts.mpv.overlay.geometry import RES_Y, Rect, res_x_for
from verdict.hosts.mpv.overlay.labels import cap_width
from verdict.hosts.mpv.overlay.paint import AT_REST, key_cap
from verdict.hosts.mpv.overlay.text import Measure, clean, elide, estimate, shrunk, wrap


def draw_word(text: Union[str, Sequence[str]], size: Tuple[int, int], measure: Measure = estimate) -> str:
    """A small card: what was chosen, and below it what happens next."""
    unit = _unit(size)
    lines = text.split("\n") if isinstance(text, str) else list(text)
    card = _Card(lines, [style.WORD * unit, *[style.CLOCK * unit] * (len(lines) - 1)], size, unit, measure)
    x = (res_x_for(size) - card.width) / 2
    return "\n".join(card.at(x, RES_Y - style.NOTE_FROM_BOTTOM * unit - card.height))


def draw_toast(text: str, size: Tuple[int, int] = (1280, 720), measure: Measure = estimate) -> str:
    """One line in the upper right corner."""
    unit = _unit(size)
    card = _Card([text], [style.TOAST * unit], size, unit, measure)
    margin = style.TOAST_MARGIN * unit
    return "\n".join(card.at(res_x_for(size) - card.width - margin, margin))


def draw_card(title: str, offer: str, key: str, size: Tuple[int, int], measure: Measure = estimate) -> str:
    """In the upper right corner: which film, that it can be rated now, and the key for that."""
    unit = _unit(size)
    margin, padding = style.TOAST_MARGIN * unit, style.CARD_PADDING * unit
    title_font, offer_font = style.CARD_TITLE * unit, style.TOAST * unit
    cap = cap_width(key, unit, measure)
    row = measure(offer, offer_font) + style.KEY_GAP * unit + cap
    room = min(res_x_for(size) - 2 * (margin + padding), max(row, style.CARD_WIDEST * unit))
    title = elide(clean(title), room, title_font, measure)
    inside = max(row, measure(title, title_font))
    gap = style.CARD_GAP * unit
    height = 2 * padding + (title_font + offer_font) * style.LINE + gap
    rect = Rect(res_x_for(size) - margin - inside - 2 * padding, margin, inside + 2 * padding, height)
    return "\n".join(_card_events(rect, padding, (title, title_font), (offer, offer_font), key, unit))


def _card_events(
    rect: Rect, padding: float, title: Tuple[str, float], offer: Tuple[str, float], key: str, unit: float
) -> Iterator[str]:
    path = shapes.rounded(rect.w, rect.h, style.NOTE_RADIUS * unit)
    yield ass.fill(path, rect.x, rect.y, style.DARK, style.PANEL_OPACITY)
    left, top = rect.x + padding, rect.y + padding + title[1] * style.LINE / 2
    yield ass.write(title[0], left, top, title[1], style.QUIET)
    middle = rect.bottom - padding - offer[1] * style.LINE / 2
    yield ass.write(offer[0], left, middle, offer[1], style.INK)
    yield from key_cap(key, rect.right - padding, middle, AT_REST, unit)


class _Card:
    def __init__(
        self, lines: Sequence[str], fonts: List[float], size: Tuple[int, int], unit: float, measure: Measure
    ) -> None:
        self.padding = style.NOTE_PADDING * unit
        room = res_x_for(size) - 4 * self.padding
        colours = [style.INK, *[style.QUIET] * len(lines)]
        self.rows = [
            (*row, colour)
            for line, font, colour in zip(lines, fonts, colours)
            for row in _rows(clean(line), font, room, measure)
        ]
        self.width = max(measure(row, font) for row, font, _ in self.rows) + 2 * self.padding
        self.height = sum(font * style.LINE for _, font, _ in self.rows) + 1.2 * self.padding
        self.radius = style.NOTE_RADIUS * unit

    def at(self, x: float, y: float) -> Iterator[str]:
        path = shapes.rounded(self.width, self.height, self.radius)
        rect = Rect(x, y, self.width, self.height)
        yield ass.fill(path, x, y, style.DARK, style.PANEL_OPACITY)
        line_y = y + 0.6 * self.padding
        for line, font, colour in self.rows:
            middle = line_y + font * style.LINE / 2
            yield ass.write(line, rect.center[0], middle, font, colour, ass.CENTER)
            line_y += font * style.LINE


def _rows(line: str, font: float, room: float, measure: Measure) -> List[Tuple[str, float]]:
    """A line and its font: smaller in a narrow window, and then on two rows, before anything is left out."""
    smaller = max(style.NOTE_SMALLEST * font, shrunk(line, room, font))
    return [(row, smaller) for row in wrap(line, room, smaller, style.NOTE_ROWS, measure)] or [("", font)]


def _unit(size: Tuple[int, int]) -> float:
    return min(style.MOST_GROWTH, max(1.0, style.LEGIBLE_HEIGHT / max(1, size[1])))
