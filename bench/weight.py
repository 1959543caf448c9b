"""What an import takes and holds: milliseconds and resident memory, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Iterator, List, Mapping, NamedTuple, Optional

from bench.catalogue import ENTRIES
from bench.figure import Finding, Measured
from bench.workshop import Workshop

CHILD = """
import sys, time
begun = time.perf_counter()
{imports}
took = 1000 * (time.perf_counter() - begun)
with open("/proc/self/status") as status:
    held = next(line for line in status if line.startswith("VmRSS")).split()[1]
print([took, int(held) / 1024])
"""


class Weight(NamedTuple):
    """Milliseconds and megabytes, a value of each for every process."""

    took: List[float]
    held: List[float]


def measure(workshop: Workshop) -> Iterator[Finding]:
    repeat = workshop.times(9, 3)
    yield Measured("weight.empty_memory", weigh("", repeat).held)
    for key, (_, modules) in ENTRIES.items():
        weight = weigh(modules, repeat)
        yield Measured(f"weight.{key}_import", weight.took)
        yield Measured(f"weight.{key}_memory", weight.held)


def weigh(modules: str, repeat: int, environment: Optional[Mapping[str, str]] = None) -> Weight:
    """Import these modules in fresh processes. CalledProcessError where they cannot be."""
    source = CHILD.format(imports=f"import {modules}" if modules else "pass")
    command = [sys.executable, "-W", "ignore", "-c", source]
    values = []
    for turn in range(1 + repeat):
        done = subprocess.run(
            command,
            env={**os.environ, **(environment or {})},
            check=True,
            capture_output=True,
            text=True,
        )
        if turn:  # the first one fills the caches of the disk
            values.append(json.loads(done.stdout.splitlines()[-1]))
    return Weight([took for took, _ in values], [held for _, held in values])
