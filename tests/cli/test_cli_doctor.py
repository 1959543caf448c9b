"""`status --check`: all that Verdict needs is looked at, and what is wrong says what to do."""

from __future__ import annotations

from typing import Any, Dict

import pytest
from commandline import RAIDERS, Cli

from verdict.cli import checks
from verdict.hosts.mpv import versions
from verdict.hosts.mpv.embedded import NoPlayer
from verdict.hosts.mpv.versions import LibMpv
from verdict.sandbox import Sandbox


@pytest.fixture(autouse=True)
def _has_a_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "library", lambda: LibMpv("mpv 0.40", True))
    monkeypatch.setattr(versions, "program", lambda: "mpv 0.40")


def checked(cli: Cli) -> Dict[str, Any]:
    return {check["name"]: check for check in cli("status", "--check", "--json").json["checks"]}


def test_all_is_well_with_an_account_that_works(linked: Cli) -> None:
    linked("status")
    found = checked(linked)
    assert [name for name, check in found.items() if not check["ok"]] == []
    assert {"account", "way", "kodi", "clock", "journal", "disk", "files", "sockets", "mpv", "libmpv"} <= set(
        found
    )


def test_without_a_check_nothing_is_looked_at(linked: Cli) -> None:
    assert linked("status", "--json").json["checks"] is None


def test_the_classic_api_is_asked_for_its_own_test(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1")
    assert checked(cli)["account"]["found"] == "Trakt says: all good!"


def test_a_dead_client_id_is_told_as_one(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    box.set(client_dead=True)
    account = checked(cli)["account"]
    assert not account["ok"]
    assert "client id is dead or not approved" in account["todo"]


@pytest.mark.parametrize(("ahead", "word"), [(900, "behind"), (-900, "ahead of")])
def test_a_clock_that_is_wrong_is_told(cli: Cli, box: Sandbox, ahead: int, word: str) -> None:
    cli.link(box)
    cli("status")
    box.advance(ahead)
    clock = checked(cli)["clock"]
    assert not clock["ok"]
    assert word in clock["found"]


def test_a_sign_in_that_cannot_be_renewed_is_told(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    token = box.settings()["token"]["access_token"]
    (cli.home / "token.json").write_text(f'{{"access_token": "{token}"}}')
    assert "verdict login" in checked(cli)["sign-in"]["todo"]


def test_a_folder_that_others_can_read_is_told(
    cli: Cli, box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.link(box)
    monkeypatch.setattr(checks, "_is_open", lambda path: path.name == "token.json")
    assert "chmod" in checked(cli)["files"]["todo"]


def test_files_that_others_could_read_are_closed_at_the_start(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    for file in (cli.config, cli.home / "token.json"):
        file.chmod(0o644)
    assert checked(cli)["files"]["ok"]


def test_a_disk_without_room_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LITTLE_ROOM", 1 << 80)
    assert "make room" in checked(cli)["disk"]["todo"]


def test_a_socket_folder_that_is_none_is_told(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    (cli.home / "run").write_text("")
    assert not checked(cli)["sockets"]["ok"]


def test_a_libmpv_that_is_missing_or_lacks_lua_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "library", lambda: LibMpv("mpv 0.40", False))
    assert "Lua" in checked(cli)["libmpv"]["todo"]

    def missing() -> LibMpv:
        raise NoPlayer("libmpv is not installed: apt install libmpv2")

    monkeypatch.setattr(versions, "library", missing)
    assert "libmpv2" in checked(cli)["libmpv"]["todo"]


def test_scrobbling_plays_and_what_trakt_makes_of_a_rating_are_said(cli: Cli, box: Sandbox) -> None:
    box.set(watch_after_rating="now")
    cli.link(box, "v2", "[scrobble]", "enabled = false")
    said = cli("status").out
    assert "Trakt is not told what is being watched" in said
    assert "watch_after_rating is now" in said


def test_no_secret_is_in_a_check(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("rate", RAIDERS, "9")
    said = cli("status", "--check").out
    settings = box.settings()
    for secret in (settings["trakt"]["client_id"], settings["token"]["access_token"]):
        assert secret not in said


def test_a_program_that_cloudflare_turns_away_is_told_so(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    assert checked(cli)["way"]["ok"]
    box.fail(403, html=True, times=None, body="<html><title>Attention</title>cloudflare</html>")
    found = checked(cli)
    assert "Cloudflare" in found["way"]["todo"]
    assert "Cloudflare" in found["account"]["todo"]
