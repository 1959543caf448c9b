"""The door of today's API: the routes, the headers, the token, the account's standing, the write limit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Tuple

from verdict.sandbox import v2_account, v2_lookup, v2_scrobble, v2_signin, v2_sync
from verdict.sandbox.clock import stamp
from verdict.sandbox.fault_answers import usual
from verdict.sandbox.v2_call import Call
from verdict.sandbox.wire import Answer, Refusal, Request, as_html, as_json, empty
from verdict.sandbox.world import World

SIGN_IN, PUBLIC, USER = "sign-in", "public", "user"


@dataclass(frozen=True)
class Route:
    """needs: SIGN_IN (the auth host, its own checks), PUBLIC (a client id), USER (a token too)."""

    method: str
    path: str
    needs: str
    run: Callable[[Call], Answer]

    def match(self, segments: List[str]) -> Optional[Dict[str, str]]:
        parts = self.path.split("/")
        if len(parts) != len(segments):
            return None
        if any(part != segment for part, segment in zip(parts, segments) if not part.startswith(":")):
            return None
        return {part[1:]: segment for part, segment in zip(parts, segments) if part.startswith(":")}


ROUTES = (
    Route("POST", "oauth/device/code", SIGN_IN, v2_signin.device_code),
    Route("POST", "oauth/device/token", SIGN_IN, v2_signin.device_token),
    Route("POST", "oauth/token", SIGN_IN, v2_signin.token),
    Route("POST", "oauth/revoke", SIGN_IN, v2_signin.revoke),
    Route("POST", "sync/ratings", USER, v2_sync.rate),
    Route("POST", "sync/ratings/remove", USER, v2_sync.unrate),
    Route("GET", "sync/ratings", USER, v2_sync.ratings),
    Route("GET", "sync/ratings/:type", USER, v2_sync.ratings),
    Route("GET", "sync/ratings/:type/:rating", USER, v2_sync.ratings),
    Route("GET", "users/:user/ratings/:type", PUBLIC, v2_sync.ratings_of),
    Route("GET", "users/:user/ratings/:type/:rating", PUBLIC, v2_sync.ratings_of),
    Route("GET", "sync/last_activities", USER, v2_account.last_activities),
    Route("POST", "sync/history", USER, v2_sync.history),
    Route("GET", "users/settings", USER, v2_account.settings),
    Route("PUT", "users/settings", USER, v2_account.change),
    Route("POST", "scrobble/start", USER, v2_scrobble.start),
    Route("POST", "scrobble/pause", USER, v2_scrobble.pause),
    Route("POST", "scrobble/stop", USER, v2_scrobble.stop),
    Route("GET", "search/:types", PUBLIC, v2_lookup.search),
    Route("GET", "search/:kind/:id", PUBLIC, v2_lookup.by_id),
    Route("GET", "movies/:id", PUBLIC, v2_lookup.movie),
    Route("GET", "movies/:id/aliases", PUBLIC, v2_lookup.aliases),
)


def answer(world: World, request: Request) -> Answer:
    if not request.headers.get("User-Agent"):
        return as_html(403, "403 Forbidden", "<p>cloudflare</p>")
    route, args = _route(request)
    call = Call(world, request, args)
    _check_form(request)
    if route.needs != SIGN_IN:
        _check_client(call)
    if route.needs == USER:
        _check_user(call)
        _check_write(call)
    return route.run(call)


def _route(request: Request) -> Tuple[Route, Dict[str, str]]:
    found = [(route, args) for route in ROUTES if (args := route.match(request.segments)) is not None]
    for route, args in found:
        if route.method == request.method:
            return route, args
    raise Refusal(usual(405 if found else 404, request))


def _check_form(request: Request) -> None:
    """A body is JSON and says so."""
    if request.method not in ("POST", "PUT"):
        return
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(usual(412, request))
    if not isinstance(request.json, dict):
        raise Refusal(
            as_json(400, {"error": "bad_request", "error_description": "the body is no JSON object"})
        )


def _check_client(call: Call) -> None:
    headers = call.request.headers
    if headers.get("trakt-api-version") != "2":
        raise Refusal(usual(412, call.request))
    if call.world.conditions.client_dead or headers.get("trakt-api-key") != call.world.keys.client_id:
        raise Refusal(usual(403, call.request))


def _check_user(call: Call) -> None:
    scheme, _, token = call.request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not call.world.oauth.lets_in(token):
        raise Refusal(usual(401, call.request))
    if call.world.conditions.locked:
        raise Refusal(usual(423, call.request))


def _check_write(call: Call) -> None:
    if call.request.method == "GET":
        return
    conditions = call.world.conditions
    if conditions.vip_only:
        raise Refusal(usual(426, call.request))
    if conditions.limit_reached:
        raise Refusal(usual(420, call.request))
    if conditions.write_limit:
        _check_pace(call)


def _check_pace(call: Call) -> None:
    """One write a second."""
    world = call.world
    now = world.clock.now()
    if now - world.wrote_at >= 1:
        world.wrote_at = now
        return
    limit = {"name": "AUTHED_API_POST_LIMIT", "period": 1, "limit": 1, "remaining": 0}
    told = {"X-Ratelimit": json.dumps({**limit, "until": stamp(world.wrote_at + 1)}), "Retry-After": "1"}
    raise Refusal(empty(429, told))
