"""Whether a file is an episode of a series, by its name and by the folders that it lies in."""

from __future__ import annotations

import re

from . import anime
from .ids import ids_in, without_tags
from .marks import FILMS_IN_SEASONS, SEASON, is_dated, is_marked, is_marked_without_year
from .words import YEAR

_I = re.IGNORECASE

_ORDINAL = "first|second|third|fourth|fifth|final|erste|zweite|dritte|première|prima|seconda|primera|segunda"
_SEASON_FOLDER = re.compile(
    rf"(?:.*[ ._-])?(?:{SEASON})[ ._-]*\d{{1,4}}\b.*"  # Season 1, Staffel 01, Show Season 2
    r"|(?:.*[ ._\[(-])?s\d{1,2}(?:-s?\d{1,2})?(?:[ ._\])-].*)?"  # S01, Show.S01.1080p
    # 2. Staffel, 3rd Season, Second Season
    rf"|(?:.*[ ._-])?(?:\d{{1,2}}\W?(?:st|nd|rd|th|a|e)?|{_ORDINAL})[ ._-]*(?:{SEASON})(?:[ ._-].*)?"
    r"|.*第\s*[\d一二三四五六七八九十]+\s*[季期]",
    _I,
)
_FILM_OF_A_NUMBER = re.compile(r"s\d{1,2} .*[^\W\d_].* \((?:19|20)\d\d\)", _I)  # "S21 The Machine (2003)"
# Where people keep series alone, and where they keep series and films.
_SERIES = re.compile(
    r"tv|tv[ _-]?(?:shows?|series)|television|"
    r"shows?|series|serien|fernsehserien|séries?|seriale|сериалы|serials?",
    _I,
)
_NUMBERED = re.compile(r"(?:ep?[ ._-]?)?\d{2,3}(?:v\d)?(?:[ ._-]+\D.*)?", _I)


def says_episode(name: str) -> bool:
    """Whether the name says so itself, wherever it lies."""
    name = without_tags(name)
    return is_marked(name) or is_dated(name)


def is_episode(name: str, folder: str, above: str) -> bool:
    """A season's folder makes an episode of whatever lies in it; elsewhere a count in the name does."""
    name = without_tags(name)
    if _is_season(folder, above) or _is_on_shelf(name, folder, above):
        return True
    if YEAR.search(name):
        return False
    on_shelf = bool(anime.SHELF.fullmatch(folder) or anime.SHELF.fullmatch(above))
    return says_episode(folder) or is_marked_without_year(name) or anime.is_counted(name, folder, on_shelf)


def is_film_folder(folder: str) -> bool:
    """A folder that bears a year or an id is about one film (or one series)."""
    return bool(YEAR.search(folder) or ids_in(folder))


def _is_season(folder: str, above: str) -> bool:
    if _FILM_OF_A_NUMBER.fullmatch(folder):
        return False
    specials = folder.casefold() == "specials" and not is_film_folder(above)
    return specials or bool(_SEASON_FOLDER.fullmatch(folder) and not FILMS_IN_SEASONS.search(folder))


def _is_on_shelf(name: str, folder: str, shelf: str) -> bool:
    """Whether a file that names no film lies in a series' folder, on a shelf of those."""
    if is_film_folder(name):
        return False
    if _SERIES.fullmatch(shelf):
        return True
    return bool(anime.SHELF.fullmatch(shelf) and not is_film_folder(folder) and _NUMBERED.fullmatch(name))
