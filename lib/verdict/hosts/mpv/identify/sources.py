"""Which film a file holds: the sources that know, in the order in which they are believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional, Tuple

from verdict.core.movie import Movie, MovieIds

from .folder import Relation, is_shelf, is_short_name, relation
from .guess import guess
from .identity import Identity, Sureness
from .ids import ids_in
from .kinds import Reading, read
from .place import locate

Found = Optional[Tuple[Movie, Sureness]]


def identify(source: str, by_hand: Optional[Movie] = None) -> Identity:
    """Say which film a path or URL is, as mpv has it. Nothing is opened; no text makes it raise.

    by_hand: what a person said of the file. Their word makes a film of it whatever its name looks like.
    A file whose name tells no film is unknown; a disc without a name is a film still.
    """
    place = locate(source)
    reading = read(place)
    for name, look in SOURCES:
        found = look(reading, by_hand)
        if found:
            kind = "movie" if name == "hand" and reading.kind != "part" else reading.kind
            return Identity(found[0], kind, name, found[1])
    nameless = reading.kind == "movie" and place.shape != "disc"
    return Identity(None, "unknown" if nameless else reading.kind, "none", "doubtful")


def _by_hand(reading: Reading, by_hand: Optional[Movie]) -> Found:
    if by_hand is None or not by_hand.is_known:
        return None
    named = _in_name(reading, None) or _guessed(reading, None)
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


def _in_name(reading: Reading, _by_hand: Optional[Movie]) -> Found:
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


def _guessed(reading: Reading, by_hand: Optional[Movie]) -> Found:
    file, folder = guess(reading.name), guess(reading.folder)
    how = relation(reading, file, folder)
    movie, sureness = file, None
    if folder and folder.year and (file is None or not file.year) and how != "other":
        movie, sureness = folder, _belief(reading, how, "likely")
    elif reading.is_nondescript and not (file and file.title.isdigit()):
        movie = None if is_shelf(reading.folder) else folder
    if movie is None:
        return None
    if by_hand and by_hand.year:
        movie = replace(movie, year=by_hand.year)
    return movie, sureness or ("likely" if movie.year else "doubtful")


def _belief(reading: Reading, how: Relation, best: Sureness) -> Sureness:
    if how == "same":
        return best
    return "likely" if is_short_name(reading) else "doubtful"


Source = Callable[[Reading, Optional[Movie]], Found]

# Tried in this order. Corrections, container tags, an NFO and Trakt's search have their places in it.
SOURCES: Tuple[Tuple[str, Source], ...] = (
    ("hand", _by_hand),
    ("name", _in_name),
    ("guess", _guessed),
)
