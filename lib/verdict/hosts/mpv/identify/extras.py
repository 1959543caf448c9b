"""What lies beside a film: trailers, samples, extras, by the folders and suffixes in use."""

from __future__ import annotations

import re
from typing import Dict, Optional, Tuple

from .episodes import YEAR, is_film_folder
from .identity import Kind

_I = re.IGNORECASE

_FOLDERS: Dict[str, Kind] = {
    **dict.fromkeys(("trailer", "trailers", "teasers"), "trailer"),
    **dict.fromkeys(("sample", "samples"), "sample"),
    **dict.fromkeys(
        ("extra", "extras", "bonus", "bonus features", "bonus material", "special features"), "extra"
    ),
    **dict.fromkeys(
        ("featurette", "featurettes", "behind the scenes", "deleted scenes", "making of"), "extra"
    ),
    **dict.fromkeys(("deleted and extended scenes", "outtakes"), "extra"),
    **dict.fromkeys(("backdrops", "theme music"), "extra"),
}
# People call shelves of whole films so, too: extras only below a film's own folder.
_FOLDERS_OF_A_FILM = ("other", "others", "short", "shorts", "scenes", "clips", "interviews", "specials")

_END = r"[ ._-]*#?\d{0,2}[)\]]?$"
_FOREIGN_TRAILER = (
    "bande[ ._-]annonce|tráiler|filmtrailer|kinotrailer|zwiastun|upoutávka|előzetes|fragman(?:ı)?|трейлер|"
    "予告編?|예고편|预告片?|預告片?"
)
_SORT = r"(?:official|teaser|final|main|international|theatrical|red[ ._]band)"
_SUFFIXES: Tuple[Tuple[Kind, "re.Pattern[str]"], ...] = (
    ("trailer", re.compile(rf"(?:^|[ ._]*[-._(\[][ ._]*)(?:{_SORT}[ ._-]+)*(?:trailer|teaser){_END}", _I)),
    # After a space it may be the title ("The Trailer"): a word more has to speak for it.
    ("trailer", re.compile(rf"(?:[ ._]{_SORT})+[ ._](?:trailer|teaser){_END}", _I)),
    ("trailer", re.compile(r"(?<=\w)(?<!^the)(?<!^a)[ ._]trailer[ ._-]*#?\d?$", _I)),
    # Before a year in brackets, too; and as other languages have it.
    ("trailer", re.compile(rf"(?:[ ._]{_SORT})+[ ._](?:trailer|teaser)(?= \((?:18|19|20)\d\d\)$)", _I)),
    (
        "trailer",
        re.compile(rf"(?<=\w)[ ._-]+(?:{_FOREIGN_TRAILER})(?:[ ._-]+\w{{1,9}})?[ ._-]*#?\d{{0,2}}$", _I),
    ),
    ("sample", re.compile(r"[-._]+sample$|^sample[-_](?=.)|^sample\d*$|[ ._-]*[(\[]sample[)\]]$", _I)),
    (
        "extra",
        re.compile(
            r"(?<=.)-(?:behindthescenes|deleted|deletedscenes?|featurettes?|interviews?|scene|short|other|extras?|"
            rf"clip|bonus){_END}",
            _I,
        ),
    ),
)
# Words that belong to a title before the year and tell the kind after it.
_AFTER_YEAR: Tuple[Tuple[Kind, "re.Pattern[str]"], ...] = (
    ("trailer", re.compile(r"(?<![a-z])(?:trailer|teaser)(?![a-z])", _I)),
    ("sample", re.compile(r"(?<![a-z])sample(?![a-z])", _I)),
    (
        "extra",
        re.compile(
            r"(?<![a-z])(?:featurettes?|behind[ ._]the[ ._]scenes|deleted[ ._]scenes?|making[ ._]of|bloopers|"
            r"gag[ ._]reel|extras|bonus|interviews?|outtakes|screen[ ._]tests?|music[ ._]video)(?![a-z])",
            _I,
        ),
    ),
)


def kind_of_folder(folder: str, above: str) -> Optional[Kind]:
    """The kind of everything in a folder of that name, `above` being the folder that holds it."""
    key = re.sub(r"[\W_]+", " ", folder).strip().casefold()
    if key in _FOLDERS_OF_A_FILM and is_film_folder(above):
        return "extra"
    return _FOLDERS.get(key)


def kind_of_suffix(name: str) -> Optional[Tuple[Kind, str]]:
    """The kind that a name's suffix tells, and the name without it; None for a name that has none."""
    for kind, suffix in _SUFFIXES:
        mark = suffix.search(name)
        if mark:
            return kind, (name[: mark.start()] + name[mark.end() :]).strip(" -._")
    years = list(YEAR.finditer(name, 1))
    if not years:
        return None
    end = years[-1].end()
    for kind, word in _AFTER_YEAR:
        if word.search(name, end):
            return kind, name[:end] + (")" if name[end : end + 1] == ")" else "")
    return None
