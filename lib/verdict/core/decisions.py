"""All that the state machine can decide. The app carries it out.

at: the time of the event that led to it; because: in words, for traces and logs.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Union

from verdict.core.movie import Movie
from verdict.core.rating import Rating


class Action(enum.Enum):
    START = "start"
    PAUSE = "pause"
    STOP = "stop"


@dataclass(frozen=True)
class Ask:
    """Open the prompt number `prompt` for this film; doubtful: ask first which film it is."""

    at: float
    movie: Movie
    because: str
    prompt: int
    doubtful: bool = False


@dataclass(frozen=True)
class Close:
    """Close the prompt: another film plays."""

    at: float
    prompt: int


@dataclass(frozen=True)
class Record:
    """Write the rating into the journal."""

    at: float
    movie: Movie
    rating: Rating


@dataclass(frozen=True)
class Scrobble:
    """Tell Trakt what is being watched. progress: percent of the film, 0 to 100.

    duration: seconds; finished: whether the viewing is over and the film has finished.
    """

    at: float
    action: Action
    movie: Movie
    progress: float
    duration: float = 0.0
    finished: bool = False


@dataclass(frozen=True)
class Later:
    """The film finished and was not answered: keep it as not rated yet.

    source, doubtful: as it was opened.
    """

    at: float
    movie: Movie
    because: str
    source: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Pass:
    """The viewing does not lead to a prompt."""

    at: float
    because: str


Decision = Union[Ask, Close, Record, Scrobble, Later, Pass]
