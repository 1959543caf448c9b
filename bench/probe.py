"""`verdict` with a stopwatch in it: writes when the prompt was accepted, when a rating was committed, and
which threads there are. Run as a script: probe.py LOG, then the words of the command.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any, TextIO

LIBRARY = Path(__file__).resolve().parents[1] / "lib"


class Stopwatch:
    """Lines of JSON, each written at once; the clock is that of the trace."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self.note("thread", name="main", id=threading.get_native_id())

    def note(self, what: str, **more: Any) -> None:
        print(json.dumps({"what": what, "at": time.monotonic(), **more}), file=self._out, flush=True)

    def watch_threads(self) -> None:
        begin = threading.Thread.start

        def start(thread: threading.Thread) -> None:
            begin(thread)
            self.note("thread", name=thread.name, id=thread.native_id)

        threading.Thread.start = start  # type: ignore[method-assign, assignment]

    def watch_overlay(self) -> None:
        from verdict.hosts.mpv.embedded import EmbeddedMpv

        command = EmbeddedMpv.command

        def noted(mpv: EmbeddedMpv, *args: Any, **named: Any) -> Any:
            done = command(mpv, *args, **named)
            if args[0] == "osd-overlay" and named.get("data"):
                self.note("overlay")
                self.note("output", name=mpv.get("current-vo"))
            return done

        EmbeddedMpv.command = noted  # type: ignore[method-assign, assignment]

    def watch_agent(self) -> None:
        """How long, on mpv's own clock, from the gate's word to the prompt that it has accepted."""
        from verdict.hosts.mpv.ipc import IpcLink
        from verdict.hosts.mpv.listener import Listener

        command, unloading = IpcLink.command, Listener.unloading
        since: "list[float]" = []

        def told(listener: Listener, facts: Any) -> None:
            since[:] = [facts["at"]]
            unloading(listener, facts)

        def noted(link: IpcLink, *args: Any, **named: Any) -> Any:
            done = command(link, *args, **named)
            if since and args[0] == "osd-overlay" and named.get("data"):
                now = command(link, "get_time_us") / 1e6
                self.note("handed", seconds=now - since.pop())
            return done

        Listener.unloading = told  # type: ignore[method-assign]
        IpcLink.command = noted  # type: ignore[method-assign, assignment]

    def watch_journal(self) -> None:
        from verdict.journal import Journal

        add = Journal.add

        def noted(journal: Journal, *args: Any, **named: Any) -> Any:
            begun = time.monotonic()
            entry = add(journal, *args, **named)
            self.note("added", begun=begun)
            return entry

        Journal.add = noted  # type: ignore[method-assign, assignment]


def main() -> int:
    sys.path[0] = str(LIBRARY)
    with Path(sys.argv.pop(1)).open("a", encoding="utf-8") as out:
        stopwatch = Stopwatch(out)
        stopwatch.watch_threads()
        if sys.argv[1:2] == ["watch"]:
            stopwatch.watch_agent()
        else:
            stopwatch.watch_overlay()
        stopwatch.watch_journal()
        from verdict.cli import main as verdict

        return verdict()


if __name__ == "__main__":
    sys.exit(main())
