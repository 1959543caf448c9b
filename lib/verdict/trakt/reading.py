"""Films, ids and moments out of answers that nobody vouches for: what does not fit is unknown."""

from __future__ import annotations

import datetime
import functools
from typing import Any, Dict, List, Mapping, Optional, Tuple

from verdict.core.movie import LARGEST_ID, Movie, MovieIds
from verdict.core.rating import BEST, HATE, LOVE, WORST
from verdict.trakt.answer import LONGEST_NUMBER, iso_date

LONGEST_TEXT = 500  # characters; no title or name is longer
LAST_MOMENT = 253402300800  # the end of the year 9999


def movie_from(data: Any) -> Movie:
    """A film as v1 (`imdb_id`, `tmdb_id`) or v2 (`ids`) write it."""
    data = fields_of(data)
    ids = fields_of(data.get("ids"))
    known = MovieIds(
        _imdb(ids.get("imdb") or data.get("imdb_id")),
        _id(ids.get("tmdb") or data.get("tmdb_id")),
        _id(ids.get("trakt")),
    )
    return Movie(text_of(data.get("title")), _year(data.get("year")), known)


def fields_of(data: Any) -> Dict[str, Any]:
    """The object itself, or an empty one where it is none."""
    return data if isinstance(data, dict) else {}


def items_of(data: Any) -> List[Any]:
    """The list itself, or an empty one where it is none."""
    return data if isinstance(data, list) else []


def text_of(value: Any) -> str:
    """A title or name, or ""."""
    return value[:LONGEST_TEXT].strip() if isinstance(value, str) else ""


def number_of(value: Any) -> Optional[int]:
    """A whole number that may come as a string; None for everything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < 10**LONGEST_NUMBER else None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER:
        return int(value)
    return None


def flag_of(value: Any) -> Optional[bool]:
    """True, false, or None; v1 may write them as strings and numbers (v1-facts.md)."""
    return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())


def love_or_hate(value: Any) -> Optional[str]:
    """v1's `rating`: unrated is false, "false", 0 or null."""
    return value if value in (LOVE, HATE) else None


def one_to_ten(value: Any) -> Optional[int]:
    """v1's `rating_advanced` and v2's `rating`; unrated is 0."""
    number = number_of(value)
    return number if number is not None and WORST <= number <= BEST else None


def moment_of(value: Any) -> Optional[float]:
    """Seconds since 1970 of a number (v1) or an ISO date (v2); None for what no calendar of ours has."""
    moment: Optional[float] = number_of(value)
    if moment is None and isinstance(value, str):
        try:
            date = iso_date(value)
            moment = date.replace(tzinfo=date.tzinfo or datetime.timezone.utc).timestamp()
        except (ValueError, OverflowError):
            return None
    return float(moment) if moment is not None and 0 <= moment < LAST_MOMENT else None


def id_pairs(data: Mapping[str, Any]) -> List[Tuple[str, str]]:
    """The ids of one film as pairs that compare, in whatever type they come."""
    return [(name, str(value)) for name, value in fields_of(data.get("ids")).items() if value]


def _imdb(value: Any) -> Optional[str]:
    try:
        return MovieIds(imdb=value).imdb if isinstance(value, str) else None
    except ValueError:
        return None


def _id(value: Any) -> Optional[int]:
    number = number_of(value)
    return number if number is not None and 0 < number <= LARGEST_ID else None


def _year(value: Any) -> Optional[int]:
    number = number_of(value)
    return None if number is None else _year_of_a_film(number)


@functools.lru_cache(maxsize=256)
def _year_of_a_film(number: int) -> Optional[int]:
    """The core says which years have films; asked once for each, since a list may hold 100,000."""
    try:
        return Movie.from_json({"year": number}).year
    except ValueError:
        return None
