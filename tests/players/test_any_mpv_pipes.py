"""Any mpv as on Windows, with the real program: the gate's other way, and an agent that looks for pipes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.players.any_mpv import Desk
from tests.players.stage import Display, Traced
from tests.players.test_play import rated
from verdict.hosts.mpv.pipes import PIPES
from verdict.sandbox import Sandbox

WINDOWS = 'local IS_WINDOWS = package.config:sub(1, 1) == "\\\\"\n'
COMMAND = (sys.executable, str(Path(__file__).with_name("as_on_windows.py")))


@pytest.fixture
def desk(
    display: Display,
    sandbox: Sandbox,
    home_for: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """One whose gate takes this for Windows."""
    monkeypatch.chdir(tmp_path)
    with Desk(home_for(sandbox), display) as desk:
        script = desk.install()
        text = script.read_text("utf-8")
        assert text.count(WINDOWS) == 1
        script.write_text(text.replace(WINDOWS, "local IS_WINDOWS = true\n"), "utf-8")
        yield desk


def agent_on(desk: Desk) -> Traced:
    agent = Traced(
        desk.home / "trace", [*COMMAND, "watch", "--stay", "--record", desk.home / "trace"], desk.environment
    )
    desk.wait_for_file("agent")
    return agent


def test_a_film_is_rated_over_a_pipe_that_was_found_by_its_name(desk: Desk, sandbox: Sandbox) -> None:
    with agent_on(desk) as agent:
        mpv = desk.mpv()
        agent.decision("ask")
        assert [path.name for path in desk.home.glob("*pipe*")] == [f"{PIPES}verdict-{mpv.process.pid}"]
        assert list(desk.sockets.glob("[0-9]*")) == []
        desk.display.key("9")
        agent.decision("record")
        mpv.end()
        sandbox.wait_for(lambda record: record.path == "/sync/ratings" and record.method == "POST")
    assert rated(sandbox) == [9]


def test_the_gate_starts_the_agent_that_finds_its_pipe(desk: Desk) -> None:
    fifo = desk.home / "trace-of-the-gate"
    words = [*COMMAND, "watch", "--apart", "--record", fifo]
    desk.start_with(", ".join(json.dumps(str(word)) for word in words))
    with Traced(fifo, ["true"], desk.environment) as agent:
        mpv = desk.mpv()
        agent.decision("ask")
        desk.display.key("7")
        assert agent.decision("record")["rating"] == 7
        mpv.end()


@pytest.mark.parametrize("given", ["mine", f"{PIPES}mine"])
def test_a_pipe_of_the_users_own_is_used(desk: Desk, given: str) -> None:
    if given == "mine":
        (desk.home / f"{PIPES}mine").symlink_to("mine")  # Windows has one pipe under both names
    with agent_on(desk) as agent:
        mpv = desk.mpv(f"--input-ipc-server={given}")
        agent.decision("ask")
        desk.display.key("4")
        assert agent.decision("record")["rating"] == 4
        mpv.end()
