"""account/test and account/settings: the rating mode above all (v1-advanced-ratings.txt)."""

from __future__ import annotations

from typing import Any, Dict

from verdict.sandbox.v1_call import Call
from verdict.sandbox.v1_rate import SHARED_WITH
from verdict.sandbox.wire import Answer, as_json

_JOINED = 1285279200


def test(_: Call) -> Answer:
    return as_json(200, {"status": "success", "message": "all good!"})


def settings(call: Call) -> Answer:
    said = {"status": "success", "message": f"All settings for {call.world.keys.username}"}
    return as_json(200, {**said, "profile": _profile(call), **_account(call), **_social()})


def _profile(call: Call) -> Dict[str, Any]:
    name = call.world.keys.username
    nothing = {"full_name": "", "gender": "", "age": "", "location": "", "about": ""}
    times = {"joined": _JOINED, "last_login": int(call.world.clock.now())}
    return {
        "username": name,
        **nothing,
        **times,
        "avatar": "",
        "url": f"{call.world.url}/user/{name}",
        "vip": False,
    }


def _account(call: Call) -> Dict[str, Any]:
    shouts = {"show_badges": True, "show_spoilers": False}
    return {
        "account": {"timezone": "UTC", "use_24hr": True, "protected": False},
        "viewing": {"ratings": {"mode": call.world.conditions.mode}, "shouts": shouts},
    }


def _social() -> Dict[str, Any]:
    shares = dict.fromkeys(
        ("share_scrobbles_start", "share_scrobbles_end", "share_tv", "share_checkins"), False
    )
    shared = {**shares, "share_movies": True, "share_ratings": True}
    connected = {name: {"connected": is_shared} for name, is_shared in SHARED_WITH.items()}
    for name in ("facebook", "twitter"):
        connected[name].update(shared)
    texts = {"watching": "I'm watching [item]", "watched": "I just watched [item]"}
    return {"connections": {**connected, "path": {"connected": False}}, "sharing_text": texts}
