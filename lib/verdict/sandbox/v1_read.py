"""What the classic API tells: a film, the user's ratings and activity, the search."""

from __future__ import annotations

from typing import Any, Dict, List

from verdict.core.rating import BEST, WORST
from verdict.sandbox.account import Entry, Happening
from verdict.sandbox.catalogue import Film
from verdict.sandbox.v1_call import Call, failure, movie_json, not_found
from verdict.sandbox.v1_rate import votes
from verdict.sandbox.wire import Answer, as_json, whole


def summary(call: Call) -> Answer:
    wanted = call.arg(0)
    shelf = call.world.catalogue
    film = shelf.by_id("imdb", wanted) or shelf.by_id("slug", wanted) or shelf.by_id("tmdb", wanted)
    if film is None:
        return not_found(call)
    account = call.world.account
    told = _movie(call, film)
    if call.is_user:
        plays = sum(play.film.trakt == film.trakt for play in account.plays)
        told.update(watched=plays > 0, plays=plays, **_own(call, film))
    return as_json(200, told)


def ratings(call: Call) -> Answer:
    if call.arg(0).casefold() != call.world.keys.username.casefold():
        return failure(404, "user not found")
    wanted = call.arg(1, "all")
    return as_json(200, [_rated(e) for e in call.world.account.newest_first() if _is(e, wanted)])


def activity(call: Call) -> Answer:
    if call.arg(0).casefold() != call.world.keys.username.casefold():
        return failure(404, "user not found")
    kinds, actions = call.arg(1, "all").split(","), call.arg(2, "all").split(",")
    listed: List[Happening] = []
    if "movie" in kinds or "all" in kinds:
        kept = call.world.account.activity
        listed = [h for h in reversed(kept) if "all" in actions or h.action in actions]
    now = int(call.world.clock.now())
    start = int(listed[-1].at) if listed else now
    times = {"start": start, "end": int(listed[0].at) if listed else now, "current": now}
    return as_json(200, {"timestamps": times, "activity": [_happened(call, h) for h in listed]})


def search(call: Call) -> Answer:
    query = call.arg(0) or call.request.query.get("query", "")
    limit = call.arg(1) or call.request.query.get("limit", "30")
    most = whole(limit)
    if most is None:
        return failure(200, "invalid limit")
    found = call.world.catalogue.search(query)[:most]
    return as_json(200, [_movie(call, film) for _, film in found])


def _movie(call: Call, film: Film) -> Dict[str, Any]:
    own = call.world.account.rated(film)
    spread = {str(n): 0 for n in range(WORST, BEST + 1)}
    spread.update({str(BEST): film.loved, str(WORST): film.hated})
    if own.advanced:
        spread[str(own.advanced)] += 1
    more = {"runtime": film.runtime, "url": f"{call.world.url}/movie/{film.slug}", "genres": [], "images": {}}
    return {**movie_json(film), **more, "ratings": {**votes(film, own), "distribution": spread}}


def _own(call: Call, film: Film) -> Dict[str, Any]:
    own = call.world.account.rated(film)
    return {"rating": own.simple or False, "rating_advanced": own.advanced or 0}


def _rated(entry: Entry) -> Dict[str, Any]:
    told = movie_json(entry.film)
    told["tmdb_id"] = str(told["tmdb_id"] or "")  # as text here, as a number elsewhere: both were seen
    rated = {"rating": entry.rated.simple, "rating_advanced": entry.rated.advanced}
    return {**told, "inserted": int(entry.at), **rated}


def _is(entry: Entry, wanted: str) -> bool:
    return wanted in ("all", entry.rated.simple, str(entry.rated.advanced))


def _happened(call: Call, happening: Happening) -> Dict[str, Any]:
    told: Dict[str, Any] = {"timestamp": int(happening.at), "type": "movie", "action": happening.action}
    if happening.rated is not None:
        own, advanced = happening.rated, call.world.conditions.mode == "advanced"
        told.update(
            rating=own.simple or False, rating_advanced=own.advanced or 0, use_rating_advanced=advanced
        )
    return {**told, "movie": movie_json(happening.film)}
