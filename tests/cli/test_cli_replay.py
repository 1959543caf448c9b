"""`replay`: the decisions of a trace, and the line that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Cli

from verdict.cli import replay

OPENED = (
    '{"at": 0, "event": "opened", "source": "a.mkv", "duration": 6000, '
    '"movie": {"title": "Amélie", "year": 2001}, "kind": "movie", "certain": true}'
)
ENDED = '{"at": 6000, "event": "ended", "reason": "eof"}'
CHOSEN = '{"at": 6002, "event": "chosen", "rating": 9}'
EVENING = "\n".join([OPENED, "", ENDED, CHOSEN, ""])


def decisions(out: str) -> list[str]:
    return [json.loads(line)["decision"] for line in out.splitlines()]


def test_the_decisions_come_one_a_line(cli: Cli, tmp_path: Path) -> None:
    trace = tmp_path / "evening.jsonl"
    trace.write_text(EVENING, "utf-8")
    ended = cli("replay", str(trace))
    assert (ended.code, ended.err) == (0, "")
    assert decisions(ended.out) == ["scrobble", "scrobble", "ask", "record"]


def test_standard_input_is_a_trace_too(cli: Cli) -> None:
    ended = cli.apart("replay", "-", given=EVENING.encode())
    assert decisions(ended.out) == ["scrobble", "scrobble", "ask", "record"]


def test_neither_journal_nor_settings_are_touched(cli: Cli) -> None:
    cli.apart("replay", "-", given=EVENING.encode())
    assert not cli.home.exists()


def test_recorded_decisions_are_passed_over(cli: Cli) -> None:
    first = cli.apart("replay", "-", given=EVENING.encode())
    mixed = "\n".join([OPENED, first.out, ENDED, CHOSEN])
    assert cli.apart("replay", "-", given=mixed.encode()).out == first.out


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"nonsense",
        b"[]",
        b'{"event": "opened"}',
        b'{"at": NaN, "event": "paused"}',
        b'{"at": 1, "event": "exploded"}',
        b"\xff\xfe\x00binary",
        b"[" * 100_000,
        b'{"at": ' + b"9" * 5000 + b', "event": "paused"}',
        b"x" * (2 << 20),
        b'{"at": 1, "event": "' + b"x" * (2 << 20) + b'"}',
    ],
)
def test_a_bad_line_is_named_and_what_came_before_stays(cli: Cli, bad: bytes) -> None:
    given = OPENED.encode() + b"\n" + bad + b"\n" + ENDED.encode()
    ended = cli.apart("replay", "-", given=given)
    assert ended.code == 1
    assert decisions(ended.out) == ["scrobble"]
    assert ended.err.startswith("verdict: standard input: line 2: ")
    assert len(ended.err.splitlines()) == 1
    assert len(ended.err) < 1000


def test_an_event_of_ten_million_characters_is_an_event(cli: Cli) -> None:
    long = json.dumps({"at": 1, "event": "chapter", "title": "x" * 10_000_000})
    ended = cli.apart("replay", "-", given="\n".join([OPENED, long, ENDED]).encode())
    assert (ended.code, ended.err) == (0, "")
    assert decisions(ended.out) == ["scrobble", "scrobble", "ask"]


def test_a_line_that_has_no_end_is_not_read_to_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "LONGEST_LINE", 1000)
    ended = cli("replay", "/dev/zero")
    assert ended.code == 1
    assert "line 1: the line is longer than any event" in ended.err


def test_a_file_that_cannot_be_read_is_said(cli: Cli, tmp_path: Path) -> None:
    for name in (tmp_path / "missing.jsonl", tmp_path):
        ended = cli("replay", str(name))
        assert (ended.code, ended.out) == (1, "")
        assert str(name) in ended.err


def test_the_json_stays_json_where_the_terminal_lacks_its_letters(cli: Cli) -> None:
    ended = cli.apart("replay", "-", given=EVENING.encode(), PYTHONIOENCODING="ascii")
    assert [json.loads(line)["movie"]["title"] for line in ended.out.splitlines()] == ["Amélie"] * 4
