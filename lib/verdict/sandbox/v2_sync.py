"""/sync: ratings written, removed and read; plays added to the history."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from verdict.core.rating import UNRATE, Rating
from verdict.sandbox.account import Entry
from verdict.sandbox.catalogue import Film
from verdict.sandbox.clock import parse_stamp, stamp
from verdict.sandbox.v2_call import Call, film_of, movie_json, paged
from verdict.sandbox.v2_check import KINDS, check_rating, check_time, items_of
from verdict.sandbox.wire import Answer, Refusal, as_json, empty

Things = Dict[str, List[Dict[str, Any]]]
Found = List[Tuple[Film, Dict[str, Any]]]


def rate(call: Call) -> Answer:
    things = items_of(call.body)
    for kind, item in _all(things):
        check_rating(kind, item)
        check_time(kind, item, "rated_at")
    found, missing = _sort_out(call, things)
    for film, item in found:
        _rate(call, film, item)
    return as_json(201, {"added": _counts(len(found)), "not_found": missing})


def unrate(call: Call) -> Answer:
    found, missing = _sort_out(call, items_of(call.body))
    account = call.world.account
    rated = [film for film, _ in found if account.rated(film)]
    for film in rated:
        account.rate(film, Rating(UNRATE))
    return as_json(200, {"deleted": _counts(len(rated)), "not_found": missing})


def ratings(call: Call) -> Answer:
    kind, wanted = call.args.get("type", "all"), call.args.get("rating")
    if kind not in ("all", *KINDS) or not _are_ratings(wanted):
        raise Refusal(empty(404))
    entries = call.world.account.newest_first() if kind in ("all", "movies") else []
    chosen = [e for e in entries if wanted is None or str(e.rated.advanced) in wanted.split(",")]
    return paged(call, [_told(entry) for entry in chosen])


def ratings_of(call: Call) -> Answer:
    """The ratings of a user by name; there is one account here, and it is public."""
    if call.args["user"].casefold() != call.world.keys.username.casefold():
        raise Refusal(empty(404))
    return ratings(call)


def history(call: Call) -> Answer:
    things = items_of(call.body)
    for kind, item in _all(things):
        check_time(kind, item, "watched_at")
    found, missing = _sort_out(call, things)
    for film, item in found:
        call.world.account.play(film, parse_stamp(item.get("watched_at")), "seen")
    none = {"movies": 0, "episodes": 0}
    added = {"movies": len(found), "episodes": 0}
    return as_json(201, {"added": added, "updated": none, "not_found": missing})


def _rate(call: Call, film: Film, item: Mapping[str, Any]) -> None:
    account, at = call.world.account, parse_stamp(item.get("rated_at"))
    account.rate(film, Rating(item["rating"]), at)
    if call.world.conditions.watch_after_rating == "now" and not account.has_played(film):
        account.play(film, at, "seen")


def _all(things: Things) -> List[Tuple[str, Dict[str, Any]]]:
    return [(kind, item) for kind, items in things.items() for item in items]


def _sort_out(call: Call, things: Things) -> Tuple[Found, Things]:
    """The films that are known, each with its item, and the rest by kind. Films are all that is known."""
    missing: Things = {kind: [*things.get(kind, ())] for kind in KINDS}
    films = [(film_of(call.world, item), item) for item in things.get("movies", ())]
    missing["movies"] = [item for film, item in films if film is None]
    return [(film, item) for film, item in films if film], missing


def _counts(movies: int) -> Dict[str, int]:
    return {"movies": movies, "shows": 0, "seasons": 0, "episodes": 0}


def _are_ratings(text: Optional[str]) -> bool:
    return text is None or all(part in map(str, range(1, 11)) for part in text.split(","))


def _told(entry: Entry) -> Dict[str, Any]:
    rated = {"rated_at": stamp(entry.at), "rating": entry.rated.advanced, "type": "movie"}
    return {**rated, "movie": movie_json(entry.film)}
