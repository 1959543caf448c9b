"""/scrobble: start, pause, stop; 80 % is watched, under 1 % is nothing, twice is once."""

from __future__ import annotations

from verdict.sandbox.catalogue import Film
from verdict.sandbox.clock import stamp
from verdict.sandbox.v2_call import Call, film_of, movie_json
from verdict.sandbox.v2_check import check_progress, check_thing, check_title, refuse
from verdict.sandbox.wire import Answer, Refusal, as_json, empty

WATCHED_AT = 80
NOTHING_UNDER = 1


def start(call: Call) -> Answer:
    film, progress = _film(call), check_progress(call.body)
    call.world.account.watching = film
    return _told(0, "start", progress, film)


def pause(call: Call) -> Answer:
    return _pause(call, _film(call), check_progress(call.body))


def stop(call: Call) -> Answer:
    film, progress = _film(call), check_progress(call.body)
    if progress < WATCHED_AT:
        return _pause(call, film, progress)
    account = call.world.account
    last = account.last_scrobble(film)
    expires_at = last.at + call.world.conditions.repeat_window if last else 0.0
    if last and account.clock.now() < expires_at:
        return as_json(409, {"watched_at": stamp(last.at), "expires_at": stamp(expires_at)})
    account.play(film)
    return _told(len(account.plays), "scrobble", progress, film)


def _pause(call: Call, film: Film, progress: float) -> Answer:
    if progress < NOTHING_UNDER:
        refuse("progress", "should be at least 1.0% to pause")
    call.world.account.watching = None
    call.world.account.touch("paused_at")
    return _told(0, "pause", progress, film)


def _film(call: Call) -> Film:
    """The film that the body names by title, year and ids: all three, ids alone are not enough."""
    movie = call.body.get("movie")
    if not isinstance(movie, dict):
        raise Refusal(empty(404)) if "episode" in call.body else _no_movie()
    check_title("movie", movie)
    check_thing("movie", movie)
    if not any((movie.get("ids") or {}).values()):
        refuse("movie.ids", "names no id")
    film = film_of(call.world, movie)
    if film is None:
        raise Refusal(empty(404))
    return film


def _no_movie() -> Refusal:
    return Refusal(as_json(422, {"errors": {"movie": ["is no object"]}}))


def _told(number: int, action: str, progress: float, film: Film) -> Answer:
    told = {"id": number, "action": action, "progress": progress, "movie": movie_json(film)}
    sharing = {"facebook": False, "twitter": False, "mastodon": False, "tumblr": False}
    return as_json(201, {**told, "sharing": sharing})
