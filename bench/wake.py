"""Wake-ups of our own threads, counted by the kernel, while a film plays and while it is paused."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple

from bench.figure import CannotMeasure, Finding, Measured
from bench.viewing import Evening
from bench.workshop import Workshop
from tests.players.stage import ROOT
from verdict.sandbox import Sandbox

FILM = ROOT / "build" / "bench" / "ten-minutes.mkv"
CALM = 4.0  # seconds after which the start, and the check at Trakt, are over
WINDOW = 30.0  # seconds of one count
HOUR = 3600.0
_SWITCHES = re.compile(r"^(?:non)?voluntary_ctxt_switches:\s+(\d+)", re.MULTILINE)


class Count(NamedTuple):
    """Wake-ups in one window: each of our threads', and those of all threads of mpv together."""

    ours: Dict[str, int]
    theirs: int


def measure(workshop: Workshop) -> Iterator[Finding]:
    _make_film()
    windows = workshop.times(4, 1)
    with Sandbox() as box:
        home = workshop.home(box)
        with Evening(workshop, home, ["--speed=1", "--vo=x11"], [FILM], ["--imdb", "tt0082971"]) as evening:
            evening.event("opened")
            time.sleep(CALM)
            playing = _count(evening, windows)
            workshop.display.key("p")
            evening.event("paused")
            time.sleep(CALM)
            paused = _count(evening, windows)
    yield _finding("wake.playing", playing)
    yield _finding("wake.paused", paused)


def _finding(key: str, counts: List[Count]) -> Measured:
    """By thread where there is anything to tell; mpv's own are no work of ours, and shown for scale."""
    per_hour = HOUR / WINDOW
    by_thread = {name: sum(count.ours[name] for count in counts) for name in counts[0].ours}
    theirs = per_hour * sum(count.theirs for count in counts) / len(counts)
    told = [f"{name}: {number}" for name, number in by_thread.items() if number]
    beside = f"{', '.join(told) or f'threads counted: {len(by_thread)}'}; mpv's own threads: {theirs:,.0f}"
    return Measured(key, [per_hour * sum(count.ours.values()) for count in counts], beside)


def _count(evening: Evening, windows: int) -> List[Count]:
    counts = []
    for _ in range(windows):
        names = {note["id"]: note["name"] for note in evening.notes("thread")}
        time.sleep(CALM)  # the notes lie in the folder that is watched: reading them is heard of there
        before = _switches(evening.process.pid)
        time.sleep(WINDOW)
        after = _switches(evening.process.pid)
        gone = {thread: number - before.get(thread, 0) for thread, number in after.items()}
        ours = {name: gone[thread] for thread, name in names.items() if thread in gone}
        counts.append(Count(ours, sum(gone.values()) - sum(ours.values())))
    return counts


def _switches(process: int) -> Dict[int, int]:
    """How often each thread of the process was given the processor, by its number."""
    numbers = {}
    for task in Path(f"/proc/{process}/task").iterdir():
        found = _SWITCHES.findall((task / "status").read_text())
        numbers[int(task.name)] = sum(map(int, found))
    return numbers


def _make_film() -> None:
    """Ten minutes of a test picture with sound, made once with mpv itself."""
    if FILM.exists():
        return
    if shutil.which("mpv") is None:
        raise CannotMeasure("mpv is not installed")
    FILM.parent.mkdir(parents=True, exist_ok=True)
    made = FILM.with_name("made.mkv")
    command = [
        "mpv",
        "--no-config",
        "--really-quiet",
        "av://lavfi:testsrc2=d=600:s=320x180:r=24",
        "--audio-file=av://lavfi:sine=f=110:d=600",
        f"--o={made}",
        "--ovc=libx264",
        "--ovcopts=preset=ultrafast",
        "--oac=aac",
    ]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        raise CannotMeasure("mpv could not make a film to play")
    made.rename(FILM)
