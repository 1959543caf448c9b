"""One call of the classic API: its fields, its credentials, the film it means, its failures."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple
from urllib.parse import parse_qsl

from verdict.sandbox.catalogue import Film
from verdict.sandbox.wire import Answer, Refusal, Request, as_json, whole
from verdict.sandbox.world import World


@dataclass
class Call:
    """args: what follows the API key in the path; fields: the body, whatever its Content-Type said."""

    world: World
    request: Request
    args: List[str]
    fields: Dict[str, Any]
    is_user: bool = False

    @property
    def shows_credentials(self) -> bool:
        return any(_credentials(self))

    def arg(self, place: int, default: str = "") -> str:
        return self.args[place] if len(self.args) > place else default


def failure(status: int, error: str) -> Answer:
    return as_json(status, {"status": "failure", "error": error})


def fields_of(request: Request) -> Dict[str, Any]:
    """The body as JSON, or else as the form that some clients sent."""
    if isinstance(request.json, dict):
        return request.json
    return dict(parse_qsl(request.body.decode("utf-8", "replace")))


def knows_user(call: Call) -> bool:
    """Whether the call shows the account's name and the SHA-1 of its password, in lower case."""
    username, password = _credentials(call)
    keys = call.world.keys
    fits = secrets.compare_digest(password.encode(), keys.password_sha1.encode())
    return fits and username.casefold() == keys.username.casefold() and not call.world.conditions.locked


def _credentials(call: Call) -> Tuple[str, str]:
    if "username" in call.fields or "password" in call.fields:
        return str(call.fields.get("username") or ""), str(call.fields.get("password") or "")
    scheme, _, coded = call.request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        username, _, password = base64.b64decode(coded).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return username, password


def film_of(world: World, fields: Mapping[str, Any]) -> Optional[Film]:
    """The film meant: by IMDb id, then TMDb id, then exact title and year."""
    shelf = world.catalogue
    return (
        shelf.by_id("imdb", fields.get("imdb_id"))
        or shelf.by_id("tmdb", fields.get("tmdb_id"))
        or shelf.by_title(fields.get("title"), fields.get("year"))
    )


def demand(fields: Mapping[str, Any], *names: str) -> None:
    """Refuse where a required parameter is missing or empty. 0 is a value."""
    for name in names:
        if fields.get(name) in (None, ""):
            raise Refusal(failure(200, f"missing required parameter {name}"))
    if "year" in names and whole(fields["year"]) is None:
        raise Refusal(failure(200, "invalid year"))


def film_or_refusal(call: Call) -> Film:
    film = film_of(call.world, call.fields)
    if film is None:
        raise Refusal(not_found(call))
    return film


def not_found(call: Call) -> Answer:
    return failure(call.world.conditions.unknown_status, "movie not found")


def movie_json(film: Film) -> Dict[str, Any]:
    return {"title": film.title, "year": film.year, "imdb_id": film.imdb, "tmdb_id": film.tmdb}
