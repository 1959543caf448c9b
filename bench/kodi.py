"""The add-on in the real Kodi: Kodi's log tells of prompts and exits, the kernel of wake-ups and memory."""

from __future__ import annotations

import contextlib
import datetime
import re
import time
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Sequence, TypeVar

from bench.figure import CannotMeasure, Finding, Measured
from bench.inside import imports_of_service, loads_requests
from bench.threads import Threads, megabytes, program_of
from bench.workshop import Workshop
from tests.kodi.conftest import SETTINGS
from tests.kodi.evening import Evening
from tests.kodi.stage import CHAPTERS, PROMPT, Film, Home, Kodi, clip, fill_library, missing, prepare, started
from tests.kodi.stage import change_database as change
from tools.kodi_zip import ADDON
from verdict.sandbox import Sandbox

EMPTY = "service.empty"  # an add-on that does nothing but wait for Kodi's end
CALM = 5.0  # seconds after which a start, and the check at Trakt, are over
WINDOW = 20.0  # seconds of one count
STRAGGLERS = 1.0  # seconds for what may still be sent
CRASHES = 3  # of Kodi's own: short films do that to it now and then
END = "OnPlayBackEnded: "
SHOWN = re.compile(rf"Window Init \(.*{re.escape(PROMPT)}\)")
TOOK = re.compile(rf"{re.escape(ADDON)}/plugin.py\): script termination took (\d+)ms")
_AT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}")
FILM_OF = ("The Matrix", 1999, "tt0133093")

_T = TypeVar("_T")


class Crashed(Exception):
    """Kodi itself is gone."""


class Stage:
    """A home with the add-on in it, and a Trakt; a Kodi for each `run`."""

    def __init__(self, workshop: Workshop, box: Sandbox) -> None:
        self.box = box
        self.display = workshop.display
        trakt = box.settings()["trakt"]
        account = {f"trakt.{name}": str(trakt[name]) for name in ("url", "client_id", "client_secret")}
        self.home = Home(workshop.folder(), {**account, **SETTINGS}, box.settings()["token"])
        self.home.library = [Film(self.home.films, *FILM_OF)]
        self.long = clip(workshop.folder(), "Heat (1995) {imdb-tt0113277}.mkv", CHAPTERS)
        _write_empty(self.home.kodi / "addons")
        prepare(self.home, self.display)
        self._log_more()
        self._disable()

    @contextlib.contextmanager
    def run(self, *services: str) -> Iterator[Evening]:
        """Kodi with these services in it."""
        try:
            with started(self.home, self.display) as kodi, _crashes_told(kodi):
                kodi.numbers = fill_library(kodi, self.home.library)
                for service in services:
                    self.enable(kodi, service)
                yield Evening(kodi, self.box)
        finally:
            self._disable()

    def enable(self, kodi: Kodi, service: str) -> Dict[int, int]:
        """Start a service; its threads, once it has come to rest."""
        process = program_of(kodi.process.pid)
        before = set(Threads(process).switches())
        kodi.call("Addons.SetAddonEnabled", addonid=service, enabled=True)
        if service == ADDON:
            kodi.until(lambda: self.home.is_serving)
        time.sleep(CALM)
        scripts = Threads(process).of_scripts()
        begun = {number: switches for number, switches in scripts.items() if number not in before}
        if not begun:
            raise RuntimeError(f"{service} has no thread")
        return begun

    def _disable(self) -> None:
        for service in (ADDON, EMPTY):
            change(self.home, "Addons", f"UPDATE installed SET enabled = 0 WHERE addonID = '{service}'")

    def _log_more(self) -> None:
        file = self.home.kodi / "userdata" / "advancedsettings.xml"
        text = file.read_text("utf-8").replace(
            "<advancedsettings>", "<advancedsettings><loglevel>1</loglevel>"
        )
        file.write_text(text, "utf-8")


@contextlib.contextmanager
def _crashes_told(kodi: Kodi) -> Iterator[None]:
    """Tell a Kodi that is gone from one that does not do what it should."""
    try:
        yield
    except (OSError, AssertionError) as problem:
        if kodi.process.poll() is None:
            raise
        raise Crashed from problem


def measure(workshop: Workshop) -> Iterator[Finding]:
    lacking = missing()
    if lacking:
        raise CannotMeasure(lacking)
    with Sandbox() as box:
        stage = Stage(workshop, box)
        yield from _survived(lambda: list(_at_rest(workshop, stage)))
        yield from _prompts(workshop, stage)
        yield from _survived(lambda: [_exit(workshop, stage)])
        yield from _survived(lambda: [_exit_hanging(workshop, stage)])
    imported, loaded = imports_of_service(workshop.times(9, 3))
    yield Measured("kodi.import", imported)
    yield Measured("kodi.load", loaded)


def _survived(work: Callable[[], _T]) -> _T:
    """What the work brings; done again where Kodi itself crashed under it."""
    for _ in range(CRASHES):
        with contextlib.suppress(Crashed):
            return work()
    return work()


# At rest


