"""What the courier has to say, as values for the app's queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Union

from verdict.core.movie import Movie
from verdict.core.rating import Rated
from verdict.journal import Entry
from verdict.trakt.client import Account


@dataclass(frozen=True)
class Sent:
    """Trakt has it, and the journal says so. movie: with what Trakt told of it."""

    entry: Entry
    movie: Movie


@dataclass(frozen=True)
class Matched:
    """Which film Trakt made of a rating that went by title and year. entry: with that film."""

    entry: Entry


@dataclass(frozen=True)
class RefusedReport:
    """Trakt will never take it; it is set aside in the journal."""

    entry: Entry
    reason: str


@dataclass(frozen=True)
class Waits:
    """Something could not be sent now. retry_at: seconds since 1970, UTC, or None."""

    reason: str
    retry_at: Optional[float] = None


@dataclass(frozen=True)
class SignIn:
    """The user has to act; nothing is sent before."""

    reason: str


@dataclass(frozen=True)
class NewsArrived:
    """What a prompt for this film should know now. movie: with what Trakt knows more of it."""

    movie: Movie
    present: Rated
    account: Optional[Account]


@dataclass(frozen=True)
class HitsArrived:
    """What Trakt's search found for this title and year; None: it could not be asked just now."""

    movie: Movie
    hits: Optional[List[Movie]]


Report = Union[Sent, Matched, RefusedReport, Waits, SignIn, NewsArrived, HitsArrived]
