"""One call of today's API: its arguments, its page, the film that some ids mean, a film as v2 tells it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional

from verdict.sandbox.catalogue import Film, ids_of
from verdict.sandbox.wire import Answer, Refusal, Request, as_json, whole
from verdict.sandbox.world import World

ID_KINDS = ("trakt", "slug", "imdb", "tmdb")
_PAGE, _LIMIT = 1, 10


@dataclass
class Call:
    """args: the variable parts of the path."""

    world: World
    request: Request
    args: Dict[str, str]

    @property
    def body(self) -> Dict[str, Any]:
        body: Dict[str, Any] = self.request.json
        return body

    @property
    def extended(self) -> List[str]:
        return self.request.query.get("extended", "").split(",")


def film_of(world: World, item: Mapping[str, Any]) -> Optional[Film]:
    """The film meant: by its ids where there are any, by exact title and year otherwise."""
    ids = {kind: value for kind, value in (item.get("ids") or {}).items() if value not in (None, "")}
    if not ids:
        return world.catalogue.by_title(item.get("title"), item.get("year"))
    found = (world.catalogue.by_id(kind, ids.get(kind)) for kind in ID_KINDS)
    return next((film for film in found if film), None)


def movie_json(film: Film) -> Dict[str, Any]:
    return {"title": film.title, "year": film.year, "ids": ids_of(film)}


def paged(call: Call, items: List[Any], *, always: bool = False) -> Answer:
    """The items, or the page of them that was asked for, with the headers that count the pages."""
    query = call.request.query
    if not always and "page" not in query and "limit" not in query:
        return as_json(200, items)
    page, limit = _count(query, "page", _PAGE), _count(query, "limit", _LIMIT)
    headers = {
        "X-Pagination-Page": str(page),
        "X-Pagination-Limit": str(limit),
        "X-Pagination-Page-Count": str(math.ceil(len(items) / limit)),
        "X-Pagination-Item-Count": str(len(items)),
    }
    return as_json(200, items[(page - 1) * limit : page * limit], headers)


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    number = whole(query.get(name, default))
    if not number:
        raise Refusal(as_json(400, {"error": "bad_request", "error_description": f"{name} is no number"}))
    return number
