"""Which film an id or a title is, as today's API knows it (v2-facts.md, "Look-up")."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, List, Optional

from verdict.core.matching import the_one
from verdict.core.movie import Movie
from verdict.trakt.answer import Answer
from verdict.trakt.errors import Refused, Unavailable
from verdict.trakt.reading import fields_of, movie_from, text_of
from verdict.trakt.v2_forms import escaped, hit_of, listed

MOST_ALIASES = 200  # of one film
_TITLES = "title,original_title,translations,aliases"  # the contract's names of the fields that hold titles


class Films:
    """get: asks today's API for what the parts of a path and a query name. Errors as it raises them."""

    def __init__(self, get: Callable[..., Answer]) -> None:
        self._get = get

    def search(self, title: str, year: Optional[int] = None) -> List[Movie]:
        """search/movie, in the titles of all languages; each film with its title in its own.

        Where that leaves one film of the year, but not under this title, its aliases are asked for as well.
        """
        query = {"query": escaped(title), "fields": _TITLES, "extended": "full"}
        if year:
            query["years"] = str(year)
        hits = listed(self._get("search", "movie", query=query))
        found = (hit_of(fields_of(fields_of(hit).get("movie"))) for hit in hits)
        films = [movie for movie in found if movie.is_known]
        return self._with_aliases(films, Movie(title, year)) if year else films

    def of_id(self, movie: Movie) -> Optional[Movie]:
        """search/imdb or search/tmdb: the film of this id, or None where there is none."""
        kind, number = ("imdb", movie.ids.imdb) if movie.ids.imdb else ("tmdb", movie.ids.tmdb)
        if not number:
            return None
        hits = listed(self._get("search", kind, str(number), query={"type": "movie"}))
        found = (movie_from(fields_of(hit).get("movie")) for hit in hits)
        return next((film for film in found if film.is_same_as(movie)), None)

    def in_full(self, movie: Movie) -> Movie:
        """The film with its title, its year and an id. Refused where Trakt does not tell them."""
        if not (movie.title and movie.year):
            movie = movie.completed_by(self.of_id(movie) or movie)
        if not (movie.title and movie.year):
            raise Refused("title and year of this film are not known")
        return movie if movie.ids else self.with_ids(movie)

    def with_ids(self, movie: Movie) -> Movie:
        """The film of this title and year. Refused where Trakt does not know just one."""
        found = the_one(movie, self.search(movie.title, movie.year))
        if found is None:
            raise Refused("Trakt does not know just one film of this title and year")
        return movie.completed_by(found)

    def _with_aliases(self, films: List[Movie], named: Movie) -> List[Movie]:
        of_year = [film for film in films if film.year == named.year]
        if len(of_year) != 1 or of_year[0].is_called(named.title_key):
            return films
        only = of_year[0]
        known = only.ids.trakt or only.ids.imdb
        try:
            aliases = listed(self._get("movies", str(known), "aliases")) if known else []
        except (Refused, Unavailable):
            return films  # it stays in doubt
        titles = [text_of(fields_of(alias).get("title")) for alias in aliases[:MOST_ALIASES]]
        named_too = replace(only, other_titles=(*only.other_titles, *filter(None, titles)))
        return [named_too if film is only else film for film in films]
