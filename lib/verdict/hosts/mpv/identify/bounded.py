"""Work that may hang, on a thread of its own: waited for only so long."""

from __future__ import annotations

import threading
from typing import Callable, Generic, List, Optional, TypeVar

T = TypeVar("T")
MOST_HANGING = 4


class Bounded(Generic[T]):
    """Does work that is given up after `seconds`. Where several hang, no more is begun."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._hanging: List[threading.Thread] = []

    def __call__(self, work: Callable[[], T]) -> Optional[T]:
        """What the work returns; None where it took too long, raised, or was not begun."""
        self._hanging = [thread for thread in self._hanging if thread.is_alive()]
        if len(self._hanging) >= MOST_HANGING:
            return None
        results: List[T] = []
        thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
        thread.start()
        thread.join(self.seconds)
        if thread.is_alive():
            self._hanging.append(thread)
        return results[0] if results else None
