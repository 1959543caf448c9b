"""`send`: all that waits, now; Trakt's wish to wait is kept, our own back-off is not."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

import pytest
from commandline import RAIDERS, ROOT, Cli

from verdict.sandbox import Sandbox

MATRIX = "tt0133093"


def test_nothing_to_send_is_done(cli: Cli) -> None:
    ended = cli("send")
    assert (ended.code, ended.err) == (0, "")


def test_what_waits_is_sent(linked: Cli, box: Sandbox) -> None:
    box.stop()
    linked("rate", RAIDERS, "9")
    linked("rate", MATRIX, "8")
    box.start()
    ended = linked("send")
    assert (ended.code, ended.out, ended.err) == (0, "Sent 2 ratings to Trakt\n", "")
    assert len(box.ratings()) == 2


def test_a_refusal_is_exit_code_1_and_names_the_film(cli: Cli, box: Sandbox) -> None:
    cli("rate", "tt9999999", "9")
    cli.link(box)
    ended = cli("send")
    assert ended.code == 1
    assert "tt9999999" in ended.err
    assert cli("send").code == 0


def test_what_was_refused_can_be_sent_again(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("rate", "tt9999999", "9")
    box.add_movie("Found At Last", 2001, "tt9999999")
    assert cli("send", "--refused").code == 0
    assert cli.states() == ["sent"]


def test_what_still_waits_is_exit_code_1_with_the_reason(linked: Cli, box: Sandbox) -> None:
    box.stop()
    linked("rate", RAIDERS, "9")
    ended = linked("send")
    assert ended.code == 1
    assert "1 rating still waits: " in ended.err


def test_without_an_account_it_says_what_is_missing(cli: Cli) -> None:
    cli("rate", RAIDERS, "9")
    ended = cli("send")
    assert ended.code == 1
    assert "client_id" in ended.err


def test_a_short_wish_to_wait_is_waited_for(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    box.fail(429, path="/sync/ratings", retry_after=1)
    cli("rate", RAIDERS, "9")
    ended = cli("send")
    assert ended.code == 0
    assert len(box.ratings()) == 1


def test_a_wish_that_comes_while_sending_is_waited_for_too(cli: Cli, box: Sandbox) -> None:
    cli("rate", RAIDERS, "9")
    cli.link(box)
    box.fail(429, path="/sync/ratings", retry_after=1)
    ended = cli("send")
    assert (ended.code, ended.out) == (0, "Sent 1 rating to Trakt\n")
    assert "asked to wait" in ended.err


def test_beyond_a_minute_it_says_until_when(linked: Cli, box: Sandbox) -> None:
    box.fail(429, retry_after=3600)
    linked("rate", RAIDERS, "9")
    box.clear()
    ended = linked("send")
    assert ended.code == 1
    assert "Trakt asked to wait until " in ended.err
    assert box.requests == []


def test_our_own_back_off_is_overridden(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    box.fail(503)
    cli("rate", RAIDERS, "9")
    assert cli("send").code == 0


@pytest.mark.parametrize("is_up", [True, False])
def test_quietly_it_says_nothing(cli: Cli, box: Sandbox, is_up: bool) -> None:
    cli("rate", RAIDERS, "9")
    cli.link(box)
    if not is_up:
        box.stop()
    ended = cli("send", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0 if is_up else 1, "", "")


def test_many_go_in_one_request_with_todays_api(cli: Cli, box: Sandbox) -> None:
    for number in range(5):
        box.add_movie(f"Film {number}", 2000, f"tt100000{number}")
        cli("rate", f"tt100000{number}", "7")
    cli.link(box)
    assert cli("send").code == 0
    assert [r.path for r in box.requests] == ["/sync/ratings"]


def test_one_film_that_trakt_breaks_over_does_not_keep_the_others(
    cli: Cli, box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = [f"tt{7000000 + number}" for number in range(12)]
    for number, film in enumerate(films):
        box.add_movie(f"Film {number}", 2000, film)
        cli("rate", film, "7")

    def check(_: str, item: Any) -> None:
        if item["ids"]["imdb"] == films[5]:
            raise RuntimeError("Trakt breaks over this film")

    monkeypatch.setattr("verdict.sandbox.v2_sync.check_rating", check)
    cli.link(box)
    ended = cli("send")
    assert ended.code == 1
    assert "1 rating still waits" in ended.err
    assert len(box.ratings()) == 11


def test_what_ends_it_in_a_refresh_costs_neither_the_sign_in_nor_the_rating(cli: Cli, box: Sandbox) -> None:
    cli("rate", RAIDERS, "9")
    cli.link(box)
    box.expire_tokens()
    box.fail(path="/oauth/token", delay=float("inf"))  # the token is taken, the answer on its way
    run = subprocess.Popen([sys.executable, str(ROOT / "plugin.py"), "send"], env=cli.environment())
    box.wait_for(lambda request: request.path == "/oauth/token", 30.0, arrived=True)
    run.send_signal(signal.SIGTERM)
    box.heal()
    assert run.wait(30.0) == 128 + signal.SIGTERM
    assert json.loads((cli.home / "token.json").read_text()) == box.settings()["token"]
    assert cli.states() == ["waiting"]
    assert cli("send").code == 0
