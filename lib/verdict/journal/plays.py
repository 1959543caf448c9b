"""Films that finished while Trakt could not be told: their plays wait here, and go out once only.

A play that is told twice counts twice at Trakt, and no page tells how to prevent that. So a play is marked as
tried on disk before its request, and one whose request ended in the dark is never tried again.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Dict, Optional

from verdict.core.decisions import Action
from verdict.core.movie import Movie
from verdict.journal.rows import FILM, FILM_MARKS, film_columns, film_of, storable
from verdict.journal.store import Store, put
from verdict.trakt.client import Playing

_PARTING = "parting"


@dataclass(frozen=True)
class Play:
    """A film and the moment when it was watched to its end, seconds since 1970, UTC."""

    id: int
    movie: Movie
    watched_at: float


@dataclass(frozen=True)
class Parting:
    """What was still to be told when the player went. doubtful: Trakt may have heard it."""

    playing: Playing
    doubtful: bool = False


class Plays(Store):
    """What Trakt was not told of watching."""

    def add_play(self, movie: Movie, watched_at: float) -> None:
        """Keep a play for later; it is on disk when this returns."""
        moment = watched_at if math.isfinite(watched_at) else self._now()
        with self._writing() as db:
            db.execute(
                f"INSERT INTO plays ({FILM}, watched_at, state) VALUES ({FILM_MARKS}, ?, 'waiting')",  # noqa: S608
                (*film_columns(movie), moment),
            )

    def plays_waiting(self) -> int:
        """How many plays still have to be told."""
        with self._reading() as db:
            return int(db.execute("SELECT COUNT(*) FROM plays WHERE state = 'waiting'").fetchone()[0])

    def take_play(self) -> Optional[Play]:
        """The oldest play that waits, or None. It is marked as tried from now on, whatever happens to us."""
        with self._writing() as db:
            row = db.execute("SELECT * FROM plays WHERE state = 'waiting' ORDER BY id").fetchone()
            if row is None:
                return None
            db.execute("UPDATE plays SET state = 'trying' WHERE id = ?", (row["id"],))
            return Play(row["id"], film_of(row), row["watched_at"])

    def put_play_back(self, play: Play) -> None:
        """It is certain that Trakt did not take it: it waits again."""
        self._settle_play(play, "waiting", None)

    def settle_play(self, play: Play, refused: Optional[str]) -> None:
        """Trakt has it, or will never take it. refused: why not, or None."""
        self._settle_play(play, "sent" if refused is None else "refused", refused)

    def part_with(self, parting: Parting) -> None:
        """Keep what the next process may still tell, if that is soon enough."""
        self.set(_PARTING, json.dumps(_parting_json(parting)))

    def has_parting(self) -> bool:
        return self.get(_PARTING) is not None

    def take_parting(self) -> Optional[Parting]:
        """What was kept by `part_with`, for one process only; None without it."""
        if not self.has_parting():
            return None
        with self._writing() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (_PARTING,)).fetchone()
            put(db, _PARTING, None)
        with self._reading():
            return _parting_of(json.loads(row["value"])) if row else None

    def _settle_play(self, play: Play, state: str, reason: Optional[str]) -> None:
        with self._writing() as db:
            told = storable(reason) if reason else None
            db.execute("UPDATE plays SET state = ?, reason = ? WHERE id = ?", (state, told, play.id))


def _parting_json(parting: Parting) -> Dict[str, Any]:
    playing = parting.playing
    told = {**vars(playing), "movie": playing.movie.to_json(), "action": playing.action.value}
    return {"playing": told, "doubtful": parting.doubtful}


def _parting_of(data: Dict[str, Any]) -> Parting:
    """ValueError for what is none of ours."""
    if not isinstance(data, dict) or "playing" not in data:
        raise ValueError("no viewing")
    told = data["playing"]
    movie, action = Movie.from_json(told["movie"]), Action(told["action"])
    return Parting(Playing(**{**told, "movie": movie, "action": action}), bool(data["doubtful"]))
