"""Which film a file holds: the sources that know, in the order in which they are believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Callable, Optional, Tuple

from verdict.core.matching import the_one
from verdict.core.movie import Movie, MovieIds

from .evidence import NOTHING, Evidence
from .folder import Relation, is_release, is_shelf, is_short_name, relation
from .guess import guess
from .identity import Identity, Kind, Sureness
from .ids import ids_in
from .kinds import Reading, read
from .place import locate
from .tags import read_tags

Found = Optional[Tuple[Movie, Sureness]]
_YEARLIKE = re.compile(r"[1-9]\d{0,3}")  # "1917", "300"; not a counter's "00001"
_ORDER: Tuple[Sureness, ...] = ("certain", "likely", "doubtful")


@dataclass(frozen=True)
class Clues:
    """All that a source may look at."""

    reading: Reading
    by_hand: Optional[Movie]
    evidence: Evidence


def identify(source: str, by_hand: Optional[Movie] = None, evidence: Evidence = NOTHING) -> Identity:
    """Say which film a path or URL is, as mpv has it. Nothing is opened; no text makes it raise.

    by_hand: what a person said of the file; their word makes a film of it whatever its name looks like.
    Of the other sources the surest speaks, and of two that are as sure the earlier one. Two that are certain
    of different films are both in doubt. A file whose name tells no film is unknown; a disc is a film still.
    """
    place = locate(source)
    reading = read(place)
    clues = Clues(replace(reading, kind=_kind(reading, evidence)), by_hand, evidence)
    kind = clues.reading.kind
    name, found = _surest(clues)
    if found and name in _A_PERSON:
        return Identity(found[0], "part" if kind == "part" else "movie", name, found[1])
    if found and kind not in _NO_FILM:
        return Identity(found[0], "movie" if kind == "unknown" else kind, name, found[1])
    nameless = kind == "movie" and place.shape != "disc"
    return Identity(None, "unknown" if nameless else kind, "none", "doubtful")


def _kind(reading: Reading, evidence: Evidence) -> Kind:
    """The kind by the name, unless what stands in or beside the file knows better."""
    if read_tags(evidence.tags).is_episode and reading.kind == "movie":
        return "episode"
    told = evidence.note.kind if evidence.note else None
    if told is None or reading.kind in ("part", "live") or reading.kind in _BESIDE_A_FILM:
        return reading.kind
    return told


def _surest(clues: Clues) -> Tuple[str, Found]:
    best: Tuple[str, Found] = ("none", None)
    for name, look in SOURCES:
        found = look(clues)
        if found is None:
            continue
        if name in _A_PERSON:
            return name, found
        if name == "search":
            return best if best[1] and best[1][1] == "certain" else (name, found)
        best = _better(best, (name, found))
    return best


def _better(best: Tuple[str, Found], new: Tuple[str, Found]) -> Tuple[str, Found]:
    """The surer of two, completed by the other one where they speak of one film."""
    if best[1] is None or new[1] is None:
        return new if best[1] is None else best
    (movie, sure), (other, other_sure) = best[1], new[1]
    if _contradict(movie, other):
        return best[0], (movie, "doubtful" if sure == other_sure == "certain" else sure)
    if _ORDER.index(other_sure) < _ORDER.index(sure):
        best, (movie, sure), other = new, new[1], movie
    return best[0], (_with_the_rest(movie, other), sure)


def _contradict(one: Movie, two: Movie) -> bool:
    shared = (one.ids.imdb and two.ids.imdb) or (one.ids.tmdb and two.ids.tmdb)
    return bool(shared) and not one.is_same_as(two)


def _with_the_rest(movie: Movie, other: Movie) -> Movie:
    """Ids of two sources belong together where title and year do; a title is taken where there is none."""
    same = movie.title_key == other.title_key and (movie.year == other.year or not movie.year)
    share = movie.ids and other.ids and movie.is_same_as(other)
    if same or share or not movie.title:
        return movie.completed_by(other)
    return movie


def _corrected(clues: Clues) -> Found:
    corrected = clues.evidence.corrected
    return (corrected, "certain") if corrected and corrected.is_known else None


def _tagged(clues: Clues) -> Found:
    movie = read_tags(clues.evidence.tags).movie if clues.reading.kind not in _BESIDE_A_FILM else None
    if movie is None or movie.ids:
        return (movie, "certain") if movie else None
    named = _guessed(clues)
    if named and named[0].year and named[0].title_key != movie.title_key:
        return movie, "doubtful"  # whoever wrote this title did not mean the film of the name
    return movie, "likely"


def _noted(clues: Clues) -> Found:
    note = clues.evidence.note
    if note is None or note.movie is None or clues.reading.kind in _BESIDE_A_FILM:
        return None
    if not (note.is_own or _is_named_like(clues, note.movie)):
        return None
    if note.movie.ids:
        return note.movie, "certain"
    return note.movie, "likely" if note.movie.year else "doubtful"


def _is_named_like(clues: Clues, movie: Movie) -> bool:
    """Whether the file or its folder bears the title of a film, so that the folder's NFO is about it."""
    named = _guessed(clues)
    return bool(movie.title and named and named[0].title_key == movie.title_key)


