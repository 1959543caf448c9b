"""The films of Kodi's library and the ratings that it keeps of them."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Tuple

from verdict.core.movie import Movie
from verdict.hosts.kodi import rpc
from verdict.hosts.kodi.films import movie_of, poster_of

FILM_FIELDS = ["title", "year", "uniqueid", "imdbnumber", "art"]
RATED_FIELDS = ["title", "year", "uniqueid", "imdbnumber", "userrating"]
RATED = {"field": "userrating", "operator": "greaterthan", "value": "0"}
PAGE = 200  # films: some 100 kB of JSON in Kodi's memory and in ours


def item_of(number: int) -> Optional[Dict[str, Any]]:
    """The film that has this number in the library, or None."""
    found = rpc.call("VideoLibrary.GetMovieDetails", movieid=number, properties=FILM_FIELDS)
    details = found.get("moviedetails")
    return details if isinstance(details, dict) and movie_of(details).is_known else None


def poster(movie: Movie) -> str:
    """The picture of a film that the library has; "" otherwise."""
    return next(filter(None, map(poster_of, _items(movie))), "")


def rated_films() -> Iterator[Tuple[Movie, int]]:
    """The films with a rating of Kodi's own (1 to 10), page by page."""
    start = 0
    while True:
        limits = {"start": start, "end": start + PAGE}
        answer = rpc.call("VideoLibrary.GetMovies", properties=RATED_FIELDS, filter=RATED, limits=limits)
        films = answer.get("movies") or []
        for film in films:
            yield movie_of(film), int(film.get("userrating") or 0)
        start += PAGE
        if not films or start >= int((answer.get("limits") or {}).get("total") or 0):
            return


def write_rating(movie: Movie, number: int) -> List[Movie]:
    """Keep a rating (0 for none) as Kodi's own, wherever the library has the film; the film as it has it."""
    items = _items(movie)
    for item in items:
        rpc.call("VideoLibrary.SetMovieDetails", movieid=item["movieid"], userrating=number)
    return [movie_of(item) for item in items]


def _items(movie: Movie) -> List[Dict[str, Any]]:
    """All that the library has of a film, several copies of it too."""
    named = {"filter": {"field": "title", "operator": "is", "value": movie.title}} if movie.title else {}
    films = rpc.call("VideoLibrary.GetMovies", properties=FILM_FIELDS, **named).get("movies") or []
    return [item for item in films if movie_of(item).is_same_as(movie)]
