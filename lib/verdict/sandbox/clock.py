"""The sandbox's own time: the real one, which a test may put forward instead of waiting."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Optional


class Clock:
    """Seconds since the epoch, moved on by `advance`."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


def stamp(at: float) -> str:
    """A time as v2 writes it: ``2026-11-21T20:00:00.000Z``."""
    moment = datetime.fromtimestamp(at, tz=timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def parse_stamp(text: object) -> Optional[float]:
    """A time as v2 clients write it, date and time with a zone; None for anything else."""
    if not isinstance(text, str) or "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo and 1900 <= moment.year < 9999 else None
