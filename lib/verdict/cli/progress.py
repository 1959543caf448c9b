"""A progress bar on stderr, where that is a terminal; elsewhere only the word that it waits."""

from __future__ import annotations

import math
import sys
from types import TracebackType
from typing import Any, Optional, Type

from verdict.cli.streams import complain, is_terminal


class Bar:
    """Counts up to `total`, and down while nothing may be sent."""

    def __init__(self, total: int, quiet: bool = False) -> None:
        self._total = total
        self._quiet = quiet
        self._is_waiting = False
        self._progress: Any = None
        self._task: Any = None

    def advance(self) -> None:
        """One more is done."""
        if self._progress is not None:
            self._progress.advance(self._task)

    def waits(self, left: float) -> None:
        """Trakt wants to be left alone for so many seconds; 0 where it does not any more."""
        if self._progress is not None:
            what = f"Trakt asked to wait {math.ceil(left)} s" if left else "Sending"
            self._progress.update(self._task, description=what)
        elif left and not self._is_waiting and not self._quiet:
            complain(f"Trakt asked to wait {math.ceil(left)} s")
        self._is_waiting = left > 0

    def __enter__(self) -> Bar:
        if not self._quiet and is_terminal(sys.stderr):
            self._start()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(file=sys.stderr)
        self._progress = Progress(*columns, console=console, transient=True, refresh_per_second=4)
        self._task = self._progress.add_task("Sending", total=self._total)
        self._progress.start()
