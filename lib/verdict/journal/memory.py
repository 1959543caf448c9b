"""What was once found out about films and holds for a while: Trakt's hits for a name, a reading of a name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, List, Optional, Sequence

from verdict.core.movie import Movie
from verdict.journal.store import Store

HITS_HOLD = 30 * 24 * 3600.0  # seconds; new films come to Trakt, and few of the old ones change
NO_HITS_HOLD = 24 * 3600.0
_SEARCH = "search"


class Memory(Store):
    """Answers with an end date, each under its kind and key."""

    def remember(self, kind: str, key: str, value: Any, holds: float) -> None:
        """Keep a value of JSON for so many seconds."""
        self.remember_all(kind, {key: value}, holds)

    def remember_all(self, kind: str, values: "dict[str, Any]", holds: float) -> None:
        """Keep several, in one transaction; what has outlived its date goes."""
        now = self._now()
        rows = [(kind, json.dumps(key), json.dumps(value), now + holds) for key, value in values.items()]
        with self._writing() as db:
            db.execute("DELETE FROM memory WHERE until < ?", (now,))
            db.executemany(
                "INSERT OR REPLACE INTO memory (kind, key, value, until) VALUES (?, ?, ?, ?)", rows
            )

    def recall(self, kind: str, key: str) -> Any:
        """The value, None where there is none that still holds."""
        with self._reading() as db:
            row = db.execute(
                "SELECT value FROM memory WHERE kind = ? AND key = ? AND until >= ?",
                (kind, json.dumps(key), self._now()),
            ).fetchone()
        return None if row is None else json.loads(row["value"])

    def recall_all(self, kind: str) -> "dict[str, Any]":
        """All of one kind that still hold."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT key, value FROM memory WHERE kind = ? AND until >= ?", (kind, self._now())
            ).fetchall()
        return {json.loads(row["key"]): json.loads(row["value"]) for row in rows}

    def keep_hits(self, title: str, year: Optional[int], hits: Sequence[Movie]) -> None:
        """Keep what Trakt found for a title and year."""
        films = [{**movie.to_json(), "other_titles": movie.other_titles} for movie in hits]
        self.remember(_SEARCH, _named(title, year), films, HITS_HOLD if hits else NO_HITS_HOLD)

    def hits(self, title: str, year: Optional[int]) -> Optional[List[Movie]]:
        """What Trakt found not long ago; None where it was not asked."""
        films = self.recall(_SEARCH, _named(title, year))
        return None if films is None else [_hit(film) for film in films]


def _hit(film: "dict[str, Any]") -> Movie:
    return replace(Movie.from_json(film), other_titles=tuple(film.get("other_titles", ())))


def _named(title: str, year: Optional[int]) -> str:
    return f"{Movie(title).title_key} {year or ''}"
