"""SIGTERM and SIGHUP end a command as Ctrl-C does, so that a refresh under way is done to its end."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import Any, Iterator

_SIGNALS = ("SIGTERM", "SIGHUP")


@contextmanager
def gentle() -> Iterator[None]:
    """While it lasts, these signals raise SystemExit with 128 and their number, as shells have it.

    A signal that is ignored, as `nohup` wants it, or that is handled already stays as it is.
    """
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    is_ours = threading.current_thread() is threading.main_thread()
    ours = [number for number in numbers if is_ours and signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: Any) -> None:
    raise SystemExit(128 + number)