def _searched(clues: Clues) -> Found:
    hits = clues.evidence.hits
    named = _in_name(clues) or _guessed(clues)
    if hits is None or named is None:
        return None
    hit = the_one(named[0], hits)
    return (named[0].completed_by(hit), "likely") if hit else (named[0], "doubtful")


def _by_hand(clues: Clues) -> Found:
    by_hand = clues.by_hand
    if by_hand is None or not by_hand.is_known:
        return None
    named = _in_name(clues) or _guessed(replace(clues, by_hand=None))
    movie = _completed(by_hand, named[0]) if named else by_hand
    return movie, "certain" if by_hand.ids or by_hand.year else "likely"


def _completed(by_hand: Movie, named: Movie) -> Movie:
    """A name adds what a person left out only where the two speak of one film and the name is a full one."""
    contradicts = by_hand.ids and named.ids and not by_hand.is_same_as(named)
    titled_otherwise = by_hand.title and by_hand.title_key != named.title_key
    dated_otherwise = by_hand.year and by_hand.year != named.year
    if contradicts or titled_otherwise or dated_otherwise or not (named.title and named.year):
        return by_hand
    return by_hand.completed_by(named)


def _in_name(clues: Clues) -> Found:
    reading = clues.reading
    file, folder = guess(reading.name), guess(reading.folder)
    in_file, in_folder = ids_in(reading.name), ids_in(reading.folder)
    how = relation(reading, file, folder)
    if in_file:
        movie = replace(file or Movie(), ids=in_file)
        return _with_folder(movie, folder, in_folder) if how == "same" else movie, "certain"
    if in_folder and how != "other":
        return replace(folder or Movie(), ids=in_folder), _belief(reading, how, "certain")
    return None


def _with_folder(movie: Movie, folder: Optional[Movie], ids: Optional[MovieIds]) -> Movie:
    named = replace(folder or Movie(), ids=ids or MovieIds())
    contradicts = named.ids and not movie.is_same_as(named) and bool(movie.ids.imdb and named.ids.imdb)
    return movie if contradicts else movie.completed_by(named)


def _guessed(clues: Clues) -> Found:
    reading, by_hand = clues.reading, clues.by_hand
    file, folder = guess(reading.name), guess(reading.folder)
    how = relation(reading, file, folder)
    movie, sureness = file, None
    if folder and folder.year and (file is None or not file.year) and how != "other":
        movie, sureness = folder, _belief(reading, how, "likely")
    elif reading.is_nondescript and not (file and _YEARLIKE.fullmatch(file.title)):
        movie = None if is_shelf(reading.folder) else folder
    elif folder and file and not file.year and is_short_name(reading) and is_release(reading.folder):
        movie = folder
    if movie is None:
        return None
    if by_hand and by_hand.year:
        movie = replace(movie, year=by_hand.year)
    return movie, sureness or ("likely" if movie.year else "doubtful")


def _by_words(clues: Clues) -> Found:
    """The guess, where the names hold no id: the words beside an id were read along with it."""
    return None if _in_name(clues) else _guessed(clues)


def _belief(reading: Reading, how: Relation, best: Sureness) -> Sureness:
    if how == "same":
        return best
    return "likely" if is_short_name(reading) else "doubtful"


Source = Callable[[Clues], Found]

_A_PERSON = ("correction", "hand")
_NO_FILM = ("episode", "live")
_BESIDE_A_FILM = ("trailer", "sample", "extra")
# The order in which they are believed. Trakt's search is asked only where no id is known.
SOURCES: Tuple[Tuple[str, Source], ...] = (
    ("correction", _corrected),
    ("hand", _by_hand),
    ("tags", _tagged),
    ("nfo", _noted),
    ("name", _in_name),
    ("guess", _by_words),
    ("search", _searched),
)
