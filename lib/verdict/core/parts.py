"""Films in several files: what was played of the other parts, and what of the whole that makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

from verdict.core.movie import Movie
from verdict.core.spans import Spans

PLAYED_KEPT = 40  # parts


@dataclass(frozen=True)
class Part:
    """Which part of how many a file is, from 1 on."""

    number: int
    total: int

    @property
    def is_last(self) -> bool:
        return self.number >= self.total


@dataclass(frozen=True)
class Played:
    """What was played of one part of a film. duration: seconds of this part."""

    movie: Movie
    number: int
    duration: float
    covered: Spans

    def to_json(self) -> Dict[str, Any]:
        spans: List[List[float]] = [list(span) for span in self.covered.spans]
        return {**vars(self), "movie": self.movie.to_json(), "covered": spans}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Played:
        """What `to_json` made of it."""
        spans = Spans(tuple((float(start), float(end)) for start, end in data["covered"]))
        return cls(Movie.from_json(data["movie"]), int(data["number"]), float(data["duration"]), spans)


@dataclass(frozen=True)
class Whole:
    """The film that a part belongs to: its length, and the length and the covered time of the other parts."""

    length: float
    before: float
    covered: float


def whole(part: Part, duration: float, others: Tuple[Played, ...]) -> Optional[Whole]:
    """The whole film of this last part; None where a part before it was never played."""
    lengths = {played.number: played for played in others if played.number < part.number}
    if len(lengths) < part.number - 1:
        return None
    before = sum(played.duration for played in lengths.values())
    covered = sum(played.covered.until(played.duration).total for played in lengths.values())
    return Whole(before + duration, before, covered)


def of_film(played: Tuple[Played, ...], movie: Optional[Movie]) -> Tuple[Played, ...]:
    return tuple(one for one in played if movie and one.movie.is_same_as(movie))


def with_played(played: Tuple[Played, ...], new: Played) -> Tuple[Played, ...]:
    """These and one more; of the same part, what both covered."""
    same = [one for one in played if one.number == new.number and one.movie.is_same_as(new.movie)]
    others = tuple(one for one in played if one not in same)
    covered = new.covered
    for one in same:
        covered = covered.union(one.covered)
    return (*others, Played(new.movie, new.number, new.duration, covered))[-PLAYED_KEPT:]
