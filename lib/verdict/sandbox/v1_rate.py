"""rate/movie and rate/movies, as on v1-rate-movie.txt."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from verdict.core.rating import HATE, LOVE, Rated, Rating
from verdict.sandbox.catalogue import Film
from verdict.sandbox.v1_call import Call, demand, failure, film_of, film_or_refusal
from verdict.sandbox.wire import Answer, Refusal, as_json

SHARED_WITH = {"facebook": True, "twitter": True, "tumblr": False}  # the account's connections


def movie(call: Call) -> Answer:
    demand(call.fields, "title", "year", "rating")
    rating = rating_of(call.fields)
    if rating is None:
        raise Refusal(failure(200, "invalid rating"))
    film = film_or_refusal(call)
    account = call.world.account
    account.rate(film, rating)
    done = {
        "status": "success",
        "message": f"{'unrated' if rating.is_unrate else 'rated'} {film.label}",
        "type": "movie",
        "rating": call.fields["rating"],
        "ratings": votes(film, account.rated(film)),
    }
    return as_json(200, {**done, **SHARED_WITH})


def movies(call: Call) -> Answer:
    listed = call.fields.get("movies")
    if not isinstance(listed, list):
        raise Refusal(failure(200, "missing required parameter movies"))
    rated = sum(_rate_one(call, item) for item in listed if isinstance(item, dict))
    counts = {"rated": rated, "skipped": len(listed) - rated}
    return as_json(200, {"status": "success", "message": f"rated {rated} movies", **counts})


def _rate_one(call: Call, item: Mapping[str, Any]) -> bool:
    rating, film = rating_of(item), film_of(call.world, item)
    if rating is None or film is None:
        return False
    call.world.account.rate(film, rating)
    return True


def rating_of(fields: Mapping[str, Any]) -> Optional[Rating]:
    """love, hate, 1 to 10, unrate or 0, as a number or as text; None for anything else."""
    value = fields.get("rating")
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        return Rating.parse(value)
    except ValueError:
        return None


def votes(film: Film, own: Rated) -> Dict[str, int]:
    """Everybody's votes, the account's own with them."""
    loved = film.loved + (own.simple == LOVE)
    hated = film.hated + (own.simple == HATE)
    total = loved + hated
    percentage = round(100 * loved / total) if total else 0
    return {"percentage": percentage, "votes": total, "loved": loved, "hated": hated}
