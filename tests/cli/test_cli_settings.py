"""verdict.toml: what is broken is named with file and line or key, and the rest still works."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from commandline import RAIDERS, Cli

from verdict.cli.places import Places
from verdict.cli.toml import read_toml, set_value
from verdict.sandbox import Sandbox


def test_verdict_home_holds_everything(tmp_path: Path) -> None:
    places = Places.from_environment({"VERDICT_HOME": str(tmp_path)})
    assert places.config_file == tmp_path / "verdict.toml"
    assert places.journal_file == tmp_path / "journal.sqlite3"
    assert places.token_file == tmp_path / "token.json"
    assert places.run_dir == tmp_path / "run"


def test_otherwise_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    places = Places.from_environment({"VERDICT_HOME": ""})
    assert places.config_file.name == "verdict.toml"
    assert "verdict" in str(places.data_dir)


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_folders_and_files_are_for_the_user_alone(cli: Cli) -> None:
    cli.home = cli.home / "deeper" / "still"
    os.environ["VERDICT_HOME"] = str(cli.home)
    cli("rate", RAIDERS, "9")
    cli.configure("[rating]")
    cli.config.chmod(0o644)
    cli("status")
    assert {path.stat().st_mode & 0o777 for path in cli.home.iterdir()} == {0o600}
    for folder in (cli.home, cli.home.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_an_unknown_key_is_named_and_the_rest_works(cli: Cli) -> None:
    cli.configure("[rating]", "mood = 1", 'mode = "simple"', "[ratings]", "x = 1")
    ended = cli("status", "--json")
    assert ended.json["mode"] == "simple"
    lines = ended.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"verdict: {cli.config}: ") for line in lines)
    assert any("rating.mood" in line for line in lines)


def test_a_problem_is_said_once(cli: Cli) -> None:
    cli.configure("[rating]", "mode = 7")
    assert cli("rate", RAIDERS, "9").err.count("rating.mode") == 1


def test_a_broken_line_is_named_and_the_others_count(cli: Cli) -> None:
    cli.configure("[rating]", "ask = tru", 'mode = "stars"', "[finish]", "finish_at_percent = = 3")
    ended = cli("status", "--json")
    assert ended.json["mode"] == "stars"
    assert f"{cli.config}: line 2 " in ended.err
    assert f"{cli.config}: line 5 " in ended.err


@pytest.mark.parametrize("broken", ["url = http://127.0.0.1", "[trakt", 'client_id = "x', "?"])
def test_no_credential_goes_to_another_server_because_a_line_is_broken(
    cli: Cli, box: Sandbox, broken: str
) -> None:
    cli.link(box, "v1")
    config = cli.config.read_text().splitlines()
    config = [line for line in config if not line.startswith(broken[:3])]
    cli.config.write_text("\n".join([*config[:1], broken, *config[1:]]))
    ended = cli("rate", RAIDERS, "9")
    assert ended.code == 0
    assert "kept for later" in ended.err
    assert box.requests == []
    tables, _ = read_toml(cli.config)
    assert "trakt" not in tables


def test_a_broken_line_elsewhere_does_not_unlink_the_account(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v2", "[rating]", "love = ?")
    assert cli("rate", RAIDERS, "9").out.endswith("Sent to Trakt\n")


def test_a_line_that_is_no_utf8_is_named(cli: Cli) -> None:
    cli.configure()
    cli.config.write_bytes(b'\xef\xbb\xbf[rating]\r\n# \xff\r\nmode = "simple"\r\n')
    ended = cli("status", "--json")
    assert ended.json["mode"] == "simple"
    assert "line 2 is left out: not UTF-8" in ended.err


def test_no_value_of_a_broken_line_is_repeated(cli: Cli) -> None:
    cli.configure("[trakt]", 'client_secret = "marked-secret', 'api_key = marked-secret"')
    assert "marked-secret" not in cli("status").err


@pytest.mark.parametrize("content", [b"\x00" * 100, b"[" * 100_000, b"a = '''\n" * 30, b"=\n" * 50])
def test_junk_leaves_the_defaults(cli: Cli, content: bytes) -> None:
    cli.configure()
    cli.config.write_bytes(content)
    ended = cli("status", "--json")
    assert ended.code == 0
    assert ended.json["mode"] == "advanced"
    assert "verdict.toml" in ended.err


def test_a_file_in_the_place_of_the_folder_is_said(cli: Cli) -> None:
    cli.home.write_text("")
    ended = cli("rate", RAIDERS, "9")
    assert (ended.code, ended.out) == (1, "")
    assert f"{cli.home}: Not a directory" in ended.err


def test_an_address_that_is_refused_is_told_with_the_file_once(cli: Cli, box: Sandbox) -> None:
    cli.link(box, url="http://example.com")
    kept = cli("rate", RAIDERS, "9").err.splitlines()[-1]
    assert f"trakt.url in {cli.config}: " in kept


def test_a_folder_in_the_place_of_the_file_is_said(cli: Cli) -> None:
    cli.config.mkdir(parents=True)
    assert "cannot be read" in cli("status").err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[trakt]\n",
        '# remark\n[trakt]\napi = "v1"\npassword_sha1 = "old" # mine\n[rating]\nlove = 9\n',
        '[rating]\nlove = 9\n\n[ trakt ] # here\napi = "v1"',
        '[trakt]\r\napi = "v1"\r\n',
    ],
)
def test_one_value_is_written_and_the_rest_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "verdict.toml"
    file.write_text(text)
    before, _ = read_toml(file)
    set_value(file, "trakt", "password_sha1", "new")
    after, problems = read_toml(file)
    assert problems == []
    assert after == {**before, "trakt": {**before.get("trakt", {}), "password_sha1": "new"}}
    for line in text.splitlines():
        assert line in file.read_text() or line.startswith("password_sha1")


@pytest.mark.parametrize(
    "text", ["broken", 'trakt.api = "v1"', 'trakt = {api = "v1"}', "[trakt.more]\nx = 1"]
)
def test_a_file_that_cannot_be_changed_safely_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "verdict.toml"
    file.write_text(text)
    try:
        set_value(file, "trakt", "password_sha1", "new")
    except ValueError:
        assert file.read_text() == text
    else:
        assert read_toml(file)[0]["trakt"]["password_sha1"] == "new"


def test_a_token_of_todays_form_is_taken_as_it_is(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    before = json.loads((cli.home / "token.json").read_text())
    cli("rate", RAIDERS, "9")
    assert json.loads((cli.home / "token.json").read_text()) == before
