"""The forms of today's API: what its requests hold, and what its answers say, as values (v2-facts.md)."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Sequence

from verdict.core.movie import Movie
from verdict.core.rating import Rated
from verdict.trakt.answer import Answer
from verdict.trakt.client import RatedMovie, Submission, TraktSettings
from verdict.trakt.errors import Unavailable
from verdict.trakt.reading import fields_of, id_pairs, moment_of, movie_from, number_of, one_to_ten, text_of

NOTHING_KNOWN = "neither an id nor a title of this film is known"
_EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001  # what has no zone is written with Z
_SPECIAL = re.compile(r'[-+!(){}\[\]^"~*?:/\\]|&&|\|\|')  # v2-facts.md, "Look-up"


# What is asked


def rating_item(submission: Submission, settings: TraktSettings) -> Dict[str, Any]:
    """A rating as sync/ratings takes it: known ids only, title and year only where there is no id.

    Empty where nothing of the film is known.
    """
    movie, rating = submission.movie, submission.rating
    if not movie.is_known:
        return {}
    item = film_item(movie)
    if not rating.is_unrate:
        item["rating"] = rating.as_number(settings.love, settings.hate)
        item["rated_at"] = iso(submission.rated_at)
    return item


def film_item(movie: Movie) -> Dict[str, Any]:
    """A film as /sync takes it."""
    return {"ids": _known(movie.ids.to_json())} if movie.ids else _known(_named(movie))


def film_in_full(movie: Movie) -> Dict[str, Any]:
    """A film as scrobble/* takes it, which wants title and year beside the ids."""
    return {**_named(movie), "ids": _known(movie.ids.to_json())}


def last_for_each(submissions: Sequence[Submission]) -> List[int]:
    """For each answer, where the last one for its film stands: that alone is sent.

    Ratings and un-ratings go in two requests, so that an older answer in the other one might win.
    """
    last: Dict[int, int] = {}
    for i in reversed(range(len(submissions))):
        movie = submissions[i].movie
        same = (j for j in set(last.values()) if movie.is_same_as(submissions[j].movie))
        last[i] = next(same, i)
    return [last[i] for i in range(len(submissions))]


def iso(at: float) -> str:
    """A moment in seconds since 1970, UTC, as Trakt writes it."""
    moment = _EPOCH + datetime.timedelta(milliseconds=round(at * 1000))
    return moment.isoformat(timespec="milliseconds") + "Z"


def escaped(title: str) -> str:
    """A title as search/movie takes it: what has a meaning in a query is a letter like any other."""
    return _SPECIAL.sub(lambda m: "\\" + m[0], title)


def _named(movie: Movie) -> Dict[str, Any]:
    return {"title": movie.title, "year": movie.year}


def _known(fields: Mapping[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


# What is answered


def listed(answer: Answer) -> List[Any]:
    """The answer where it is a list. Unavailable where it is none."""
    data = answer.json()
    if isinstance(data, list):
        return data
    raise Unavailable("Trakt's answer has another form than expected")


def hit_of(data: Dict[str, Any]) -> Movie:
    """A film of search/movie, with its title in its own language."""
    original = text_of(data.get("original_title"))
    return replace(movie_from(data), other_titles=(original,) if original else ())


def rated_movie(item: Mapping[str, Any]) -> RatedMovie:
    """An entry of a list of ratings."""
    rated = Rated(advanced=one_to_ten(item.get("rating")))
    return RatedMovie(movie_from(item.get("movie")), rated, moment_of(item.get("rated_at")))


def stamp_of(data: Mapping[str, Any], group: str, name: str) -> Optional[str]:
    """When something changed last, by last_activities; None where that is not told."""
    return text_of(fields_of(data.get(group)).get(name)) or None


def is_new(now: Optional[str], seen: Optional[str]) -> bool:
    """Whether something changed; where Trakt does not tell, it may have."""
    return now is None or now != seen


def reason_for(item: Mapping[str, Any], unknown: Sequence[Any]) -> Optional[str]:
    """Why this film of ours was refused, None where it was not; unknown: the entries of not_found."""
    if not item:
        return NOTHING_KNOWN
    if any(_is_same(item, fields_of(entry)) for entry in unknown):
        return "Trakt does not know this film"
    return None


def _is_same(item: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether an entry of not_found is this film of ours: by any id, else by title and year."""
    mine, theirs = id_pairs(item), id_pairs(entry)
    if mine or theirs:
        return bool(set(mine) & set(theirs))
    return (item.get("title"), item.get("year")) == (entry.get("title"), number_of(entry.get("year")))
