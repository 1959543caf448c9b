"""Events from the lines of a trace, as `trace.write` made them or a person wrote them by hand."""

from __future__ import annotations

import enum
import json
import math
from typing import Any, Callable, Dict, Mapping, NoReturn, Optional, Tuple, Type, TypeVar, Union

from verdict.core import events as e
from verdict.core.movie import Movie
from verdict.core.parts import Part, Played
from verdict.core.rating import Rating
from verdict.core.spans import Spans

_Fields = Mapping[str, Any]
_Word = TypeVar("_Word", bound=enum.Enum)


def read_event(line: str) -> Optional[e.Event]:
    """The event on a line of a trace; None for a decision or an empty line.

    ValueError says what is wrong with a line that is neither.
    """
    if not line.strip():
        return None
    fields = _object(_parsed(line), "the line")
    if "decision" in fields and "event" not in fields:
        return None
    name = fields.get("event")
    reader = _READERS.get(name) if isinstance(name, str) else None
    if reader is None:
        raise ValueError(f"no such event: {name!r}")
    return reader(_number(fields, "at"), fields)


def _opened(at: float, fields: _Fields) -> e.Opened:
    movie = fields.get("movie")
    return e.Opened(
        at,
        _text(fields, "source"),
        _optional_number(fields, "duration"),
        _optional_number(fields, "position") or 0.0,
        _movie(movie),
        _word(e.Kind, "kind", "unknown" if fields.get("kind") is None else fields["kind"]),
        _flag(fields, "certain"),
        _left_off(fields.get("left_off")),
        _flag(fields, "doubtful"),
        _part(fields.get("part")),
        _played(fields.get("played")),
    )


def _identified(at: float, fields: _Fields) -> e.Identified:
    kind = fields.get("kind")
    return e.Identified(
        at,
        _movie(fields.get("movie")),
        _word(e.Kind, "kind", "movie" if kind is None else kind),
        _flag(fields, "certain"),
        _flag(fields, "doubtful"),
        _part(fields.get("part")),
        None if fields.get("source") is None else _text(fields, "source"),
        _prompt(fields),
    )


def _ended(at: float, fields: _Fields) -> e.Ended:
    more = _flag(fields, "more")
    return e.Ended(
        at, _word(e.Reason, "reason", fields.get("reason")), more, _optional_number(fields, "position")
    )


def _chosen(at: float, fields: _Fields) -> e.Chosen:
    value = fields.get("rating")
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 9.0 and 9 are one number in JSON
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError(f"no rating: {value!r}")
    return e.Chosen(at, Rating.parse(value), _prompt(fields))


def _dismissed(at: float, fields: _Fields) -> e.Dismissed:
    return e.Dismissed(at, _word(e.Why, "why", fields.get("why")), _prompt(fields))


_READERS: Dict[str, Callable[[float, _Fields], e.Event]] = {
    "opened": _opened,
    "identified": _identified,
    "paused": lambda at, _: e.Paused(at),
    "resumed": lambda at, _: e.Resumed(at),
    "sought": lambda at, fields: e.Sought(at, _number(fields, "position")),
    "speed": lambda at, fields: e.SpeedChanged(at, _number(fields, "speed")),
    "duration": lambda at, fields: e.Measured(at, _optional_number(fields, "duration")),
    "chapter": lambda at, fields: e.ChapterEntered(
        at, _text(fields, "title"), _optional_number(fields, "position")
    ),
    "ended": _ended,
    "credits": lambda at, _: e.CreditsBegan(at),
    "wanted": lambda at, _: e.Wanted(at),
    "chosen": _chosen,
    "dismissed": _dismissed,
}


def _parsed(line: str) -> Any:
    try:
        return json.loads(line, parse_constant=_no_number)
    except json.JSONDecodeError as problem:  # without its "line 1": a trace has lines of its own
        raise ValueError(f"{problem.msg} (character {problem.pos + 1})") from None
    except RecursionError:
        raise ValueError("the line is nested too deeply") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _object(value: Any, what: str) -> _Fields:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is no JSON object")
    return value


def _movie(value: Any) -> Optional[Movie]:
    if value is None:
        return None
    movie = Movie.from_json(_object(value, "movie"))
    return movie if movie.is_known else None


def _left_off(value: Any) -> Optional[e.LeftOff]:
    if value is None:
        return None
    fields = _object(value, "left_off")
    covered = _spans(fields.get("covered"))
    return e.LeftOff(
        _text(fields, "source"), _movie(fields.get("movie")), _number(fields, "position"), covered
    )


def _part(value: Any) -> Optional[Part]:
    if value is None:
        return None
    fields = _object(value, "part")
    number, total = (int(_number(fields, name)) for name in ("number", "total"))
    if not 0 < number <= total:
        raise ValueError(f"no part of a film: {number} of {total}")
    return Part(number, total)


def _played(value: Any) -> Tuple[Played, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"played is no list: {value!r}")
    return tuple(map(_played_one, value))


def _played_one(value: Any) -> Played:
    fields = _object(value, "played")
    movie = _movie(fields.get("movie"))
    if movie is None:
        raise ValueError("played names no film")
    number, duration = int(_number(fields, "number")), _number(fields, "duration")
    return Played(movie, number, duration, _spans(fields.get("covered")))


def _spans(value: Any) -> Spans:
    if value is None:
        return Spans()
    if not isinstance(value, list):
        raise ValueError(f"covered is no list: {value!r}")
    spans = Spans()
    for span in value:
        if not isinstance(span, list) or len(span) != 2:
            raise ValueError(f"not a stretch of a film: {span!r}")
        start, end = (_number({"covered": second}, "covered") for second in span)
        spans = spans.with_span(start, end)
    return spans


def _number(fields: _Fields, name: str) -> float:
    value = _optional_number(fields, name)
    if value is None:
        raise ValueError(f"{name} is missing")
    return value


def _optional_number(fields: _Fields, name: str) -> Optional[float]:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not _is_finite(value):
        raise ValueError(f"{name} is no number: {value!r}")
    return float(value)


def _is_finite(value: Union[int, float]) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _text(fields: _Fields, name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value


def _word(words: Type[_Word], name: str, value: Any) -> _Word:
    try:
        return words(value)
    except ValueError:
        raise ValueError(f"no such {name}: {value!r}") from None


def _flag(fields: _Fields, name: str) -> bool:
    value = fields.get(name, False)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise ValueError(f"{name} is neither true nor false: {value!r}")
    return value


def _prompt(fields: _Fields) -> Optional[int]:
    value = fields.get("prompt")
    if value is not None and type(value) is not int:
        raise ValueError(f"prompt is no number: {value!r}")
    return value
