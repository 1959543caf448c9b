"""No token, key, secret or hash is in anything that any command says or leaves, however it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, List

import pytest
from commandline import RAIDERS, Cli

from verdict.sandbox import Sandbox

COMMANDS = (
    ["status", "--check"],
    ["status", "--json"],
    ["rate", RAIDERS, "9"],
    ["rate", "tt9999999", "love"],
    ["unrate", RAIDERS],
    ["send"],
    ["recent"],
    ["recent", "--json", "nobody"],
    ["journal"],
    ["journal", "--json"],
    ["unrated"],
    ["send", "--refused"],
    ["login"],
    ["logout"],
)
FAULTS: List[Any] = [
    {},
    {"status": 401, "body": "{echo}"},
    {"status": 403, "body": "{echo}"},
    {"status": 404, "body": '{"status": "failure", "error": "{echo}"}'},
    {"status": 422, "body": '{"error_description": "{echo}"}'},
    {"status": 500, "body": "{echo}"},
    {"status": 200, "body": "{echo}"},
    {"cut": "before_answer"},
    {"redirect": "http://127.0.0.1:9/"},
]


def secrets_of(box: Sandbox) -> List[str]:
    refresh_token = box.settings()["token"]["refresh_token"]
    return [*known_to(box, "v1"), *known_to(box, "v2"), refresh_token, box.password]


def known_to(box: Sandbox, api: str) -> List[str]:
    """The secrets that a server of this API is told with a rating, and so could repeat."""
    settings = box.settings()
    trakt, token = settings["trakt"], settings["token"]
    if api == "v1":
        return [trakt["api_key"], trakt["password_sha1"]]
    return [trakt["client_id"], trakt["client_secret"], token["access_token"]]


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_nothing_that_is_said_or_kept_holds_a_secret(
    cli: Cli, box: Sandbox, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verdict.cli.device._sleep", lambda _: box.advance(3600))
    monkeypatch.setenv("VERDICT_DEBUG", "1")
    said = ""
    secrets = secrets_of(box)
    for fault in FAULTS:
        cli.link(box, api)
        box.heal()
        if fault:
            box.fail(
                times=None, **json.loads(json.dumps(fault).replace("{echo}", " ".join(known_to(box, api))))
            )
        for words in COMMANDS:
            ended = cli(*words)
            said += ended.out + ended.err
    assert "Saved" in said
    kept = "".join(_readable(path) for path in cli.home.rglob("*") if path.name not in PRIVATE)
    leaks = [line for line in (said + kept).splitlines() if any(secret in line for secret in secrets)]
    assert leaks == []


PRIVATE = ("verdict.toml", "token.json")


def _readable(path: Path) -> str:
    return path.read_bytes().decode("latin-1") if path.is_file() else ""


def test_the_help_of_no_command_shows_the_settings(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    secrets = secrets_of(box)
    for name in ("status", "login", "rate"):
        assert not any(secret in cli(name, "--help").out for secret in secrets)
