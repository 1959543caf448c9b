"""`status`: account, mode and what waits, with and without a network."""

from __future__ import annotations

import pytest
from commandline import RAIDERS, Cli

from verdict.sandbox import Sandbox

KEYS = {
    "account", "signed_in", "mode", "api", "waiting", "refused",
    "conflicts", "taken_otherwise", "unrated", "quiet_until", "scrobbling", "plays_waiting",
    "watch_after_rating", "held_until", "problem", "config", "journal", "mpv_scripts", "checks",
}  # fmt: skip


def test_without_an_account_it_says_so(cli: Cli) -> None:
    facts = cli("status", "--json").json
    assert set(facts) == KEYS
    assert (facts["account"], facts["api"], facts["mode"]) == (None, "v2", "advanced")
    assert (facts["waiting"], facts["refused"]) == (0, 0)
    assert "client_id" in facts["problem"]
    assert cli("status").code == 0


def test_it_names_the_account(linked: Cli) -> None:
    facts = linked("status", "--json").json
    assert (facts["account"], facts["signed_in"], facts["problem"]) == ("sandbox", True, None)


def test_it_counts_what_waits_and_what_was_refused(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("rate", "tt9999999", "9")
    box.stop()
    cli("rate", RAIDERS, "9")
    facts = cli("status", "--json").json
    assert (facts["waiting"], facts["refused"]) == (1, 1)


@pytest.mark.parametrize("mode", ["simple", "advanced"])
def test_the_mode_is_the_accounts_own_with_the_classic_api(cli: Cli, box: Sandbox, mode: str) -> None:
    cli.link(box, "v1")
    box.set_mode(mode)
    assert cli("status", "--json").json["mode"] == mode


def test_a_switch_of_the_mode_shows_at_once_and_is_still_known_offline(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1")
    cli("status")
    box.set_mode("simple")
    assert cli("status", "--json").json["mode"] == "simple"
    box.stop()
    facts = cli("status", "--json").json
    assert (facts["mode"], facts["account"]) == ("simple", "sandbox")


def test_the_mode_of_the_settings_wins(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", "[rating]", 'mode = "stars"')
    assert cli("status", "--json").json["mode"] == "stars"


def test_offline_it_asks_nobody(linked: Cli, box: Sandbox) -> None:
    assert linked("status", "--offline").code == 0
    assert box.requests == []


def test_once_the_account_is_known_todays_api_is_not_asked_again(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("status")
    box.clear()
    assert cli("status", "--json").json["account"] == "sandbox"
    assert box.requests == []


def test_a_check_fails_where_trakt_does_not_agree(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    assert cli("status", "--check").code == 0
    (cli.home / "token.json").write_text('{"access_token": "old", "refresh_token": "old"}')
    ended = cli("status", "--check")
    assert ended.code == 1
    assert "verdict login" in ended.out


def test_a_check_asks_nothing_that_trakt_does_not_know(linked: Cli, box: Sandbox) -> None:
    ended = linked("status", "--check")
    assert "+ way" in ended.out
    assert "+ clock" in ended.out
    assert {request.status for request in box.requests} == {200}


def test_a_check_says_what_is_wrong_with_the_password(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", password_sha1="0" * 40)
    ended = cli("status", "--check", "--json")
    assert ended.code == 1
    assert "password" in ended.json["problem"]
    assert ended.json["account"] is None


def test_a_wish_to_wait_is_shown_and_kept(linked: Cli, box: Sandbox) -> None:
    box.fail(429, retry_after=3600)
    linked("rate", RAIDERS, "9")
    box.clear()
    assert linked("status", "--json").json["held_until"]
    assert "asked to wait until" in linked("status").out
    assert box.requests == []


def test_another_account_knows_nothing_of_the_first(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1")
    box.set_mode("simple")
    cli("status")
    cli.link(box, "v1", username="somebody-else", password_sha1="0" * 40)
    assert cli("status", "--json").json["mode"] == "advanced"
