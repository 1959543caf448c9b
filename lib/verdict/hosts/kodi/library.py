"""The films of Kodi's library and the ratings that it keeps of them."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from verdict.core.movie import Movie
from verdict.hosts.kodi import rpc
from verdict.hosts.kodi.films import movie_of

FIELDS = ["title", "year", "uniqueid", "imdbnumber", "art"]


def item_of(number: int) -> Optional[Dict[str, Any]]:
    """The film that has this number in the library, or None."""
    found = rpc.call("VideoLibrary.GetMovieDetails", movieid=number, properties=FIELDS)
    details = found.get("moviedetails")
    return details if isinstance(details, dict) and movie_of(details).is_known else None


def write_rating(movie: Movie, number: int) -> None:
    """Keep a rating (0 for none) as Kodi's own, wherever the library has the film."""
    for item in _items(movie):
        rpc.call("VideoLibrary.SetMovieDetails", movieid=item["movieid"], userrating=number)


def _items(movie: Movie) -> List[Dict[str, Any]]:
    """All that the library has of a film, several copies of it too."""
    named = {"filter": {"field": "title", "operator": "is", "value": movie.title}} if movie.title else {}
    films = rpc.call("VideoLibrary.GetMovies", properties=FIELDS, **named).get("movies") or []
    return [item for item in films if movie_of(item).is_same_as(movie)]
