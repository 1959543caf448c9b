"""Trakt's search for a command: as the journal remembers it, else asked for, and remembered from then on."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, List, Optional

from verdict.cli.house import House
from verdict.cli.streams import complain, plain
from verdict.core.matching import the_one
from verdict.core.movie import Movie

if TYPE_CHECKING:
    from verdict.journal import Journal
    from verdict.trakt.client import TraktClient


class Searching:
    """One run's searches. Where Trakt cannot be asked, that is said once, and it is not asked again."""

    def __init__(self, house: House, is_offline: bool = False) -> None:
        self._house = house
        self._is_offline = is_offline
        self._client: Optional[TraktClient] = None

    def hits(self, movie: Movie) -> Optional[List[Movie]]:
        """What Trakt has under this name; None where nobody can say."""
        from verdict.journal import JournalError

        journal = self.journal()
        with contextlib.suppress(JournalError):
            known = journal.hits(movie.title, movie.year) if journal else None
            if known is not None or self._is_offline:
                return known
        return self._asked(movie)

    def settled(self, movie: Movie) -> Optional[Movie]:
        """The film that this one is on Trakt; None where that is in doubt.

        Where nobody can say, title and year are enough: Trakt decides then.
        """
        if movie.ids or not movie.title:
            return movie
        hits = self.hits(movie)
        if hits is None:
            return movie if movie.year else None
        hit = the_one(movie, hits)
        return hit.completed_by(movie) if hit else None

    def close(self) -> None:
        """Let go of Trakt."""
        if self._client is not None:
            self._client.close()

    def journal(self, begin: bool = False) -> Optional[Journal]:
        """The journal where there is one, or where there is something to begin one for."""
        from verdict.journal import JournalError

        try:
            if begin or self._house.places.journal_file.exists():
                return self._house.journal()
        except (JournalError, OSError):
            return None
        return None

    def _asked(self, movie: Movie) -> Optional[List[Movie]]:
        from verdict.journal import JournalError
        from verdict.trakt.errors import Refused, SignInNeeded, TraktError

        try:
            hits = self._search(movie)
        except Refused:
            hits = []
        except SignInNeeded:
            self._is_offline = True  # nobody signed in: nobody can be asked
            return None
        except TraktError as problem:
            self._is_offline = True
            complain(f"not searched on Trakt: {plain(str(problem))}")
            return None
        journal = self.journal(begin=True)
        if journal is not None:
            with contextlib.suppress(JournalError):
                journal.keep_hits(movie.title, movie.year, hits)
        return hits

    def _search(self, movie: Movie) -> List[Movie]:
        from verdict.courier.delivery import keep_hold, respect_hold
        from verdict.trakt.errors import TraktError

        if self._client is None:
            self._client = self._house.connect()
        journal = self._house.journal()
        respect_hold(journal, time.time())
        try:
            hits = self._client.search(movie.title, movie.year)
            return hits if hits or not movie.year else self._client.search(movie.title)
        except TraktError as problem:
            keep_hold(journal, problem, time.time())
            raise
