"""Whether a request body has the form that the contract demands; 422 says where it has not."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NoReturn

from verdict.sandbox.clock import parse_stamp
from verdict.sandbox.wire import Refusal, as_json

KINDS = ("movies", "shows", "seasons", "episodes")
_IDS_OF_TYPE = {"trakt": int, "slug": str, "imdb": str, "tmdb": int, "tvdb": int}
_WATCHED = ("released", "unknown")  # words that stand for a time of watching


def refuse(where: str, what: str) -> NoReturn:
    raise Refusal(as_json(422, {"errors": {where: [what]}}))


def items_of(body: Mapping[str, Any]) -> Dict[str, List[Dict[str, Any]]]:
    """The lists of things in the body, by kind."""
    found = {kind: body[kind] for kind in KINDS if body.get(kind) is not None}
    if not found:
        refuse("body", f"holds none of {', '.join(KINDS)}")
    for kind, items in found.items():
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            refuse(kind, "is no list of objects")
        for item in items:
            check_thing(kind, item)
    return found


def check_thing(where: str, item: Mapping[str, Any]) -> None:
    """A thing has ids, or else a title and a year; all of the right type."""
    ids = item.get("ids")
    if ids is not None and not isinstance(ids, dict):
        refuse(f"{where}.ids", "is no object")
    for kind, value in (ids or {}).items():
        _check_id(f"{where}.ids.{kind}", _IDS_OF_TYPE.get(kind), value)
    if not any((ids or {}).values()):
        check_title(where, item)


def check_title(where: str, item: Mapping[str, Any]) -> None:
    if not isinstance(item.get("title"), str) or not item["title"]:
        refuse(f"{where}.title", "is missing")
    if not is_whole(item.get("year")):
        refuse(f"{where}.year", "is no whole number")


def check_rating(where: str, item: Mapping[str, Any]) -> None:
    rating = item.get("rating")
    if not is_whole(rating) or not 1 <= int(str(rating)) <= 10:
        refuse(f"{where}.rating", "is no whole number from 1 to 10")


def check_time(where: str, item: Mapping[str, Any], name: str) -> None:
    value = item.get(name)
    words = _WATCHED if name == "watched_at" else ()
    if value is not None and value not in words and parse_stamp(value) is None:
        refuse(f"{where}.{name}", "is no date and time with a zone")


def check_progress(body: Mapping[str, Any]) -> float:
    progress = body.get("progress")
    if isinstance(progress, bool) or not isinstance(progress, (int, float)) or not 0 <= progress <= 100:
        refuse("progress", "is no number from 0 to 100")
    return float(progress)


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_id(where: str, kind: Any, value: object) -> None:
    fits = is_whole(value) if kind is int else isinstance(value, str)
    if kind and value is not None and not fits:
        refuse(where, "is of the wrong type")
