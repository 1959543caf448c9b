"""Whatever a client sends, the sandbox answers, and never with an error of its own."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEYS = "movies movie ids imdb tmdb slug title year rating rated_at progress browsing imdb_id code token"
leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
value = leaf | st.sampled_from(
    ["love", "9", "tt0133093", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:00", 603, 1999]
)
thing = st.recursive(
    value,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=5)
    ),
    max_leaves=12,
)
PATHS_V1 = (
    "rate/movie",
    "rate/movies",
    "movie/scrobble",
    "movie/watching",
    "movie/summary.json",
    "search/movies.json",
)
PATHS_V2 = (
    "sync/ratings",
    "sync/ratings/remove",
    "sync/history",
    "scrobble/stop",
    "oauth/token",
    "oauth/device/token",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([*PATHS_V1, *PATHS_V2]), body=thing)
def test_no_body_makes_it_stumble(v1, v2, path, body):
    if path in PATHS_V1:
        fields = {**body, **v1.credentials} if isinstance(body, dict) else body
        answer = v1.session.post(v1.url(path), data=json.dumps(fields))
    else:
        sent = {**body, **v2.app} if isinstance(body, dict) else body
        answer = v2.session.post(
            f"{v2.box.url}/{path}", data=json.dumps(sent), headers={"Content-Type": "application/json"}
        )
    assert answer.status_code < 500


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["/sync/ratings/movies", "/search/movie", "/search/tmdb/603"]),
    query=st.dictionaries(
        st.sampled_from(["page", "limit", "years", "query", "fields", "type", "extended"]), st.text()
    ),
)
def test_no_query_makes_it_stumble(v2, path, query):
    assert v2.get(path, **query).status_code < 500
