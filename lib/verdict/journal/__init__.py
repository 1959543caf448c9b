"""Every rating on disk before anything else happens, and what is known of films without asking Trakt."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Callable, Iterator

from verdict.journal.collection import Collection, Held
from verdict.journal.conflicts import Conflicts
from verdict.journal.corrections import Corrections, Mark
from verdict.journal.errors import JournalError, plainly
from verdict.journal.films import FilmNotes, Unrated
from verdict.journal.guarded import guarded
from verdict.journal.holds import Holds
from verdict.journal.known import Known
from verdict.journal.matches import Correction, Matches
from verdict.journal.memory import Memory
from verdict.journal.plays import Parting, Play, Plays
from verdict.journal.ratings import Counts, Entry, Ratings, State, entry_json
from verdict.journal.turn import turn

__all__ = [
    "Correction",
    "Counts",
    "Entry",
    "Held",
    "Journal",
    "JournalError",
    "Mark",
    "Parting",
    "Play",
    "State",
    "Unrated",
    "entry_json",
    "guarded",
]


class Journal(Ratings, Matches, Known, FilmNotes, Corrections, Memory, Holds, Plays, Conflicts, Collection):
    """The journal: one SQLite file for all threads and processes. Every method raises JournalError only."""

    @classmethod
    def open(cls, path: Path, now: Callable[[], float] = time.time) -> Journal:
        """Open the journal, or begin one. A damaged file is set aside, which `notices` tells.

        now: the wall clock, seconds since 1970, UTC.
        """
        return cls(path, now)

    @contextlib.contextmanager
    def sending(self, wait: float) -> Iterator[bool]:
        """Only one process sends at a time: whether it is ours, after at most `wait` seconds."""
        with contextlib.ExitStack() as stack:
            with plainly(self.path):
                is_ours = stack.enter_context(turn(self.path.with_name(self.path.name + "-sending"), wait))
            yield is_ours
