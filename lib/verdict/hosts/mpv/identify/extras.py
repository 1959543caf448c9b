"""What lies beside a film: trailers, samples, extras, by the folders and suffixes in use."""

from __future__ import annotations

import re
from typing import Dict, Optional, Tuple

from .episodes import is_film_folder
from .identity import Kind
from .words import YEAR

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
    **dict.fromkeys(("deleted and extended scenes", "outtakes", "bloopers", "gag reel"), "extra"),
    **dict.fromkeys(("backdrops", "theme music"), "extra"),
}
_TAIL = re.compile(r"(?: - |[\[(])([^\[\]()-]+)[\])]?$")  # "Heat (1995) [Extras]", "Heat (1995) - Bonus"
# People call shelves of whole films so, too: extras only below a film's own folder.
_FOLDERS_OF_A_FILM = ("other", "others", "short", "shorts", "scenes", "clips", "interviews", "specials")

_END = r"[ ._-]*#?\d{0,2}[)\]]?$"
_FOREIGN_TRAILER = (
    "bande[ ._-]annonce|tráiler|filmtrailer|kinotrailer|zwiastun|upoutávka|előzetes|fragman(?:ı)?|трейлер|"
    "予告編?|예고편|预告片?|預告片?"
)
_SCENES = (
    r"(?:deleted|extended|alternate)(?:[ ._](?:and|&)[ ._](?:deleted|extended|alternate))?[ ._]scenes?|"
    r"alternate[ ._]ending|behind[ ._]the[ ._]scenes|(?:the[ ._])?making[ ._]of|bloopers|blooper[ ._]reel|"
    r"gag[ ._]reel|outtakes|featurettes?|extras|bonus|screen[ ._]tests?"
)
_SORT = r"(?:official|teaser|final|main|international|theatrical|red[ ._]band)"
_BEFORE_YEAR = r"(?=[ ._]\(?(?:18|19|20)\d\d\)?$)"
_TRAILER = rf"(?<=\w)(?<!^the)(?<!^a)(?:[ ._-]+{_SORT})*[ ._-]+(?:trailer|teaser)(?:[ ._-]*#?\d{{1,2}})?"
_FOREIGN = rf"(?<=\w)[ ._-]+(?:{_FOREIGN_TRAILER})(?:[ ._-]+(?!(?:18|19|20)\d\d)\w{{1,9}})?[ ._-]*#?\d{{0,2}}"
_SUFFIXES: Tuple[Tuple[Kind, "re.Pattern[str]"], ...] = (
    ("trailer", re.compile(rf"(?:^|[ ._]*[-._(\[][ ._]*)(?:{_SORT}[ ._-]+)*(?:trailer|teaser){_END}", _I)),
    # After a space it may be the title ("The Trailer"): a word more has to speak for it.
    ("trailer", re.compile(rf"(?:[ ._]{_SORT})+[ ._](?:trailer|teaser){_END}", _I)),
    ("trailer", re.compile(r"(?<=\w)(?<!^the)(?<!^a)[ ._]trailer[ ._-]*#?\d?$", _I)),
    # Before a year, too; and as other languages have it.
    ("trailer", re.compile(_TRAILER + _BEFORE_YEAR, _I)),
    ("trailer", re.compile(rf"{_FOREIGN}(?:$|{_BEFORE_YEAR})", _I)),
    (
        "sample",
        re.compile(r"[-._]+sample$|^sample(?:-|_(?!.*_))(?=.)|^sample\d*$|[ ._-]*[(\[]sample[)\]]$", _I),
    ),
    (
        "extra",
        re.compile(
            r"(?<=.)-(?:behindthescenes|deleted|deletedscenes?|featurettes?|interviews?|scene|short|other|extras?|"
            rf"clip|bonus){_END}",
            _I,
        ),
    ),
    ("extra", re.compile(rf"(?:^|(?<=\w) - )(?:{_SCENES}){_END}", _I)),
    # Anime's openings and endings without credits.
    ("extra", re.compile(r"(?<![a-z0-9])nc(?:op|ed)[ ._-]?\d{0,2}[a-z]?(?:v\d)?(?=$|[ ._-]*[\[(]).*", _I)),
)
# What begins so is about the film in whose folder it lies, where it names none of its own.
_ABOUT = re.compile(
    r"(?:the )?(?:making of|behind the scenes|(?:deleted|extended|alternate) (?:scenes?|ending))(?!\w)"
    r"|(?:featurette|interview|bonus|extra|outtake|blooper)s?(?: \d+)?(?: - |: )",
    _I,
)
_QUALITY = re.compile(
    r"(?<=.)(?:[ ._-]+[\[(]?(?:\d{3,4}p|[48]k|u?hd|full ?hd)[\])]?)+$", _I
)  # "Trailer [HD]"
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
    tail = _TAIL.search(folder)
    return _FOLDERS.get(key) or (_FOLDERS.get(tail[1].strip().casefold()) if tail else None)


def is_about_its_film(name: str, folder: str) -> bool:
    """Whether the name says no more than what of the folder's film it shows: "The Making of Heat"."""
    return bool(_ABOUT.match(name)) and is_film_folder(folder) and not is_film_folder(name)


def kind_of_suffix(name: str) -> Optional[Tuple[Kind, str]]:
    """The kind that a name's suffix tells, and the name without it; None for a name that has none."""
    plain = _QUALITY.sub("", name)
    for kind, suffix in _SUFFIXES:
        mark = suffix.search(plain)
        if mark:
            return kind, (plain[: mark.start()] + plain[mark.end() :]).strip(" -._")
    years = list(YEAR.finditer(name, 1))
    if not years:
        return None
    end = years[-1].end()
    for kind, word in _AFTER_YEAR:
        if word.search(name, end):
            return kind, name[:end] + (")" if name[end : end + 1] == ")" else "")
    return None
