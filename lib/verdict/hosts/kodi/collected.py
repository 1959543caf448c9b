"""Which of the ratings that Kodi holds its user gave there, and Trakt does not have. Policy without Kodi.

Kodi says neither who wrote a rating nor when. So what we wrote ourselves, and what Kodi and Trakt once agreed
on, is noted: a rating that still is as noted says nothing new, whatever Trakt has by now. A film without a
rating in Kodi says nothing either: nothing is ever taken away at Trakt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Tuple

from verdict.core.movie import Movie
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.journal import Journal

KIND = "kodi-rating"  # of our notes in the journal's memory
FOR_GOOD = 100 * 365 * 86400.0  # seconds

Notes = Mapping[str, int]  # from a film's key to the rating that was noted


@dataclass(frozen=True)
class Found:
    """A rating from Kodi's library. present: what Trakt has; is_change: it was another one before."""

    movie: Movie
    rating: Rating
    present: Rated
    is_change: bool

    @property
    def is_plain(self) -> bool:
        """Whether it can go without a question: otherwise nothing says which of two ratings is the later."""
        return self.is_change or not self.present


def noted(journal: Journal) -> Notes:
    notes: Dict[str, int] = journal.recall_all(KIND)
    return notes


def note(journal: Journal, ratings: Notes) -> None:
    """Remember ratings (0 for none) of Kodi's library as nothing new."""
    if ratings:
        journal.remember_all(KIND, dict(ratings), FOR_GOOD)


def key_of(movie: Movie) -> str:
    """What a film is noted under: the first of its ids that Kodi has, else its name."""
    ids = movie.ids
    if ids:
        return f"imdb:{ids.imdb}" if ids.imdb else f"tmdb:{ids.tmdb}" if ids.tmdb else f"trakt:{ids.trakt}"
    return f"{movie.title_key} {movie.year or ''}"


def is_sendable(movie: Movie) -> bool:
    """Whether Trakt can tell which film it is."""
    return bool(movie.ids or (movie.title and movie.year))


def unnoted(held: Iterable[Tuple[Movie, int]], notes: Notes) -> Dict[str, Tuple[Movie, int]]:
    """The ratings (1 to 10) that are not as noted, by key; of several copies of a film, one."""
    news: Dict[str, Tuple[Movie, int]] = {}
    for movie, number in held:
        if 1 <= number <= 10 and is_sendable(movie) and notes.get(key_of(movie)) != number:
            news.setdefault(key_of(movie), (movie, number))
    return news


def compare(
    news: Mapping[str, Tuple[Movie, int]], notes: Notes, present: Callable[[Movie], Rated], mode: RatingMode
) -> Tuple[List[Found], Dict[str, int]]:
    """What Trakt does not have yet, and what it has already: that is to be noted."""
    found: List[Found] = []
    agreed: Dict[str, int] = {}
    for key, (movie, number) in news.items():
        rating, there = Rating(number), present(movie)
        if _says_the_same(rating, there, mode):
            agreed[key] = number
        else:
            found.append(Found(movie, rating, there, key in notes))
    return found, agreed


def _says_the_same(rating: Rating, there: Rated, mode: RatingMode) -> bool:
    """Who rates by love and hate has no finer word than these."""
    if mode is RatingMode.SIMPLE or there.advanced is None:
        return there.simple is not None and rating.as_word() == there.simple
    return rating.value == there.advanced
