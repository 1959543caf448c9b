"""The door of the classic API: the method in the path, the API key, the credentials."""

from __future__ import annotations

import re
from typing import Callable, Dict, List, Optional, Tuple

from verdict.sandbox import v1_account, v1_rate, v1_read, v1_watch
from verdict.sandbox.v1_call import Call, failure, fields_of, knows_user
from verdict.sandbox.wire import Answer, Request
from verdict.sandbox.world import World

Method = Callable[[Call], Answer]

WRITES: Dict[Tuple[str, ...], Method] = {
    ("account", "test"): v1_account.test,
    ("account", "settings"): v1_account.settings,
    ("rate", "movie"): v1_rate.movie,
    ("rate", "movies"): v1_rate.movies,
    ("movie", "watching"): v1_watch.watching,
    ("movie", "scrobble"): v1_watch.scrobble,
    ("movie", "cancelwatching"): v1_watch.cancel_watching,
}  # by POST, authenticated, no ".json" in the path

READS: Dict[Tuple[str, ...], Method] = {
    ("movie", "summary"): v1_read.summary,
    ("user", "ratings", "movies"): v1_read.ratings,
    ("activity", "user"): v1_read.activity,
    ("search", "movies"): v1_read.search,
}  # by GET or POST, with ".json"; one client of old left it out and was answered


def answer(world: World, request: Request) -> Answer:
    name, method, args = _method(request)
    if method is None:
        return failure(404, "method not found")
    call = Call(world, request, args[1:], fields_of(request))
    if world.conditions.client_dead or args[:1] != [world.keys.api_key]:
        return failure(401, "invalid API key")
    call.is_user = knows_user(call)
    writes = name in WRITES
    if writes and request.method != "POST":
        return failure(405, "method not allowed")
    if not call.is_user and (writes or call.shows_credentials):
        return failure(401, "failed authentication")
    return method(call)


def _method(request: Request) -> Tuple[Tuple[str, ...], Optional[Method], List[str]]:
    """The method's name, what does it, and the rest of the path: the key and the arguments."""
    for length in (3, 2):
        name = tuple(request.segments[:length])
        if name in WRITES:
            return name, WRITES[name], request.segments[length:]
        bare = (*name[:-1], re.sub(r"\.json$", "", name[-1])) if name else name
        if bare in READS:
            return bare, READS[bare], request.segments[length:]
    return (), None, []
