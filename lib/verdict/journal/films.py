"""What is kept of films besides ratings: not rated yet, never to be asked about, left off half-way."""

from __future__ import annotations

import json
import math
import sqlite3
from dataclasses import dataclass
from typing import List, Optional

from verdict.core.events import LeftOff
from verdict.core.movie import Movie
from verdict.core.spans import Spans
from verdict.journal.rows import FILM, FILM_MARKS, drop_film, film_columns, film_of, same_films, storable
from verdict.journal.store import Store

LEFT_OFF_KEPT = 500  # viewings


@dataclass(frozen=True)
class Unrated:
    """A film that finished and was not answered. at: seconds since 1970, UTC; because: in words."""

    movie: Movie
    at: float
    because: str


class FilmNotes(Store):
    """Notes on films."""

    def keep_unrated(self, movie: Movie, at: float, because: str) -> None:
        """Keep a film as not rated yet; the newest word on it stays."""
        with self._writing() as db:
            drop_film(db, "unrated", movie)
            db.execute(
                f"INSERT INTO unrated ({FILM}, at, because) VALUES ({FILM_MARKS}, ?, ?)",  # noqa: S608
                (*film_columns(movie), at if math.isfinite(at) else self._now(), storable(because)),
            )

    def unrated(self) -> List[Unrated]:
        """The films that are not rated yet, neither here nor, as far as was heard, on Trakt; latest first."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM unrated ORDER BY at DESC, id DESC").fetchall()
            films = [Unrated(film_of(row), row["at"], row["because"]) for row in rows]
            return [film for film in films if not _is_rated_since(db, film)]

    def drop_unrated(self, movie: Movie) -> bool:
        """Whether the film was among them."""
        with self._writing() as db:
            return drop_film(db, "unrated", movie)

    def never_ask(self, movie: Movie) -> None:
        """Never ask about this film again; it is not offered as not rated yet either."""
        with self._writing() as db:
            drop_film(db, "never", movie)
            drop_film(db, "unrated", movie)
            db.execute(f"INSERT INTO never ({FILM}) VALUES ({FILM_MARKS})", film_columns(movie))  # noqa: S608

    def is_never_asked(self, movie: Movie) -> bool:
        with self._reading() as db:
            return bool(same_films(db, "never", movie))

    def left_off(self, source: str, movie: Optional[Movie]) -> Optional[LeftOff]:
        """Where the last viewing of this film stopped, known by the film, else by its file or address."""
        with self._reading() as db:
            row = next(iter(_viewings(db, source, movie)), None)
            return None if row is None else _left_off_of(row)

    def remember_left_off(self, left: LeftOff) -> None:
        if not math.isfinite(left.position):
            return
        covered = json.dumps([span for span in left.covered.spans if all(map(math.isfinite, span))])
        with self._writing() as db:
            _forget(db, left.source, left.movie)
            db.execute(
                f"INSERT INTO left_off (source, {FILM}, position, covered) "  # noqa: S608 (names of ours)
                f"VALUES (?, {FILM_MARKS}, ?, ?)",
                (_source_key(left.source), *film_columns(left.movie or Movie()), left.position, covered),
            )
            db.execute(
                "DELETE FROM left_off WHERE id NOT IN (SELECT id FROM left_off ORDER BY id DESC LIMIT ?)",
                (LEFT_OFF_KEPT,),
            )

    def forget_left_off(self, source: str, movie: Optional[Movie]) -> None:
        with self._writing() as db:
            _forget(db, source, movie)


def _viewings(db: sqlite3.Connection, source: str, movie: Optional[Movie]) -> List[sqlite3.Row]:
    """The earlier viewings that may be meant, newest first; of one file, but another film, is none."""
    of_film = same_films(db, "left_off", movie) if movie else []
    of_file = db.execute(
        "SELECT *, rowid AS row FROM left_off WHERE source = ? ORDER BY id DESC", (_source_key(source),)
    ).fetchall()
    return of_film + [row for row in of_file if not (movie and film_of(row).is_known)]


def _forget(db: sqlite3.Connection, source: str, movie: Optional[Movie]) -> None:
    rows = _viewings(db, source, movie)
    db.executemany("DELETE FROM left_off WHERE id = ?", [(row["id"],) for row in rows])


def _left_off_of(row: sqlite3.Row) -> LeftOff:
    movie = film_of(row)
    spans = Spans(tuple((float(start), float(end)) for start, end in json.loads(row["covered"])))
    return LeftOff(json.loads(row["source"]), movie if movie.is_known else None, row["position"], spans)


def _source_key(source: str) -> str:
    """A file or address as text that SQLite takes, whatever bytes its name is made of."""
    return json.dumps(source)


def _is_rated_since(db: sqlite3.Connection, film: Unrated) -> bool:
    """Whether it was rated on Trakt after it finished."""
    told = same_films(db, "told", film.movie)
    return any(row["rated_at"] is not None and row["rated_at"] > film.at for row in told)
