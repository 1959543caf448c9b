"""The films that the sandbox knows, and how Trakt finds one: by id, by exact title and year, by words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from verdict.sandbox.films import FILMS

_OWN_NUMBERS_FROM = 900001  # far from Trakt's own, so that nobody takes them for real ones


@dataclass(frozen=True)
class Film:
    """One film. runtime in minutes; loved and hated: the votes of everybody else.

    original: its title in its own language, where that is another one; aliases: in others.
    """

    title: str
    year: int
    imdb: Optional[str]
    tmdb: Optional[int]
    trakt: int
    slug: str
    runtime: int = 100
    loved: int = 41
    hated: int = 3
    original: str = ""
    aliases: Tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.title} ({self.year})"


class Catalogue:
    """All films, in the order in which they came in."""

    def __init__(self) -> None:
        self.films: List[Film] = []
        for title, year, imdb, tmdb, runtime, more in FILMS:
            self.add(title, year, imdb, tmdb, runtime=runtime, **more)

    def add(
        self, title: str, year: int, imdb: Optional[str] = None, tmdb: Optional[int] = None, **more: Any
    ) -> Film:
        """Take in one more film. more: trakt, slug, runtime, loved, hated, original, aliases."""
        more.setdefault("trakt", _OWN_NUMBERS_FROM + len(self.films))
        more.setdefault("slug", slug_of(title, year))
        film = Film(title, year, imdb, tmdb, **more)
        self.films.append(film)
        return film

    def by_id(self, kind: str, value: Any) -> Optional[Film]:
        """kind: imdb, tmdb, trakt or slug. Numbers may come as text."""
        if value in (None, "", 0, "0"):
            return None
        return self._first(lambda film: str(getattr(film, kind)) == str(value))

    def by_any_id(self, value: str) -> Optional[Film]:
        """The film that a path names, without saying by which kind of id."""
        kinds = ("imdb", "slug", "trakt")
        return next((film for film in (self.by_id(kind, value) for kind in kinds) if film), None)

    def by_title(self, title: Any, year: Any) -> Optional[Film]:
        """The exact title, whatever its case, and the year.

        Which titles Trakt takes is written nowhere; here it is any of the film's.
        """
        wanted = str(title).casefold()
        of_year = [film for film in self.films if str(film.year) == str(year)]
        own = (film for film in of_year if film.title.casefold() == wanted)
        other = (f for f in of_year if wanted in map(str.casefold, (f.original, *f.aliases)))
        return next(own, None) or next(other, None)

    def search(self, words: str, fields: Sequence[str] = ("title",)) -> List[Tuple[float, Film]]:
        """Films one of whose titles holds every word, each with its score, best first.

        fields: which of title, original_title and aliases are looked at.
        """
        wanted = words_of(words)
        if not wanted:
            return []
        found = [(f, words_of(title)) for f in self.films for title in _titles(f, fields)]
        scored: Dict[Film, float] = {}
        for film, has in found:
            if set(wanted) <= set(has):
                scored[film] = max(scored.get(film, 0.0), 100.0 * len(wanted) / len(has))
        return sorted(((score, film) for film, score in scored.items()), key=lambda pair: -pair[0])

    def _first(self, fits: Callable[[Film], bool]) -> Optional[Film]:
        return next((film for film in self.films if fits(film)), None)


def _titles(film: Film, fields: Sequence[str]) -> List[str]:
    own = {"title": [film.title], "original_title": [film.original], "aliases": list(film.aliases)}
    return [title for field in fields for title in own.get(field, []) if title]


def words_of(text: str) -> List[str]:
    """The words of a title without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain.casefold())


def slug_of(title: str, year: int) -> str:
    ascii_words = [word for word in words_of(title) if word.isascii()]
    return "-".join([*ascii_words, str(year)])


def ids_of(film: Film) -> Dict[str, Any]:
    """A film's ids as v2 writes them."""
    return {"trakt": film.trakt, "slug": film.slug, "imdb": film.imdb, "tmdb": film.tmdb}
