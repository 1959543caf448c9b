"""Events a second through `verdict replay`: one evening after the other, as one long trace."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

from bench.figure import Finding, Measured
from bench.workshop import Workshop
from tests.players.stage import ROOT

EVENING = ROOT / "tests" / "traces" / "an_evening_at_home.jsonl"
A_DAY = 86400.0  # seconds from one evening to the next


def measure(workshop: Workshop) -> Iterator[Finding]:
    trace = workshop.folder() / "evenings.jsonl"
    events = _write(trace, evenings=workshop.times(10_000, 3000))
    rates = [events / _seconds(trace) for _ in range(workshop.times(5, 2))]
    yield Measured("replay.rate", rates, f"a trace of {events:,} events")


def _write(trace: Path, evenings: int) -> int:
    """How many events were written."""
    evening = [json.loads(line) for line in EVENING.read_text(encoding="utf-8").splitlines()]
    with trace.open("w", encoding="utf-8") as out:
        for day in range(evenings):
            for event in evening:
                print(json.dumps({**event, "at": event["at"] + day * A_DAY}), file=out)
    return evenings * len(evening)


def _seconds(trace: Path) -> float:
    command = [sys.executable, "-m", "verdict", "replay", str(trace)]
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
