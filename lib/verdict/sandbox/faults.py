"""Faults on demand: what shall go wrong, for which requests, and how often."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Union

from verdict.sandbox.wire import Request

# When a connection is cut, in the order of a request's life: as it is made (one that was kept alive goes
# on); with the head read and the body not; with all read and nothing done; with the work done and no
# answer; in the middle of the answer.
CUTS = ("connect", "before_reading", "before_work", "before_answer", "during_answer")


@dataclass
class Fault:
    """One fault. Without status, body, redirect or huge, the real answer goes out, as far as it gets.

    path: how the path begins; times: None is for ever; retry_after: seconds or a date, sent as it is;
    redirect: where to; huge: bytes of body; work: do what was asked although the answer says otherwise;
    delay, drip: seconds before the answer, and between two bytes of it; truncate: bytes of body that are
    left in an otherwise sound answer; cut: one of CUTS.
    """

    path: str = "/"
    method: Optional[str] = None
    times: Optional[int] = 1
    status: Optional[int] = None
    body: Union[str, bytes, None] = None
    html: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: Union[int, float, str, None] = None
    redirect: Optional[str] = None
    huge: Optional[int] = None
    work: bool = False
    delay: float = 0.0
    drip: float = 0.0
    truncate: Optional[int] = None
    cut: Optional[str] = None
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.cut is not None and self.cut not in CUTS:
            raise ValueError(f"{self.cut!r} is no phase to cut in: {', '.join(CUTS)}")
        for name in ("times", "status", "huge", "truncate", "delay", "drip"):
            if not isinstance(getattr(self, name), (int, float, type(None))):
                raise ValueError(f"{name} is no number")
        self._released = threading.Event()

    @property
    def replaces(self) -> bool:
        """Whether the real answer is not sent."""
        given = (self.status, self.body, self.redirect, self.huge, self.retry_after)
        return self.html or any(value is not None for value in given)

    @property
    def is_spent(self) -> bool:
        return self._released.is_set() or (self.times is not None and self.hits >= self.times)

    def fits(self, request: Request) -> bool:
        method_fits = self.method is None or self.method.upper() == request.method
        return method_fits and request.path.startswith(self.path) and self.cut != "connect"

    def pause(self, seconds: float) -> None:
        """Wait, unless the fault is lifted meanwhile. Infinity waits until then."""
        if seconds > 0:
            self._released.wait(None if seconds == float("inf") else seconds)

    def lift(self) -> None:
        """No more of it; a request that it holds goes on at once."""
        self._released.set()

    def to_json(self) -> Dict[str, Any]:
        shown = {"path": self.path, "method": self.method, "times": self.times, "hits": self.hits}
        more = {"status": self.status, "cut": self.cut, "delay": self.delay, "drip": self.drip}
        return {**shown, **{name: value for name, value in more.items() if value}}


class Faults:
    """The faults that wait, oldest first; one request meets one fault."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: List[Fault] = []

    def add(self, fault: Fault) -> Fault:
        with self._lock:
            self._faults.append(fault)
        return fault

    def take(self, request: Request) -> Optional[Fault]:
        """The fault that this request meets, counted."""
        with self._lock:
            return _hit(next((f for f in self._faults if not f.is_spent and f.fits(request)), None))

    def take_connection(self) -> bool:
        """Whether the connection that is being made is cut."""
        with self._lock:
            cut = (f for f in self._faults if not f.is_spent and f.cut == "connect")
            return _hit(next(cut, None)) is not None

    def clear(self) -> None:
        with self._lock:
            for fault in self._faults:
                fault.lift()
            self._faults.clear()

    def to_json(self) -> List[Dict[str, Any]]:
        with self._lock:
            return [fault.to_json() for fault in self._faults if not fault.is_spent]


def _hit(fault: Optional[Fault]) -> Optional[Fault]:
    if fault:
        fault.hits += 1
    return fault
