"""Films that are not rated yet, kept in the journal until an answer takes them out."""

from __future__ import annotations

from typing import Callable

from verdict.core.movie import Movie
from verdict.journal import Journal, guarded


class Keeping:
    """No method raises: a film is asked about without it, too."""

    def __init__(self, journal: Journal, wall_clock: Callable[[], float]) -> None:
        self._journal = journal
        self._wall_clock = wall_clock

    def keep(self, movie: Movie, because: str) -> None:
        guarded(lambda: self._journal.keep_unrated(movie, self._wall_clock(), because), None)

    def drop(self, movie: Movie) -> bool:
        """Whether the film was kept."""
        return guarded(lambda: self._journal.drop_unrated(movie), False)

    def never_ask(self, movie: Movie) -> None:
        guarded(lambda: self._journal.never_ask(movie), None)
