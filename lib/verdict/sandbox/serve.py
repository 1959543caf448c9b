"""The sandbox as a command: its settings as one line of JSON, then at work until it is told to stop."""

from __future__ import annotations

import json
import os
import signal
import threading

from verdict.sandbox.box import Sandbox

_LOOK_UP = 0.5 if os.name == "nt" else None  # seconds; there, a signal does not end a wait


def serve(port: int = 0, mode: str = "advanced") -> int:
    """Print the settings and serve until SIGINT or SIGTERM. OSError where the port is taken.

    To be called from the main thread; the handlers that were set before are set again at the end.
    """
    stopping = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [(number, signal.signal(number, lambda *_: stopping.set())) for number in signals]
    try:
        with Sandbox(port, mode) as box:
            print(json.dumps(box.settings()), flush=True)
            while not stopping.wait(_LOOK_UP):
                pass
    finally:
        for number, handler in before:
            signal.signal(number, handler)
    return 0
