"""A progress bar on stderr, where that is a terminal; nothing at all elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Optional, Type

from verdict.cli.streams import is_terminal


class Bar:
    """Counts up to `total`."""

    def __init__(self, total: int, quiet: bool = False) -> None:
        self._total = total
        self._is_shown = not quiet and total > 1 and is_terminal(sys.stderr)
        self._progress: Any = None
        self._task: Any = None

    def advance(self) -> None:
        """One more is done."""
        if self._progress is not None:
            self._progress.advance(self._task)

    def __enter__(self) -> Bar:
        if self._is_shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            columns = ("Sending", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            self._task = self._progress.add_task("", total=self._total)
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
