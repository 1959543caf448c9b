"""Events and decisions of a run as JSON lines in the profile folder, where the settings ask for them."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Optional, Union

from verdict.core.decisions import Decision
from verdict.core.events import Event
from verdict.recording import line, opened


class Tracing:
    """A trace that can be turned on and off; each time begins a new one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Optional[IO[str]] = None

    def turn(self, on: bool) -> None:
        """OSError where the file cannot be written."""
        if on and self._file is None:
            self._file = opened(self._path, "w")
        elif not on:
            self.close()

    def write(self, entry: Union[Event, Decision]) -> None:
        if self._file:
            print(line(entry), file=self._file)

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None
