"""Prompts outside the state machine: what a person asks for by hand, and films of this run that had to wait.

A prompt of the state machine has a number from 1 on, one of ours a number below 0, so that neither takes the
other's keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional

from verdict.asking import Asking
from verdict.core.movie import Movie
from verdict.core.rating import Rating


@dataclass(frozen=True)
class Rested:
    """Playback has come to rest: no film follows. Only a player that cannot wait says so."""

    at: float


@dataclass(frozen=True)
class ByHand:
    """Somebody wants to rate this film now, whether it was played or not."""

    at: float
    movie: Movie


@dataclass(frozen=True)
class Given:
    """A rating that was given without a prompt."""

    at: float
    movie: Movie
    rating: Rating


def is_aside(prompt: int) -> bool:
    """Whether a prompt is one of ours, and not the state machine's."""
    return prompt < 0


class Offers:
    """Films that finished and could not be asked about. is_resting: whether there is room for them now."""

    def __init__(self, asking: Asking) -> None:
        self.is_resting = False
        self._asking = asking
        self._films: List[Movie] = []
        self._prompts = 0

    def add(self, movie: Movie) -> None:
        self.drop(movie)
        self._films.append(movie)

    def drop(self, movie: Movie) -> None:
        self._films = [film for film in self._films if not film.is_same_as(movie)]

    def clear(self) -> None:
        self._films = []

    def ask(self, movie: Movie, deadline: Optional[float] = None) -> None:
        """Open a prompt of ours."""
        self._prompts += 1
        self._asking.open(-self._prompts, movie, deadline)

    def ask_next(self) -> bool:
        """Ask about the film that finished last; False where none is wanted, or while a film plays."""
        while self.is_resting and self._films and not self._asking.another_asks():
            movie = self._films.pop()
            if self._asking.refusal(movie) is None:
                self.ask(movie, self._asking.deadline())
                return True
        return False
