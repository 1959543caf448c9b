"""The rows of the prompt, one below the other in a column: question, title, facts, choices, word, buttons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import List, Mapping, Optional, Tuple

from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import choices, style
from verdict.hosts.mpv.overlay.geometry import Box, Rect, Role
from verdict.hosts.mpv.overlay.labels import button, clock_text, facts, key_of
from verdict.hosts.mpv.overlay.text import Measure, clean, elide, wrap


@dataclass
class Column:
    """A column of this width, filled from y = 0 down; nothing has its place in the picture yet.

    unit: by how much everything is grown; air: which share of the gaps is kept.
    """

    words: Words
    measure: Measure
    width: float
    unit: float
    air: float
    title_lines: int
    height: float = 0.0
    boxes: List[Box] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        return self.width < style.NARROW * self.unit

    def gap(self, units: float) -> None:
        self.height += units * self.unit * self.air

    def add(self, *boxes: Box) -> None:
        """A row: boxes whose y counts from the row's top."""
        self.boxes += [replace(box, rect=box.rect.moved(0, self.height)) for box in boxes]
        self.height += max(box.rect.bottom for box in boxes)

    def line(self, role: Role, units: float, text: str = "", width: Optional[float] = None) -> Box:
        font = units * self.unit
        return Box(role, Rect(0, 0, width or self.width, font * style.LINE), text=text, font=font)


def fill(column: Column, prompt: Prompt) -> None:
    """All the rows."""
    mode = prompt.mode
    column.add(*question(column, column.words("how_was_it")))
    column.gap(style.GAP_TITLE)
    column.add(*title(column, clean(prompt.movie.title) or prompt.movie.label))
    column.gap(style.GAP_FACTS)
    column.add(line_of(column, Role.FACTS, style.FACTS, facts(prompt, column.words)))
    column.gap(style.GAP_CHOICES)
    column.add(*choices.row(mode, column.width, column.unit))
    if mode is not RatingMode.SIMPLE:  # its choices say their names themselves
        column.gap(style.GAP_WORD)
        column.add(column.line(Role.WORD, style.WORD))
    column.gap(style.GAP_BUTTONS)
    column.add(*_buttons(column, prompt))


def question(column: Column, text: str) -> List[Box]:
    """The question at the left, how long it still stands at the right where there is room for both."""
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


def title(column: Column, name: str) -> List[Box]:
    return lines_of(column, Role.TITLE, style.TITLE_NARROW if column.is_narrow else style.TITLE, name)


def line_of(column: Column, role: Role, units: float, text: str) -> Box:
    """One line of text, elided where it must be."""
    return column.line(role, units, elide(text, column.width, units * column.unit, column.measure))


def lines_of(column: Column, role: Role, units: float, text: str) -> List[Box]:
    """Text in as many lines as a title may have, the last one elided where it must be."""
    lines = wrap(text, column.width, units * column.unit, column.title_lines, column.measure)
    boxes = [column.line(role, units, line) for line in lines or ("",)]
    return [replace(box, rect=box.rect.moved(0, n * box.rect.h)) for n, box in enumerate(boxes)]


def _buttons(column: Column, prompt: Prompt) -> List[Box]:
    """Skip and its like."""
    targets = range(len(prompt.choices), len(prompt.targets))
    labels = {n: (column.words.answer(prompt.targets[n], prompt.mode), key_of(prompt, n)) for n in targets}
    return buttons(column, labels)


def buttons(column: Column, labels: Mapping[int, Tuple[str, str]]) -> List[Box]:
    """Buttons from the left, in as many rows as they need. labels: text and key by target."""
    unit = column.unit
    height, gap = style.BUTTON_HEIGHT * unit, style.BUTTON_GAP * unit
    boxes: List[Box] = []
    x = y = 0.0
    for target, (words, key) in labels.items():
        text, width = button(words, key, unit, column.width, column.measure)
        if x > 0 and x + width > column.width:
            x, y = 0.0, y + height + gap
        boxes.append(Box(Role.BUTTON, Rect(x, y, width, height), target, text, style.BUTTON * unit))
        x += width + gap
    return boxes
