"""Names that need no guess: "Title (Year)", and whatever stands around it that is no part of a title."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from .words import RELEASE_WORDS

# "Metropolis.1927.2010.Restoration": the year of another reel.
_RESTORED = re.compile(
    r"(?<=[^\W\d_][ ._(])((?:18|19|20)\d\d\)?)[ ._-]+(?:19|20)\d\d"
    r"(?=[ ._-]+(?:restor|re-?(?:issue|release)))",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"^[a-z0-9-]+\.(?:com|org|net|to|cc|me|tv|info|biz|ws|se|nu|ru|pl|in|xyz) +[-–] +", re.IGNORECASE
)
_COUNTED = re.compile(r"^0[1-9](?: - |\. ?| (?=[^\W\d]))(?=\D)")  # "01 - Alien": the place in somebody's list
_COPY = re.compile(r"^(?:copy of|kopie von|copie de|copia de|copia di) (?=.*\(\d{4}\))", re.IGNORECASE)
_OF_A_RIPPER = re.compile(r"(?<=\w)_t\d\d$")  # MakeMKV: "Vertigo_t00", which title of the disc it was
_YEAR_WORD = re.compile(r"(?<=[ ._(](?:19|20)\d\d) ?г(?:ода?|\.)?(?!\w)")  # "2006г.": of the year
_FULL = re.compile(
    r"(?<=\w)[ ._-]+(?:full[ ._-]?(?:movie|film|length)|ganzer[ ._-]film|film[ ._-]complet|"
    r"pel[ií]cula[ ._-]completa|filme?[ ._-]completo|cały[ ._-]film|полный[ ._-]фильм)(?![^\W\d_])",
    re.IGNORECASE,
)

_OF_TITLES = r"[^()\[\]{}._\d ]+"
# "Title (Year)" alone says it all; guessit would hunt for editions and groups in the title.
# A bracket in the title is read as part of it where it holds no word of releases: "You Are (Not) Alone".
_PLAIN = re.compile(
    r"(?P<title>(?:[^()\[\]{}._]|(?<=\d)\.(?=\d)"
    r"|\([^\W\d_]{1,4}\)(?=[^\W\d_])|(?<=[^\W\d_])\([^\W\d_]{1,4}\)"  # "(T)Raumschiff"
    rf"|(?<= )\((?!{RELEASE_WORDS}){_OF_TITLES}(?: (?!{RELEASE_WORDS}){_OF_TITLES})*\)(?= [^(]))*"
    r"[^()\[\]{}._\s]\.?)"
    r"\s*\((?P<year>18[89]\d|19\d\d|20[0-4]\d)\)",
    re.IGNORECASE,
)
# A group before the title, with more brackets behind the year; "[REC]" is a title.
_GROUP = re.compile(r"\[(?!rec\])[^\[\].]+\] +(?=.*\d{4}\) ?(?:[\[(]|$))", re.IGNORECASE)
_MORE = re.compile(r"[ \[(_-].*(?<!\d)(?:18|19|20)\d\d[)\]]|[^ \[(_-]", re.DOTALL)
# In a title these are none: it goes on behind them, or a year in brackets is no film's.
_STRONG = re.compile(
    r"(?<!\w)(?:\d{3,4}p|[xh]\.?26[45]|blu-?ray|web-?dl|(?:web|dvd|bd|br|hd)-?rip|hdtv|xvid|hevc|remux)(?!\w)",
    re.IGNORECASE,
)


def tidied(name: str) -> str:
    """The name without its place in a list, the site it came from, and what says that it is a copy."""
    for mark in (_SITE, _COPY, _COUNTED, _FULL, _OF_A_RIPPER, _YEAR_WORD):
        name = mark.sub("", name, count=1)
    return _RESTORED.sub(r"\1", name)


def title_and_year(name: str) -> Optional[Tuple[str, int]]:
    """What a name says that begins with "Title (Year)"; None where more than that has to be understood."""
    group = _GROUP.match(name)
    plain = _PLAIN.match(name, group.end() if group else 0)
    if plain is None or _MORE.match(name, plain.end()) or _STRONG.search(plain["title"]):
        return None
    return plain["title"].strip(), int(plain["year"])
