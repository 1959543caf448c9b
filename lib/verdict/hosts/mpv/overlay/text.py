"""Text that others wrote: made inert, measured, broken into lines and elided."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Callable, List, Tuple

Measure = Callable[[str, float], float]  # (text, font size) -> width, in the units of the font size

ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"  # scripts need them
LEFT_TO_RIGHT, _RIGHT_TO_LEFT = (
    "\u200e",
    "\u200f",
)  # unseen marks: what is beside them keeps its side
_HARMLESS = _JOINERS + LEFT_TO_RIGHT + _RIGHT_TO_LEFT  # other format characters turn lines around
_LOOSE = " ,;:-–"  # what does not stand beside an ellipsis
_WORD_JOINER = "\u2060"

# Widths as a share of the font size, on the generous side of the usual sans-serif fonts.
_LETTER, _CAPITAL, _IDEOGRAPH = 0.54, 0.61, 0.92
_OTHERS = {
    **dict.fromkeys("iIjl.,:;'|! ·`’‘", 0.28),
    **dict.fromkeys('ftrJ()[]{}-\\/"', 0.35),
    **dict.fromkeys("cskvxyz", 0.50),
    **dict.fromkeys("mwMWQO@%—…&", 0.84),
}
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


def shrunk(text: str, room: float, size: float) -> float:
    """The size, or the smaller one at which the text fits."""
    return min(size, size * room / max(estimate(text, size), 1.0))


def elide(text: str, room: float, size: float, measure: Measure = estimate) -> str:
    """The text, or as much of its beginning as fits before ``…`` and its end, in which sequels differ."""
    if measure(text, size) <= room:
        return text
    end = _end_to_keep(text, _fitting(text, lambda kept: measure(kept, size) <= room))
    if measure(ELLIPSIS + end, size) > room:
        end = ""

    def joined(head: str) -> str:
        return head.rstrip(_LOOSE) + ELLIPSIS + end

    kept = _fitting(text[: len(text) - len(end)], lambda head: measure(joined(head), size) <= room)
    return joined(text[: _whole(text, kept)])


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
    fitting = max(1, _fitting(text, lambda head: measure(head.rstrip(), size) <= room))
    for end in range(fitting, 0, -1):
        if end == len(text) or _may_break(text[end - 1], text[end]):
            return text[:end]
    return text[: _whole(text, fitting) or fitting]


def _fitting(text: str, fits: Callable[[str], bool]) -> int:
    """How many characters of a text's beginning fit."""
    fewest, most = 0, len(text)
    while fewest < most:
        kept = (fewest + most + 1) // 2
        if fits(text[:kept]):
            fewest = kept
        else:
            most = kept - 1
    return fewest


def _end_to_keep(text: str, fitting: int) -> str:
    """The last words, or characters where there is no word so short, of a third of what fits."""
    longest = fitting // 3
    if not longest:
        return ""
    words = text[len(text) - longest - 1 :]
    start = words.find(" ")
    if 0 <= start < len(words) - 1:
        return words[start:]
    return text[_whole(text, len(text) - longest) :]


def _may_break(before: str, after: str) -> bool:
    return before in " -–—/" or after == " " or (_is_wide(before) and _is_wide(after))


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
    if category == "Cf" and char not in _HARMLESS:
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
    return _OTHERS.get(char) or (_CAPITAL if char.isupper() else _LETTER)
