"""A thousand ratings that wait, sent by `verdict send` to the sandbox: by the hundred, or one by one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, List, NamedTuple

from bench.figure import Finding, Measured
from bench.workshop import Workshop
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.journal import Journal
from verdict.sandbox import Sandbox

WAITING = 1000
PATIENCE = 300.0  # seconds


class Drain(NamedTuple):
    seconds: float
    requests: int


def measure(workshop: Workshop) -> Iterator[Finding]:
    for api in ("v2", "v1"):
        drains = [_drain(workshop, api) for _ in range(workshop.times(3, 1))]
        yield Measured(
            f"backlog.{api}_seconds", [drain.seconds for drain in drains], "verdict send, its start included"
        )
        yield Measured(f"backlog.{api}_requests", [drain.requests for drain in drains])


def fill(home: Path, box: Sandbox, number: int) -> List[float]:
    """Put so many films on the shelf, and a rating of each into the journal; seconds that each one took."""
    took = []
    with contextlib.closing(Journal.open(home / "journal.sqlite3")) as journal:
        for index in range(number):
            movie = Movie(f"Film {index}", 2000, MovieIds(imdb=f"tt9{index:06}"))
            box.add_movie(movie.title, 2000, imdb=movie.ids.imdb)
            begun = time.perf_counter()
            journal.add(movie, Rating.parse(1 + index % 10), time.time())
            took.append(time.perf_counter() - begun)
    return took


def _drain(workshop: Workshop, api: str) -> Drain:
    with Sandbox() as box:
        home = workshop.home(box, api)
        fill(home, box, WAITING)
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "verdict", "send", "--quiet"],
            env={**os.environ, "VERDICT_HOME": str(home)},
            check=True,
            timeout=PATIENCE,
        )
        seconds = time.perf_counter() - begun
        if len(box.ratings()) != WAITING:
            raise RuntimeError(f"{len(box.ratings())} of {WAITING} ratings arrived")
        return Drain(seconds, len(box.requests))
