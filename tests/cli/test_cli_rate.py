"""`rate` and `unrate`: saved first, then sent; kept where that does not work; refused with the reason."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from commandline import RAIDERS, ROOT, Cli

from verdict.sandbox import Sandbox


def test_a_rating_is_saved_and_sent(linked: Cli, box: Sandbox) -> None:
    ended = linked("rate", RAIDERS, "9")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"Saved 9 (Superb) for {RAIDERS}\nSent to Trakt\n"
    assert box.ratings()[0]["rating_advanced"] == 9
    assert linked.states() == ["sent"]


@pytest.mark.parametrize(
    ("word", "rating"), [("love", "love"), ("hate", "hate"), ("7", "love"), ("5", "hate")]
)
def test_love_and_hate_are_ratings_with_both_apis(linked: Cli, box: Sandbox, word: str, rating: str) -> None:
    assert linked("rate", RAIDERS, word).code == 0
    assert box.ratings()[0]["rating"] == rating


@pytest.mark.parametrize("words", [["unrate", RAIDERS], ["rate", RAIDERS, "0"], ["rate", RAIDERS, "unrate"]])
def test_a_rating_is_taken_away(linked: Cli, box: Sandbox, words: list[str]) -> None:
    linked("rate", RAIDERS, "9")
    ended = linked(*words)
    assert ended.code == 0
    assert ended.out.startswith("Saved ")
    assert box.ratings() == []
    assert linked.ratings()[-1]["rating"] == "unrate"


@pytest.mark.parametrize("movie", ["tmdb:85", "Raiders of the Lost Ark (1981)"])
def test_a_film_has_several_names(cli: Cli, box: Sandbox, movie: str) -> None:
    box.add_movie("Raiders of the Lost Ark", 1981, "tt1234567", 4711)
    cli.link(box)
    assert cli("rate", movie, "8").code == 0
    assert len(box.ratings()) == 1


def test_without_any_account_the_rating_is_kept(cli: Cli) -> None:
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert ended.out == f"Saved 9 (Superb) for {RAIDERS}\n"
    assert "trakt.client_id" in ended.err
    assert str(cli.config) in ended.err
    assert cli.states() == ["waiting"]


def test_what_was_kept_goes_once_an_account_is_linked(cli: Cli, box: Sandbox) -> None:
    cli("rate", RAIDERS, "9")
    cli.link(box)
    assert cli("rate", "tt0133093", "8").code == 0
    assert len(box.ratings()) == 2
    assert cli.states() == ["sent", "sent"]


def test_offline_the_rating_is_kept(linked: Cli, box: Sandbox) -> None:
    box.stop()
    ended = linked("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "kept for later" in ended.err
    assert linked.states() == ["waiting"]


def test_saved_is_said_before_any_network(linked: Cli, box: Sandbox) -> None:
    box.fail(path="/", delay=float("inf"), times=None)
    run = subprocess.Popen(
        [sys.executable, str(ROOT / "plugin.py"), "rate", RAIDERS, "9"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=linked.environment(),
    )
    assert run.stdout
    assert run.stdout.readline().startswith(b"Saved ")
    assert linked.states() == ["waiting"]
    box.heal()
    run.communicate(timeout=20)


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe")
def test_a_rating_is_sent_also_where_nobody_listens(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, str(ROOT / "plugin.py"), "rate", RAIDERS, "9"],
        stdout=write,
        stderr=subprocess.PIPE,
        env=cli.environment(),
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(box.ratings()) == 1


def test_a_wrong_password_keeps_the_rating_and_says_so(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", password_sha1="0" * 40)
    ended = cli("rate", RAIDERS, "love")
    assert ended.code == 0
    assert "user name, password or API key" in ended.err
    assert cli.states() == ["waiting"]


def test_a_sign_in_that_has_ended_keeps_the_rating_and_says_what_to_do(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    (cli.home / "token.json").unlink()
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "verdict login" in ended.err


def test_a_dead_client_id_keeps_the_rating_and_says_so(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    box.set(client_dead=True)
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "client id" in ended.err


def test_a_wish_to_wait_for_a_moment_is_waited_for(linked: Cli, box: Sandbox) -> None:
    box.fail(429, retry_after=1)
    ended = linked("rate", RAIDERS, "9")
    assert ended.code == 0
    assert ended.out.endswith("Sent to Trakt\n")
    assert "Trakt asked to wait 1 s" in ended.err


def test_a_wish_to_wait_is_said_with_its_end_and_binds_the_next_command(linked: Cli, box: Sandbox) -> None:
    box.fail(429, retry_after=3600)
    ended = linked("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "Trakt asked to wait until " in ended.err
    box.clear()
    again = linked("rate", "tt0133093", "8")
    assert "Trakt asked to wait until " in again.err
    assert box.requests == []


def test_a_refusal_is_exit_code_1_with_the_reason(linked: Cli) -> None:
    ended = linked("rate", "tt9999999", "9")
    assert ended.code == 1
    assert ended.out.startswith("Saved ")
    assert ended.err.startswith("verdict: Trakt refused it: ")
    assert linked.ratings()[0]["state"] == "refused"
    assert linked.ratings()[0]["reason"]


def test_another_film_that_is_refused_does_not_fail_this_one(cli: Cli, box: Sandbox) -> None:
    cli("rate", "tt9999999", "9")
    cli.link(box)
    assert cli("rate", RAIDERS, "8").code == 0
    assert cli.states() == ["refused", "sent"]


def test_a_newer_rating_takes_the_place_of_one_that_waits(cli: Cli, box: Sandbox) -> None:
    cli("rate", RAIDERS, "3")
    cli("rate", RAIDERS, "9")
    assert cli.states() == ["superseded", "waiting"]
    cli.link(box)
    assert cli("send").code == 0
    assert [r["rating_advanced"] for r in box.ratings()] == [9]


def test_of_ratings_given_at_once_one_is_sent_and_trakt_has_that_one(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    command = [sys.executable, str(ROOT / "plugin.py"), "rate", RAIDERS]
    quiet = {"stdout": subprocess.DEVNULL, "env": cli.environment()}
    runs = [subprocess.Popen([*command, str(number)], **quiet) for number in (2, 5, 7, 9)]
    assert [run.wait(30) for run in runs] == [0, 0, 0, 0]
    ratings = cli.ratings()
    assert {rating["state"] for rating in ratings} <= {"sent", "superseded"}
    assert box.ratings()[0]["rating_advanced"] == ratings[-1]["rating"]


def test_plain_http_to_another_computer_is_refused_and_the_rating_kept(cli: Cli, box: Sandbox) -> None:
    cli.link(box, url="http://trakt.example")
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "https" in ended.err
    assert box.requests == []


def test_a_journal_that_cannot_be_opened_is_said_and_nothing_is_called_saved(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "journal.sqlite3").mkdir()
    ended = cli("rate", RAIDERS, "9")
    assert (ended.code, ended.out) == (1, "")
    assert "journal" in ended.err


def test_a_damaged_journal_is_set_aside_and_said(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "journal.sqlite3").write_bytes(b"this is no data base at all" * 400)
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "set aside" in ended.err
    assert cli.states() == ["waiting"]


def test_a_title_cannot_speak_to_the_terminal(cli: Cli) -> None:
    ended = cli("rate", "A\x1b[2J\nB \u202eC (1981)", "9")
    assert "\x1b" not in ended.out
    assert ended.out.splitlines()[0] == "Saved 9 (Superb) for A [2J B  C (1981)"


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_one_request_is_all_that_a_rating_costs(cli: Cli, box: Sandbox, api: str) -> None:
    cli.link(box, api)
    cli("rate", RAIDERS, "9")
    posts = [r for r in box.requests if "rat" in r.path and "summary" not in r.path]
    assert len(posts) == 1
