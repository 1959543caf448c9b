"""/search and /movies: which film is meant."""

from __future__ import annotations

import re
from typing import Any, Dict, Optional, Sequence

from verdict.sandbox.catalogue import Film
from verdict.sandbox.v2_call import Call, movie_json, paged
from verdict.sandbox.wire import Answer, Refusal, as_json, empty

_TYPES = ("movie", "show", "episode", "person", "list")
_FIELDS = "title,original_title,translations,aliases"  # the contract's default
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def search(call: Call) -> Answer:
    types = call.args["types"].split(",")
    if not set(types) <= set(_TYPES):
        raise Refusal(empty(404))
    query = call.request.query.get("query", "")  # escaped or not: only its words count
    fields = call.request.query.get("fields", _FIELDS).split(",")
    found = call.world.catalogue.search(query, fields) if "movie" in types else []
    years = _years(call)
    kept = [(score, film) for score, film in found if film.year in years]
    return paged(call, [_result(film, score, call.extended) for score, film in kept], always=True)


def by_id(call: Call) -> Answer:
    kind, wanted = call.args["kind"], call.args["id"]
    if kind not in ("imdb", "tmdb", "trakt", "tvdb"):
        raise Refusal(empty(404))
    film = call.world.catalogue.by_id(kind, wanted) if kind != "tvdb" else None
    types = call.request.query.get("type", "movie").split(",")
    return paged(call, [_result(film, None)] if film and "movie" in types else [], always=True)


def movie(call: Call) -> Answer:
    film = call.world.catalogue.by_any_id(call.args["id"])
    if film is None:
        raise Refusal(empty(404))
    return as_json(200, _told(film, call.extended))


def aliases(call: Call) -> Answer:
    film = call.world.catalogue.by_any_id(call.args["id"])
    if film is None:
        raise Refusal(empty(404))
    return as_json(200, [{"title": title, "country": None} for title in film.aliases])


def _told(film: Film, extended: Sequence[str]) -> Dict[str, Any]:
    told = movie_json(film)
    if "full" in extended:
        told.update(runtime=film.runtime, original_title=film.original or film.title)
    return told


def _years(call: Call) -> range:
    """One year, or two with a dash between them; all of them where none is asked for."""
    text = call.request.query.get("years", "")
    if not text:
        return range(10_000)
    years = _YEARS.fullmatch(text)
    if not years:
        raise Refusal(as_json(400, {"error": "bad_request", "error_description": "years is no year"}))
    return range(int(years[1]), int(years[2] or years[1]) + 1)


def _result(film: Film, score: Optional[float], extended: Sequence[str] = ()) -> Dict[str, Any]:
    return {"type": "movie", "score": score, "movie": _told(film, extended)}
