"""`login` and `logout`: every way in which they end."""

from __future__ import annotations

import hashlib
import io
import threading
from typing import Any, Callable

import pytest
from commandline import RAIDERS, Cli

from verdict.sandbox import Sandbox


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let something happen while the sign-in waits; it then polls without waiting."""

    def arrange(*happens: Callable[[], object]) -> None:
        waiting = list(happens)

        def sleep(_seconds: float) -> None:
            if not waiting:
                raise AssertionError("it polls for ever")
            waiting.pop(0)()

        monkeypatch.setattr("verdict.cli.device._sleep", sleep)

    return arrange


def application(cli: Cli, box: Sandbox, **trakt: str) -> None:
    """The settings of an application that nobody has signed in to yet."""
    cli.link(box, **trakt)
    (cli.home / "token.json").unlink()


def code_of(box: Sandbox) -> str:
    """The code that was shown last."""
    found = box.wait_for(lambda record: record.path == "/oauth/device/code")
    code: str = found.answer["user_code"]
    return code


def test_a_code_links_the_account_and_sends_what_waits(cli: Cli, box: Sandbox, meanwhile: Any) -> None:
    application(cli, box)
    cli("rate", RAIDERS, "9")
    meanwhile(lambda: None, lambda: box.approve(code_of(box)), lambda: box.advance(60))
    ended = cli("login")
    assert ended.code == 0
    assert code_of(box) in ended.out
    assert f"{box.url}/activate" in ended.out
    assert "Signed in to Trakt as sandbox" in ended.out
    assert len(box.ratings()) == 1
    assert (cli.home / "token.json").stat().st_mode & 0o777 == 0o600
    assert cli("status", "--json").json["account"] == "sandbox"


def test_no_terminal_is_needed(cli: Cli, box: Sandbox) -> None:
    application(cli, box)
    approval = threading.Thread(target=lambda: box.approve(code_of(box)))
    approval.start()
    ended = cli.apart("login")
    approval.join()
    assert ended.code == 0
    assert "Signed in" in ended.out


def test_a_terminal_shows_a_code_for_the_phone(cli: Cli, box: Sandbox, meanwhile: Any, terminal: Any) -> None:
    application(cli, box)
    terminal()
    meanwhile(lambda: box.approve(code_of(box)))
    assert "█" in cli("login").out


def test_a_no_ends_it(cli: Cli, box: Sandbox, meanwhile: Any) -> None:
    application(cli, box)
    meanwhile(lambda: box.deny(code_of(box)))
    ended = cli("login")
    assert ended.code == 1
    assert "denied" in ended.err
    assert not (cli.home / "token.json").exists()


def test_a_code_that_has_expired_ends_it(cli: Cli, box: Sandbox, meanwhile: Any) -> None:
    application(cli, box)
    meanwhile(lambda: box.advance(3600))
    ended = cli("login")
    assert ended.code == 1
    assert "expired" in ended.err


def test_a_missing_client_id_is_said_with_its_place(cli: Cli) -> None:
    ended = cli("login")
    assert (ended.code, ended.out) == (1, "")
    assert "client id" in ended.err
    assert str(cli.config) in ended.err


def test_a_dead_client_id_is_said_as_such(cli: Cli, box: Sandbox) -> None:
    application(cli, box)
    box.set(client_dead=True)
    ended = cli("login")
    assert ended.code == 1
    assert "client id" in ended.err


def test_a_client_id_that_is_a_word_does_not_blot_out_our_own_words(cli: Cli, box: Sandbox) -> None:
    application(cli, box, client_id="dead")
    assert "its client id is dead or not approved" in cli("login").err


def test_offline_it_ends_with_the_reason(cli: Cli, box: Sandbox) -> None:
    application(cli, box)
    box.stop()
    ended = cli("login")
    assert ended.code == 1
    assert "cannot be reached" in ended.err


def test_logging_out_ends_the_sign_in_at_trakt_and_here(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("status")
    ended = cli("logout")
    assert (ended.code, ended.out, ended.err) == (0, "Signed out\n", "")
    assert not (cli.home / "token.json").exists()
    assert box.wait_for(lambda record: record.path == "/oauth/revoke")
    assert cli("status", "--json").json["account"] is None


def test_logging_out_offline_removes_the_sign_in_here_and_says_the_rest(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    box.stop()
    ended = cli("logout")
    assert ended.code == 0
    assert "could not be told" in ended.err
    assert not (cli.home / "token.json").exists()


def test_logging_out_twice_is_no_error(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    cli("logout")
    assert cli("logout").out == "No account was linked\n"


def test_ratings_survive_a_logout(cli: Cli, box: Sandbox, meanwhile: Any) -> None:
    cli.link(box)
    cli("logout")
    cli("rate", RAIDERS, "9")
    meanwhile(lambda: box.approve(code_of(box)))
    cli("login")
    assert cli.states() == ["sent"]


def test_the_classic_api_tests_the_account_of_the_settings(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1")
    ended = cli("login")
    assert ended.code == 0
    assert "Signed in to Trakt as sandbox" in ended.out


def test_the_classic_api_says_what_is_missing(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", api_key="", username="")
    ended = cli("login")
    assert ended.code == 1
    assert "trakt.api_key and trakt.username" in ended.err


def test_a_wrong_password_is_said_and_changes_nothing(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", password_sha1="0" * 40)
    before = cli.config.read_text()
    ended = cli.apart("login", given=b"")
    assert ended.code == 1
    assert "password" in ended.err
    assert cli.config.read_text() == before


def test_a_password_from_standard_input_is_tried_and_kept_as_its_hash(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", "# my own remark", password_sha1="")
    ended = cli.apart("login", "--password-stdin", given=box.password.encode() + b"\n")
    wanted = hashlib.sha1(box.password.encode()).hexdigest()
    assert ended.code == 0
    assert f'password_sha1 = "{wanted}"' in cli.config.read_text()
    assert "# my own remark" in cli.config.read_text()
    assert cli.config.stat().st_mode & 0o777 == 0o600
    assert box.password not in ended.out + ended.err
    assert wanted not in ended.out + ended.err


def test_a_terminal_is_asked_for_the_password(cli: Cli, box: Sandbox, terminal: Any) -> None:
    cli.link(box, "v1", password_sha1="0" * 40)
    terminal(box.password)
    assert cli("login").code == 0
    assert cli("status", "--json").json["account"] == "sandbox"


def test_without_a_terminal_the_way_to_give_a_password_is_named(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1", password_sha1="")
    ended = cli.apart("login")
    assert ended.code == 1
    assert "--password-stdin" in ended.err


def test_a_logout_takes_the_hash_out_of_the_settings(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v1")
    sha1 = box.settings()["trakt"]["password_sha1"]
    assert cli("logout").out == "Signed out\n"
    assert sha1 not in cli.config.read_text()
    assert cli("status", "--json").json["account"] is None


def test_todays_api_takes_no_password(cli: Cli, box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.link(box)
    monkeypatch.setattr("sys.stdin", io.StringIO("secret"))
    assert cli("login", "--password-stdin").code == 1
