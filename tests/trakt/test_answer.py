"""From a status and a body of any kind to a typed error, a wait, and words that are safe to show."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional, Type

import pytest
from marks import assert_no_secret

from verdict.trakt.answer import LONGEST_WAIT, Answer, error_for
from verdict.trakt.errors import Refused, SignInNeeded, Stumbled, TraktError, Unavailable
from verdict.trakt.words import LONGEST, shown

HTML = b"<!DOCTYPE html><html><body>cloudflare</body></html>"
DATE = "Sat, 21 Nov 2026 20:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None), (201, None), (204, None), (409, None),
        (400, Refused), (404, Refused), (405, Refused), (412, Refused), (422, Refused), (418, Refused),
        (401, SignInNeeded), (402, SignInNeeded), (403, SignInNeeded), (420, SignInNeeded),
        (423, SignInNeeded), (426, SignInNeeded),
        (407, Unavailable), (408, Unavailable), (425, Unavailable), (429, Unavailable), (500, Stumbled),
        (502, Unavailable), (503, Unavailable), (504, Unavailable), (520, Unavailable), (521, Unavailable),
        (522, Unavailable), (599, Unavailable), (302, Unavailable), (999, Unavailable), (101, Unavailable),
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", [b"", HTML, b"plain", b'{"error": "x"', b"\xff\xfe\x00"])
def test_the_status_alone_decides_who_has_to_act(status: int, kind: Optional[Type[TraktError]], body: bytes):
    error = error_for(Answer(status, {}, body))
    assert type(error) is kind if kind else error is None


def test_a_dead_client_id_is_told_as_such_with_trakts_own_words():
    error = error_for(Answer(403, {}, b"Your application\r\n\x1b[31m is not \xe2\x80\xaeapproved\x00"))
    assert "client id" in str(error)
    assert str(error).endswith("Your application [31m is not approved")


def test_where_to_buy_more_is_passed_on():
    assert str(error_for(Answer(420, {"x-upgrade-url": "https://trakt.tv/vip"}))).endswith(
        "https://trakt.tv/vip"
    )


def test_html_is_never_quoted():
    assert "<" not in str(error_for(Answer(403, {}, HTML)))


def test_a_secret_that_the_server_echoes_is_not_passed_on():
    body = b"bad key marked-api-key of marked-api-key%2F"
    error = error_for(Answer(403, {}, body), ["marked-api-key", "marked-api-key/", ""])
    assert "bad key" in str(error)
    assert_no_secret(str(error))


def test_the_reason_for_a_refusal_is_kept():
    body = b'{"error": "invalid", "error_description": "rating is too high"}'
    assert str(error_for(Answer(422, {}, body))).endswith("rating is too high")


@pytest.mark.parametrize("body", [b'{"error": {"a": 1}}', b"[1]", b"null", b"17", b'{"error": null}'])
def test_a_body_without_a_sentence_says_nothing(body: bytes):
    assert Answer(400, {}, body).said() == ""


def test_what_is_shown_is_one_short_line():
    line = shown("a\n\tb\u2028c\x85d\u200f" + "e" * 1000)
    assert line.startswith("a b c d eee")
    assert len(line) == LONGEST


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None), ({"retry-after": "7"}, 7), ({"retry-after": " 1.5 "}, 1.5), ({"retry-after": "0"}, 0),
        ({"retry-after": "-5"}, 0), ({"retry-after": "1e999"}, LONGEST_WAIT), ({"retry-after": "-inf"}, 0),
        ({"retry-after": "9" * 400}, LONGEST_WAIT), ({"retry-after": "nan"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None), ({"retry-after": "999999"}, LONGEST_WAIT),
        ({"date": DATE, "retry-after": "Sat, 21 Nov 2026 20:01:30 GMT"}, 90),
        ({"date": DATE, "retry-after": "Sat, 21 Nov 2026 19:00:00 GMT"}, 0),
        ({"date": DATE, "retry-after": "Sat, 21 Nov 9999 19:00:00 GMT"}, LONGEST_WAIT),
        ({"date": DATE, "retry-after": "Sat, 99 Nov 2026 19:00:00 GMT"}, None),
        ({"date": DATE, "retry-after": "2026-11-21T20:00:10Z"}, 10),
        ({"date": DATE, "x-ratelimit": '{"until": "2026-11-21T20:05:00Z", "limit": 1}'}, 300),
        ({"date": DATE, "retry-after": "3", "x-ratelimit": '{"until": "2026-11-21T20:05:00Z"}'}, 3),
        ({"x-ratelimit": '{"until": 5}'}, None), ({"x-ratelimit": "[]"}, None), ({"x-ratelimit": "{"}, None),
        ({"x-ratelimit": "[" * 100000}, None),
    ],
)  # fmt: skip
def test_the_wait_that_trakt_asks_for_is_read_and_bounded(headers: Dict[str, str], seconds: Optional[float]):
    error = error_for(Answer(429, headers, HTML))
    assert isinstance(error, Unavailable)
    assert error.retry_after == seconds


def test_a_date_counts_by_our_own_clock_where_the_server_shows_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("time.time", lambda: 1795291200.0)  # 2026-11-21T20:00:00Z
    assert Answer(503, {"retry-after": "Sat, 21 Nov 2026 20:00:05 GMT"}).retry_after() == 5


@pytest.mark.parametrize(
    "body",
    [b"", HTML, b'{"a":', b"\xff", b"NaN", b'{"a": Infinity}', b"[" * 200000, b"9" * 1000, b"{'a': 1}"],
)
def test_a_success_that_is_no_json_tells_nothing(body: bytes):
    with pytest.raises(Unavailable):
        Answer(200, {}, body).json()


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"x"'])
def test_a_success_of_another_form_tells_nothing(body: bytes):
    with pytest.raises(Unavailable):
        Answer(200, {}, body).fields()


@pytest.mark.parametrize("value", [{"a": [1, "é", None, True]}, "\U0001f600 \u05d0", {}])
def test_json_is_read_with_or_without_a_mark_at_its_beginning(value: Any):
    body = json.dumps(value).encode()
    assert Answer(200, {}, body).json() == Answer(200, {}, b"\xef\xbb\xbf" + body).json() == value


def test_half_a_character_does_not_come_through():
    text = Answer(200, {}, b'{"title": "a\\uD83Db \\ud83d\\ude00"}').json()["title"]
    assert text.encode().decode() == "a?b \U0001f600"


def test_an_answer_does_not_show_its_body():
    assert_no_secret(repr(Answer(200, {"x": "marked-api-key"}, b"marked-access-token")))
