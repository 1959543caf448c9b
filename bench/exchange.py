"""How many requests one rated film costs, from the sandbox's own log: a real player, a real key."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

from bench.figure import Finding, Measured
from bench.viewing import Evening
from bench.workshop import Workshop
from verdict.sandbox import Sandbox
from verdict.sandbox.log import Record

RATING_PATHS = ("/sync/ratings", "/rate/movie")
STRAGGLERS = 1.0  # seconds for what a process that was left behind may still send
KEYS = "789"


class Exchange(NamedTuple):
    ratings: int
    others: Tuple[str, ...]


def measure(workshop: Workshop) -> Iterator[Finding]:
    for api in ("v2", "v1"):
        with Sandbox() as box:
            home = workshop.home(box, api)
            exchanges = [
                _film(workshop, home, box, KEYS[i % len(KEYS)]) for i in range(1 + workshop.times(3, 1))
            ]
        yield from _findings(api, "fresh", exchanges[:1])
        yield from _findings(api, "warm", exchanges[1:])


def _findings(api: str, home: str, exchanges: List[Exchange]) -> Iterator[Finding]:
    yield Measured(f"requests.{api}_{home}_rating", [exchange.ratings for exchange in exchanges])
    others = [len(exchange.others) for exchange in exchanges]
    yield Measured(f"requests.{api}_{home}_checks", others, ", ".join(exchanges[-1].others))


def _film(workshop: Workshop, home: Path, box: Sandbox, key: str) -> Exchange:
    box.clear()
    with Evening(workshop, home, ["--vo=x11"]) as evening:
        evening.decision("ask")
        workshop.display.key(key)
        evening.end()
    time.sleep(STRAGGLERS)
    ratings = [record for record in box.requests if _carries_rating(record)]
    others = [_named(record) for record in box.requests if not _carries_rating(record)]
    return Exchange(len(ratings), tuple(others))


def _carries_rating(record: Record) -> bool:
    return record.method == "POST" and record.path.startswith(RATING_PATHS)


def _named(record: Record) -> str:
    """Method and the first two parts of the path; what follows may be a key."""
    return f"{record.method} {'/'.join(record.path.split('/')[1:3])}"
