"""What the one account holds: ratings in both forms, plays, and what happened when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from verdict.core.rating import Rated, Rating
from verdict.sandbox.catalogue import Film, ids_of
from verdict.sandbox.clock import Clock, stamp


@dataclass(frozen=True)
class Entry:
    """A film's rating and when it was given."""

    film: Film
    rated: Rated
    at: float


@dataclass(frozen=True)
class Play:
    """One watching of a film, from start to end. action: scrobble, or seen where it was only told of."""

    film: Film
    at: float
    action: str


@dataclass(frozen=True)
class Happening:
    """One line of the account's activity. rated: only where the action is a rating."""

    at: float
    action: str
    film: Film
    rated: Optional[Rated] = None


@dataclass
class Account:
    """Ratings by Trakt number, plays, activity, and the time of the last change of each kind."""

    clock: Clock
    entries: Dict[int, Entry] = field(default_factory=dict)
    plays: List[Play] = field(default_factory=list)
    activity: List[Happening] = field(default_factory=list)
    changed: Dict[str, float] = field(default_factory=dict)
    watching: Optional[Film] = None

    def rate(self, film: Film, rating: Rating, at: Optional[float] = None) -> None:
        """Keep what the film is rated now; an un-rating forgets it. Both forms follow from one answer."""
        now = self.touch("rated_at")
        rated = Rated.by(rating)
        if rating.is_unrate:
            self.entries.pop(film.trakt, None)
        else:
            self.entries[film.trakt] = Entry(film, rated, now if at is None else at)
        self.activity.append(Happening(now, "rating", film, rated))

    def rated(self, film: Film) -> Rated:
        entry = self.entries.get(film.trakt)
        return entry.rated if entry else Rated()

    def newest_first(self) -> List[Entry]:
        return sorted(self.entries.values(), key=lambda entry: -entry.at)

    def play(self, film: Film, at: Optional[float] = None, action: str = "scrobble") -> Play:
        now = self.touch("watched_at")
        play = Play(film, now if at is None else at, action)
        self.plays.append(play)
        self.activity.append(Happening(now, action, film))
        self.watching = None
        return play

    def has_played(self, film: Film) -> bool:
        return any(play.film.trakt == film.trakt for play in self.plays)

    def last_scrobble(self, film: Film) -> Optional[Play]:
        plays = (play for play in self.plays if play.film.trakt == film.trakt and play.action == "scrobble")
        return max(plays, key=lambda play: play.at, default=None)

    def touch(self, what: str) -> float:
        """Note a change; every change has a time of its own, at least a millisecond after the last."""
        now = max(self.clock.now(), self.changed.get(what, 0.0) + 0.001)
        self.changed[what] = now
        return now

    def ratings(self) -> List[Dict[str, Any]]:
        """All ratings, newest first, for tests and for the demo."""
        return [_shown(entry) for entry in self.newest_first()]

    def forget(self) -> None:
        """Back to a fresh account."""
        for kept in (self.entries, self.plays, self.activity, self.changed):
            kept.clear()
        self.watching = None


def _shown(entry: Entry) -> Dict[str, Any]:
    film, rated = entry.film, entry.rated
    return {
        "title": film.title,
        "year": film.year,
        **ids_of(film),
        "rating": rated.simple,
        "rating_advanced": rated.advanced,
        "rated_at": stamp(entry.at),
    }
