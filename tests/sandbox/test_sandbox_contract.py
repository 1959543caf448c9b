"""The answers of today's API, held against Trakt's published contract."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

CONTRACT = Path(__file__).parents[3] / "shared" / "trakt" / "v2-contract.json"
MATRIX = {"title": "The Matrix", "year": 1999, "ids": {"imdb": "tt0133093"}}
IDS = [{"ids": {"imdb": "tt0133093"}, "rating": 9}, {"ids": {"imdb": "tt9999999"}, "rating": 9}]

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
pytestmark = pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not beside the project")


def post(path, body):
    return pytest.param(path, path, "post", body, id=path)


def get(path, asked=None):
    return pytest.param(path, asked or path, "get", None, id=asked or path)


@pytest.fixture(scope="module")
def paths():
    return json.loads(CONTRACT.read_text("utf-8"))["paths"]


def schema_of(operation, status):
    """The schema of a success; where the status is one of the known slips, that of the success there is."""
    answers = operation["responses"]
    answer = answers.get(str(status)) or next(a for code, a in answers.items() if code.startswith("2"))
    return mended(answer.get("content", {}).get("application/json", {}).get("schema", {}))


def mended(schema):
    """Without the slips that are known: a whole score, a narrow action, a rating of what was removed."""
    schema = copy.deepcopy(schema)
    for part in walk(schema):
        known = part.get("properties", {})
        if "score" in known:
            known["score"] = {"type": ["number", "null"]}
        if "action" in known:
            known["action"] = {"enum": ["start", "pause", "scrobble"]}
    return schema


def walk(part):
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from walk(value)
    elif isinstance(part, list):
        for value in part:
            yield from walk(value)


def without_demand_for_rating(schema):
    for part in walk(schema):
        if "rating" in part.get("required", ()):
            part["required"] = [name for name in part["required"] if name != "rating"]
    return schema


@pytest.mark.parametrize(
    ("path", "asked", "method", "body"),
    [
        post("/sync/ratings", {"movies": IDS}),
        post("/sync/ratings/remove", {"movies": [{"ids": {"tmdb": 603}}, {"ids": {"tmdb": 1}}]}),
        post("/sync/history", {"movies": [{"ids": {"tmdb": 603}, "watched_at": "2026-11-20T20:00:00.000Z"}]}),
        post("/scrobble/start", {"movie": MATRIX, "progress": 1.5}),
        post("/scrobble/pause", {"movie": MATRIX, "progress": 40}),
        post("/scrobble/stop", {"movie": MATRIX, "progress": 95.5}),
        get("/sync/ratings/{type}/{rating}", "/sync/ratings/movies/9"),
        get("/sync/last_activities"),
        get("/users/settings"),
        get("/users/settings", "/users/settings?extended=browsing"),
        get("/search/{id_type}/{id}", "/search/tmdb/603?type=movie"),
        get("/search/{type}", "/search/movie?query=matrix&fields=title&years=1999"),
        get("/movies/{id}", "/movies/the-matrix-1999"),
        get("/movies/{id}", "/movies/the-matrix-1999?extended=full"),
    ],
)
def test_an_answer_is_what_the_contract_promises(v2, paths, path, asked, method, body):
    v2.rate(9, imdb="tt0133093")
    answer = v2.post(asked, body) if body else v2.get(asked)
    assert answer.ok
    schema = schema_of(paths[path][method], answer.status_code)
    if path.endswith("remove"):
        schema = without_demand_for_rating(schema)
    assert schema
    jsonschema.validate(answer.json(), schema)
    if body:
        jsonschema.validate(body, paths[path][method]["requestBody"]["content"]["application/json"]["schema"])


def test_an_answer_without_what_the_contract_demands_would_be_noticed(v2, paths):
    told = v2.get("/sync/last_activities").json()
    del told["movies"]["rated_at"]
    with pytest.raises(jsonschema.ValidationError, match="rated_at"):
        jsonschema.validate(told, schema_of(paths["/sync/last_activities"]["get"], 200))


def test_sign_in_is_what_the_contract_promises(v2, box, paths):
    code = v2.sign("device/code").json()
    jsonschema.validate(code, schema_of(paths["/oauth/device/code"]["post"], 200))
    box.approve(code["user_code"])
    token = v2.sign("device/token", code=code["device_code"]).json()
    jsonschema.validate(token, schema_of(paths["/oauth/device/token"]["post"], 200))
    words = {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob", "grant_type": "refresh_token"}
    refreshed = v2.sign("token", refresh_token=token["refresh_token"], **words)
    jsonschema.validate(refreshed.json(), schema_of(paths["/oauth/token"]["post"], 200))
    refused = v2.sign("token", refresh_token=token["refresh_token"], **words)
    jsonschema.validate(refused.json(), schema_of(paths["/oauth/token"]["post"], 400))
