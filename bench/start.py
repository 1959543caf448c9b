"""How long the command takes to start, over a Python that does nothing, in turn."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, List

from bench.figure import Finding, Measured
from bench.workshop import Workshop

EMPTY = [sys.executable, "-I", "-c", "pass"]
COMMAND = Path(sys.executable).with_name("verdict")


def measure(workshop: Workshop) -> Iterator[Finding]:
    ours = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "verdict"]
    empty: List[float] = []
    over_version: List[float] = []
    over_help: List[float] = []
    for turn in range(1 + workshop.times(25, 5)):
        times = [_milliseconds(command) for command in (EMPTY, [*ours, "--version"], [*ours, "--help"])]
        if turn:  # the first one fills the caches of the disk
            empty.append(times[0])
            over_version.append(times[1] - times[0])
            over_help.append(times[2] - times[0])
    yield Measured("start.version", over_version)
    yield Measured("start.help", over_help)
    yield Measured("start.empty", empty, "python -I -c pass")


def _milliseconds(command: List[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - begun)
