"""Signals, handled for as long as something lasts."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Sequence


@contextmanager
def handling(names: Sequence[str], handler: Callable[[int, Any], None]) -> Iterator[None]:
    """What was done at them before is done again afterwards.

    A signal that this system lacks is passed over; outside the main thread all are, as Python wants it.
    """
    is_main = threading.current_thread() is threading.main_thread()
    numbers = [getattr(signal, name) for name in names if is_main and hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
