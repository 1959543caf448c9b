"""What Trakt told: the account's wishes and its ratings, so that a prompt never waits for the network."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import replace
from typing import Any, Dict, List, Optional, Tuple

from verdict.core.movie import Movie
from verdict.core.rating import BEST, HATE, LOVE, WORST, Rated, Rating, RatingMode
from verdict.journal.holds import HOLD
from verdict.journal.rows import FILM, FILM_MARKS, drop_film, film_columns, same_films
from verdict.journal.store import Store, put
from verdict.trakt.client import Account, News, RatedMovie, Seen

AT_ONCE = 500  # rows a transaction: a rating that is given meanwhile waits a few milliseconds at most
_PAUSE = 0.001  # seconds between them, so that the others get the lock
_ACCOUNT, _SEEN, _BOUND = "account", "seen", "account_key"
_INSERT = f"""
INSERT OR REPLACE INTO told (key, {FILM}, simple, advanced, rated_at) VALUES (?, {FILM_MARKS}, ?, ?, ?)
"""  # noqa: S608 (names of ours)

_Told = Tuple[Any, ...]


class Known(Store):
    """The local copy of what Trakt knows of this account."""

    def present(self, movie: Movie) -> Rated:
        """What the film is rated, as far as is known here.

        A rating that still waits speaks first; then the newer of the last one sent and of Trakt's word.
        Where Trakt was heard since the sending and named no date, or no rating, it is believed.
        """
        with self._reading() as db:
            own = same_films(db, "ratings", movie, "AND state IN ('waiting', 'sent')")
            told = next(iter(same_films(db, "told", movie)), None)
            last = max(own, key=lambda row: (row["state"] == "waiting", row["id"]), default=None)
            if last is not None and speaks(last, told):
                return Rated.by(Rating.parse(last["rating"]))
            return Rated() if told is None else Rated(told["simple"], told["advanced"])

    def learn(self, news: News, movie: Movie) -> None:
        """Keep what Trakt told after it was asked about this film.

        The stamps are kept last: a list that was kept only in part is asked for again.
        """
        seen = news.seen
        if news.account is not None and self.keep_account(news.account) and news.ratings is None:
            seen = replace(seen, ratings=None)
        if news.ratings is not None and news.complete:
            self._replace_all(news.ratings)
        elif news.ratings is not None:
            self._replace_one(movie, news.ratings)
        self.set(_SEEN, json.dumps([seen.ratings, seen.account]))

    def seen(self) -> Seen:
        """Trakt's stamps of what is known here."""
        with self._reading():
            ratings, account = json.loads(self.get(_SEEN) or "[null, null]")
            return Seen(ratings, account)

    def account(self) -> Optional[Account]:
        """The account as it was last heard of, None where it never was."""
        with self._reading():
            text = self.get(_ACCOUNT)
            return None if text is None else _account_of(json.loads(text))

    def keep_account(self, account: Account) -> bool:
        """Keep the account's wishes; whether it is another one, of which nothing else is known then."""
        with self._writing() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (_ACCOUNT,)).fetchone()
            is_another = row is not None and _account_of(json.loads(row[0])).username != account.username
            if is_another:
                _forget_ratings(db)
            put(db, _ACCOUNT, json.dumps(_account_json(account)))
        return is_another

    def bind(self, account_key: str) -> None:
        """Say whose account is in use. What was learnt of another one is forgotten; a rating never is."""
        before = self.get(_BOUND)
        if before == account_key:
            return
        with self._writing() as db:
            if before is not None:
                put(db, HOLD, None)  # another Trakt, or another user of it, asked for that
            _forget_ratings(db)
            put(db, _BOUND, account_key)

    def forget_account(self) -> None:
        """Another account may follow: what was learnt of this one is forgotten, no rating ever is."""
        with self._writing() as db:
            _forget_ratings(db)

    def _replace_one(self, movie: Movie, ratings: List[RatedMovie]) -> None:
        with self._writing() as db:
            for film in [movie, *(rated.movie for rated in ratings)]:
                drop_film(db, "told", film)
                sent = same_films(db, "ratings", film, "AND state = 'sent'")
                db.executemany("UPDATE ratings SET heard = 1 WHERE id = ?", [(row["id"],) for row in sent])
            db.executemany(_INSERT, [_told(rated) for rated in ratings if _is_rated(rated)])

    def _replace_all(self, ratings: List[RatedMovie]) -> None:
        """Write what differs, in small transactions; whoever reads meanwhile finds the old or the new."""
        with self._reading() as db:
            sent = db.execute("SELECT MAX(id) FROM ratings WHERE state = 'sent'").fetchone()[0]
            known = {row[0]: tuple(row) for row in db.execute("SELECT * FROM told")}
        listed = {told[0]: told for told in map(_told, filter(_is_rated, ratings))}
        self._in_parts("DELETE FROM told WHERE key = ?", [(key,) for key in known if key not in listed])
        self._in_parts(_INSERT, [told for key, told in listed.items() if known.get(key) != told])
        with self._writing() as db:
            db.execute(
                "UPDATE ratings SET heard = 1 WHERE state = 'sent' AND NOT heard AND id <= ?", (sent or 0,)
            )

    def _in_parts(self, statement: str, rows: List[_Told]) -> None:
        for start in range(0, len(rows), AT_ONCE):
            with self._writing() as db:
                db.executemany(statement, rows[start : start + AT_ONCE])
            time.sleep(_PAUSE)


def _forget_ratings(db: sqlite3.Connection) -> None:
    """Forget what was learnt of an account."""
    db.execute("DELETE FROM told")
    db.execute("UPDATE ratings SET heard = 0 WHERE heard")
    for key in (_ACCOUNT, _SEEN):
        put(db, key, None)


def speaks(own: sqlite3.Row, told: Optional[sqlite3.Row]) -> bool:
    """Whether the own rating is the newer word."""
    if own["state"] == "waiting":
        return True
    if told is not None and told["rated_at"] is not None:
        return bool(own["rated_at"] >= told["rated_at"])
    return not own["heard"]


def _is_rated(rated: RatedMovie) -> bool:
    """Whether there is a rating that makes sense; others would spoil the whole list."""
    simple, advanced = rated.rated.simple, rated.rated.advanced
    fits = simple in (None, LOVE, HATE) and (advanced is None or WORST <= advanced <= BEST)
    return fits and bool(rated.rated)


def _told(rated: RatedMovie) -> _Told:
    film = film_columns(rated.movie)
    imdb, tmdb, trakt, _, year, title_key = film
    key = "|".join(str(part or "") for part in (imdb, tmdb, trakt, title_key, year))
    return (key, *film, rated.rated.simple, rated.rated.advanced, rated.rated_at)


def _account_json(account: Account) -> Dict[str, Any]:
    return {**vars(account), "mode": account.mode.value if account.mode else None}


def _account_of(data: Dict[str, Any]) -> Account:
    mode = data.get("mode")
    return Account(
        str(data.get("username") or ""),
        RatingMode(mode) if mode else None,
        bool(data.get("show_rating_prompt", True)),
        data.get("watch_after_rating"),
    )
