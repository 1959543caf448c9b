"""What was asked and what was answered: kept in order, and waited for without polling."""

from __future__ import annotations

import re
import threading
from typing import Any, Callable, Dict, List, Mapping, Optional

from verdict.sandbox.clock import Clock
from verdict.sandbox.wire import Answer, Headers, Request

_SECRET_NAMES = re.compile(
    r"password|token|secret|authorization|cookie|api-?key|^code$|device_code|client_id", re.I
)
_SECRET_IN_PATH = re.compile(r"\b[0-9a-f]{32,}\b")


class Record:
    """One request and its answer. time: seconds since the epoch, by the sandbox's clock.

    status and answer are None while the request is under way (`done` is False), and for ever where the
    connection was cut before an answer.
    """

    def __init__(self, request: Request, time: float) -> None:
        self.method = request.method
        self.path = request.path
        self.query: Dict[str, str] = request.query
        self.headers: Headers = request.headers
        self.body: bytes = request.body
        self.json: Any = request.json
        self.time = time
        self.status: Optional[int] = None
        self.answer: Any = None
        self.done = False

    def __repr__(self) -> str:
        return f"<{self.method} {_SECRET_IN_PATH.sub('…', self.path)} -> {self.status}>"

    def to_json(self) -> Dict[str, Any]:
        """For other eyes: secrets are blotted out."""
        return {
            "method": self.method,
            "path": _SECRET_IN_PATH.sub("…", self.path),
            "query": without_secrets(self.query),
            "headers": without_secrets(self.headers),
            "json": without_secrets(self.json),
            "status": self.status,
            "answer": without_secrets(self.answer),
            "time": self.time,
        }


class Log:
    """All records, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._records: List[Record] = []

    @property
    def records(self) -> List[Record]:
        with self._changed:
            return list(self._records)

    def arrive(self, request: Request) -> Record:
        record = Record(request, self._clock.now())
        with self._changed:
            self._records.append(record)
            self._changed.notify_all()
        return record

    def finish(self, record: Record, answer: Optional[Answer]) -> None:
        """Note the answer, or that there is none, before the client can see it."""
        with self._changed:
            if answer:
                record.status, record.answer = answer.status, answer.content
            record.done = True
            self._changed.notify_all()

    def wait_for(
        self, predicate: Callable[[Record], bool], timeout: float, *, arrived: bool = False, count: int = 1
    ) -> Record:
        """The count-th record that fits, once it is answered (arrived: once it is read). TimeoutError."""

        def found() -> Optional[Record]:
            fitting = [r for r in self._records if (arrived or r.done) and predicate(r)]
            return fitting[count - 1] if len(fitting) >= count else None

        with self._changed:
            record = self._changed.wait_for(found, timeout)
            if record is None:
                raise TimeoutError(f"no such request within {timeout} s; there were {self._records!r}")
            return record

    def clear(self) -> None:
        with self._changed:
            self._records.clear()


def without_secrets(data: Any) -> Any:
    """The same data with every password, token and key replaced by a mark."""
    if isinstance(data, Mapping):
        return {k: "…" if _SECRET_NAMES.search(k) and v else without_secrets(v) for k, v in data.items()}
    if isinstance(data, list):
        return [without_secrets(item) for item in data]
    return data
