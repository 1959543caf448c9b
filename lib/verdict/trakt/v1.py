"""The classic API, word for word (v1-rate-movie.txt, v1-advanced-ratings.txt, v1-facts.md)."""

from __future__ import annotations

import re
import threading
from typing import Any, Dict, List, Optional, Sequence, Union

from verdict import __version__
from verdict.core.decisions import Action
from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.trakt.answer import Answer, error_for
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
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable
from verdict.trakt.reading import fields_of, items_of, movie_from
from verdict.trakt.transport import LIST, ORDINARY, Transport
from verdict.trakt.turnstile import one_write
from verdict.trakt.v1_answers import (
    AccountSettings,
    MovieSummary,
    RateAnswer,
    film_rated,
    read_activity,
    read_rate,
    read_settings,
    read_summary,
)
from verdict.trakt.words import shown

_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
# v1-facts.md, "Errors": decided by the text, for the HTTP code differs.
_SIGN_IN = ("failed authentication", "invalid api key", "invalid development api permission")
_OVER_CAPACITY = ("server is over capacity",)
_ALREADY = " already"  # "scrobbled … already"
_NOT_ACCEPTED = "Trakt does not accept user name, password or API key"
_NOT_TRAKT = "what answered is not Trakt"
_NAMED_IN_A_REFUSAL = 3
_RETIRED = (
    "what answers does not speak the classic API, which Trakt itself retired in 2014: "
    "check trakt.url and trakt.api in the settings"
)


class _Wordless(Refused):
    """404, 405 or 410 without v1's own words: of the film, or of a server that speaks no v1 at all."""


