"""verdict.toml: what does not fit is named with file and key, the rest works, and no secret goes astray."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import pytest

from verdict.core.finished import Rules
from verdict.core.rating import RatingMode
from verdict.settings import CHECKS, NOWHERE, Settings, mode_in_effect, sha1_of
from verdict.trakt.client import Account, TraktSettings

SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d"


def problems(**tables: Any) -> List[str]:
    return Settings.from_mapping(tables, "verdict.toml")[1]


def read(**tables: Any) -> Settings:
    return Settings.from_mapping(tables, "verdict.toml")[0]


def test_an_empty_file_means_the_defaults() -> None:
    assert Settings.from_mapping({}, "verdict.toml") == (Settings(), [])
    assert Settings().rules == Rules()
    assert Settings().trakt == TraktSettings()


def test_every_setting_of_the_documented_file_is_read() -> None:
    trakt = {
        "api": "v1",
        "url": "https://trakt.example/",
        "signin_url": "https://auth.example",
        "client_id": " id ",
        "client_secret": "secret",
        "api_key": "key",
        "username": "anna",
        "password_sha1": SHA1.upper(),
        "allow_http": True,
    }
    rating = {
        "mode": "stars",
        "ask": False,
        "timeout_seconds": 0,
        "love": 9,
        "hate": 2,
        "already_rated": "skip",
    }
    finish = {"finish_at_percent": 90, "watched_at_least_percent": 60.5, "shortest_guess_minutes": 10}
    tables: Dict[str, Any] = {
        "trakt": trakt,
        "rating": rating,
        "scrobble": {"enabled": False},
        "finish": finish,
        "prompt": {"language": "pt_BR", "credits_card": False, "credits_minutes": 10, "key": "ctrl+r"},
    }
    settings, said = Settings.from_mapping(tables, "verdict.toml")
    assert said == []
    assert settings.trakt == TraktSettings(
        api="v1",
        url="https://trakt.example",
        signin_url="https://auth.example",
        client_id="id",
        client_secret="secret",
        api_key="key",
        username="anna",
        password_sha1=SHA1,
        allow_http=True,
        love=9,
        hate=2,
    )
    assert vars(settings.rating) == rating
    assert not settings.scrobble.enabled
    assert settings.rules == Rules(0.9, 0.605, 600.0)
    assert vars(settings.prompt) == tables["prompt"]
    assert {name: set(table) for name, table in tables.items()} == {
        name: set(checks) for name, checks in CHECKS.items()
    }


@pytest.mark.parametrize(
    ("table", "key", "value", "expected"),
    [
        ("rating", "mode", "nice", '"auto" or "simple" or "advanced" or "stars"'),
        ("rating", "mode", 3, '"auto"'),
        ("rating", "ask", "yes", "true or false"),
        ("rating", "ask", 1, "true or false"),
        ("rating", "timeout_seconds", -1, "a number from 0 to 3600"),
        ("rating", "timeout_seconds", True, "a number"),
        ("rating", "timeout_seconds", float("nan"), "a number"),
        ("rating", "timeout_seconds", float("inf"), "a number"),
        ("rating", "timeout_seconds", 10**400, "a number"),
        ("rating", "love", 11, "a whole number from 1 to 10"),
        ("rating", "hate", 0, "a whole number from 1 to 10"),
        ("rating", "love", 9.5, "a whole number"),
        ("rating", "love", True, "a whole number"),
        ("rating", "already_rated", "maybe", '"ask" or "skip"'),
        ("scrobble", "enabled", None, "true or false"),
        ("finish", "finish_at_percent", 101, "a number from 1 to 100"),
        ("finish", "finish_at_percent", "80", "a number"),
        ("finish", "watched_at_least_percent", [50], "a number"),
        ("finish", "shortest_guess_minutes", -0.5, "a number"),
        ("trakt", "api", "v3", '"v2" or "v1"'),
        ("trakt", "client_id", 5, "a text"),
        ("trakt", "api_key", "key\nX-Header: 1", "a text"),
        ("trakt", "client_secret", "clé", "a text"),
        ("trakt", "password_sha1", "hunter2", "40 hexadecimal digits"),
        ("trakt", "username", ["anna"], "a text"),
        ("trakt", "allow_http", "no", "true or false"),
    ],
)
def test_a_value_that_does_not_fit_is_named_and_has_its_default(
    table: str, key: str, value: Any, expected: str
) -> None:
    settings, said = Settings.from_mapping({"scrobble": {"enabled": False}, table: {key: value}}, "my.toml")
    if table != "scrobble":
        assert not settings.scrobble.enabled
    assert getattr(getattr(settings, table), key) == getattr(getattr(Settings(), table), key)
    assert f"my.toml: {table}.{key} has to be " in said[0]
    assert expected in said[0]


def test_unknown_tables_and_keys_are_named_and_a_near_one_is_offered() -> None:
    said = problems(raiting={"love": 9}, rating={"lov": 9}, other=1)
    assert said == [
        "verdict.toml: raiting is no table of Verdict; did you mean rating?",
        "verdict.toml: other is no table of Verdict",
        "verdict.toml: rating.lov is no setting of Verdict; did you mean rating.love?",
    ]


def test_a_value_in_place_of_a_table_is_named() -> None:
    assert problems(rating=5, finish=[1]) == [
        "verdict.toml: rating has to be a table, [rating]",
        "verdict.toml: finish has to be a table, [finish]",
    ]


def test_an_unknown_key_cannot_write_to_the_terminal() -> None:
    (said,) = problems(rating={"\x1b[31mred\n": 1})
    assert said.isprintable()


@pytest.mark.parametrize(
    "url",
    [
        "http://trakt.example",
        "ftp://trakt.example",
        "https://",
        "trakt.example",
        "https://anna:marked-secret@trakt.example",
        "http://127.0.0.1.trakt.example",
        "https://[::1",
        "https://trakt.example:99999",
        "https://trakt.example:marked",
        5,
        "",
    ],
)
def test_an_address_that_cannot_be_used_is_none_at_all_and_never_trakts_own(url: Any) -> None:
    for key in ("url", "signin_url"):
        settings, said = Settings.from_mapping({"trakt": {key: url, "api_key": "marked-key"}}, "f")
        assert getattr(settings.trakt, key) == NOWHERE
        assert f"trakt.{key} has to be" in said[0]
        assert "marked" not in "".join(said)


def test_plain_http_is_for_this_machine_or_for_whoever_allows_it() -> None:
    assert read(trakt={"url": "http://127.0.0.1:8080"}).trakt.url == "http://127.0.0.1:8080"
    assert read(trakt={"url": "http://localhost"}).trakt.url == "http://localhost"
    assert read(trakt={"url": "http://[::1]:80/x/"}).trakt.url == "http://[::1]:80/x"
    assert read(trakt={"url": "http://nas", "allow_http": True}).trakt.url == "http://nas"


def test_the_sign_in_of_another_server_never_goes_to_trakt() -> None:
    assert read(trakt={"url": "https://other.example"}).trakt.signin_url == "https://other.example"
    assert read(trakt={"url": "nonsense"}).trakt.signin_url == NOWHERE
    assert read(trakt={"signin_url": "https://other.example"}).trakt.url == NOWHERE
    assert read(trakt={"signin_url": 5}).trakt.url == NOWHERE
    assert read(trakt={"ulr": "http://127.0.0.1:8080", "api_key": "key"}).trakt.url == NOWHERE
    given = {"url": "https://one.example", "signin_url": "https://two.example"}
    assert read(trakt=given).trakt.signin_url == "https://two.example"


def test_no_value_is_repeated_in_a_problem() -> None:
    marked: Dict[str, Any] = {key: ["marked"] for key in CHECKS["trakt"]}
    marked["unknown"] = "https://marked.example"
    said = problems(trakt=marked, rating=dict.fromkeys(CHECKS["rating"], "marked"), marks="marked")
    assert len(said) > 15
    assert "marked" not in " ".join(said)


def test_secrets_stay_out_of_repr() -> None:
    trakt = {
        "client_id": "marked-a",
        "client_secret": "marked-b",
        "api_key": "marked-c",
        "password_sha1": SHA1,
    }
    shown = repr(read(trakt=trakt))
    assert "marked" not in shown
    assert SHA1 not in shown


@pytest.mark.parametrize(
    ("mode", "api", "account", "effect"),
    [
        ("auto", "v1", Account("a", RatingMode.SIMPLE), RatingMode.SIMPLE),
        ("auto", "v1", Account("a"), RatingMode.ADVANCED),
        ("auto", "v1", None, RatingMode.ADVANCED),
        ("auto", "v2", None, RatingMode.ADVANCED),
        ("auto", "v2", Account("a", RatingMode.SIMPLE), RatingMode.ADVANCED),
        ("stars", "v1", Account("a", RatingMode.SIMPLE), RatingMode.STARS),
        ("simple", "v2", None, RatingMode.SIMPLE),
    ],
)
def test_the_mode_in_effect_is_the_users_own_then_the_accounts_then_advanced(
    mode: str, api: str, account: Optional[Account], effect: RatingMode
) -> None:
    assert mode_in_effect(read(rating={"mode": mode}, trakt={"api": api}), account) is effect


def test_the_account_key_tells_accounts_apart_and_holds_no_secret() -> None:
    settings = [
        read(trakt={"client_id": "one"}),
        read(trakt={"client_id": "two"}),
        read(trakt={"client_id": "one", "url": "https://other.example"}),
        read(trakt={"api": "v1", "username": "anna", "api_key": "key"}),
        read(trakt={"api": "v1", "username": "ben", "api_key": "key"}),
    ]
    keys = [each.account_key for each in settings]
    assert len(set(keys)) == len(keys)
    assert read(trakt={"client_id": "one"}, rating={"mode": "stars"}).account_key == keys[0]
    assert "one" not in keys[0]


def test_a_password_is_hashed_as_v1_wants_it() -> None:
    assert sha1_of("abc") == SHA1
