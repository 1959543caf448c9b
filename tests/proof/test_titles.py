"""XML, ASS, Kodi's markup and terminal escapes in a title are text wherever it is shown, and never obeyed."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from tests.proof.house import make_home
from tests.proof.marked import PLUGIN, environment
from verdict.cli import main
from verdict.cli.export_formats import FORMATS
from verdict.core.movie import Movie
from verdict.core.prompt import open_prompt
from verdict.core.rating import Rated, RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.terminal import TerminalPrompt
from verdict.journal import Journal
from verdict.sandbox import Sandbox

NASTY = (
    "<b>Bold</b> & <script>",
    "{\\b1}Bold{\\an8}",
    "[B]Bold[/B] [COLOR red]x[/COLOR]",
    "[bold red]Rich[/] [link=file:///etc/passwd]x[/link]",
    "\x1b[31mRed\x1b]0;title\x07\x9b2J",
    "one\ntwo\r\x08three",
    "\u202egnp.exe\u2066\u200f",
    "$(touch pwned) `id` ; rm",
    "%s %n {0} {title}",
)
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown_by(title: str, trace: Path) -> Iterator[List[str]]:
    """Every command that shows a title, or what somebody else calls something."""
    opened = {"at": 0, "event": "opened", "source": title, "duration": 60, "certain": True}
    events = [{**opened, "movie": {"title": title}}, {"at": 60, "event": "ended", "reason": "eof"}]
    trace.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
    yield ["rate", f"{title} (1981)", "9"]
    yield ["rate", "tt7654321", "8"]
    yield ["unrate", f"{title} (1982)"]
    yield from (
        ["journal"],
        ["recent"],
        ["unrated"],
        ["unrated", "--list"],
        ["status"],
        ["status", "--check"],
    )
    yield from (["journal", "--json"], ["recent", "--json"], ["unrated", "--json"], ["status", "--json"])
    yield ["identify", f"{title} (1981).mkv"]
    yield ["identify", "--json", f"{title} (1981).mkv"]
    yield ["replay", str(trace)]
    yield from (["export", "--format", name] for name in FORMATS)
    yield ["send", "--refused"]
    yield ["play", f"{title} (1981).mkv"]
    yield ["logout"]


@pytest.mark.parametrize("title", NASTY)
def test_a_title_is_text_wherever_a_command_shows_it(
    title: str, box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    home = make_home(tmp_path / "home", box, "v2")
    monkeypatch.setenv("VERDICT_HOME", str(home))
    box.add_movie(title, 1981, "tt7654321")
    monkeypatch.setenv("VERDICT_DEBUG", "1")
    box.fail(422, method="POST", body=json.dumps({"error": title}))
    journal = Journal.open(home / "journal.sqlite3")
    journal.keep_unrated(Movie(title, 1983), time.time(), title)
    journal.close()
    for words in shown_by(title, tmp_path / "trace.jsonl"):
        main(words)
    said = capsys.readouterr()
    assert not OBEYED.search((said.out + said.err).replace("\r\n", "\n"))
    seen = " ".join(OBEYED.sub(" ", title).replace("\n", " ").split())
    assert seen in " ".join(said.out.split())


@pytest.mark.parametrize("title", NASTY)
def test_a_title_is_text_in_the_prompt_of_the_terminal(title: str) -> None:
    out = io.StringIO()
    prompt = TerminalPrompt(out, Words())
    prompt.show(open_prompt(1, Movie(title, 1981), RatingMode.ADVANCED, Rated(), None))
    prompt.say(title, title)
    assert not OBEYED.search(out.getvalue())


@pytest.mark.parametrize("title", NASTY)
def test_what_trakt_calls_the_account_is_text(
    title: str, box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("VERDICT_HOME", str(make_home(tmp_path / "home", box, "v2")))
    told = {"user": {"username": title, "name": title, "ids": {"slug": title}}, "account": {}}
    box.fail(200, path="/users/settings", body=json.dumps(told), times=None)
    main(["status", "--check"])
    main(["status"])
    said = capsys.readouterr()
    assert not OBEYED.search(said.out + said.err)


def test_what_the_agent_says_of_a_strange_socket_is_text(box: Sandbox, tmp_path: Path) -> None:
    """Its name comes from whoever made it; there is somebody, who never says a word."""
    home = make_home(tmp_path / "home", box, "v2")
    (home / "run").mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(home / "run" / "1\x1b[31m.sock"))
        mute.listen()
        command = [*PLUGIN, "watch", "-v"]
        done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=60)
    assert "verdict: 1 [31m.sock: " in done.stderr
    assert len(list((home / "run").glob("*.sock"))) == 1
    assert "\x1b" not in done.stdout + done.stderr
