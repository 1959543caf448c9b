"""Prompts outside the state machine: what a person asks for by hand, and films of this run that had to wait.

A prompt of the state machine has a number from 1 on, one of ours a number below 0, so that neither takes the
other's keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, List, Optional

from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.core.rating import Rating


@dataclass(frozen=True)
class Rested:
    """Playback has come to rest: no film follows. Only a player that cannot wait says so."""

    at: float


@dataclass(frozen=True)
class Wanted:
    """Somebody wants to rate this film now."""

    at: float
    movie: Movie


@dataclass(frozen=True)
class Given:
    """A rating that was given without a prompt."""

    at: float
    movie: Movie
    rating: Rating


class Offers:
    """Films that finished and could not be asked about. is_resting: whether there is room for them now."""

    def __init__(self) -> None:
        self.is_resting = False
        self._films: List[Movie] = []
        self._prompts = 0

    def number(self) -> int:
        """A number for the next prompt."""
        self._prompts += 1
        return -self._prompts

    def add(self, movie: Movie) -> None:
        self.drop(movie)
        self._films.append(movie)

    def drop(self, movie: Movie) -> None:
        self._films = [film for film in self._films if not film.is_same_as(movie)]

    def clear(self) -> None:
        self._films = []

    def next(self, is_wanted: Callable[[Movie], bool]) -> Optional[Movie]:
        """The film that finished last among those that are wanted; None while nothing rests."""
        while self.is_resting and self._films:
            movie = self._films.pop()
            if is_wanted(movie):
                return movie
        return None


def is_aside(prompt: Prompt) -> bool:
    """Whether a prompt is one of ours, and not the state machine's."""
    return prompt.id < 0
