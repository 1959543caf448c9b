"""The corpus of names and what is expected of each: read by the tests and by the bench."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Tuple

from verdict.core.movie import Movie, MovieIds

FILE = Path(__file__).with_name("corpus.tsv")


@dataclass(frozen=True)
class Case:
    """A source and the truth about it. titles: empty where it holds no film that its name tells."""

    source: str
    kind: str
    titles: Tuple[str, ...]
    year: Optional[int]
    ids: MovieIds

    def title_is_right(self, movie: Optional[Movie]) -> bool:
        if not self.titles:
            return movie is None or not movie.title
        return movie is not None and movie.title_key in {Movie(title).title_key for title in self.titles}

    def year_is_right(self, movie: Optional[Movie]) -> bool:
        return (movie.year if movie else None) == self.year

    def ids_are_right(self, movie: Optional[Movie]) -> bool:
        return (movie.ids if movie else MovieIds()) == self.ids


def cases() -> Iterator[Case]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _case(*(line.split("\t") + [""] * 4)[:5])


def _case(source: str, kind: str, titles: str, year: str, ids: str) -> Case:
    imdb = next((id for id in ids.split() if id.startswith("tt")), None)
    tmdb = next((int(id) for id in ids.split() if id.isdigit()), None)
    known = tuple(title for title in titles.split("|") if title not in ("", "-"))
    return Case(source, kind, known, int(year) if year else None, MovieIds(imdb, tmdb))
