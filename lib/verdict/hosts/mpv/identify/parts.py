"""Films in several files: CD1 and CD2, 1of2, part1; and the films whose title ends in "Part Two"."""

from __future__ import annotations

import re
from typing import List, Optional

from verdict.core.parts import Part

from .words import RELEASE_WORDS, YEAR

_I = re.IGNORECASE

PART_FOLDER = re.compile(r"(?:cd|dis[ck]|dvd|bd|blu-?ray|part|pt)[ ._-]*(?:\d{1,2}|[a-d])", _I)

_MARKS = (
    # Discs, anywhere in the name. DVD5 and DVD9 are sizes of discs.
    re.compile(
        r"(?<=.)[ ._-]*(?<![a-z0-9])[\[(]?(?:cd|dis[ck]|dvd)[ ._-]?(?:0?[1-4]|[a-d]$)(?![a-z0-9])[\])]?", _I
    ),
    re.compile(r"(?<=.)[ ._-]*[\[(]?(?:(?:part|pt)[ ._-]?)?(?<!\d)[12][ ._-]?of[ ._-]?2(?!\d)[\])]?", _I),
    # Glued and at the end, as Plex and Kodi stack files. "Part 2" and "Part II" are titles...
    re.compile(r"(?<=.)(?:(?:[ ._-]+|(?<=[\])]))(?:part|pt)|(?<! )-(?:part|pt)[ ._])[1-9]$", _I),
)
# ... unless the year is before it, and nothing else behind it but a release's words.
_PART = r"part[ei]?|partie|teil|pt|часть|cz\.?|część|deel|del|díl|osa|rész"
_AFTER_YEAR = re.compile(
    rf"[ ._-]*[\[(]?(?<![a-z])(?:{_PART})[ ._-]?(?:[1-9]|[a-d](?![a-z]))[\])]?(?=$|[ ._-]+{RELEASE_WORDS})",
    _I,
)


def without_part(name: str) -> Optional[str]:
    """The name without the mark of a part; None where it has none."""
    for mark in _MARKS:
        found = mark.search(name)
        if found:
            return f"{name[: found.start()]} {name[found.end() :]}".strip()
    found = _AFTER_YEAR.search(name)
    if found and YEAR.search(name[: found.start()], 1):
        return f"{name[: found.start()]} {name[found.end() :]}".strip()
    return None


_NUMBER = re.compile(rf"(?:cd|dis[ck]|dvd|{_PART})[ ._-]*(\d{{1,2}}|[a-d])(?![a-z0-9])", _I)
_OF = re.compile(r"(?<!\d)([12])[ ._-]?of[ ._-]?(2)(?!\d)", _I)
_DISC_FOLDERS = ("bdmv", "video_ts", "stream")


def number_of(name: str) -> Optional[Part]:
    """Which part the name of a file or folder says it is; total: 0 where it does not say that."""
    of = _OF.search(name)
    if of:
        return Part(int(of[1]), int(of[2]))
    if not (PART_FOLDER.fullmatch(name) or without_part(name)):
        return None
    marks = list(_NUMBER.finditer(name))
    if not marks:
        return None
    mark = marks[-1][1].lower()
    return Part(int(mark) if mark.isdigit() else "abcd".index(mark) + 1, 0)


def part_of(source: str, total: Optional[int] = None) -> Optional[Part]:
    """Which part of how many a file is; None where that is not known. total: as counted on the disk."""
    for name in _names(source):
        part = number_of(name)
        if part:
            part = Part(part.number, part.total or total or 0)
            return part if 0 < part.number <= part.total else None
    return None


def _names(source: str) -> List[str]:
    """The file's name and, where it lies in one of a part, that folder's: the nearest that tells."""
    parts = [part for part in source.replace("\\", "/").split("/") if part]
    names = [part for part in parts[-4:] if part.lower() not in _DISC_FOLDERS]
    return [names[-1].rpartition(".")[0] or names[-1], *reversed(names[:-1])] if names else []