def _at_rest(workshop: Workshop, stage: Stage) -> Iterator[Finding]:
    """Our service beside an empty one, in one run of Kodi: what it holds, and how often it wakes up."""
    with stage.run() as evening:
        kodi = evening.kodi
        process = program_of(kodi.process.pid)
        time.sleep(CALM)  # Kodi gives some of what its start took back
        begun = megabytes(process)
        empty = stage.enable(kodi, EMPTY)
        with_empty = megabytes(process)
        ours = stage.enable(kodi, ADDON)
        with_ours = megabytes(process)
        beside = f"an empty service: {with_empty - begun:.1f} MB; all of Kodi: {with_ours:.0f} MB"
        yield Measured("kodi.memory", [with_ours - with_empty - (with_empty - begun)], beside)
        yield Measured("kodi.requests_loaded", [float(loads_requests(process))])
        windows = workshop.times(3, 1)
        yield _wakes("kodi.wake_idle", process, ours, empty, [lambda: None] * windows)
        from_the_start = [lambda: evening.play_file(stage.long)] * windows  # or it ends before the last look
        yield _wakes("kodi.wake_playing", process, ours, empty, from_the_start)
        kodi.stop()


def _wakes(
    key: str,
    process: int,
    ours: Dict[int, int],
    empty: Dict[int, int],
    begins: Sequence[Callable[[], object]],
) -> Measured:
    """Of the threads beside the loop, which Kodi itself wakes ten times a second, as an empty one's.

    begins: what each look begins with.
    """
    counts: List[float] = []
    loops: List[float] = []
    theirs: List[float] = []
    for begin in begins:
        begin()
        time.sleep(CALM)
        before = Threads(process).of_scripts()
        time.sleep(WINDOW)
        after = Threads(process).of_scripts()
        gone = {number: switches - before.get(number, 0) for number, switches in after.items()}
        theirs.append(sum(gone.get(number, 0) for number in empty) * 3600 / WINDOW)
        known = [gone[number] for number in ours if number in gone]
        loops.append(max(known) * 3600 / WINDOW)
        counts.append(sum(known) * 3600 / WINDOW - loops[-1])
    loop, other = sum(loops) / len(loops), sum(theirs) / len(theirs)
    beside = f"threads: {len(ours)}; Kodi's own in our loop: {loop:,.0f}, in an empty service's: {other:,.0f}"
    return Measured(key, counts, beside)


# The prompt


def _prompts(workshop: Workshop, stage: Stage) -> Iterator[Finding]:
    shown: List[float] = []
    requests: List[int] = []
    paths: List[str] = []
    wanted = workshop.times(15, 3)
    for _ in range(1 + CRASHES):
        with contextlib.suppress(Crashed), stage.run(ADDON) as evening:
            while len(requests) < wanted:
                paths = _film(stage, evening)
                requests.append(len(paths))
        shown += [1000 * seconds for seconds in _ends_to_prompts(stage.home.log)]
        if len(requests) >= wanted:
            break
    yield Measured("kodi.shown", shown)
    yield Measured("kodi.requests", requests, ", ".join(paths))


def _film(stage: Stage, evening: Evening) -> List[str]:
    """Let a film end, rate it, and say what Trakt was asked meanwhile."""
    stage.box.clear()
    evening.ask(FILM_OF[0])
    evening.press("number9" if len(evening.rated) % 2 else "number8")
    evening.decision("record")
    evening.see_no_prompt()
    time.sleep(STRAGGLERS)
    return [f"{record.method} {'/'.join(record.path.split('/')[1:3])}" for record in stage.box.requests]


def _ends_to_prompts(log: str) -> Iterator[float]:
    """Seconds from each end of playback to the prompt, as Kodi's log has them."""
    ended: Optional[float] = None
    for line in log.splitlines():
        if END in line:
            ended = _at(line)
        elif ended is not None and SHOWN.search(line):
            yield _at(line) - ended
            ended = None


def _at(line: str) -> float:
    found = _AT.match(line)
    if found is None:
        raise ValueError(f"no time in {line!r}")
    return datetime.datetime.fromisoformat(found[0]).replace(tzinfo=datetime.timezone.utc).timestamp()


# The exit


def _exit(workshop: Workshop, stage: Stage) -> Measured:
    took: List[float] = []
    for _ in range(workshop.times(3, 1)):
        with stage.run(ADDON) as evening:
            evening.kodi.quit()
            took.append(_termination(stage.home.log))
    return Measured("kodi.exit", took)


def _exit_hanging(workshop: Workshop, stage: Stage) -> Measured:
    took: List[float] = []
    for _ in range(workshop.times(3, 1)):
        stage.box.reset()
        with stage.run(ADDON) as evening:
            stage.box.fail(delay=float("inf"), times=None)
            evening.script(action="rate", imdb=FILM_OF[2], rating=9)
            stage.box.wait_for(lambda record: record.path == "/sync/ratings", 20, arrived=True)
            evening.kodi.quit()
            took.append(_termination(stage.home.log))
        stage.box.heal()
    return Measured("kodi.exit_hanging", took)


def _termination(log: str) -> float:
    """Milliseconds that Kodi waited for our service, by its own count."""
    found = TOOK.search(log)
    if found is None:
        raise AssertionError("Kodi's log does not tell how long our service took to end")
    return float(found[1])


def _write_empty(addons: Path) -> None:
    folder = addons / EMPTY
    folder.mkdir()
    (folder / "addon.xml").write_text(
        f'<addon id="{EMPTY}" name="empty" version="1.0.0" provider-name="bench">'
        '<requires><import addon="xbmc.python" version="3.0.0"/></requires>'
        '<extension point="xbmc.service" library="empty.py"/>'
        '<extension point="xbmc.addon.metadata"><platform>all</platform></extension></addon>'
    )
    (folder / "empty.py").write_text("import xbmc\n\nxbmc.Monitor().waitForAbort()\n")
