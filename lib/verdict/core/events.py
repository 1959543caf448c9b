"""All that a player or a prompt can say. Every event carries its own time.

at: seconds on any clock, of which only differences are read; positions and durations: seconds of the film.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Optional, Tuple, Union

from verdict.core.movie import Movie
from verdict.core.parts import Part, Played
from verdict.core.rating import Rating
from verdict.core.spans import Spans


class Kind(enum.Enum):
    """What a file is. Only a movie, or what nobody could tell, is ever asked about."""

    MOVIE = "movie"
    EPISODE = "episode"
    TRAILER = "trailer"
    SAMPLE = "sample"
    EXTRA = "extra"
    PART = "part"
    LIVE = "live"
    UNKNOWN = "unknown"


class Reason(enum.Enum):
    """Why a viewing ended."""

    EOF = "eof"
    STOP = "stop"
    QUIT = "quit"
    ERROR = "error"


class Why(enum.Enum):
    """Why a prompt went without a rating."""

    SKIP = "skip"
    TIMEOUT = "timeout"
    NEVER = "never"


@dataclass(frozen=True)
class LeftOff:
    """Where an earlier viewing of a film stopped, and what of it was covered by then."""

    source: str
    movie: Optional[Movie]
    position: float
    covered: Spans


@dataclass(frozen=True)
class Opened:
    """A file begins to play.

    position: where the player itself restored it, 0 otherwise (the user's own start is 0, then `Sought`);
    certain: the film is known by an id, a tag or the user's word, not guessed from a name;
    left_off: an earlier viewing, from outside this run;
    doubtful: which film it is has to be asked before it can be rated;
    part: which part of the film this file is, where it is one and that is known;
    played: what was played of parts of the film before this run.
    """

    at: float
    source: str
    duration: Optional[float]
    position: float = 0.0
    movie: Optional[Movie] = None
    kind: Kind = Kind.MOVIE
    certain: bool = False
    left_off: Optional[LeftOff] = None
    doubtful: bool = False
    part: Optional[Part] = None
    played: Tuple[Played, ...] = ()


@dataclass(frozen=True)
class Identified:
    """Which film it is became known, or was corrected, after the file was opened.

    source: the file that this was found out about; None where a person said it at the prompt.
    prompt: the number of that prompt, None from a trace that does not know it.
    """

    at: float
    movie: Optional[Movie]
    kind: Kind = Kind.MOVIE
    certain: bool = False
    doubtful: bool = False
    part: Optional[Part] = None
    source: Optional[str] = None
    prompt: Optional[int] = None


@dataclass(frozen=True)
class Paused:
    at: float


@dataclass(frozen=True)
class Resumed:
    at: float


@dataclass(frozen=True)
class Sought:
    at: float
    position: float


@dataclass(frozen=True)
class SpeedChanged:
    """speed: seconds of film a second, 1 is normal; below 0 plays backwards."""

    at: float
    speed: float


@dataclass(frozen=True)
class Measured:
    """The player learned the length later, or another one (a file that still grows)."""

    at: float
    duration: Optional[float]


@dataclass(frozen=True)
class ChapterEntered:
    """position: where the chapter begins, None where playback has just come to its beginning."""

    at: float
    title: str
    position: Optional[float] = None


@dataclass(frozen=True)
class Ended:
    """more: nothing can be asked: another film follows at once in a player that cannot wait, or it is gone;
    position: where it ended, if the player can still tell, None otherwise.
    """

    at: float
    reason: Reason
    more: bool = False
    position: Optional[float] = None


@dataclass(frozen=True)
class CreditsBegan:
    """The moment that `offer.offer_at` named has come: the film can be rated while its credits run.

    It decides nothing: a card beside the picture is all that it leads to (`Viewing.offered`).
    """

    at: float


@dataclass(frozen=True)
class Wanted:
    """The user wants to rate the film that plays."""

    at: float


@dataclass(frozen=True)
class Chosen:
    """prompt: the id of the prompt that was answered, None from a trace that does not know it."""

    at: float
    rating: Rating
    prompt: Optional[int] = None


@dataclass(frozen=True)
class Dismissed:
    at: float
    why: Why
    prompt: Optional[int] = None


Event = Union[
    Opened,
    Identified,
    Paused,
    Resumed,
    Sought,
    SpeedChanged,
    Measured,
    ChapterEntered,
    Ended,
    CreditsBegan,
    Wanted,
    Chosen,
    Dismissed,
]
