"""Which film: its ids, its title and year, and when two of them are the same film."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any, Dict, Mapping, Optional, Tuple

_IMDB = re.compile(r"tt[0-9]{1,10}")
_IMDB_TYPED = re.compile(r"tt[0-9]{6,10}")  # IMDb gives seven and more; fewer is a slip of the finger
_ADDRESS = re.compile(
    r"https?://(?:www\.|m\.)?(?:imdb\.com/(?:[a-z-]{2,5}/)?title/(?P<imdb>tt[0-9]{6,10})"
    r"|themoviedb\.org/movie/(?P<tmdb>[1-9][0-9]{0,14}))(?:[/?#-]\S*)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\s*-?[0-9]{1,20}\s*")
_NUMBER = re.compile(r"0*[1-9][0-9]{0,14}")
_TITLE_AND_YEAR = re.compile(r"(?P<title>.+?)\s*\((?P<year>1[89]\d\d|20\d\d)\)", re.DOTALL)
_FIRST_FILM, _LAST_YEAR = 1870, 2099
LARGEST_ID = 2**53 - 1  # what every reader of JSON can hold


@dataclass(frozen=True)
class MovieIds:
    """The names that data bases give a film; every one may be unknown.

    imdb: ``tt`` and digits; tmdb and trakt: positive integers up to `LARGEST_ID`.
    """

    imdb: Optional[str] = None
    tmdb: Optional[int] = None
    trakt: Optional[int] = None

    def __post_init__(self) -> None:
        if self.imdb is not None and not _IMDB.fullmatch(self.imdb):
            raise ValueError(f"not an IMDb id: {self.imdb!r}")
        for number in (self.tmdb, self.trakt):
            if number is not None and not 0 < number <= LARGEST_ID:
                raise ValueError(f"not an id: {number!r}")

    def __bool__(self) -> bool:
        return any((self.imdb, self.tmdb, self.trakt))

    def to_json(self) -> Dict[str, Any]:
        return {"imdb": self.imdb, "tmdb": self.tmdb, "trakt": self.trakt}

    @classmethod
    def from_json(cls, data: Optional[Mapping[str, Any]]) -> MovieIds:
        """Read ids as servers and traces write them: "603" and 603.0 are numbers, "" and 0 mean unknown."""
        data = {} if data is None else data
        if not isinstance(data, Mapping):
            raise ValueError(f"not ids: {data!r}")
        return cls(_text(data.get("imdb")), _number(data.get("tmdb")), _number(data.get("trakt")))


@dataclass(frozen=True)
class Movie:
    """A film as far as it is known. At least a title or one id is there (`is_known`).

    other_titles: what a search says that it is called besides, in its own language and in others.
    """

    title: str = ""
    year: Optional[int] = None
    ids: MovieIds = field(default_factory=MovieIds)
    other_titles: Tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_known(self) -> bool:
        return bool(self.title or self.ids)

    @property
    def label(self) -> str:
        """For people: ``Title (1981)``, and an id where there is no title."""
        if not self.title:
            ids = self.ids
            return ids.imdb or (f"tmdb:{ids.tmdb}" if ids.tmdb else f"trakt:{ids.trakt}")
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def title_key(self) -> str:
        """The title without case, accents, punctuation and spaces: what two spellings share."""
        return _key_of(self.title)

    def is_called(self, title_key: str) -> bool:
        """Whether one of its titles is this one, in either spelling."""
        return title_key in map(_key_of, (self.title, *self.other_titles))

    def is_same_as(self, other: Movie) -> bool:
        """Whether both are one film, in Trakt's order: IMDb id, TMDb id, then title and year.

        The first id that both know decides; title and year speak only where no id is shared.
        """
        for mine, theirs in zip(self._ids_in_order(), other._ids_in_order()):
            if mine and theirs:
                return bool(mine == theirs)
        return bool(self.title) and (self.title_key, self.year) == (other.title_key, other.year)

    def completed_by(self, other: Movie) -> Movie:
        """This film with the gaps in its title, year and ids filled from `other`."""
        ids, more = self.ids, other.ids
        return replace(
            self,
            title=self.title or other.title,
            year=self.year or other.year,
            ids=MovieIds(ids.imdb or more.imdb, ids.tmdb or more.tmdb, ids.trakt or more.trakt),
        )

    def to_json(self) -> Dict[str, Any]:
        return {"title": self.title or None, "year": self.year, "ids": self.ids.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Movie:
        """Read a film as traces and v2 write it. ValueError names what does not fit."""
        return cls(
            _text(data.get("title")) or "", _year(data.get("year")), MovieIds.from_json(data.get("ids"))
        )

    def _ids_in_order(self) -> tuple[Any, Any, Any]:
        return self.ids.imdb, self.ids.tmdb, self.ids.trakt


def parse_movie(text: str) -> Movie:
    """Read what a person calls a film: ``tt0082971``, ``tmdb:603``, ``trakt:481`` or ``Title (1981)``.

    The address of its page at IMDb or TMDB will do as well. ValueError where it is none of these.
    """
    text = text.strip()
    if _IMDB_TYPED.fullmatch(text.lower()):
        return Movie(ids=MovieIds(imdb=text.lower()))
    address = _ADDRESS.fullmatch(text)
    if address:
        imdb, tmdb = address["imdb"], address["tmdb"]
        return Movie(ids=MovieIds(imdb.lower() if imdb else None, int(tmdb) if tmdb else None))
    source, _, number = text.partition(":")
    if source.lower() in ("tmdb", "trakt") and _NUMBER.fullmatch(number):
        return Movie(ids=MovieIds.from_json({source.lower(): number}))
    named = _TITLE_AND_YEAR.fullmatch(text)
    if named and int(named["year"]) >= _FIRST_FILM:
        return Movie(named["title"], int(named["year"]))
    raise ValueError(
        f'{text!r} is no film: give an IMDb id (tt0082971), tmdb:603, its address there or "Title (1981)"'
    )


def _key_of(title: str) -> str:
    folded = unicodedata.normalize("NFKD", title).casefold()
    kept = "".join(c for c in folded if c.isalnum())
    return kept or folded.strip()


def _text(value: Any) -> Optional[str]:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"not a text: {value!r}")
    return value


def _number(value: Any) -> Optional[int]:
    if value is None or value in ("", 0, "0"):
        return None
    is_whole = isinstance(value, (int, str)) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not is_whole or (isinstance(value, str) and not _DIGITS.fullmatch(value)):
        raise ValueError(f"not a whole number: {value!r}")
    return int(value)


def _year(value: Any) -> Optional[int]:
    year = _number(value)
    if year is not None and not _FIRST_FILM <= year <= _LAST_YEAR:
        raise ValueError(f"not a year of a film: {value!r}")
    return year
