"""Whether a folder is the film's own: only then do its ids, title and year speak for the file in it."""

from __future__ import annotations

import re
from typing import Literal, Optional

from verdict.core.movie import Movie

from .ids import ids_in
from .kinds import OF_SEVERAL, Reading
from .words import RELEASE_WORDS

Relation = Literal["same", "perhaps", "other"]

# A year that stands for one film: bracketed, within dots, before a release's words; not "Best of 1999".
_OF_ONE_FILM = re.compile(
    r".*(?:[\[(](?:18|19|20)\d\d[)\]]"
    r"|.[ ._](?:18|19|20)\d\d[ ._].*"
    r"(?:\d{3,4}[pi]|blu-?ray|[bh]d|br-?rip|web|dvd|xvid|divx|[xh]\.?26[45]|hevc))"
    r"|.[^ ]*\.(?:18|19|20)\d\d",
    re.IGNORECASE | re.DOTALL,
)
# "grp-tmtrx", "tmtrx-1080p": the scene's short names for the file within a well-named folder.
_SHORT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_RELEASE = re.compile(rf"\w[ ._-]+{RELEASE_WORDS}.*-\w+$", re.IGNORECASE)
_SHELF = re.compile(
    r"movies?|films?|filme|videos?|media|library|data|files|downloads?|torrents|(?:in)?complete|desktop|documents|"
    r"home|te?mp|mnt|nas|share|public|"
    r"(?:new|untitled) folder.*|neuer ordner.*|nouveau dossier.*|nueva carpeta.*",
    re.IGNORECASE,
)


def relation(reading: Reading, file: Optional[Movie], folder: Optional[Movie]) -> Relation:
    """`file` and `folder` are the films that the two names speak of."""
    if not folder or not _is_of_one_film(reading.folder):
        return "other"
    if file is None or reading.is_nondescript or _is_one_film(file, folder):
        return "same"
    if file.year:
        return "perhaps" if file.year == folder.year else "other"
    return "other" if file.title_key.startswith(folder.title_key) else "perhaps"


def _is_of_one_film(name: str) -> bool:
    return bool(ids_in(name) or (_OF_ONE_FILM.match(name) and not OF_SEVERAL.search(name)))


def _is_one_film(file: Movie, folder: Movie) -> bool:
    """The same title, and years that differ by one at most: premieres and releases do."""
    if file.title_key != folder.title_key:
        return False
    return not file.year or not folder.year or abs(file.year - folder.year) <= 1


def is_short_name(reading: Reading) -> bool:
    return bool(_SHORT_NAME.fullmatch(reading.name))


def is_release(folder: str) -> bool:
    """Whether a folder is named as releases are, by what it came from and who made it."""
    return bool(_RELEASE.search(folder))


def is_shelf(folder: str) -> bool:
    """Where people keep all their films: no title."""
    return bool(_SHELF.fullmatch(folder))
