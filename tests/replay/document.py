"""What the format of traces says, read strictly: a viewing in short words, and a checker of every decision.

Written after the description of traces and of "finished" alone; it imports nothing of the core.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, NamedTuple, NoReturn, Optional, Tuple

HOUR = 3600.0
LENGTH = 2 * HOUR
A = {"title": "The Matrix", "year": 1999, "ids": {"imdb": "tt0133093", "tmdb": 603}}
B = {"title": "Dune", "year": 2021, "ids": {"imdb": "tt1160419", "tmdb": 438631}}
FIELDS = {
    "ask": {"movie", "because"},
    "close": set(),
    "record": {"movie", "rating"},
    "scrobble": {"action", "movie", "progress"},
    "later": {"movie", "because"},
    "pass": {"because"},
}
OURS = {"prompt"}  # of an ask and a close: more than the format asks for, and no one's film depends on it
Line = Dict[str, Any]


class Viewing(NamedTuple):
    """events: what is replayed; said: "time decision", and for a film other than A its letter."""

    events: List[Line]
    said: List[str]


def opened(at: float, movie: Optional[Line] = A, **fields: Any) -> Line:
    """A certain film of two hours, from its start, unless `fields` say otherwise."""
    known = {"source": "/films/a.mkv", "duration": LENGTH, "position": 0, "kind": "movie", "certain": True}
    return {"at": at, "event": "opened", **known, "movie": movie, **fields}


def event(at: float, name: str, **fields: Any) -> Line:
    return {"at": at, "event": name, **fields}


def ended(at: float, reason: str = "stop", **fields: Any) -> Line:
    return event(at, "ended", reason=reason, **fields)


def sought(at: float, position: float) -> Line:
    return event(at, "sought", position=position)


def chapter(at: float, title: str) -> Line:
    return event(at, "chapter", title=title)


def read(line: str) -> str:
    """A decision in short words, after it has been found to be one. AssertionError says what is wrong."""
    fields: Line = json.loads(line, parse_constant=_no_json)
    name = fields["decision"]
    assert set(fields) - OURS == {"at", "decision", *FIELDS[name]}, line
    assert isinstance(fields["at"], (int, float))
    words = [f"{fields['at']:.12g}", *_words(name, fields)]
    if "movie" in fields and known(fields["movie"]) != known(A):
        words.append("B" if known(fields["movie"]) == known(B) else json.dumps(fields["movie"]))
    return " ".join(words)


def _words(name: str, fields: Line) -> List[str]:
    if name == "scrobble":
        assert fields["action"] in ("start", "pause", "stop")
        assert 0 <= fields["progress"] <= 100
        return [fields["action"], f"{fields['progress']:g}"]
    if "because" in FIELDS[name]:
        assert isinstance(fields["because"], str)
        assert fields["because"]
    return [name, str(fields["rating"])] if name == "record" else [name]


def known(movie: Line) -> Tuple[Any, ...]:
    """Title, year and ids; what is null and what is left out are the same."""
    ids = movie.get("ids") or {}
    return movie.get("title"), movie.get("year"), ids.get("imdb"), ids.get("tmdb")


def _no_json(word: str) -> NoReturn:
    raise AssertionError(f"{word} is no JSON")
