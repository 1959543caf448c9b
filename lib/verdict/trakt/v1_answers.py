"""What the classic API answers, as values (v1-rate-movie.txt, v1-advanced-ratings.txt, v1-facts.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from verdict.core.movie import Movie
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.trakt.client import RatedMovie
from verdict.trakt.reading import (
    fields_of,
    flag_of,
    love_or_hate,
    moment_of,
    movie_from,
    number_of,
    one_to_ten,
    text_of,
)

_RATED = re.compile(r"(?:un)?rated (?P<title>.+) \((?P<year>\d{4})\)")  # v1-rate-movie.txt, "message"


@dataclass(frozen=True)
class Ratings:
    """What everyone thinks of a film: per cent of love, and how many voted, loved and hated it."""

    percentage: int = 0
    votes: int = 0
    loved: int = 0
    hated: int = 0


@dataclass(frozen=True)
class RateAnswer:
    """The whole answer of rate/movie. rating: what Trakt says that it took, None where it says nothing known.

    facebook, twitter, tumblr: whether the rating was told there.
    """

    status: str = ""
    message: str = ""
    type: str = ""
    rating: Optional[Rating] = None
    ratings: Ratings = field(default_factory=Ratings)
    facebook: bool = False
    twitter: bool = False
    tumblr: bool = False


@dataclass(frozen=True)
class AccountSettings:
    """What account/settings says, as far as it matters here. mode: None for an unknown word."""

    username: str = ""
    full_name: str = ""
    is_vip: bool = False
    mode: Optional[RatingMode] = None


@dataclass(frozen=True)
class MovieSummary:
    """What movie/summary says of a film and of the user's own doings with it. runtime: minutes."""

    movie: Movie
    rated: Rated
    runtime: Optional[int] = None
    watched: bool = False
    plays: int = 0
    ratings: Ratings = field(default_factory=Ratings)


def read_rate(data: Mapping[str, Any]) -> RateAnswer:
    return RateAnswer(
        status=text_of(data.get("status")),
        message=text_of(data.get("message")),
        type=text_of(data.get("type")),
        rating=_rating(data.get("rating")),
        ratings=read_ratings(data.get("ratings")),
        facebook=bool(flag_of(data.get("facebook"))),
        twitter=bool(flag_of(data.get("twitter"))),
        tumblr=bool(flag_of(data.get("tumblr"))),
    )


def film_rated(answer: RateAnswer) -> Movie:
    """The film that the answer names ("rated TITLE (YEAR)"), an unknown one where it names none."""
    named = _RATED.fullmatch(answer.message)
    return movie_from({"title": named["title"], "year": named["year"]}) if named else Movie()


def read_ratings(data: Any) -> Ratings:
    counts = (number_of(fields_of(data).get(key)) for key in ("percentage", "votes", "loved", "hated"))
    return Ratings(*(count or 0 for count in counts))


def read_settings(data: Mapping[str, Any]) -> AccountSettings:
    profile, viewing = fields_of(data.get("profile")), fields_of(data.get("viewing"))
    return AccountSettings(
        username=text_of(profile.get("username")),
        full_name=text_of(profile.get("full_name")),
        is_vip=bool(flag_of(profile.get("vip"))),
        mode=_mode(fields_of(viewing.get("ratings")).get("mode")),
    )


def read_summary(data: Mapping[str, Any]) -> MovieSummary:
    return MovieSummary(
        movie=movie_from(data),
        rated=read_rated(data),
        runtime=number_of(data.get("runtime")),
        watched=bool(flag_of(data.get("watched"))),
        plays=number_of(data.get("plays")) or 0,
        ratings=read_ratings(data.get("ratings")),
    )


def read_rated(data: Mapping[str, Any]) -> Rated:
    """Both values of the user: a switch of mode loses neither (v1-advanced-ratings.txt)."""
    return Rated(love_or_hate(data.get("rating")), one_to_ten(data.get("rating_advanced")))


def read_activity(item: Mapping[str, Any]) -> Optional[RatedMovie]:
    """One activity, or None where it is no rating of a film."""
    movie, rated = movie_from(item.get("movie")), read_rated(item)
    is_rating = item.get("type", "movie") == "movie" and item.get("action", "rating") == "rating"
    if not (is_rating and movie.is_known and rated):
        return None
    flag = flag_of(item.get("use_rating_advanced"))
    mode = None if flag is None else RatingMode.ADVANCED if flag else RatingMode.SIMPLE
    return RatedMovie(movie, rated, moment_of(item.get("timestamp")), mode)


def _mode(word: Any) -> Optional[RatingMode]:
    """The two modes of v1 (v1-advanced-ratings.txt)."""
    return {"simple": RatingMode.SIMPLE, "advanced": RatingMode.ADVANCED}.get(text_of(word).lower())


def _rating(value: Any) -> Optional[Rating]:
    try:
        return Rating.parse(value) if isinstance(value, (str, int)) else None
    except ValueError:
        return None
