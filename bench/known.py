"""The list of an account with 100,000 rated films, read from the sandbox and kept in the journal."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

from bench.figure import Finding, Measured
from bench.workshop import Workshop
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.sandbox import Sandbox

RATED, RATED_QUICK = 100_000, 5_000
FIRST = 1_000_000  # its IMDb number
PATIENCE = 600.0  # seconds
LOOK_EVERY = 0.01  # seconds
FILM = Movie("A film with number 7", 1957, MovieIds(imdb=f"tt{FIRST + 7}"))


def measure(workshop: Workshop) -> Iterator[Finding]:
    number = workshop.times(RATED, RATED_QUICK)
    with Sandbox() as box:
        for index in range(number):
            named = (f"A film with number {index}", 1950 + index % 75)
            film = box.add_movie(*named, imdb=f"tt{FIRST + index}", tmdb=1 + index)
            box.rate(film, Rating(1 + index % 10))
        told = _told_by_another_process(workshop.home(box))
    beside = "" if number == RATED else f"{number:,} only"
    for key in ("seconds", "requests", "memory", "look", "again"):
        yield Measured(f"known.{key}", [told[key]], beside)


def _told_by_another_process(home: Path) -> Dict[str, float]:
    command = [sys.executable, "-m", "bench.known"]
    environment = {**os.environ, "VERDICT_HOME": str(home)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, timeout=PATIENCE)
    told: Dict[str, float] = json.loads(done.stdout)
    return told


def read() -> Dict[str, float]:
    """Read the list as the courier does, while another thread looks a film up as a prompt does."""
    from verdict.cli.house import House

    with contextlib.closing(House()) as house, contextlib.closing(house.connect()) as client:
        journal = house.journal()
        client.account()  # what every process loads for its first request
        before, looks, is_over = _peak(), [0.0], threading.Event()
        looking = threading.Thread(target=_look, args=(journal, looks, is_over))
        looking.start()
        begun = time.perf_counter()
        news = client.news(FILM, journal.seen())
        journal.learn(news, FILM)
        seconds = time.perf_counter() - begun
        is_over.set()
        looking.join()
        memory = _peak() - before
        if not journal.present(FILM):
            raise RuntimeError("the list was not kept")
        begun = time.perf_counter()
        client.news(FILM, journal.seen())
        again = time.perf_counter() - begun
        pages = -(-len(news.ratings or ()) // _page())
        return {
            "seconds": seconds,
            "requests": 2 + pages,  # last_activities, the settings, and the list
            "memory": memory,
            "look": 1000 * max(looks),
            "again": 1000 * again,
        }


def _look(journal: Any, looks: List[float], is_over: threading.Event) -> None:
    while not is_over.wait(LOOK_EVERY):
        begun = time.perf_counter()
        journal.present(FILM)
        looks.append(time.perf_counter() - begun)


def _page() -> int:
    from verdict.trakt.v2 import PAGE

    return PAGE


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(read()))
