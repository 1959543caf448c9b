"""Episodes that are only counted through, as groups that subtitle anime do: "[Group] Title - 05 [720p]"."""

from __future__ import annotations

import re

from .words import RELEASE_WORDS

_I = re.IGNORECASE

SHELF = re.compile(r"anim[eé]s?|アニメ|аниме|动漫|動畫", _I)
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_GROUP = re.compile(r"(?:\[[^\[\].]+\][ ._-]*)+")  # with a dot it is a site
_SAYS_FILM = re.compile(r"movie|film|gekijou?ban|劇場版|극장판|剧场版", _I)
_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)")  # not that of "Evangelion 3.33"
_BEHIND = (
    r"(?:v\d|[ab])?(?:-\d{2,3})?(?: (?:end|fin))?"
    rf"(?:$| ?[\[(]| - | ~| \d{{3,4}}x\d{{3}}| {RELEASE_WORDS}| vostfr)"
)
# "Title - 05", "Title - 05v2 [720p]", "Title - 364 - Name of it".
_COUNTED = re.compile(rf"(?P<title>.*?\S) - (?:ep?)?(?!19\d\d|20\d\d)(?P<count>\d{{2,4}}){_BEHIND}", _I)
# Of a group, in brackets: "[Group] Title 679 [VOSTFR]", "[Group] 12 - Title".
_OF_A_GROUP = re.compile(
    rf"(?i:[^\[\]]*[^\W\d_][^\[\]]*[ -](?:0\d|0?1-\d\d|\d{{3}}|\d\d(?= ?[\[(])){_BEHIND}|\d\d - )"
    r"|.* (?:OVA|ONA|OAD)(?= v\d| [\[(]|$)"
)
_IN_BRACKETS = re.compile(r"\]\s*\[(?!19|20)\d{2,3}(?:v\d)?(?: ?end)?\]", _I)  # [Group][Title][05][1080p]
# On a shelf of anime, any count of two or three digits.
_COUNT = re.compile(r"(?<=[^\W\d][ -])[ -]*(?!00)\d{2,3}(?:v\d)?(?=$|[ -]+(?![a-z]))|^\d{2,3}(?=[ -]+\D)")
_PADDED = re.compile(r"[ -]+0\d(?:v\d)?(?: *[\[(].*)?", _I)  # in a folder of the title: "Title 05"


def is_counted(name: str, folder: str, is_on_shelf: bool) -> bool:
    """Whether a name without a year is one of many that are counted through; folder: what it lies in."""
    name = _spaced(name)
    of_folder = folder and name[: len(folder)].casefold() == folder.casefold()
    if of_folder and _PADDED.fullmatch(name, len(folder)):
        return True
    if _SAYS_FILM.search(name):
        return False
    group = _GROUP.match(name)
    if (group and _OF_A_GROUP.match(name, group.end())) or _IN_BRACKETS.search(name):
        return True
    if is_on_shelf and _COUNT.search(_BRACKETS.sub(" ", name).strip()):
        return True
    counted = _COUNTED.match(name)
    return counted is not None and _is_of_many(name, counted["title"], folder, counted.end("count"))


def _is_of_many(name: str, title: str, folder: str, end: int) -> bool:
    """With a name behind the number it may be a film of somebody's list: "Rocky - 02 - Rocky II"."""
    in_list = " - " in title or " - " in name[end:]
    of_hundreds = len(name[:end].rsplit(" ", 1)[-1]) >= 3
    return not in_list or of_hundreds or title.casefold() == folder.casefold()


def _spaced(name: str) -> str:
    """With spaces, where dots or underscores stand for them."""
    name = name.replace("_", " ")
    return re.sub(r" {2,}", " ", _DOT.sub(" ", name) if " " not in name else name)
