"""How a run begins and ends: help, version, exit codes, broken pipes, strange names, interruptions."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import RAIDERS, ROOT, Cli

import verdict
from verdict.cli import COMMANDS, streams


def test_the_version_is_one_line(cli: Cli) -> None:
    ended = cli("--version")
    assert (ended.code, ended.out) == (0, f"verdict {verdict.__version__}\n")


def test_plugin_and_module_are_the_same_command(cli: Cli) -> None:
    as_module = subprocess.run(
        [sys.executable, "-m", "verdict", "--version"],
        capture_output=True,
        text=True,
        env=cli.environment(PYTHONPATH=str(ROOT / "lib")),
    )
    assert as_module.stdout == cli.apart("--version").out


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["rate", "--help"]])
def test_what_only_prints_loads_nothing_heavy(cli: Cli, words: list[str]) -> None:
    script = f"import sys; from verdict.cli import main; main({words}); print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=cli.environment(PYTHONPATH=str(ROOT / "lib")),
    )
    heavy = {"requests", "rich", "sqlite3", "mpv", "guessit", "platformdirs", "importlib.metadata"}
    assert not heavy & set(ended.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(cli: Cli, name: str) -> None:
    ended = cli(name, "--help")
    assert ended.code == 0
    assert f"Example: verdict {name}" in ended.out


def test_the_help_names_every_command_in_its_order(cli: Cli) -> None:
    out = cli("--help").out
    places = [out.index(f"\n    {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bogus"],
        ["rate"],
        ["rate", "tt0082971"],
        ["rate", "Raiders", "9"],
        ["rate", "tt0082971", "11"],
        ["rate", "tt0082971", "8.5"],
        ["rate", "tt0082971", "nine"],
        ["unrate", "tmdb:0"],
        ["sandbox", "--port", "70000"],
        ["sandbox", "--mode", "stars"],
        ["status", "--che"],
        ["play", "x.mkv", "--imdb", "82971"],
    ],
)
def test_wrong_usage_is_exit_code_2_with_a_word_on_stderr(cli: Cli, words: list[str]) -> None:
    ended = cli(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert not cli.home.exists()


def test_a_reader_who_has_seen_enough_is_no_error(cli: Cli, tmp_path: Path) -> None:
    trace = tmp_path / "long.jsonl"
    one = '{"at": 0, "event": "opened", "source": "a", "duration": 60, "movie": {"title": "A"}}\n'
    trace.write_text(one * 5000)
    run = subprocess.Popen(
        [sys.executable, str(ROOT / "plugin.py"), "replay", str(trace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=cli.environment(),
    )
    assert run.stdout
    assert run.stderr
    run.stdout.readline()
    run.stdout.close()
    assert (run.stderr.read(), run.wait()) == (b"", 0)
    run.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes")
def test_without_an_output_a_command_does_its_work(cli: Cli) -> None:
    words = [sys.executable, str(ROOT / "plugin.py"), "rate", RAIDERS, "9"]
    closed = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *words]
    ended = subprocess.run(closed, stderr=subprocess.PIPE, env=cli.environment())
    assert (ended.returncode, ended.stderr.count(b"\n")) == (0, 1)
    assert cli.states() == ["waiting"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_a_failure_in_one_line(cli: Cli) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, str(ROOT / "plugin.py"), "journal", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=cli.environment(),
        )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="names that are no UTF-8 are POSIX's own")
@pytest.mark.parametrize("environment", [{}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_no_name_and_no_terminal_is_too_strange(cli: Cli, environment: dict[str, str]) -> None:
    name = b"\xff\xfe Am\xc3\xa9lie \xe2\x80\xae \xf0\x9f\x98\x80 (2001).mkv"
    for words in (["identify"], ["identify", "--json"], ["play"]):
        ended = cli.apart(*words, name, **environment)
        assert "Traceback" not in ended.err
        assert "\u202e" not in ended.out + ended.err
    assert cli.apart("rate", "Amélie (2001)", "9", **environment).out.startswith("Saved ")
    assert cli.apart("identify", "--json", name, **environment).json["files"][0]["year"] == 2001


def test_an_interruption_is_one_line_and_code_130(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("verdict.cli.status.run", interrupt)
    ended = cli("status")
    assert (ended.code, ended.out, ended.err) == (130, "", "verdict: interrupted\n")


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_the_sandbox_ends_quietly_when_it_is_interrupted(cli: Cli) -> None:
    run = subprocess.Popen(
        [sys.executable, str(ROOT / "plugin.py"), "sandbox"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=cli.environment(),
    )
    assert run.stdout
    assert b'"token"' in run.stdout.readline()
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=10)
    assert (run.returncode, out, err) == (0, b"", b"")


def test_a_taken_port_is_said(cli: Cli, box: Any) -> None:
    ended = cli("sandbox", "--port", str(box.port))
    assert ended.code == 1
    assert f"port {box.port} cannot be used" in ended.err


def test_the_unexpected_is_one_plain_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_: Any) -> int:
        raise RuntimeError("secret words")

    monkeypatch.setattr("verdict.cli.status.run", break_down)
    ended = cli("status")
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1
    assert "VERDICT_DEBUG=1" in ended.err
    assert "secret words" not in ended.err


def test_details_come_on_request_and_hold_no_secret(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_: Any) -> int:
        raise RuntimeError("marked-secret-1 marked-secret-2 \x1b[2J")

    cli.configure("[trakt]", 'client_secret = "marked-secret-1"')
    (cli.home / "token.json").write_text('{"access_token": "marked-secret-2"}')
    monkeypatch.setattr("verdict.cli.status.run", break_down)
    monkeypatch.setenv("VERDICT_DEBUG", "1")
    ended = cli("status")
    assert "Traceback" in ended.err
    assert "marked-secret" not in ended.err
    assert "\x1b" not in ended.err


def test_a_warning_of_the_house_is_one_line_without_secrets(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(_: Any) -> int:
        logging.getLogger("verdict.courier").warning("it broke: %s\nand more", "marked-secret")
        return 0

    cli.configure("[trakt]", 'client_secret = "marked-secret"')
    monkeypatch.setattr("verdict.cli.status.run", warn)
    assert cli("status").err == "verdict: it broke: [hidden]\n"


def test_nothing_that_a_terminal_obeys_is_plain() -> None:
    assert streams.plain("A\x1b[2J\nB\u202eC\x9bé🎬") == "A [2J B C é🎬"
