"""A stage for real players: a screen of its own, real keys and clicks, pictures, the trace as it comes."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple, TypeVar

ROOT = Path(__file__).resolve().parents[2]
MEDIA = ROOT / "tests" / "media"
FILM = MEDIA / "Indiana Jones and the Raiders of the Lost Ark (1981) {imdb-tt0082971}.mkv"
NEEDED = ("Xvfb", "xdotool", "openbox", "import", "convert")
PATIENCE = 30.0  # seconds; a wait that takes longer has failed
LOOKS = 100  # how often the screen is looked at
BLACK, DARK = 0.05, 0.2  # between these are the panels of prompt and card, and not the empty screen
CARD = (
    400,
    137,
)  # a place on the card without text, from the upper right corner, over a light part of our film
QUIET_MPV = ("--ao=null", "--no-config", "--hwdec=no", "--speed=4")

Line = Dict[str, Any]
Self = TypeVar("Self", bound="Traced")


def missing() -> Optional[str]:
    """What this machine lacks for a stage, in words, or None."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else None


class Display:
    """An X server without a screen, with a window manager on it, as on a desk."""

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self.size = (width, height)
        read, write = os.pipe()
        screen = f"{width}x{height}x24"
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                screen,
                "-nolisten",
                "tcp",
                "+extension",
                "GLX",
            ],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = f":{answer.readline().strip()}"
        self._manager = self._run("openbox", "--sm-disable")

    def __enter__(self) -> Display:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._manager, self._server):
            process.kill()
            process.wait(PATIENCE)

    @property
    def environment(self) -> Dict[str, str]:
        return {**os.environ, "DISPLAY": self.name, "LIBGL_ALWAYS_SOFTWARE": "1"}

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet)

    def do(self, *command: str) -> str:
        """Run xdotool, and wait until it has done it."""
        done = subprocess.run(
            ["xdotool", *command], env=self.environment, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout

    def key(self, *names: str) -> None:
        """Press keys as a keyboard would, one after the other."""
        self.do("key", "--delay", "40", *names)

    def click(self, x: int, y: int) -> None:
        self.do("mousemove", "--sync", str(x), str(y), "click", "1")

    def picture_of_prompt(self, file: Path) -> Path:
        """The screen once the prompt is on it: its panel is dark, and stands in the middle."""
        return self._picture_dark_at(file, self.size[0] // 2, self.size[1] // 4)

    def _picture_dark_at(self, file: Path, x: int, y: int) -> Path:
        for _ in range(LOOKS):
            self.picture(file)
            command = ["convert", f"{file}[1x1+{x}+{y}]", "-format", "%[fx:mean]", "info:"]
            seen = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
            if BLACK < float(seen.stdout) < DARK:
                return file
        raise AssertionError(f"nothing dark at {x}, {y} of the screen; see {file}")

    def wait_for_card(self, file: Path) -> Path:
        """The screen, filled by our film, once the card is on it; its key is bound by then."""
        return self._picture_dark_at(file, self.size[0] - CARD[0], CARD[1])

    def picture(self, file: Path) -> Path:
        """The screen as a PNG file."""
        file.parent.mkdir(parents=True, exist_ok=True)
        command = ["import", "-silent", "-window", "root", str(file)]
        subprocess.run(command, env=self.environment, check=True, timeout=PATIENCE)
        return file


class Traced:
    """A process of its own, with its trace read line by line as it happens."""

    def __init__(self, fifo: Path, command: Sequence[object], environment: Dict[str, str]) -> None:
        self.lines: List[Line] = []
        self._arrivals: queue.Queue[Optional[Line]] = queue.Queue()
        os.mkfifo(fifo)
        threading.Thread(target=self._read, args=(fifo,), daemon=True).start()
        self.process = subprocess.Popen(
            list(map(str, command)),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._output: Tuple[str, str] = ("", "")

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def _read(self, fifo: Path) -> None:
        with fifo.open(encoding="utf-8") as lines:
            for line in lines:
                self._arrivals.put(json.loads(line))
        self._arrivals.put(None)

    def wait_for(self, fits: Callable[[Line], bool]) -> Line:
        """The next line of the trace that fits; AssertionError when the player ended without it."""
        while True:
            line = self._arrivals.get(timeout=PATIENCE)
            if line is None:
                raise AssertionError(f"the player ended without it; it said {self.lines} {self.end()}")
            self.lines.append(line)
            if fits(line):
                return line

    def event(self, name: str) -> Line:
        return self.wait_for(lambda line: line.get("event") == name)

    def decision(self, name: str) -> Line:
        return self.wait_for(lambda line: line.get("decision") == name)

    def end(self) -> Tuple[int, str, str]:
        """Wait until the player has gone: exit code, output, errors."""
        if self.process.returncode is None:
            self._output = self.process.communicate(timeout=PATIENCE)
        return (self.process.returncode, *self._output)

    def rest(self) -> List[Line]:
        """All lines of the trace, once the player has gone."""
        self.end()
        while (line := self._arrivals.get(timeout=PATIENCE)) is not None:
            self.lines.append(line)
        return self.lines

    def decisions(self) -> List[str]:
        """The names of all decisions but scrobbles, once the player has gone."""
        names = [line.get("decision", "scrobble") for line in self.rest()]
        return [name for name in names if name != "scrobble"]


class Viewer(Traced):
    """`verdict play`."""

    def __init__(
        self,
        home: Path,
        films: Sequence[object] = (FILM,),
        mpv: Sequence[str] = (),
        options: Sequence[str] = (),
        environment: Optional[Dict[str, str]] = None,
        command: Sequence[str] = (sys.executable, str(ROOT / "plugin.py")),
    ) -> None:
        fifo = home / f"trace-{len(list(home.glob('trace-*')))}"
        super().__init__(
            fifo,
            [*command, "play", "--record", fifo, *options, *films, "--", *QUIET_MPV, *mpv],
            {**(environment or os.environ), "VERDICT_HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
        )


@contextlib.contextmanager
def displays() -> Iterator[Callable[..., Display]]:
    """Makes displays, and closes them all."""
    with contextlib.ExitStack() as stack:
        yield lambda *size: stack.enter_context(Display(*size))
