"""From a key, as the player heard it, to the journal's commit: a real key, player, file and disk."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Iterator, List, Tuple

from bench.backlog import fill
from bench.figure import Finding, Measured
from bench.viewing import Evening
from bench.workshop import Workshop
from verdict.sandbox import Sandbox

WAITING = 1000
KEYS = "789"
READING = 0.5  # seconds from the prompt to the key


def measure(workshop: Workshop) -> Iterator[Finding]:
    repeat = workshop.times(5, 2)
    with Sandbox() as box:
        home = workshop.home(box)
        usual = [_run(workshop, home, KEYS[i % len(KEYS)], READING) for i in range(repeat)]
        at_once = [_run(workshop, home, KEYS[i % len(KEYS)], 0.0) for i in range(repeat)]
        home = workshop.home(box)
        fill(home, box, WAITING)
        box.stop()  # nobody answers, so that they still wait when the key comes
        crowded = [_run(workshop, home, KEYS[i % len(KEYS)], READING) for i in range(repeat)]
    yield Measured("key.committed", [whole for whole, _ in usual])
    yield Measured("key.committed_at_once", [whole for whole, _ in at_once], "mpv may still be drawing it")
    yield Measured("key.committed_1000", [whole for whole, _ in crowded], "Trakt does not answer meanwhile")
    yield Measured(
        "key.add", [write for _, write in [*usual, *at_once, *crowded]], "SQLite, WAL, synchronous=FULL"
    )


def _run(workshop: Workshop, home: Path, key: str, after: float) -> Tuple[float, float]:
    """Milliseconds from the key to the commit, and of these the journal's. after: seconds to the key."""
    with Evening(workshop, home, ["--vo=x11"]) as evening:
        evening.decision("ask")
        time.sleep(after)
        workshop.display.key(key)
        heard = evening.event("chosen")["at"]
        evening.decision("record")
        added: List[float] = [evening.notes("added")[0][name] for name in ("begun", "at")]
        workshop.display.key("Escape")  # the word after it need not be read
        evening.end()
    return 1000 * (added[1] - heard), 1000 * (added[1] - added[0])
