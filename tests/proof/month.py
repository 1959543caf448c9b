"""A month of films in a process of its own: what grows there is the product's, and nobody's who looks on."""

from __future__ import annotations

import gc
import json
import queue
import threading
import tracemalloc
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any, Callable, Dict, List

from verdict.app import App
from verdict.conversation import Pressed
from verdict.core.events import Ended, Opened, Paused, Reason, Resumed, Sought
from verdict.core.movie import Movie
from verdict.core.prompt import Key, Prompt
from verdict.courier import Courier, NewsArrived, Waits
from verdict.journal import Journal
from verdict.settings import Settings
from verdict.trakt import turnstile
from verdict.trakt.client import connect

LENGTH = 7200.0  # seconds; a film's
PATIENCE = 20.0  # seconds
HANDLES = Path("/proc/self/fd")
STATUS = Path("/proc/self/status")


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

    def __init__(self, folder: Path, api: str, given: Dict[str, Any], is_traced: bool) -> None:
        """given: the sandbox's settings; is_traced: tracing takes more memory than all that it looks at."""
        turnstile.APART = 0.0
        if is_traced:
            tracemalloc.start()
        self.now = 1000.0
        self.prompt: List[Prompt] = []
        self._path = folder / "journal.sqlite3"
        token = folder / "token.json"
        token.write_text(json.dumps(given["token"]))
        settings, _ = Settings.from_mapping({"trakt": {**given["trakt"], "api": api}}, "the sandbox")
        self._journal = Journal.open(self._path)
        self._reports: "queue.Queue[Any]" = queue.Queue()
        self._courier = Courier(
            self._journal, lambda: connect(settings.trakt, token), self._reports.put, delay=lambda _: 3600.0
        )
        clock, wall = lambda: self.now, lambda: 1.7e9 + self.now
        self._app = App(settings, self._journal, self._courier, self, clock, wall)
        self._courier.start()

    def close(self) -> None:
        self._courier.stop(PATIENCE)
        self._journal.close()

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

    def watch(self, film: Movie, is_online: bool, ends: bool) -> None:
        """An evening with twenty pauses and four seeks; where the film does not end, the next replaces it."""
        self._app.handle(Opened(self.now, f"/films/{film.ids.imdb}.mkv", LENGTH, movie=film, certain=True))
        if is_online:
            self._hear(lambda report: isinstance(report, NewsArrived))
        for part in range(20):
            self.now += LENGTH / 20
            self._app.handle(Paused(self.now))
            self.now += 60.0
            self._app.handle(Resumed(self.now))
            if part % 5 == 4:
                self._app.handle(Sought(self.now, LENGTH * part / 20))
        self.now += LENGTH / 4
        if ends:
            self._app.handle(Ended(self.now, Reason.EOF))
            self._app.handle(Pressed(self.now, self.prompt[0].id, Key.DIGIT_9))
            self._settle(film)

    def _settle(self, film: Movie) -> None:
        """Hear the courier out until this film is sent, or has to wait."""
        while any(entry.movie.is_same_as(film) for entry in self._journal.waiting(1000)):
            report = self._hear(lambda _: True)
            if isinstance(report, Waits) and self._reports.empty():
                break
        self.now += 600.0
        self._app.tick()

    def _hear(self, is_awaited: Callable[[Any], bool]) -> Any:
        """Hand on the courier's reports, up to the one that is waited for."""
        while True:
            report = self._reports.get(timeout=PATIENCE)
            self._app.handle(report)
            if is_awaited(report):
                return report

    def weigh(self) -> Weight:
        gc.collect()
        size, log = (Path(f"{self._path}{part}").stat().st_size for part in ("", "-wal"))
        handles = len([*HANDLES.iterdir()]) if HANDLES.exists() else 0
        ours = [thread for thread in threading.enumerate() if thread.name.startswith("verdict")]
        resident, threads = _of_the_process("RssAnon", "Threads")
        memory = tracemalloc.get_traced_memory()[0]
        return Weight(memory, resident * 1024, size, log, len(ours), threads, handles)

    def kept(self) -> "tuple[int, int]":
        """How many ratings, and films that are not rated yet, the journal holds."""
        return len(self._journal.entries()), len(self._journal.unrated())


def _of_the_process(*names: str) -> List[int]:
    """What the system tells of this process, in its own units; 0 where it does not."""
    told = dict(line.split(":", 1) for line in STATUS.read_text().splitlines()) if STATUS.exists() else {}
    return [int(told.get(name, "0").split()[0]) for name in names]


class Elsewhere(BaseManager):
    """A fresh process, in which a month can be begun."""

    def __init__(self) -> None:
        super().__init__(ctx=get_context("spawn"))

    def month(self, *args: Any) -> Any:
        """A `Month` there, whose methods can be called from here."""
        return self.Month(*args)  # type: ignore[attr-defined]


Elsewhere.register("Month", Month, exposed=("watch", "weigh", "kept", "close"))
