"""A film in our window and one in any mpv: no secret is said, recorded, kept, or in the process list."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import IO, List, Sequence, Set

import pytest

from tests.proof.house import INDY, make_home, rate
from tests.proof.marked import MEDIA, PLUGIN, environment, kept_in, leaks, no_mpv, processes, said_by
from verdict.sandbox import Sandbox

PROMPT_SECONDS = 1
MPV = ("--vo=null", "--ao=null", "--speed=4")
LOOKS = 100_000  # at the process list; each takes a while


class Evening:
    """A home in which a rating waits, a Trakt that is not there, and all processes of this home seen."""

    def __init__(self, folder: Path, box: Sandbox, api: str) -> None:
        self.home, self.trace, self._said = (
            make_home(folder / "home", box, api),
            folder / "trace",
            folder / "said",
        )
        with (self.home / "verdict.toml").open("a", encoding="utf-8") as file:
            file.write(f"[rating]\ntimeout_seconds = {PROMPT_SECONDS}\n")
        rate(self.home, (INDY, 3))
        box.fail(503, times=None)
        self.seen: Set[str] = set()
        self._out: IO[bytes] = self._said.open("ab")

    def start(self, *command: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [str(word) for word in command],
            env=environment(self.home),
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._out,
        )

    def look_on(self, process: "subprocess.Popen[bytes]", until: Path) -> None:
        """See who is there until the file is, or the process has gone."""
        for _ in range(LOOKS):
            self.seen |= processes(str(self.home))
            if until.exists() or process.poll() is not None:
                return
        raise AssertionError("it never came about")

    def all_of_it(self) -> str:
        self._out.close()
        told: List[str] = [path.read_text("utf-8", "replace") for path in (self._said, self.trace)]
        return "\n".join([*told, *self.seen]) + kept_in(self.home)


@pytest.fixture(params=["v1", "v2"])
def evening(request: pytest.FixtureRequest, tmp_path: Path, box: Sandbox) -> Evening:
    return Evening(tmp_path, box, request.param)


def assert_it_asked_and_leaked_nothing(evening: Evening, box: Sandbox, programs: Sequence[str]) -> None:
    for program in programs:
        assert any(program in line for line in evening.seen)
    assert '"ask"' in evening.trace.read_text("utf-8")
    assert leaks(evening.all_of_it(), box) == []


@pytest.mark.skipif(bool(no_mpv()), reason=str(no_mpv()))
def test_a_film_in_our_window_shows_no_secret(evening: Evening, box: Sandbox) -> None:
    process = evening.start(*PLUGIN, "play", "--record", evening.trace, MEDIA, "--", *MPV, "--no-config")
    evening.look_on(process, until=evening.home / "never")
    assert process.returncode == 0
    assert_it_asked_and_leaked_nothing(evening, box, ["play"])


@pytest.mark.skipif(shutil.which("mpv") is None or bool(no_mpv()), reason="mpv is not installed")
def test_a_film_in_any_mpv_shows_no_secret(evening: Evening, box: Sandbox) -> None:
    assert "was set up" in said_by(evening.home, ("install-mpv",))
    agent = evening.start(*PLUGIN, "watch", "-v", "--stay", "--record", evening.trace)
    try:
        evening.look_on(agent, until=evening.home / "run" / "agent")
        mpv = evening.start("mpv", *MPV, "--terminal=yes", MEDIA)
        evening.look_on(mpv, until=evening.home / "never")
        assert mpv.returncode == 0
    finally:
        agent.terminate()
    assert agent.wait(20) == 0
    assert_it_asked_and_leaked_nothing(evening, box, ["watch", "apart"])
