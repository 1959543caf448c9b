"""Today's API: ratings by the hundred, kept in step by `last_activities` (v2-facts.md)."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, TypeVar

from verdict.core.movie import Movie
from verdict.trakt.answer import DONE_ALREADY, Answer, error_for
from verdict.trakt.client import (
    Account,
    News,
    Outcome,
    Playing,
    RatedMovie,
    Seen,
    Submission,
    TraktSettings,
)
from verdict.trakt.errors import Refused, Unavailable
from verdict.trakt.reading import fields_of, items_of, movie_from, number_of, text_of
from verdict.trakt.signin import Tokens, application_headers, check_client_id
from verdict.trakt.transport import LIST, ORDINARY, Transport
from verdict.trakt.turnstile import one_write
from verdict.trakt.v2_films import Films
from verdict.trakt.v2_forms import (
    NOTHING_KNOWN,
    film_in_full,
    film_item,
    is_new,
    iso,
    last_for_each,
    listed,
    rated_movie,
    rating_item,
    reason_for,
    stamp_of,
)

_T = TypeVar("_T")
BATCH = 100  # films in one request
PAGE = 2500  # ratings: about half a megabyte, whose reading nobody at the player feels
REFRESH_ENDS_WITHIN = 3.0  # seconds; Kodi leaves an add-on four to end
MOST_PAGES, MOST_SECONDS = 1000, 300.0  # v2-facts.md: reads per five minutes


class ClientV2:
    """See `TraktClient` for the methods of the protocol."""

    batch_size = BATCH
    keeps_moments = True

    def __init__(self, settings: TraktSettings, token_file: Path) -> None:
        """SignInNeeded without client id or sign-in; ValueError for an address that is refused."""
        self._settings = settings
        self._transport = Transport(settings.url, settings.allow_http)
        self._gone = threading.Event()
        self._turn = token_file.with_name("trakt.turn")  # an address has one account in one folder
        self._tokens = Tokens(settings, token_file)
        check_client_id(settings.client_id)
        self._tokens.check()
        self._films = Films(self._get)

    def rate(self, submissions: Sequence[Submission]) -> List[Outcome]:
        """One request for the ratings and one for the un-ratings, each only where there are any.

        A film that Trakt does not know is refused in its outcome. Where Trakt refuses a request as a whole,
        that is the outcome of its one film, or `Refused` where it held several: send them one by one then.
        """
        reasons: Dict[int, Optional[str]] = {}
        last = last_for_each(submissions)
        for is_unrate in (False, True):
            chosen = [i for i in sorted(set(last)) if submissions[i].rating.is_unrate is is_unrate]
            reasons.update(zip(chosen, self._submitted([submissions[i] for i in chosen], is_unrate)))
        return [Outcome(s.movie, reasons[i]) for s, i in zip(submissions, last)]

    def scrobble(self, playing: Playing) -> Movie:
        """scrobble/start, pause or stop, with title, year and ids; what is not known of them is looked up."""
        movie = _before_the_request(lambda: self._films.in_full(playing.movie))
        body = {"movie": film_in_full(movie), "progress": playing.progress}
        answer = self._post("scrobble", playing.action.value, body=body, limit=ORDINARY)
        if answer.status == DONE_ALREADY:
            return movie
        return movie.completed_by(movie_from(answer.fields().get("movie")))

    def add_play(self, movie: Movie, watched_at: float) -> Outcome:
        """sync/history with watched_at. A film that Trakt does not know is refused in its outcome."""
        item = {**film_item(movie), "watched_at": iso(watched_at)}
        try:
            unknown = self._not_found([item], "sync", "history")
        except Refused as refusal:
            return Outcome(movie, str(refusal))
        return Outcome(movie, reason_for(item, unknown))

    def account(self) -> Account:
        """users/settings. `browsing.show_rating_prompt` that is null or missing means true."""
        data = self._get("users", "settings", query={"extended": "browsing"}).fields()
        browsing = fields_of(data.get("browsing"))
        return Account(
            username=text_of(fields_of(data.get("user")).get("username")),
            show_rating_prompt=browsing.get("show_rating_prompt") is not False,
            watch_after_rating=text_of(browsing.get("watch_after_rating")) or None,
        )

    def news(self, movie: Movie, seen: Seen) -> News:
        """One request where nothing changed; the settings and all ratings only where they did.

        A film of which only an id is known is looked up, so that its name can be shown.
        """
        data = self._get("sync", "last_activities").fields()
        now = Seen(stamp_of(data, "movies", "rated_at"), stamp_of(data, "account", "settings_at"))
        account = self.account() if is_new(now.account, seen.account) else None
        ratings = self._ratings("sync") if is_new(now.ratings, seen.ratings) else None
        named = None if movie.title else self._looked_up(movie)
        return News(now, account, ratings, complete=ratings is not None, movie=named)

    def recent(self, user: Optional[str] = None, limit: int = 10) -> List[RatedMovie]:
        """All ratings are read, since no page says in which order they come."""
        ratings = self._ratings("users", user) if user else self._ratings("sync")
        return sorted(ratings, key=lambda r: r.rated_at or 0.0, reverse=True)[:limit]

    def search(self, title: str, year: Optional[int] = None) -> List[Movie]:
        """search/movie, in the titles of all languages; each film with its title in its own."""
        return self._films.search(title, year)

    def _looked_up(self, movie: Movie) -> Optional[Movie]:
        """The film of this id, or None where it cannot be looked up."""
        try:
            return self._films.of_id(movie)
        except (Refused, Unavailable):
            return None

    def close(self) -> None:
        """Let go of the connections."""
        self._transport.close()
        self._tokens.close()

    def hang_up(self) -> None:
        """See `TraktClient`. A refresh gets some time still: Trakt takes the old token only once."""
        self._gone.set()
        self._transport.hang_up()
        self._tokens.hang_up(REFRESH_ENDS_WITHIN)

    def _submitted(self, submissions: List[Submission], is_unrate: bool) -> List[Optional[str]]:
        """Why each of these was refused, or None; one request for all of them."""
        if is_unrate:
            submissions = [self._to_remove(s) for s in submissions]
        items = [rating_item(s, self._settings) for s in submissions]
        sent = [item for item in items if item]
        try:
            parts = ("sync", "ratings", "remove") if is_unrate else ("sync", "ratings")
            unknown = self._not_found(sent, *parts) if sent else []
        except Refused as refusal:
            if len(sent) > 1:
                raise
            return [str(refusal) if item else NOTHING_KNOWN for item in items]
        return [reason_for(item, unknown) for item in items]

    def _not_found(self, items: List[Dict[str, Any]], *parts: str) -> List[Any]:
        answer = self._post(*parts, body={"movies": items}, limit=ORDINARY)
        if answer.status == DONE_ALREADY:
            return []
        data = answer.fields()
        if not any(key in data for key in ("added", "deleted", "not_found")):
            raise Unavailable("what answered is not Trakt")
        unknown = items_of(fields_of(data.get("not_found")).get("movies"))
        taken = fields_of(data.get("added") or data.get("deleted")).get("movies")
        is_none_known = len(unknown) == len(items) and number_of(taken) == 0
        return items if is_none_known else unknown  # however Trakt names them

    def _to_remove(self, submission: Submission) -> Submission:
        """The un-rating with an id where one can be found: sync/ratings/remove names films by ids."""
        movie = submission.movie
        if movie.ids or not (movie.title and movie.year):
            return submission
        try:
            return replace(submission, movie=self._films.with_ids(movie))
        except Refused:
            return submission  # Trakt may know better

    def _ratings(self, *path: str) -> List[RatedMovie]:
        """All pages of a list of ratings; Unavailable where they are more than anyone can have rated."""
        found: List[RatedMovie] = []
        size, page, pages, per_page = 0, 1, 1, PAGE
        end = time.monotonic() + MOST_SECONDS
        while page <= pages:
            query = {"page": str(page), "limit": str(per_page)}
            answer = self._get(*path, "ratings", "movies", query=query, limit=LIST)
            rated = (rated_movie(fields_of(item)) for item in listed(answer))
            found += [r for r in rated if r.rated and r.movie.is_known]
            pages = number_of(answer.headers.get("x-pagination-page-count")) or 1
            per_page = number_of(answer.headers.get("x-pagination-limit")) or per_page
            size, page = size + len(answer.body), page + 1
            if page <= pages and (page > MOST_PAGES or size > LIST or time.monotonic() > end):
                raise Unavailable("the list of ratings does not end")
        return found

    def _get(self, *parts: str, query: Optional[Mapping[str, str]] = None, limit: int = ORDINARY) -> Answer:
        return self._asked(
            lambda headers: self._transport.get(*parts, query=query, headers=headers, limit=limit)
        )

    def _post(self, *parts: str, body: Mapping[str, Any], limit: int) -> Answer:
        def send(headers: Dict[str, str]) -> Answer:
            with one_write(self._settings.url, self._gone, self._turn):
                return self._transport.post(*parts, body=body, headers=headers, limit=limit)

        return self._asked(send)

    def _asked(self, send: Callable[[Dict[str, str]], Answer]) -> Answer:
        """The answer to a request with our sign-in, which is refreshed once where Trakt rejects it."""
        access = _before_the_request(self._tokens.current)
        answer = send(self._headers(access))
        if answer.status == 401:
            rejected = access
            access = _before_the_request(lambda: self._tokens.instead_of(rejected))
            answer = send(self._headers(access))
        error = error_for(answer, (access, *self._tokens.secrets(), *self._settings.secrets))
        if error:
            raise error
        return answer

    def _headers(self, access: str) -> Dict[str, str]:
        return {**application_headers(self._settings.client_id), "Authorization": f"Bearer {access}"}


def _before_the_request(step: Callable[[], _T]) -> _T:
    """What a request needs first; where that cannot be had just now, nothing was asked."""
    try:
        return step()
    except Unavailable as problem:
        problem.untouched = True
        raise
