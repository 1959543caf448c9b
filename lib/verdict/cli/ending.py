"""SIGTERM and SIGHUP end a command as Ctrl-C does, so that a refresh under way is done to its end."""

from __future__ import annotations

import signal
from typing import Any, ContextManager

from verdict.signals import handling

_SIGNALS = ("SIGTERM", "SIGHUP")


def gentle() -> ContextManager[None]:
    """While it lasts, these signals raise SystemExit with 128 and their number, as shells have it.

    A signal that is ignored, as `nohup` wants it, or that is handled already stays as it is.
    """
    return handling([name for name in _SIGNALS if _is_free(name)], _end)


def _is_free(name: str) -> bool:
    return hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL


def _end(number: int, _frame: Any) -> None:
    raise SystemExit(128 + number)
