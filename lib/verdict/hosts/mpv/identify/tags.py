"""The film that a container's tags name, whoever read them: mpv's `metadata`, or `containers`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, Iterable, Mapping, Optional

from verdict.core.movie import Movie, MovieIds

_IMDB = re.compile(r"(?<![a-z0-9])tt\d{6,10}(?!\d)", re.IGNORECASE)
_TMDB = re.compile(
    r"(?:.*themoviedb\.org/)?(?:(?P<kind>movie|tv)/)?(?P<number>[1-9]\d{0,8})(?:[-/?].*)?", re.I
)
_YEAR = re.compile(r"(?:18[7-9]\d|19\d\d|20\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"\s*\d{4}\s*")
_IMDB_KEYS = ("imdb", "imdb_id", "imdbid")
_TMDB_KEYS = ("tmdb", "tmdb_id", "tmdbid")
_YEARS = ("date_released", "year", "originaldate")
_DAY = "date"  # programmes that record or download write the day of that into it
_OF_EPISODES = ("season_number", "episode_sort", "episode_id", "tvdb", "season")
_MEDIA_TYPE, _TV_SHOW = "media_type", "10"  # iTunes' own number


@dataclass(frozen=True)
class Tagged:
    """movie: None where the tags name none; a title alone names none, since programmes put anything there."""

    movie: Optional[Movie] = None
    is_episode: bool = False


def read_tags(tags: Mapping[str, str]) -> Tagged:
    """Keys in any case, after any prefix ("MOVIE/TITLE"); values that make no sense are passed over."""
    known: Dict[str, str] = {}
    for key, value in tags.items():
        if isinstance(key, str) and isinstance(value, str) and value.strip():
            known.setdefault(key.rpartition("/")[2].strip().lower(), value.strip())
    tmdb = _TMDB.fullmatch(_first(known, _TMDB_KEYS))
    is_series = bool(tmdb and tmdb["kind"] and tmdb["kind"].lower() == "tv")
    if is_series or known.get(_MEDIA_TYPE) == _TV_SHOW or any(known.get(key) for key in _OF_EPISODES):
        return Tagged(is_episode=True)
    imdb = _IMDB.search(_first(known, _IMDB_KEYS))
    ids = MovieIds(imdb[0].lower() if imdb else None, int(tmdb["number"]) if tmdb else None)
    movie = Movie(known.get("title", ""), _year(known), ids)
    return Tagged(movie if movie.ids or (movie.title and movie.year) else None)


def _first(known: Mapping[str, str], keys: Iterable[str]) -> str:
    return next((known[key] for key in keys if key in known), "")


def _year(known: Mapping[str, str]) -> Optional[int]:
    for key in _YEARS:
        found = _YEAR.match(known.get(key, ""))
        if found:
            return int(found[0])
    day = known.get(_DAY, "")
    return int(day) if _YEAR_ALONE.fullmatch(day) and _YEAR.match(day.strip()) else None
