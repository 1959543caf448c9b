"""/users/settings and /sync/last_activities."""

from __future__ import annotations

from typing import Any, Dict

from verdict.sandbox.clock import stamp
from verdict.sandbox.v2_browsing import browsing
from verdict.sandbox.v2_call import Call
from verdict.sandbox.v2_check import refuse
from verdict.sandbox.wire import Answer, as_json

_BEGINNING = 1285279200.0  # when the account was made
_TIMES = {
    "movies": "watched collected rated watchlisted favorited commented paused hidden",
    "episodes": "watched collected rated watchlisted commented paused",
    "shows": "rated watchlisted favorited commented hidden dropped",
    "seasons": "rated watchlisted commented hidden",
    "comments": "liked reacted blocked",
    "lists": "liked reacted updated commented",
    "watchlist": "updated",
    "favorites": "updated",
    "collaborations": "updated",
    "account": "settings followed following pending requested",
    "saved_filters": "updated",
    "notes": "updated",
}


def last_activities(call: Call) -> Answer:
    quiet = stamp(_BEGINNING)
    told: Dict[str, Any] = {
        kind: {f"{name}_at": quiet for name in names.split()} for kind, names in _TIMES.items()
    }
    changed = call.world.account.changed
    for name, at in changed.items():
        told["account" if name == "settings_at" else "movies"][name] = stamp(at)
    return as_json(200, {"all": stamp(max(changed.values(), default=_BEGINNING)), **told})


def settings(call: Call) -> Answer:
    told = {"user": _user(call), **_account(), **_limits()}
    if "browsing" in call.extended:
        told["browsing"] = browsing(call.world.conditions)
    return as_json(200, told)


def change(call: Call) -> Answer:
    """Take over what of the body the sandbox keeps: the account's wish about prompts."""
    wishes = call.body.get("browsing")
    if wishes is not None and not isinstance(wishes, dict):
        refuse("browsing", "is no object")
    if wishes and "show_rating_prompt" in wishes:
        wish = wishes["show_rating_prompt"]
        if wish is not None and not isinstance(wish, bool):
            refuse("browsing.show_rating_prompt", "is neither true nor false")
        call.world.conditions.show_rating_prompt = wish
        call.world.account.touch("settings_at")
    return as_json(201, {})


def _user(call: Call) -> Dict[str, Any]:
    name = call.world.keys.username
    return {
        "username": name,
        "private": False,
        "name": "Sandbox",
        "vip": False,
        "vip_ep": False,
        "director": False,
        "ids": {"slug": name, "trakt": 900001, "uuid": "b6589fc6ab0dc82cf12099d1c2d40ab994e8410c"},
        "joined_at": stamp(_BEGINNING),
        "location": "",
        "about": "",
        "gender": None,
        "age": None,
        "images": {"avatar": {"full": f"{call.world.url}/avatar.png"}},
        "vip_og": False,
        "vip_years": 0,
        "vip_cover_image": None,
    }


def _account() -> Dict[str, Any]:
    account = {"timezone": "UTC", "date_format": "ymd", "time_24hr": True, "cover_image": None}
    return {"account": account, "permissions": {"commenting": True, "liking": True, "following": True}}


def _limits() -> Dict[str, Any]:
    connections = dict.fromkeys(("facebook", "twitter", "mastodon", "google", "tumblr", "apple"), False)
    limits = {
        "list": {"count": 2, "item_count": 100},
        "watchlist": {"item_count": 100},
        "favorites": {"item_count": 50},
    }
    texts = {"watching": "I'm watching [item]", "watched": "I just watched [item]", "rated": "[item] [stars]"}
    return {"connections": connections, "sharing_text": texts, "limits": limits}
