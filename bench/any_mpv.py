"""Any mpv with the gate in it, and the agent: how soon the prompt is there, and what the two cost."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, Iterator, List

from bench.figure import CannotMeasure, Finding, Measured
from bench.workshop import PROBE, Workshop
from tests.players.any_mpv import VERDICT, Desk
from tests.players.stage import FILM, Traced
from verdict.sandbox import Sandbox

LISTENED = 15.0  # seconds in which wake-ups are counted; the film lasts for twenty
CALM = 4.0  # seconds after which the courier has asked for news, and the start is over
HOUR = 3600.0
FIRST_PICTURE = """
mp.register_event("playback-restart", function() io.write("seen\\n") io.flush() mp.command("quit") end)
"""
MPV = ("mpv", "--vo=null", "--ao=null", "--hwdec=no", "--really-quiet")


def measure(workshop: Workshop) -> Iterator[Finding]:
    with Sandbox() as box:
        yield from _prompts(workshop, workshop.home(box))
        yield from _starts(workshop, workshop.home(box))
        yield Measured("any_mpv.cold", [_cold(workshop.home(box)) for _ in range(workshop.times(9, 3))])
        yield from _agent(workshop, workshop.home(box))


def _prompts(workshop: Workshop, home: Path) -> Iterator[Finding]:
    """Films to their end, each skipped."""
    log = home / "probe"
    log.touch()
    command = [sys.executable, PROBE, log, "watch", "--stay", "--record", home / "trace"]
    with Desk(home, workshop.display) as desk:
        desk.install()
        with Traced(home / "trace", command, desk.environment) as agent:
            desk.wait_for_file("agent")
            for _ in range(workshop.times(7, 2)):
                mpv = desk.mpv("--fullscreen")
                agent.decision("ask")
                desk.display.key("Escape")
                mpv.end()
    notes = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    yield Measured("any_mpv.handed", [1000 * note["seconds"] for note in notes if note["what"] == "handed"])


def _starts(workshop: Workshop, home: Path) -> Iterator[Finding]:
    """To the first picture and out: with the gate and without, in turn, and each time the other way round.

    One start differs from the next by a fifth and more, so each is set against its neighbour. So are two that
    have no gate at all: what these differ by is not the gate's.
    """
    empty, again = workshop.folder(), workshop.folder()
    (empty / "seen.lua").write_text(FIRST_PICTURE, "utf-8")
    with Desk(home, workshop.display) as desk:
        desk.install()
        took: Dict[Path, List[float]] = {empty: [], home / "mpv": [], again: []}
        with Traced(home / "trace", [*VERDICT, "watch", "--stay"], desk.environment):
            desk.wait_for_file("agent")
            for turn in range(1 + workshop.times(100, 3)):
                for config in list(took)[:: 1 if turn % 2 else -1]:
                    took[config].append(_first_picture(desk, config, empty))
    plain, gate, other = (times[1:] for times in took.values())  # the first one fills the caches of the disk
    nothing = statistics.median(b / a for a, b in zip(plain, other))
    beside = f"two without it: {nothing:.3f}"
    yield Measured("any_mpv.start", [with_it / a for a, with_it in zip(plain, gate)], beside)
    yield Measured("any_mpv.start_plain", plain)


def _first_picture(desk: Desk, config: Path, scripts: Path) -> float:
    """Milliseconds until mpv shows its first picture."""
    begun = time.perf_counter()
    command = [*MPV, f"--script={scripts / 'seen.lua'}", str(FILM)]
    environment = {**desk.environment, "MPV_HOME": str(config)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as mpv:
        if mpv.stdout is None or not mpv.stdout.readline():
            raise CannotMeasure("mpv shows no picture")
        return 1000 * (time.perf_counter() - begun)


def _cold(home: Path) -> float:
    """Until the agent, started with nothing running, has come to a socket that was there before it."""
    folder = home / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    environment = {**os.environ, "VERDICT_HOME": str(home)}
    with socket.socket(socket.AF_UNIX) as player:
        player.bind(str(folder / "1.sock"))
        player.listen()
        begun = time.perf_counter()
        agent = subprocess.Popen([*VERDICT, "watch"], env=environment, stderr=subprocess.DEVNULL)
        player.accept()[0].close()
        took = 1000 * (time.perf_counter() - begun)
    agent.terminate()
    agent.wait()
    return took


def _agent(workshop: Workshop, home: Path) -> Iterator[Finding]:
    with Desk(home, workshop.display) as desk:
        desk.install()
        agent = desk.agent()
        desk.wait_for_file("agent")
        time.sleep(CALM)
        empty, resting = _memory(agent), _wakes(agent)
        mpv = desk.mpv("--speed=0.1")
        agent.event("opened")
        time.sleep(CALM)
        playing = _wakes(agent)
        desk.go_faster(4)
        agent.decision("ask")
        desk.display.key("9")
        agent.decision("record")
        mpv.end()
        yield Measured("any_mpv.memory", [_memory(agent)])
    yield Measured("any_mpv.memory_empty", [empty])
    yield Measured("any_mpv.idle", [playing])
    yield Measured("any_mpv.resting", [resting])


def _wakes(agent: Traced) -> float:
    """In an hour, as counted for a while."""
    before = _switches(agent)
    time.sleep(LISTENED)
    return (_switches(agent) - before) * HOUR / LISTENED


def _memory(agent: Traced) -> float:
    status = Path(f"/proc/{agent.process.pid}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _switches(agent: Traced) -> int:
    """How often any of its threads went to sleep so far."""
    tasks = Path(f"/proc/{agent.process.pid}/task").glob("*/status")
    lines = (line for task in tasks for line in task.read_text("ascii").splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))