class ClientV1:
    """See `TraktClient` for the methods of the protocol; the others are v1's own, usable by themselves.

    Every method raises `TraktError` only: SignInNeeded for "failed authentication" and a key that is none,
    Unavailable for "server is over capacity" and a network that is away, Refused for any other failure.
    """

    batch_size = 1  # the founding page rates one film at a time
    keeps_moments = False  # no page of v1 dates a play

    def __init__(self, settings: TraktSettings) -> None:
        """SignInNeeded without key, user name and hash; ValueError for an address that is refused."""
        self._transport = Transport(settings.url, settings.allow_http)
        self._settings = settings
        _check_account(settings)
        self._credentials = {
            "username": settings.username,
            "password": settings.password_sha1.lower(),
        }
        self._secrets = settings.secrets
        self._gone = threading.Event()

    def rate(self, submissions: Sequence[Submission]) -> List[Outcome]:
        """One rate/movie a film; what is not known of a film is looked up first.

        A refusal is the outcome of its film, with the reason.
        """
        return [self._rated(submission) for submission in submissions]

    def scrobble(self, playing: Playing) -> Movie:
        """movie/watching, at its end movie/scrobble, or movie/cancelwatching; v1 knows no pause.

        A film is not looked up where nothing of it is told.
        """
        movie = playing.movie
        if playing.action is Action.PAUSE:
            return movie
        # no limit is known of v1; many states of a moment need not all be told
        with one_write(self._settings.url, self._gone):
            return self._tell(playing)

    def _tell(self, playing: Playing) -> Movie:
        if playing.action is Action.STOP and not playing.finished:
            self.cancel_watching()
            return playing.movie
        movie = self._completed(playing.movie)
        method = "scrobble" if playing.action is Action.STOP else "watching"
        try:
            data = self._post("movie", method, self._key, **_parameters(movie), **_viewing(playing))
        except Refused as refusal:
            if not str(refusal).lower().endswith(_ALREADY):
                raise
            return movie
        return movie.completed_by(movie_from(_done(data).get("movie")))

    def cancel_watching(self) -> None:
        """movie/cancelwatching: the film was stopped early."""
        _done(self._post("movie", "cancelwatching", self._key))

    def add_play(self, movie: Movie, watched_at: float) -> Outcome:  # noqa: ARG002
        """v1 takes no play of another time."""
        return Outcome(movie, "the classic API takes no play of another time")

    def account(self) -> Account:
        """account/settings: the mode that the user is in at this moment."""
        settings = self.account_settings()
        return Account(settings.username or self._settings.username, settings.mode)

    def news(self, movie: Movie, seen: Seen) -> News:
        """The account, and the present rating of the film, empty where Trakt does not know it.

        The account's mode is not lost where the film cannot be looked up just now.
        """
        account = self.account()
        try:
            found = self._look_up(movie)
            summary = found if isinstance(found, MovieSummary) else self.movie_summary(_v1_id(found))
        except Refused:
            return News(seen, account, [])
        except Unavailable:
            return News(seen, account)
        rated = [RatedMovie(movie.completed_by(summary.movie), summary.rated)] if summary.rated else []
        return News(seen, account, rated, movie=summary.movie)

    def recent(self, user: Optional[str] = None, limit: int = 10) -> List[RatedMovie]:
        """activity/user, each rating to be shown in the mode of who rated."""
        found = self.activity_user(user)
        return sorted(found, key=lambda rated: rated.rated_at or 0.0, reverse=True)[:limit]

    def search(self, title: str, year: Optional[int] = None) -> List[Movie]:
        """search/movies, those of the year first."""
        found = self.search_movies(title)
        return sorted(found, key=lambda movie: year is not None and movie.year != year)

    def close(self) -> None:
        """Let go of the connection."""
        self._transport.close()

    def hang_up(self) -> None:
        """See `TraktClient`."""
        self._gone.set()
        self._transport.hang_up()

    def account_test(self) -> str:
        """account/test: Trakt's own word that user name and password are right."""
        data = _done(self._account_post("test"))
        return shown(str(data.get("message", "")), self._secrets)

    def account_settings(self) -> AccountSettings:
        """account/settings: profile and mode."""
        return read_settings(self._account_post("settings"))

    def rate_movie(self, movie: Movie, rating: Rating) -> RateAnswer:
        """rate/movie with exactly what is given: love, hate, 1 to 10, or unrate; the whole answer."""
        parameters = _parameters(movie)
        return read_rate(_done(self._post("rate", "movie", self._key, **parameters, rating=rating.value)))

    def movie_summary(self, movie_id: str) -> MovieSummary:
        """movie/summary of an IMDb id, a TMDb number or a slug, with the user's own rating."""
        summary = read_summary(self._post("movie", "summary.json", self._key, movie_id))
        if not summary.movie.title:
            raise Unavailable(_NOT_TRAKT)
        return summary

    def activity_user(self, user: Optional[str] = None) -> List[RatedMovie]:
        """activity/user: the ratings of films of this account or another's, as Trakt orders them."""
        user = user or self._settings.username
        data = self._post("activity", "user.json", self._key, user, "movie", "rating", limit=LIST)
        read = (read_activity(fields_of(item)) for item in items_of(data.get("activity")))
        return [rated for rated in read if rated]

    def search_movies(self, query: str) -> List[Movie]:
        """search/movies: films of this name, best first. Public, so no credentials go along."""
        data = self._judged(self._transport.get("search", "movies.json", self._key, query))
        if not isinstance(data, list):
            raise Unavailable("Trakt's answer has another form than expected")
        return [movie for movie in map(movie_from, data) if movie.is_known]

    @property
    def _key(self) -> str:
        return self._settings.api_key

    def _rated(self, submission: Submission) -> Outcome:
        try:
            movie = self._completed(submission.movie)
            told = film_rated(self.rate_movie(movie, submission.rating))
        except Refused as refusal:
            if isinstance(refusal, _Wordless):
                self.account_test()  # raises where it is not the film's fault
            return Outcome(submission.movie, str(refusal))  # no rating shows that what was looked up is it
        return Outcome(told.completed_by(movie))

    def _completed(self, movie: Movie) -> Movie:
        """The film with all that rate/movie requires."""
        if movie.title and movie.year and movie.ids.imdb:
            return movie
        found = self._look_up(movie)
        if isinstance(found, MovieSummary):
            movie = movie.completed_by(found.movie)
        else:
            movie = found.completed_by(movie)  # under the title that Trakt knows it by
        if not movie.title or not movie.year:
            raise Refused("Trakt tells neither title nor year of this film")
        return movie

    def _look_up(self, movie: Movie) -> Union[MovieSummary, Movie]:
        """What Trakt knows of a film: by its ids, else by its name. Refused where that is not one film."""
        if movie.ids.imdb or movie.ids.tmdb:
            return self.movie_summary(_v1_id(movie))
        if not movie.title:
            raise Refused("the classic API needs an IMDb id, a TMDb id or a title")
        return _the_one(movie, self.search_movies(movie.title))

    def _account_post(self, method: str) -> Dict[str, Any]:
        """A request that every server of v1 answers. SignInNeeded where this one does not know it."""
        try:
            return self._post("account", method, self._key)
        except _Wordless:
            raise SignInNeeded(_RETIRED) from None

    def _post(self, *parts: str, limit: int = ORDINARY, **parameters: Any) -> Dict[str, Any]:
        """A request with the credentials in its body; the JSON object that is the answer."""
        body = {**self._credentials, **parameters}
        data = self._judged(self._transport.post(*parts, body=body, limit=limit))
        if isinstance(data, dict):
            return data
        raise Unavailable("Trakt's answer has another form than expected")

    def _judged(self, answer: Answer) -> Any:
        """The answer's JSON, unless it says failure: that decides, not the HTTP code (v1-facts.md)."""
        error: Optional[TraktError]
        try:
            data = answer.json()
        except Unavailable as problem:
            data, error = None, self._wordless(answer) or problem
        else:
            error = self._error(fields_of(data), answer)
        if error:
            raise error
        return data

    def _error(self, data: Dict[str, Any], answer: Answer) -> Optional[TraktError]:
        """The error that v1's `status` and `error` stand for; the HTTP code speaks where there is none."""
        status = data.get("status")
        if status == "success":
            return None
        if status != "failure":
            return self._wordless(answer)
        reason = answer.said(self._secrets) or "Trakt gives no reason"
        by_code = self._by_code(answer)
        if reason.lower().startswith(_SIGN_IN) or answer.status in (401, 403):
            return SignInNeeded(f"{_NOT_ACCEPTED}: {reason}")
        if isinstance(by_code, SignInNeeded):  # codes that v1 did not have: the rating is kept all the same
            return by_code
        if reason.lower().startswith(_OVER_CAPACITY) or isinstance(by_code, Unavailable):
            return Unavailable(reason, answer.retry_after(), untouched=answer.status != 500)
        return Refused(reason)

    def _wordless(self, answer: Answer) -> Optional[TraktError]:
        error = self._by_code(answer)
        return _Wordless(str(error)) if answer.status in (404, 405, 410) else error

    def _by_code(self, answer: Answer) -> Optional[TraktError]:
        """For what is not v1's own answer, a proxy's page for one."""
        error = error_for(answer, self._secrets)
        return SignInNeeded(f"{_NOT_ACCEPTED} ({answer.status})") if answer.status in (401, 403) else error


