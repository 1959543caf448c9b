"""Title and year out of a name, by guessit; own rules only where guessit is known to be wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

from verdict.core.movie import Movie

from .ids import without_tags
from .plain import tidied, title_and_year
from .words import YEAR

# Each property left out cuts words off real titles: "Dune Part Two", "Kill Bill Vol. 2", "22 July".
_EXCLUDED = [
    "episode",
    "season",
    "part",
    "volume",
    "country",
    "film",
    "film_title",
    "film_series",
    "absolute_episode",
    "date",
]
_OPTIONS: Dict[str, Any] = {"type": "movie", "no_user_config": True, "advanced": True}

LONGEST_GUESSED = 200  # the time that guessit takes grows with the square of the length

_BRACKETED_NUMBER = re.compile(r"\((\d+)\)(?=[ ._]+\w)")  # "(500) Days of Summer": guessit drops the bracket
# One that may be a title, not what a film came from.
_ONE_WORD = re.compile(r"(?!\w*(?:rip|remux|dvd|hdtv|xvid|divx|hevc|web))[^\W\d_]{3,}", re.IGNORECASE)
_UNREAD_YEAR = re.compile(r"(?P<title>.+?)[ -]+(?P<year>19[2-9]\d|20[0-2]\d)")
_GOES_ON = re.compile(r".[ ](?:of|since|until)$", re.IGNORECASE)  # "Class of 1984"
_BEGINS_WITH_X = re.compile(r"x\d", re.IGNORECASE)  # "X2.X-Men.United": no second bonus
# guessit knows no year before 1920.
_EARLY, _KNOWN_YEAR = re.compile(r"(?<=[ ._(\[])(?:18[89]\d|19[01]\d)(?=$|[ ._)\]])"), 1950
_RELEASE_WORD = re.compile(r"(?:web|dvd|bd|hd|cam|ts|remux|proper|limited)[ ._]*", re.IGNORECASE)
_WORDS_OF_RELEASES = (
    "other",
    "language",
    "subtitle_language",
    "edition",
    "source",
    "streaming_service",
    "screen_size",
)
_SEPARATORS = re.compile(r"[ ._-]*")
_GLUED_GROUP = re.compile(r"\[[^\[\]]+\]")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_THREE_D = re.compile(r"[ ._-]*3D[ ._(\[-]*", re.IGNORECASE)
_CHANNELS = re.compile(r"[ ._]*[1-9]\.[01](?:[ ._(]+|$)")  # "Ghost in the Shell 2.0"
_ENGLISH = re.compile(r"[ ._]*English[ ._(]*")  # "Johnny English": what is in English says so in capitals
_LITTLE_WORD = re.compile(r"[ ._]*[A-Za-z][a-z][ ._(]+")  # "Tenki no ko", "Stop It": no language's code
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "il"})
_AKA = re.compile(r"\s+a\.?k\.?a\.?\s+.*", re.IGNORECASE)
_EDITION = re.compile(
    r"(?<!^the)(?<!^a)[ ,-]+(?:the )?(?:(?:director'?s|final|theatrical|extended|ultimate|special|unrated|"
    r"international|uncut|uncensored|collector'?s|(?:\d+th )?anniversary) )+(?:cut|edition|version)$"
    r"|(?<=\w) \d+th anniversary$"
    r"|(?<=\w) (?:extended|remastered|unrated)$",
    re.IGNORECASE,
)


_readings: Dict[str, Optional[Movie]] = {}
_learnt: Dict[str, Optional[Movie]] = {}


def guess(name: str) -> Optional[Movie]:
    """The film that a name (no extension, no path) speaks of; None where it holds no title."""
    if name not in _readings:
        _readings[name] = _learnt[name] = _read(name)
    return _readings[name]


def recall(readings: Mapping[str, Optional[Movie]]) -> None:
    """Take readings of an earlier run, made by the same rules."""
    _readings.update(readings)


def forget() -> None:
    """Read every name anew."""
    _readings.clear()
    _learnt.clear()


def learnt() -> Dict[str, Optional[Movie]]:
    """What was read anew in this run."""
    return dict(_learnt)


def rules() -> str:
    """A text that changes with the rules by which names are read."""
    from importlib.metadata import version

    files = (Path(__file__).with_name(name) for name in ("guess.py", "plain.py", "words.py", "ids.py"))
    own = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    return f"{own} {version('guessit')}"


def _read(name: str) -> Optional[Movie]:
    name = tidied(without_tags(name))
    plain = title_and_year(name)
    if plain:
        return _movie(*plain) or Movie(*plain)  # "$ (1971)"
    name = name[:LONGEST_GUESSED]
    bracketed = _BRACKETED_NUMBER.match(name)
    if not bracketed:
        return _by_guessit(name)
    number = bracketed[1]
    movie = _by_guessit(number + name[bracketed.end() :])
    if movie and movie.title.startswith(number):
        return Movie(f"({number}){movie.title[len(number) :]}", movie.year)
    return movie


def _by_guessit(name: str) -> Optional[Movie]:
    if not any(c.isalnum() for c in name):
        return None
    early = _EARLY.search(name)
    if early and not YEAR.search(_EARLY.sub("", name)):
        movie = _by_guessit(_EARLY.sub(str(_KNOWN_YEAR), name))
        return replace(movie, year=int(early[0])) if movie and movie.year == _KNOWN_YEAR else movie
    from guessit import guessit  # costs 70 ms: only where a name asks for it

    excluded = [*_EXCLUDED, "bonus"] if _BEGINS_WITH_X.match(name) else _EXCLUDED
    try:
        found = guessit(name, {**_OPTIONS, "excludes": excluded})
        if _took_title_for_group(name, found):
            found = guessit(name, {**_OPTIONS, "excludes": [*excluded, "release_group"]})
    except Exception:  # guessit wraps any error of its rules; a name it cannot take names no film
        return None
    title, year = _first(found.get("title")), _first(found.get("year"))
    if title is None or _stands_behind(name, title, year):
        return _year_for_title(name, year)
    whole = _whole_title(name, found, title, year)
    unread = _UNREAD_YEAR.fullmatch(whole) if year is None else None  # "OSS.117.Le.Caire.2006": 117 misleads
    if unread:
        return _movie(unread["title"], int(unread["year"]))
    if year is not None and _GOES_ON.search(whole) and year.start >= title.end:
        return _movie(f"{whole} {year.value}", None)
    return _movie(whole, year.value if year else None)


def _took_title_for_group(name: str, found: Any) -> bool:
    """ "Spider-Man.2002.WEB-DL": a group before the title is written in small letters, a title is not."""
    group = _first(found.get("release_group"))
    return (
        group is not None
        and group.start == 0
        and name[0].isupper()
        and name[group.end : group.end + 1] == "-"
    )


def _stands_behind(name: str, title: Any, year: Any) -> bool:
    """ "Cam.2018.NF": the title was taken for a word of releases, and one of those for the title."""
    before = _BRACKETS.sub("", name[: year.start]) if year is not None and year.start < title.start else ""
    return any(c.isalnum() for c in before)


def _year_for_title(name: str, year: Any) -> Optional[Movie]:
    """1917.mkv: a year alone is the title. [REC] (2007): a group alone is the title. Dual.mkv: a word is."""
    if year is None:
        return Movie(name) if _ONE_WORD.fullmatch(name) else None
    before = re.sub(r"[ ._]+", " ", name[: year.start].strip(" -_.()[]"))
    return _movie(before, year.value) if before else _movie(str(year.value), None)


def _whole_title(name: str, found: Any, title: Any, year: Any) -> str:
    """guessit ends the title at " - "; all that stands between it and the year belongs to it."""
    if year is not None and title.value.lower() in _ARTICLES:
        # "The.Web.of.Fear.1968": no title ends so; a word that releases use was taken out of it.
        return re.sub(r"[ ._]+", " ", name[title.start : year.start]).strip(" ([{")
    if _RELEASE_WORD.fullmatch(name[: title.start]) or _begins_with_a_word(name, found, title):
        # "Web.of.Lies.2018", "xXx.Return.of…": no release begins with what it came from, or what it is.
        return re.sub(r"[ ._]+", " ", name[: title.end]).strip()
    if name.startswith("[") and not any(c.isalpha() for c in title.value):
        glued = _GLUED_GROUP.match(name)
        if glued and glued.end() == title.start:
            return name[: title.end]  # "[REC]²": glued to a title without a letter
    words = [title.value]
    between = name[title.end : year.start if year is not None else None]
    of_titles = (_THREE_D, _CHANNELS, _ENGLISH, *([_LITTLE_WORD] if found.get("language") else []))
    if any(words.fullmatch(between) for words in of_titles):
        words[0] += f" {between.strip(' ._([-')}"  # a release says it after the year
    more_words = [*_all(found.get("alternative_title")), *_all(found.get("episode_title"))]
    for more in (word for word in more_words if word.value.casefold() != "movie"):
        if more.start >= title.end and (year is None or more.start < year.start):
            words.append(more.value)
    return " - ".join(words)


def _begins_with_a_word(name: str, found: Any, title: Any) -> bool:
    """Whether the title was cut short since its first word is one that releases use, too."""
    firsts = [m for kind in _WORDS_OF_RELEASES for m in _all(found.get(kind)) if m.start == 0]
    return name[0].isalnum() and any(_SEPARATORS.fullmatch(name, m.end, title.start) for m in firsts)


def _movie(title: str, year: Optional[int]) -> Optional[Movie]:
    title = _EDITION.sub("", _AKA.sub("", title)).strip(" -_,") or title
    return Movie(title, year) if any(c.isalnum() for c in title) else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _all(value: Any) -> List[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
