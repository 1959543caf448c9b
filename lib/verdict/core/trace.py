"""Events and decisions as JSON lines, so that a viewing can be recorded; `trace_reader` reads them back."""

from __future__ import annotations

import enum
import json
import math
from typing import Any, Dict, Sequence, Tuple, Type, Union

from verdict.core.decisions import Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import (
    ChapterEntered,
    Chosen,
    CreditsBegan,
    Dismissed,
    Ended,
    Event,
    Identified,
    LeftOff,
    Measured,
    Opened,
    Paused,
    Resumed,
    Sought,
    SpeedChanged,
    Wanted,
)
from verdict.core.movie import Movie
from verdict.core.parts import Part, Played
from verdict.core.rating import Rating
from verdict.core.spans import Spans

_EVENT_NAMES: Dict[Type[Any], str] = {
    Opened: "opened",
    Identified: "identified",
    Paused: "paused",
    Resumed: "resumed",
    Sought: "sought",
    SpeedChanged: "speed",
    Measured: "duration",
    ChapterEntered: "chapter",
    Ended: "ended",
    CreditsBegan: "credits",
    Wanted: "wanted",
    Chosen: "chosen",
    Dismissed: "dismissed",
}
_LEFT_OUT: Dict[Type[Any], Tuple[str, ...]] = {
    Scrobble: ("duration", "finished"),
    Later: ("source", "doubtful"),
}  # a trace tells them elsewhere
_DECISION_NAMES: Dict[Type[Any], str] = {
    Ask: "ask",
    Close: "close",
    Record: "record",
    Scrobble: "scrobble",
    Later: "later",
    Pass: "pass",
}

# What a line does without, where it says nothing new: the value that is meant then.
_UNSAID: Dict[str, Sequence[Any]] = {
    "left_off": (None,),
    "prompt": (None,),
    "position": (None,),
    "part": (None,),
    "source": (None,),
    "doubtful": (False,),
    "played": ([],),
}


def write(entry: Union[Event, Decision]) -> str:
    """One event or decision as one line of JSON, without the line's end."""
    event = _EVENT_NAMES.get(type(entry))
    name = {"event": event} if event else {"decision": _DECISION_NAMES[type(entry)]}
    left_out = ("at", *_LEFT_OUT.get(type(entry), ()))
    rest = {key: _plain(value) for key, value in vars(entry).items() if key not in left_out}
    for optional, absent in _UNSAID.items():
        if optional in rest and rest[optional] in absent:
            del rest[optional]
    fields = {"at": _plain(entry.at), **name, **rest}
    readable = json.dumps(fields, ensure_ascii=False)
    # A file name that is no UTF-8, or a title with a line's end of its own, has to be escaped.
    return readable if readable.isprintable() else json.dumps(fields)


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Rating):
        return value.value
    if isinstance(value, Movie):
        return _film_fields(value)
    if isinstance(value, (LeftOff, Part, Played)):
        return {key: _plain(part) for key, part in vars(value).items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Spans):
        return [list(span) for span in value.spans]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _film_fields(movie: Movie) -> Dict[str, Any]:
    """Trakt's own id is not of the format: it is told where it is known, and never as null."""
    film = movie.to_json()
    if movie.ids.trakt is None:
        del film["ids"]["trakt"]
    return film
