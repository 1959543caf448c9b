"""Which films files are, for a command: names, NFO files, tags, the journal's memory, and Trakt's search."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import Any, Optional

from verdict.cli.house import House
from verdict.cli.searching import Searching
from verdict.core.movie import Movie
from verdict.hosts.mpv.identify import Evidence, Identity, guess, identify
from verdict.hosts.mpv.identify.beside import Facts, facts_of
from verdict.hosts.mpv.identify.bounded import Bounded
from verdict.journal import Journal, JournalError, Mark

DISK_ANSWERS_WITHIN = 3.0  # seconds for one file
READINGS_HOLD = 365 * 24 * 3600.0
WORTH_KEEPING = 20  # readings for which a journal is begun
_READINGS = "readings"
_SEARCHED_KINDS = ("movie", "part")


class Films:
    """Identifies one file after another. Close it at the end: what was found out is kept then."""

    def __init__(self, house: House, is_offline: bool) -> None:
        self._searching = Searching(house, is_offline)
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
        hits = self._searching.hits(movie)
        if hits is None:
            return identity
        return identify(source, evidence=dataclasses.replace(evidence, hits=tuple(hits)))

    def close(self) -> None:
        """Keep what was read, and let go of Trakt."""
        self._searching.close()
        new = {name: film for name, film in guess.learnt().items() if name not in self._read_before}
        journal = self._searching.journal(len(new) >= WORTH_KEEPING)
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
        journal = self._searching.journal()
        if journal is None:
            return
        with contextlib.suppress(JournalError, ValueError):
            known = self._known(journal).items()
            guess.recall({name: Movie.from_json(film) if film else None for name, film in known})

    def _known(self, journal: Journal) -> "dict[str, Any]":
        known = journal.recall(_READINGS, self._rules)
        return known if isinstance(known, dict) else {}

    def _corrected(self, mark: Mark) -> Optional[Movie]:
        journal = self._searching.journal()
        with contextlib.suppress(JournalError):
            return journal.corrected(mark) if journal else None
        return None
