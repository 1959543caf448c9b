"""Which film a file is, as far as the app decides it: by the hits of Trakt's search."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence, Set, Tuple, TypeVar

from verdict.core.events import Identified, Kind, Opened
from verdict.core.matching import the_one
from verdict.core.movie import Movie
from verdict.courier import Courier
from verdict.journal import Journal, guarded

_SEARCHED = (Kind.MOVIE, Kind.PART)
_FilmEvent = TypeVar("_FilmEvent", Opened, Identified)


class Matching:
    """Asks journal and Trakt about films of which no id is known. No method waits, and none raises."""

    def __init__(self, journal: Journal, courier: Courier) -> None:
        self._journal = journal
        self._courier = courier
        self._asked: Set[Movie] = set()

    def settled(self, event: _FilmEvent) -> _FilmEvent:
        """The event with the film that Trakt has under that name, or in doubt; a person's word is left alone.

        Trakt may be asked for hits, and for news of the film.
        """
        if isinstance(event, Identified) and event.source is None:
            return event
        event = self._by_hits(event)
        self.ask_news(event.movie, event.doubtful)
        return event

    def ask_news(self, movie: Optional[Movie], doubtful: bool = False) -> None:
        """Of a film in doubt there is no news: it may be another one."""
        if movie is not None and not doubtful:
            self._courier.ask_news(movie)

    def _by_hits(self, event: _FilmEvent) -> _FilmEvent:
        movie = event.movie
        if movie is None or movie.ids or not movie.title or event.kind not in _SEARCHED:
            return event
        hits = self.hits(movie)
        return event if hits is None else judged(event, hits)

    def named(self, movie: Movie) -> Tuple[Movie, bool]:
        """The film that somebody named, as Trakt has it, and whether it is in doubt.

        While Trakt is being asked, a title with its year stands for itself.
        """
        if movie.ids or not movie.title:
            return movie, False
        hits = self.hits(movie)
        if hits is None:
            return movie, movie.year is None
        hit = the_one(movie, hits)
        return (hit.completed_by(movie), False) if hit else (movie, True)

    def hits(self, movie: Movie) -> Optional[List[Movie]]:
        """What is known of this title and year; None where the answer is on its way."""
        hits = guarded(lambda: self._journal.hits(movie.title, movie.year), None)
        if hits is None and movie not in self._asked:
            self._asked.add(movie)
            self._courier.ask_search(movie)
        return hits

    def arrived(self, movie: Movie) -> None:
        """The answer for this film is there, or will not come."""
        self._asked.discard(movie)


def found_out(opened: Opened, at: float) -> Identified:
    """What was known of a film when it was opened, as something that is found out now."""
    return Identified(
        at, opened.movie, opened.kind, opened.certain, opened.doubtful, opened.part, opened.source
    )


def judged(event: _FilmEvent, hits: Sequence[Movie]) -> _FilmEvent:
    """The event with the only hit of its title and year; else in doubt, unless a person named the film."""
    if event.movie is None:
        return event
    hit = the_one(event.movie, hits)
    if hit is None:
        return replace(event, doubtful=event.doubtful or not event.certain)
    return replace(event, movie=hit.completed_by(event.movie), doubtful=False)
