"""/oauth: device code, device token, refresh, revoke."""

from __future__ import annotations

from verdict.sandbox.fault_answers import usual
from verdict.sandbox.oauth import Token
from verdict.sandbox.v2_call import Call
from verdict.sandbox.wire import Answer, Refusal, as_json, as_text, empty

REDIRECT_URI = "urn:ietf:wg:oauth:2.0:oob"


def device_code(call: Call) -> Answer:
    _check_client(call, with_secret=False)
    code = call.world.oauth.start_device()
    told = {
        "device_code": code.device_code,
        "user_code": code.user_code,
        "verification_url": f"{call.world.url}/activate",
        "expires_in": call.world.conditions.device_expires_in,
        "interval": code.interval,
    }
    return as_json(200, told)


def device_token(call: Call) -> Answer:
    _check_client(call)
    status = call.world.oauth.poll(call.body.get("code"))
    if status == 200:
        return _issued(call.world.oauth.issue())
    if status == 400:
        return as_text(400, "authorization pending")
    return empty(status, {"Retry-After": "1"} if status == 429 else None)


def token(call: Call) -> Answer:
    _check_client(call)
    if call.body.get("grant_type") != "refresh_token" or call.body.get("redirect_uri") != REDIRECT_URI:
        return _error(400, "invalid_request", "grant_type or redirect_uri is wrong")
    fresh = call.world.oauth.refresh(call.body.get("refresh_token"))
    if fresh is None:
        return _error(400, "invalid_grant", "the refresh token is invalid, revoked, or was used before")
    return _issued(fresh)


def revoke(call: Call) -> Answer:
    _check_client(call)
    call.world.oauth.revoke(call.body.get("token"))
    return as_json(200, {})


def _issued(token: Token) -> Answer:
    return as_json(200, token.to_json(), {"Cache-Control": "no-store"})


def _check_client(call: Call, *, with_secret: bool = True) -> None:
    keys = call.world.keys
    if call.world.conditions.client_dead or call.body.get("client_id") != keys.client_id:
        raise Refusal(usual(403, call.request))
    if with_secret and call.body.get("client_secret") != keys.client_secret:
        raise Refusal(_error(401, "invalid_client", "the client secret is wrong"))


def _error(status: int, error: str, description: str) -> Answer:
    return as_json(status, {"error": error, "error_description": description})
