"""A month of films, pauses, seeks, playlists, with a network that comes and goes: only the films add up."""

from __future__ import annotations

import gc
import json
import queue
import threading
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from tests.proof.house import FULL
from verdict.app import App
from verdict.conversation import Pressed
from verdict.core.events import Ended, Opened, Paused, Reason, Resumed, Sought
from verdict.core.movie import Movie, MovieIds
from verdict.core.prompt import Key, Prompt
from verdict.courier import Courier, Waits
from verdict.journal import Journal
from verdict.sandbox import Sandbox
from verdict.settings import Settings
from verdict.trakt.client import connect

FILMS = 1000 if FULL else 200
LENGTH = 7200.0
PATIENCE = 20.0
BYTES_A_FILM = 4096  # of journal and of memory: a row and its indices, and Trakt's word on the film
HANDLES = Path("/proc/self/fd")
LARGEST_LOG = 1100 * 4096  # bytes; SQLite merges its log into the file at 1000 pages, and then begins it anew
ROOM = 200_000  # bytes that caches may take on their way to their full size


STATUS = Path("/proc/self/status")
# Bytes of its own that the process may take for a film. v2's list of ratings is read whole where it changed:
# the most that is held at once grows with it, and on the sandbox's side too, which is in this process.
RESIDENT = 100_000
CONNECTIONS = (
    3  # threads and handles of the sandbox's, which are in this process, that may be on their way out
)


@dataclass(frozen=True)
class Weight:
    """memory: bytes that Python holds, 0 where they are not traced; resident: bytes of the whole process that
    are no file's, 0 where that is not told; threads: ours; all_threads: of the process, as the system counts.
    """

    memory: int
    resident: int
    journal: int
    log: int
    threads: int
    all_threads: int
    handles: int


class Month:
    """One player that is never closed."""

    def __init__(self, folder: Path, api: str, box: Sandbox) -> None:
        self.now = 1000.0
        self.prompt: List[Prompt] = []
        self._box = box
        self._path = folder / "journal.sqlite3"
        token = folder / "token.json"
        given = box.settings()
        token.write_text(json.dumps(given["token"]))
        settings, _ = Settings.from_mapping({"trakt": {**given["trakt"], "api": api}}, "the sandbox")
        self.journal = Journal.open(self._path)
        self._reports: "queue.Queue[Any]" = queue.Queue()
        self.courier = Courier(
            self.journal, lambda: connect(settings.trakt, token), self._reports.put, delay=lambda _: 3600.0
        )
        self.app = App(settings, self.journal, self.courier, self, lambda: self.now, lambda: 1.7e9 + self.now)
        self.courier.start()

    def show(self, prompt: Prompt, seconds_left: Any) -> None:
        self.prompt[:] = [prompt]

    def say(self, headline: str, detail: str) -> None:
        pass

    def hide(self) -> None:
        self.prompt.clear()

    def hold(self, seconds: float) -> None:
        pass

    def release(self) -> None:
        pass

    def watch(self, number: int) -> None:
        """An evening; every fifth film is replaced by the next, every seventh is offline."""
        film = Movie(f"Film {number}", 2000, MovieIds(f"tt{7000000 + number}"))
        self._box.add_movie(film.title, 2000, film.ids.imdb)
        self._box.stop() if number % 7 == 6 else self._box.start()
        self.app.handle(Opened(self.now, f"/films/{number}.mkv", LENGTH, movie=film, certain=True))
        for part in range(20):
            self.now += LENGTH / 20
            self.app.handle(Paused(self.now))
            self.now += 60.0
            self.app.handle(Resumed(self.now))
            if part % 5 == 4:
                self.app.handle(Sought(self.now, LENGTH * part / 20))
        self.now += LENGTH / 4
        if number % 5 == 4:
            return
        self.app.handle(Ended(self.now, Reason.EOF))
        self.app.handle(Pressed(self.now, self.prompt[0].id, Key.DIGIT_9))
        self._settle(film)

    def _settle(self, film: Movie) -> None:
        """Hear the courier out until this film is sent, or has to wait."""
        while any(entry.movie.is_same_as(film) for entry in self.journal.waiting(1000)):
            report = self._reports.get(timeout=PATIENCE)
            self.app.handle(report)
            if isinstance(report, Waits) and self._reports.empty():
                break
        self.now += 600.0
        self.app.tick()

    def weigh(self) -> Weight:
        gc.collect()
        size, log = (Path(f"{self._path}{part}").stat().st_size for part in ("", "-wal"))
        handles = len([*HANDLES.iterdir()]) if HANDLES.exists() else 0
        ours = [thread for thread in threading.enumerate() if thread.name.startswith("verdict")]
        memory, (resident, threads) = (
            tracemalloc.get_traced_memory()[0],
            _of_the_process("RssAnon", "Threads"),
        )
        return Weight(memory, resident * 1024, size, log, len(ours), threads, handles)


def _of_the_process(*names: str) -> List[int]:
    """What the system tells of this process, in its own units; 0 where it does not."""
    told = dict(line.split(":", 1) for line in STATUS.read_text().splitlines()) if STATUS.exists() else {}
    return [int(told.get(name, "0").split()[0]) for name in names]


@pytest.fixture(params=[("v1", False), ("v2", False), ("v1", True), ("v2", True)], ids=str)
def month(request: pytest.FixtureRequest, tmp_path: Path, box: Sandbox) -> Iterator[Month]:
    """Once traced, and once as it is: tracing takes more memory than all that it looks at."""
    api, is_traced = request.param
    if is_traced:
        tracemalloc.start()
    month = Month(tmp_path, api, box)
    yield month
    month.courier.stop(PATIENCE)
    month.journal.close()
    tracemalloc.stop()


def test_a_month_grows_by_no_more_than_its_films(month: Month, box: Sandbox) -> None:
    for number in range(FILMS // 2):
        month.watch(number)
    box.clear()
    half = month.weigh()
    for number in range(FILMS // 2, FILMS):
        month.watch(number)
    box.clear()
    end = month.weigh()
    print(half, end, sep="\n")
    assert end.memory - half.memory < ROOM + BYTES_A_FILM * FILMS // 2
    assert end.journal < ROOM + BYTES_A_FILM * FILMS
    assert end.log < LARGEST_LOG
    if not end.memory:
        assert end.resident - half.resident < ROOM + RESIDENT * FILMS // 2
    assert end.threads <= half.threads
    assert end.all_threads <= half.all_threads + CONNECTIONS
    assert end.handles <= half.handles + CONNECTIONS
    rated = [number for number in range(FILMS) if number % 5 != 4]
    assert len(month.journal.entries()) == len(rated)
    assert len(month.journal.unrated()) == FILMS - len(rated) - 1  # the last one still plays
