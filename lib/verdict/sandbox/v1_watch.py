"""movie/watching, movie/scrobble and movie/cancelwatching."""

from __future__ import annotations

from verdict.sandbox.catalogue import Film
from verdict.sandbox.v1_call import Call, demand, failure, film_or_refusal, movie_json
from verdict.sandbox.wire import Answer, Refusal, as_json, whole


def watching(call: Call) -> Answer:
    film = _film(call)
    call.world.account.watching = film
    return _done(f"watching {film.label}", film)


def scrobble(call: Call) -> Answer:
    film = _film(call)
    account = call.world.account
    last = account.last_scrobble(film)
    if last and account.clock.now() < last.at + call.world.conditions.repeat_window:
        return failure(200, f"scrobbled {film.label} already")
    account.play(film)
    return _done(f"scrobbled {film.label}", film)


def cancel_watching(call: Call) -> Answer:
    call.world.account.watching = None
    return as_json(200, {"status": "success", "message": "cancelled watching"})


def _film(call: Call) -> Film:
    demand(call.fields, "title", "year", "progress")
    if whole(call.fields["progress"], 100) is None:
        raise Refusal(failure(200, "invalid progress"))
    return film_or_refusal(call)


def _done(message: str, film: Film) -> Answer:
    return as_json(200, {"status": "success", "message": message, "movie": movie_json(film)})
