"""Text that others wrote: made inert, measured, broken into lines and elided."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Callable, List, Tuple

Measure = Callable[[str, float], float]  # (text, font size) -> width, in the units of the font size

ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"  # scripts need them; every other format character could turn the line around
_LOOSE = " ,;:-–"  # what does not stand beside an ellipsis
_WORD_JOINER = "\u2060"

# Widths as a share of the font size, on the generous side of the usual sans-serif fonts.
_NARROW, _LETTER, _BROAD, _IDEOGRAPH = 0.30, 0.54, 0.84, 0.92
_NARROW_ONES = frozenset("iIjlftr.,:;'|!()[]·`’‘ ")
_BROAD_ONES = frozenset("mwMWQO@%—…&")
_CAPITAL = 0.62
_MARKS = frozenset(("Mn", "Me", "Cf"))


@lru_cache(maxsize=256)
def clean(text: str) -> str:
    """The text on one line, with nothing in it that is not seen: no controls, no direction overrides."""
    return " ".join("".join(map(_harmless, text)).split())


@lru_cache(maxsize=512)
def escape(text: str) -> str:
    """The text as ASS shows it literally: no tags, no line breaks."""
    return clean(text).replace("\\", "\\" + _WORD_JOINER).replace("{", "\\{").replace("}", "\\}")


def estimate(text: str, size: float) -> float:
    """About how wide a text is drawn, where nobody can measure it."""
    return sum(map(_share, text)) * size


def elide(text: str, room: float, size: float, measure: Measure = estimate) -> str:
    """The text, or as much of its beginning and end as fits into the room, with ``…`` between."""
    if measure(text, size) <= room:
        return text
    fewest, most = 0, len(text)
    while fewest < most:
        kept = (fewest + most + 1) // 2
        if measure(_without_middle(text, kept), size) <= room:
            fewest = kept
        else:
            most = kept - 1
    return _without_middle(text, fewest)


def wrap(text: str, room: float, size: float, lines: int, measure: Measure = estimate) -> Tuple[str, ...]:
    """The text on at most so many lines; the last one is elided where more would be needed."""
    done: List[str] = []
    rest = text
    while rest and len(done) < lines - 1 and measure(rest, size) > room:
        head = _first_line(rest, room, size, measure)
        done.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return (*done, elide(rest, room, size, measure)) if rest else tuple(done)


def _first_line(text: str, room: float, size: float, measure: Measure) -> str:
    """The longest beginning that fits and may stand before a break; at least one character."""
    fewest, most = 1, len(text)
    while fewest < most:
        kept = (fewest + most + 1) // 2
        if measure(text[:kept].rstrip(), size) <= room:
            fewest = kept
        else:
            most = kept - 1
    for end in range(fewest, 0, -1):
        if end == len(text) or _may_break(text[end - 1], text[end]):
            return text[:end]
    return text[: _whole(text, fewest) or fewest]


def _may_break(before: str, after: str) -> bool:
    return before in " -–—/" or after == " " or (_is_wide(before) and _is_wide(after))


def _without_middle(text: str, kept: int) -> str:
    """So many characters of the text, two thirds of them from its beginning; no character is torn."""
    tail = kept // 3
    start = len(text) - tail
    while start < len(text) and not _starts_character(text, start):
        start += 1
    head, end = text[: _whole(text, kept - tail)], text[start:]
    if " " in head and " " in end:  # between words it reads better
        return f"{head.rpartition(' ')[0].rstrip(_LOOSE)} {ELLIPSIS} {end.partition(' ')[2].lstrip(_LOOSE)}"
    return head.rstrip(_LOOSE) + ELLIPSIS + end.lstrip(_LOOSE)


def _whole(text: str, end: int) -> int:
    """The last place up to `end` where one visible character ends and the next begins."""
    while 0 < end < len(text) and not _starts_character(text, end):
        end -= 1
    return end


def _starts_character(text: str, at: int) -> bool:
    return not unicodedata.combining(text[at]) and text[at] not in _JOINERS and text[at - 1] not in _JOINERS


def _harmless(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"  # half of a pair: it could not be sent as UTF-8
    if category == "Cf" and char not in _JOINERS:
        return ""
    return " " if category in ("Cc", "Zl", "Zp", "Zs") else char


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


@lru_cache(maxsize=4096)
def _share(char: str) -> float:
    if unicodedata.category(char) in _MARKS:
        return 0.0
    if _is_wide(char):
        return _IDEOGRAPH
    if char in _NARROW_ONES:
        return _NARROW
    if char in _BROAD_ONES:
        return _BROAD
    return _CAPITAL if char.isupper() else _LETTER
