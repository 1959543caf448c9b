"""An mpv of the user's own, with Verdict's gate in its scripts folder, and the agent beside it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Dict, Iterator, List, Sequence

from tests.players.stage import FILM, PATIENCE, ROOT, Display, Traced
from verdict.hosts.mpv.changes import Changes
from verdict.hosts.mpv.ipc import connect

VERDICT = (sys.executable, str(ROOT / "plugin.py"))
PLAIN_MPV = ("mpv", "--ao=null", "--hwdec=no", "--msg-level=all=warn", "--terminal=yes")


class Desk:
    """A home with mpv's configuration in it, on a display."""

    def __init__(self, home: Path, display: Display) -> None:
        self.home = home
        self.display = display
        self.scripts = home / "mpv" / "scripts"
        self.sockets = home / "run"
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def environment(self) -> Dict[str, str]:
        home = str(self.home)
        own = {"VERDICT_HOME": home, "XDG_RUNTIME_DIR": home, "HOME": home, "MPV_HOME": f"{home}/mpv"}
        return {**self.display.environment, **own}

    def verdict(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*VERDICT, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def install(self) -> Path:
        done = self.verdict("install-mpv")
        assert done.returncode == 0, done.stderr
        return self.scripts / "verdict.lua"

    def start_with(self, command: str) -> None:
        """Have the gate start this, Lua's words for it, in the place of the agent."""
        script = self.scripts / "verdict.lua"
        lines = script.read_text("utf-8").splitlines(keepends=True)
        lines = [f"    start = {{ {command} }},\n" if "start = {" in line else line for line in lines]
        script.write_text("".join(lines), "utf-8")

    def forget_how_to_start(self) -> None:
        self.start_with('"true"')

    def agent_of_the_gate(self) -> Traced:
        """The trace of the agent that the gate will start; this starts none."""
        fifo = self.home / "trace-of-the-gate"
        self.start_with(
            ", ".join(json.dumps(str(word)) for word in [*VERDICT, "watch", "--apart", "--record", fifo])
        )
        return self._stack.enter_context(Traced(fifo, ["true"], self.environment))

    def agent(self, *options: str) -> Traced:
        fifo = self.home / f"trace-{len(list(self.home.glob('trace-*')))}"
        command = [*VERDICT, "watch", "--stay", "--record", fifo, *options]
        return self._stack.enter_context(Traced(fifo, command, self.environment))

    def mpv(self, *options: str, films: Sequence[object] = (FILM,), speed: int = 4, **more: str) -> Mpv:
        command = [*PLAIN_MPV, f"--speed={speed}", *options, *map(str, films)]
        return self._stack.enter_context(Mpv(command, {**self.environment, **more}))

    def key_to(self, mpv: Mpv, key: str) -> None:
        """Press a key in the window of this player."""
        window = self.display.do("search", "--sync", "--pid", str(mpv.process.pid)).split()[-1]
        self.display.do("windowactivate", "--sync", window)
        self.display.key(key)

    def play_until(self, socket: Path, seconds: float) -> None:
        """Let a player come to this position, and pause there."""
        positions: "SimpleQueue[Any]" = SimpleQueue()
        self._link = connect(socket, positions.put)
        self._link.observe("time-pos")
        while positions.empty() or (positions.get().get("data") or 0) < seconds:
            self._link.receive()
        self._link.command("set_property", "pause", True)

    def go_faster(self, speed: float) -> None:
        """Have the one player play at another speed."""
        link = connect(self.wait_for_file("*.sock"), lambda _: None)
        link.command("set_property", "speed", speed)
        link.close()

    def resume(self) -> None:
        self._link.command("set_property", "pause", False)

    def wait_for_file(self, pattern: str, gone: bool = False) -> Path:
        """Until a file is there, or none any more: looked for by a watcher of the system's own."""
        for found in self._looks(pattern):
            if bool(found) is not gone:
                return found[0] if found else self.sockets
        raise AssertionError(f"{pattern} in {self.sockets}: gone={gone} never came about")

    def _looks(self, pattern: str) -> Iterator[List[Path]]:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        changed: "SimpleQueue[str]" = SimpleQueue()
        changes = Changes()
        changes.watch(self.sockets, changed.put)
        changes.start()
        try:
            while True:
                yield sorted(self.sockets.glob(pattern))
                changed.get(timeout=PATIENCE)
        except Empty:
            return
        finally:
            changes.stop()


class Mpv:
    """One mpv that runs until the test is over."""

    def __init__(self, command: List[str], environment: Dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def __enter__(self) -> Mpv:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def end(self) -> str:
        """Wait until it has gone of itself; what it said."""
        output, _ = self.process.communicate(timeout=PATIENCE)
        return output
