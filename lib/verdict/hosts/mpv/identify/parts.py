"""Films in several files: CD1 and CD2, 1of2, part1; and the films whose title ends in "Part Two"."""

from __future__ import annotations

import re
from typing import Optional

from .episodes import YEAR

_I = re.IGNORECASE

PART_FOLDER = re.compile(r"(?:cd|dis[ck]|dvd|bd|blu-?ray|part|pt)[ ._-]*(?:\d{1,2}|[a-d])", _I)

_MARKS = (
    # Discs, anywhere in the name. DVD5 and DVD9 are sizes of discs.
    re.compile(
        r"(?<=.)[ ._-]*(?<![a-z0-9])[\[(]?(?:cd|dis[ck]|dvd)[ ._-]?(?:[1-4]|[a-d]$)(?![a-z0-9])[\])]?", _I
    ),
    re.compile(r"(?<=.)[ ._-]*[\[(]?(?:(?:part|pt)[ ._-]?)?(?<!\d)[12][ ._-]?of[ ._-]?2(?!\d)[\])]?", _I),
    # Glued and at the end, as Plex and Kodi stack files. "Part 2" and "Part II" are titles...
    re.compile(r"(?<=.)[ ._-]+(?:part|pt)[1-9]$", _I),
)
# ... unless the year is before it.
_AFTER_YEAR = re.compile(r"[ ._-]*[\[(]?(?<![a-z])(?:part|pt)[ ._-]?[1-9][\])]?$", _I)


def without_part(name: str) -> Optional[str]:
    """The name without the mark of a part; None where it has none."""
    for mark in _MARKS:
        found = mark.search(name)
        if found:
            return f"{name[: found.start()]} {name[found.end() :]}".strip()
    found = _AFTER_YEAR.search(name)
    if found and YEAR.search(name[: found.start()], 1):
        return name[: found.start()]
    return None
