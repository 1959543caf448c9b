"""A sandbox that is up, and two small clients, one for each API."""

from __future__ import annotations

from typing import Any, Dict, Iterator, Optional

import pytest
import requests

from verdict.sandbox import Sandbox

RAIDERS = {
    "imdb_id": "tt0082971",
    "title": "Indiana Jones and the Raiders of the Lost Ark",
    "year": 1981,
}


class Classic:
    """Speaks v1 as the founding page shows it; `raw` leaves everything to the test."""

    def __init__(self, box: Sandbox) -> None:
        self.box, self.session = box, requests.Session()
        self.trakt = box.settings()["trakt"]
        self.credentials = {
            "username": self.trakt["username"],
            "password": self.trakt["password_sha1"],
        }

    def url(self, method: str, *args: object) -> str:
        return "/".join([self.box.url, method, self.trakt["api_key"], *map(str, args)])

    def post(self, method: str, *args: object, **fields: Any) -> requests.Response:
        return self.session.post(self.url(method, *args), json={**self.credentials, **fields})

    def get(self, method: str, *args: object, **query: Any) -> requests.Response:
        return self.session.get(self.url(method, *args), params=query)

    def rate(self, rating: object, **fields: Any) -> requests.Response:
        return self.post("rate/movie", **{**RAIDERS, "rating": rating, **fields})


class Today:
    """Speaks v2 with all headers; a header given as None is left out."""

    def __init__(self, box: Sandbox) -> None:
        self.box, self.session = box, requests.Session()
        settings = box.settings()
        self.trakt, self.token = settings["trakt"], settings["token"]
        self.app = {k: self.trakt[k] for k in ("client_id", "client_secret")}
        self.session.headers.update(
            {
                "User-Agent": "Test/1.0",
                "trakt-api-key": self.trakt["client_id"],
                "trakt-api-version": "2",
                "Authorization": f"Bearer {self.token['access_token']}",
            }
        )

    def get(self, path: str, headers: Optional[Dict[str, Any]] = None, **query: Any) -> requests.Response:
        return self.session.get(self.box.url + path, params=query, headers=headers)

    def post(self, path: str, body: object, headers: Optional[Dict[str, Any]] = None) -> requests.Response:
        return self.session.post(self.box.url + path, json=body, headers=headers)

    def sign(self, path: str, **fields: Any) -> requests.Response:
        return self.post(f"/oauth/{path}", {**self.app, **fields})

    def rate(self, rating: object, **ids: Any) -> requests.Response:
        item = {"ids": ids or {"imdb": "tt0082971"}, "rating": rating}
        return self.post("/sync/ratings", {"movies": [item]})


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture
def v1(box: Sandbox) -> Classic:
    return Classic(box)


@pytest.fixture
def v2(box: Sandbox) -> Today:
    return Today(box)
