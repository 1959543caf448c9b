"""What a key map, a skin or another add-on asks for: a film, and perhaps its rating."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional

from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.hosts.kodi.films import ids_from, movie_of, poster_of
from verdict.hosts.kodi.library import item_of, poster


@dataclass(frozen=True)
class Wish:
    """rating: None where a prompt is wanted."""

    movie: Movie
    rating: Optional[Rating]
    poster: str = ""


def read_wish(data: Mapping[str, Any], playing: Optional[Movie] = None) -> Wish:
    """Read the arguments of RunScript. ValueError, in words, for what is no film or no rating."""
    given = data.get("rating")
    rating = None if given in (None, "") else Rating.parse(str(given))
    if data.get("playing") and playing:
        return Wish(playing, rating)
    item = _item(data.get("dbid"))
    if item is not None:
        return Wish(movie_of(item), rating, poster_of(item))
    movie = Movie(str(data.get("title") or ""), _year_of(data.get("year")), ids_from(data))
    if not movie.is_known:
        raise ValueError("dbid=, imdb=, tmdb=?")
    return Wish(movie, rating, "" if rating else poster(movie))


def fields_of(movie: Movie) -> Dict[str, Any]:
    """The film as `read_wish` understands it."""
    ids = {name: number for name, number in movie.ids.to_json().items() if number}
    return {"title": movie.title, "year": movie.year, **ids}


def _item(number: Any) -> Optional[Mapping[str, Any]]:
    text = str(number or "")
    return item_of(int(text)) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _year_of(text: Any) -> Optional[int]:
    return Movie.from_json({"year": text or None}).year