def _done(data: Dict[str, Any]) -> Dict[str, Any]:
    """The answer, which says success. Unavailable where it does not: who knows who spoke."""
    if data.get("status") == "success":
        return data
    raise Unavailable(_NOT_TRAKT)


def _check_account(settings: TraktSettings) -> None:
    missing = [name for name in ("api_key", "username", "password_sha1") if not getattr(settings, name)]
    if missing:
        names = ", ".join(f"trakt.{name}" for name in missing)
        raise SignInNeeded(f"no account for Trakt is set: put {names} into the settings")
    if not _SHA1.fullmatch(settings.password_sha1):
        raise SignInNeeded("trakt.password_sha1 in the settings is no SHA-1 of a password (40 hex digits)")


def _parameters(movie: Movie) -> Dict[str, Any]:
    """A film as v1-rate-movie.txt names it; what is not known is left out."""
    names = {
        "imdb_id": movie.ids.imdb,
        "tmdb_id": movie.ids.tmdb,
        "title": movie.title,
        "year": movie.year,
    }
    return {name: value for name, value in names.items() if value}


def _viewing(playing: Playing) -> Dict[str, Any]:
    """How far a film has come and who says so (v1-facts.md). duration: minutes; progress: a whole number."""
    return {
        "duration": round(playing.duration / 60),
        "progress": min(100, max(0, int(playing.progress))),
        "plugin_version": __version__,
        "media_center_version": playing.player,
        "media_center_date": playing.player_date,
    }


def _v1_id(movie: Movie) -> str:
    """The id in v1's order of matching. Refused where there is none."""
    found = movie.ids.imdb or movie.ids.tmdb
    if found:
        return str(found)
    raise Refused("Trakt tells no id of this film")


def _the_one(movie: Movie, hits: Sequence[Movie]) -> Movie:
    """The only hit of this title, and of this year where it is known. Refused where it is not one.

    A film that is the only hit of all may have a longer title on Trakt; the year has to be the same then.
    """
    fitting = [hit for hit in hits if hit.title_key == movie.title_key and movie.year in (None, hit.year)]
    if len(hits) == 1 and movie.year and movie.year == hits[0].year:
        fitting = list(hits)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise Refused(f"Trakt knows no film of this {'title and year' if movie.year else 'title'}")
    names = ", ".join(hit.label for hit in fitting[:_NAMED_IN_A_REFUSAL])
    raise Refused(f"Trakt knows {len(fitting)} films of this name: {shown(names)}")
