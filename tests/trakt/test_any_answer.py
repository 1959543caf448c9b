"""Whatever comes back, the client gives a value or a typed error, and tells no secret."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marks import INDY, SECRETS, TOKEN, assert_no_secret, told_by, write_token
from raw_server import RawServer

from verdict.core.decisions import Action
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.trakt.answer import Answer
from verdict.trakt.client import Playing, Seen, Submission, TraktSettings
from verdict.trakt.errors import TraktError
from verdict.trakt.signin import DeviceSignIn, Tokens, sign_out
from verdict.trakt.transport import Transport
from verdict.trakt.v1 import ClientV1
from verdict.trakt.v2 import ClientV2

NAMES = st.sampled_from(
    [
        "status", "error", "message", "rating", "rating_advanced", "ratings", "viewing", "mode", "profile",
        "username", "activity", "movie", "movies", "title", "year", "ids", "imdb", "imdb_id", "tmdb_id",
        "trakt", "timestamp", "type", "action", "use_rating_advanced", "not_found", "added", "deleted",
        "rated_at", "account", "settings_at", "user", "browsing", "show_rating_prompt", "access_token",
        "refresh_token", "created_at", "expires_in", "interval", "user_code", "device_code",
        "verification_url",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "success", "failure", "failed authentication", "movie", "love", "false", "tt0082971", "advanced",
        "2026-11-21T20:00:00Z", SECRETS["api_key"], SECRETS["client_secret"], SECRETS["password_sha1"],
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=6),
    max_leaves=12,
)
BODIES = st.binary() | VALUES.map(lambda value: json.dumps(value).encode())
HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "x-ratelimit", "date", "x-upgrade-url", "x-pagination-page-count"]),
    st.text(),
    max_size=2,
)
ANSWERS = st.builds(
    Answer,
    st.sampled_from([200, 201, 400, 401, 403, 404, 409, 410, 418, 422, 429, 500]) | st.integers(100, 999),
    HEADERS,
    BODIES,
)
SUBMISSIONS = [Submission(INDY, Rating(9), 0.0), Submission(Movie("Heat"), Rating("unrate"), 0.0)]
NAMELESS = Movie(ids=MovieIds("tt0082971"))
CALLS: Dict[str, Callable[[Any], Any]] = {
    "rate": lambda client: client.rate(SUBMISSIONS),
    "account": lambda client: client.account(),
    "news": lambda client: client.news(INDY, Seen("a", "b")),
    "recent": lambda client: client.recent(),
    "search": lambda client: client.search("Heat", 1995),
    "scrobble": lambda client: client.scrobble(Playing(INDY, Action.STOP, 95.0, 0.0, 6900.0, finished=True)),
    "scrobble by an id": lambda client: client.scrobble(Playing(NAMELESS, Action.START, 5.0, 0.0, 6900.0)),
    "add_play": lambda client: client.add_play(INDY, 0.0),
}
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Script:
    """Stands where requests leave the transport, and gives the next answer."""

    def __init__(self, answers: List[Answer]) -> None:
        self.answers, self.count = answers, 0

    def __call__(self, *_: Any) -> Answer:
        self.count += 1
        return self.answers[self.count % len(self.answers)]


def check(script: Script, call: Callable[[], Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transport, "_send", script)
        patch.setattr("verdict.trakt.v2.MOST_PAGES", 5)
        try:
            call()
        except TraktError as error:
            assert_fit_to_show(error)
    assert script.count < 50


def assert_fit_to_show(error: TraktError) -> None:
    assert_no_secret(told_by(error))
    assert str(error).isprintable()
    assert len(str(error)) < 400


@pytest.mark.parametrize("name", CALLS)
@given(answers=st.lists(ANSWERS, min_size=1, max_size=4))
@MANY
def test_v1_stands_every_answer(marked: Callable[[str], TraktSettings], name: str, answers: List[Answer]):
    client = ClientV1(marked("https://api.trakt.tv"))
    check(Script(answers), lambda: CALLS[name](client))


@pytest.mark.parametrize("name", CALLS)
@given(answers=st.lists(ANSWERS, min_size=1, max_size=4))
@MANY
def test_v2_stands_every_answer(
    marked: Callable[[str], TraktSettings], token_file: Path, name: str, answers: List[Answer]
):
    client = ClientV2(marked("https://api.trakt.tv"), write_token(token_file, TOKEN))
    check(Script(answers), lambda: CALLS[name](client))


@given(answers=st.lists(ANSWERS, min_size=1, max_size=4))
@MANY
def test_the_sign_in_stands_every_answer(
    marked: Callable[[str], TraktSettings], token_file: Path, answers: List[Answer]
):
    waited: List[float] = []

    def whole_way() -> None:
        signin = DeviceSignIn(marked("https://api.trakt.tv"), token_file, lambda: sum(waited))
        signin.wait(signin.request_code(), lambda seconds: waited.append(seconds) or len(waited) > 20)  # type: ignore[func-returns-value]

    check(Script(answers), whole_way)
    assert all(0 < seconds <= 24 * 3600 for seconds in waited)


@given(answers=st.lists(ANSWERS, min_size=1, max_size=2))
@MANY
def test_refresh_and_sign_out_stand_every_answer(
    marked: Callable[[str], TraktSettings], token_file: Path, answers: List[Answer]
):
    write_token(token_file, TOKEN)
    settings = marked("https://api.trakt.tv")
    check(Script(answers), lambda: Tokens(settings, token_file).instead_of("marked-access-token"))
    assert token_file.exists()
    check(Script(answers), lambda: sign_out(settings, token_file))
    assert not token_file.exists()


@given(
    data=st.binary(max_size=200) | st.binary(max_size=100).map(lambda b: b"HTTP/1.1 200 OK\r\nContent-" + b)
)
@MANY
def test_any_bytes_on_the_wire_are_an_answer_or_unavailable(data: bytes):
    with RawServer(data) as server:
        check_wire(server.url)


def check_wire(url: str) -> None:
    try:
        Transport(url).get("movie", SECRETS["api_key"])
    except TraktError as error:
        assert_no_secret(told_by(error))
