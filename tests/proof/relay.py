"""Stands between a client and the sandbox, and lets so many bytes of the exchange through, not one more."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from typing import Callable, Optional


class Relay:
    """On a port of its own. A budget of None lets everything through."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._budget: Optional[int] = None
        self._spent: Callable[[], None] = lambda: None
        self.passed = 0
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def allow(self, budget: Optional[int], spent: Callable[[], None] = lambda: None) -> None:
        """From now on, so many bytes, both ways together; spent: called when the last has gone through."""
        self._budget, self._spent, self.passed = budget, spent, 0

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._converse, args=(client,), daemon=True).start()

    def _converse(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._to)) as box, contextlib.suppress(OSError):
            other = {client: box, box: client}
            while True:
                for speaker in select.select([client, box], [], [])[0]:
                    data = speaker.recv(65536)
                    if not data or not self._pass(data, other[speaker]):
                        return

    def _pass(self, data: bytes, to: socket.socket) -> bool:
        """Whether there is more to come."""
        left = len(data) if self._budget is None else max(0, self._budget - self.passed)
        to.sendall(data[:left])
        self.passed += min(left, len(data))
        if left > len(data) or self._budget is None:
            return True
        self._spent()
        return False
