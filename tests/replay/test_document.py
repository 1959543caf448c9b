"""`verdict replay` says of each viewing what was worked out by hand, and of each broken line its number."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, List

import pytest

from tests.replay.chapters import END_CREDITS, SCENES
from tests.replay.document import LENGTH, Line, chapter, ended, event, opened, read
from tests.replay.viewings import ALL, CREDITS
from verdict.cli import main

ROOT = Path(__file__).resolve().parents[2]


def replayed(tmp_path: Path, capsys: Any, events: List[Line]) -> List[str]:
    trace = tmp_path / "trace.jsonl"
    trace.write_text("".join(json.dumps(line) + "\n" for line in events), "utf-8")
    code, said = main(["replay", str(trace)]), capsys.readouterr()
    assert (code, said.err) == (0, "")
    return [read(line) for line in said.out.splitlines()]


@pytest.mark.parametrize("name", ALL)
def test_a_viewing_leads_to_the_decisions_that_were_worked_out_by_hand(
    name: str, tmp_path: Path, capsys: Any
) -> None:
    assert replayed(tmp_path, capsys, ALL[name].events) == ALL[name].said


def test_there_are_many_of_them() -> None:
    assert len(ALL) >= 60


def _stopped_after(title: str) -> List[Line]:
    """In a chapter that begins at 70 %."""
    return [opened(0), chapter(0.7 * LENGTH, title), ended(0.75 * LENGTH)]


@pytest.mark.parametrize("title", END_CREDITS)
def test_a_chapter_of_this_title_is_the_end_credits(title: str, tmp_path: Path, capsys: Any) -> None:
    assert replayed(tmp_path, capsys, _stopped_after(title))[-1] == "5400 ask"


@pytest.mark.parametrize("title", SCENES)
def test_a_chapter_of_this_title_is_a_scene(title: str, tmp_path: Path, capsys: Any) -> None:
    assert replayed(tmp_path, capsys, _stopped_after(title))[-1] == "5400 pass"


BROKEN = (
    "{", "nothing", "[1]", '"opened"', "7", "null", "NaN",
    '{"at": NaN, "event": "paused"}',
    '{"at": Infinity, "event": "paused"}',
    '{"at": 1e999, "event": "paused"}',
    '{"at": "1", "event": "paused"}',
    '{"at": true, "event": "paused"}',
    '{"at": null, "event": "paused"}',
    '{"event": "paused"}',
    '{"at": 1}',
    '{"at": 1, "event": "finished"}',
    '{"at": 1, "event": ["paused"]}',
    '{"at": 1, "event": "sought"}',
    '{"at": 1, "event": "sought", "position": NaN}',
    '{"at": 1, "event": "speed", "speed": "fast"}',
    '{"at": 1, "event": "speed"}',
    '{"at": 1, "event": "ended", "reason": "bored"}',
    '{"at": 1, "event": "ended"}',
    '{"at": 1, "event": "ended", "reason": "eof", "more": "yes"}',
    '{"at": 1, "event": "chosen", "rating": 11}',
    '{"at": 1, "event": "chosen", "rating": true}',
    '{"at": 1, "event": "chosen"}',
    '{"at": 1, "event": "dismissed", "why": "bored"}',
    '{"at": 1, "event": "opened", "duration": "long"}',
    '{"at": 1, "event": "opened", "duration": NaN}',
    '{"at": 1, "event": "opened", "kind": "film"}',
    '{"at": 1, "event": "opened", "kind": ["movie"]}',
    '{"at": 1, "event": "opened", "kind": {}}',
    '{"at": 1, "event": "opened", "certain": "yes"}',
    '{"at": 1, "event": "opened", "movie": "The Matrix"}',
    '{"at": 1, "event": "opened", "movie": []}',
    '{"at": 1, "event": "opened", "movie": {"title": 1999}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "year": "soon"}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "year": 1999.5}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "ids": {"imdb": "nm0000001"}}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "ids": {"tmdb": -1}}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "ids": ["tt0133093"]}}',
    '{"at": 1, "event": "opened", "movie": {"title": "M", "ids": {"tmdb": 1e999}}}',
)  # fmt: skip


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_is_no_event_is_named_with_its_number(line: str, tmp_path: Path, capsys: Any) -> None:
    trace = tmp_path / "trace.jsonl"
    lines = [json.dumps(opened(0)), "", line, json.dumps(ended(LENGTH))]
    trace.write_text("\n".join(lines), "utf-8")
    code, said = main(["replay", str(trace)]), capsys.readouterr()
    assert code == 1
    assert "line 3" in said.err
    assert len(said.err.splitlines()) == 1
    assert [read(told) for told in said.out.splitlines()] == ["0 start 0"]


def test_what_is_replayed_depends_on_no_settings_journal_or_account_of_the_user(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "verdict.toml").write_text("[rating]\nfinish_at = 0.99\nthis is = no TOML\n", "utf-8")
    given = "".join(json.dumps(line) + "\n" for line in CREDITS["stopped in the end credits at 75 %"].events)
    command = [sys.executable, str(ROOT / "plugin.py"), "replay", "-"]
    done = subprocess.run(
        command, input=given, env={"VERDICT_HOME": str(home)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [read(line) for line in done.stdout.splitlines()][-1] == "5460 ask"
    assert [path.name for path in home.iterdir()] == ["verdict.toml"]


def test_an_order_of_scrobbles_tells_how_far_the_film_came() -> None:
    """Of every viewing above: it starts before it is paused or stopped, and nothing follows its stop."""
    for viewing in ALL.values():
        playing: List[str] = []
        for said in viewing.said:
            action = said.split()[1]
            if action in ("start", "pause", "stop"):
                assert action == "start" or playing
                playing = [] if action == "stop" else [*playing, action]


def test_a_pause_that_is_told_twice_is_one(tmp_path: Path, capsys: Any) -> None:
    twice = [opened(0), event(60, "paused"), event(70, "paused"), event(80, "resumed"), event(90, "resumed")]
    said = replayed(tmp_path, capsys, twice)
    assert said == ["0 start 0", "60 pause 0.83", "80 start 0.83"]
