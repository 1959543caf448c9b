"""Which film a file is, for a player: what can be known at once, and what the disk says as soon as it does.

The disk is read on a thread of its own for each file, begun when the file is opened. A drive that hangs keeps
that thread and nobody else; after some of them no more are begun.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import Any, Callable, Dict, Mapping, Optional, Tuple

from verdict.core.events import Identified, Kind
from verdict.core.movie import Movie
from verdict.core.parts import Part
from verdict.hosts.mpv.identify import Evidence, Identity, identify
from verdict.hosts.mpv.identify.beside import Facts, facts_of
from verdict.hosts.mpv.identify.parts import part_of
from verdict.journal import Journal, JournalError, Mark

log = logging.getLogger(__name__)

MOST_HANGING = 4  # threads that wait for a drive
FILES_KEPT = 50


@dataclass(frozen=True)
class Found:
    """What is known of a file: the film, and which part of it the file is."""

    identity: Identity
    part: Optional[Part] = None


class Finder:
    """Identifies the files of one player. post: takes an `Identified` from any thread."""

    def __init__(
        self,
        journal: Journal,
        post: Callable[[Identified], None],
        by_hand: Optional[Movie] = None,
        look: Callable[[str], Facts] = facts_of,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._journal = journal
        self._post = post
        self._by_hand = by_hand
        self._look = look
        self._clock = clock
        self._lock = threading.Lock()
        self._facts: Dict[str, Tuple[Facts, Optional[Movie]]] = {}
        self._tags: Dict[str, Mapping[str, str]] = {}
        self._told: Dict[str, Found] = {}
        self._at_work = 0

    def begin(self, source: str) -> None:
        """A file is about to be opened: have the disk read meanwhile."""
        with self._lock:
            self._told.pop(source, None)
            self._facts.pop(source, None)
            if self._at_work >= MOST_HANGING:
                return
            self._at_work += 1
        threading.Thread(target=self._read, args=(source,), name="verdict-finder", daemon=True).start()

    def found(self, source: str, tags: Any) -> Found:
        """What is known now. tags: mpv's `metadata`. What is found later is posted."""
        with self._lock:
            self._tags = {source: tags if isinstance(tags, dict) else {}}
            found = self._told[source] = self._judged(source)
        return found

    def corrected(self, source: str, movie: Movie) -> None:
        """Remember what the user said this file is. What the journal cannot keep is logged."""
        with self._lock:
            facts, _ = self._facts.get(source, (Facts(Mark(source)), None))
        try:
            self._journal.correct(facts.mark, movie)
        except JournalError as error:
            log.warning("%s", error)

    def _read(self, source: str) -> None:
        try:
            facts = self._look(source)
            corrected = self._journal.corrected(facts.mark)
        except JournalError as error:
            log.warning("%s", error)
            return
        finally:
            with self._lock:
                self._at_work -= 1
        with self._lock:
            self._facts[source] = facts, corrected
            while len(self._facts) > FILES_KEPT:
                del self._facts[next(iter(self._facts))]
            told = self._told.get(source)
            news = self._judged(source) if told else None
            is_news = told is not None and news is not None and news != told
            if news and is_news:
                self._told[source] = news
        if news and is_news:
            self._post(self._event(source, news))

    def _judged(self, source: str) -> Found:
        facts, corrected = self._facts.get(source, (None, None))
        note, parts = (facts.note, facts.parts) if facts else (None, None)
        tags = self._tags.get(source, {})
        identity = identify(source, self._by_hand, Evidence(corrected, tags, note))
        return Found(identity, part_of(source, parts) if identity.kind == "part" else None)

    def _event(self, source: str, found: Found) -> Identified:
        identity = found.identity
        return Identified(
            self._clock(),
            identity.movie,
            Kind(identity.kind),
            identity.certain,
            identity.sureness == "doubtful",
            found.part,
            source,
        )
