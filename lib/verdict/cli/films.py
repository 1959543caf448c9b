"""Which films files are, for a command: names, NFO files, tags, the journal's memory, and Trakt's search."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING, Any, List, Optional

from verdict.cli.house import House
from verdict.cli.streams import complain, plain
from verdict.core.movie import Movie
from verdict.hosts.mpv.identify import Evidence, Identity, guess, identify
from verdict.hosts.mpv.identify.beside import Facts, facts_of
from verdict.hosts.mpv.identify.bounded import Bounded
from verdict.journal import Journal, JournalError, Mark

if TYPE_CHECKING:
    from verdict.trakt.client import TraktClient

DISK_ANSWERS_WITHIN = 3.0  # seconds for one file
READINGS_HOLD = 365 * 24 * 3600.0
WORTH_KEEPING = 20  # readings for which a journal is begun
_READINGS = "readings"
_SEARCHED_KINDS = ("movie", "part")


class Films:
    """Identifies one file after another. Close it at the end: what was found out is kept then."""

    def __init__(self, house: House, is_offline: bool) -> None:
        self._house = house
        self._is_offline = is_offline
        self._client: Optional[TraktClient] = None
        self._disk: Bounded[Facts] = Bounded(DISK_ANSWERS_WITHIN)
        self._rules = guess.rules()
        self._read_before = set(guess.learnt())
        self._recall()

    def identify(self, source: str) -> Identity:
        """Which film this is, by all that may be asked."""
        facts = self._disk(lambda: facts_of(source, with_tags=True)) or Facts(Mark(source))
        evidence = Evidence(self._corrected(facts.mark), facts.tags, facts.note)
        identity = identify(source, evidence=evidence)
        movie = identity.movie
        if movie is None or movie.ids or not movie.title or identity.kind not in _SEARCHED_KINDS:
            return identity
        hits = self._hits(movie)
        if hits is None:
            return identity
        return identify(source, evidence=dataclasses.replace(evidence, hits=tuple(hits)))

    def close(self) -> None:
        """Keep what was read, and let go of Trakt."""
        if self._client is not None:
            self._client.close()
        new = {name: film for name, film in guess.learnt().items() if name not in self._read_before}
        journal = self._journal(len(new) >= WORTH_KEEPING)
        if journal is None or not new:
            return
        values = {name: movie.to_json() if movie else None for name, movie in new.items()}
        with contextlib.suppress(JournalError):
            journal.remember_all(_READINGS, {self._rules: {**self._known(journal), **values}}, READINGS_HOLD)

    def __enter__(self) -> Films:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _recall(self) -> None:
        journal = self._journal()
        if journal is None:
            return
        with contextlib.suppress(JournalError, ValueError):
            known = self._known(journal).items()
            guess.recall({name: Movie.from_json(film) if film else None for name, film in known})

    def _known(self, journal: Journal) -> "dict[str, Any]":
        known = journal.recall(_READINGS, self._rules)
        return known if isinstance(known, dict) else {}

    def _corrected(self, mark: Mark) -> Optional[Movie]:
        journal = self._journal()
        with contextlib.suppress(JournalError):
            return journal.corrected(mark) if journal else None
        return None

    def _hits(self, movie: Movie) -> Optional[List[Movie]]:
        """What Trakt has under this name: as remembered, else asked for; None where nobody can say."""
        journal = self._journal()
        with contextlib.suppress(JournalError):
            known = journal.hits(movie.title, movie.year) if journal else None
            if known is not None or self._is_offline:
                return known
        return self._asked(movie)

    def _asked(self, movie: Movie) -> Optional[List[Movie]]:
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
        journal = self._journal(begin=True)
        if journal is not None:
            with contextlib.suppress(JournalError):
                journal.keep_hits(movie.title, movie.year, hits)
        return hits

    def _search(self, movie: Movie) -> List[Movie]:
        import time

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

    def _journal(self, begin: bool = False) -> Optional[Journal]:
        """The journal where there is one, or where there is something to begin one for."""
        try:
            if begin or self._house.places.journal_file.exists():
                return self._house.journal()
        except (JournalError, OSError):
            return None
        return None
