"""A thread's line to Trakt: one client at a time, which another thread can break off."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import Callable, Iterator, Optional

from verdict.trakt.client import TraktClient
from verdict.trakt.errors import SignInNeeded, Unavailable


class Line:
    """connect: makes a client for the settings of the moment."""

    def __init__(self, connect: Callable[[], TraktClient]) -> None:
        self._connect = connect
        self._client: Optional[TraktClient] = None
        self._is_over = False
        self._lock = threading.Lock()

    @contextmanager
    def open(self) -> Iterator[TraktClient]:
        """A client that is closed afterwards. SignInNeeded where the settings do not let one be made."""
        client = self._made()
        try:
            with self._lock:
                if self._is_over:
                    raise Unavailable("Verdict is closing", untouched=True)
                self._client = client
            yield client
        finally:
            with self._lock:
                self._client = None
            client.close()

    def hang_up(self) -> None:
        """Break off what is under way; nothing can be asked any more."""
        with self._lock:
            self._is_over = True
            if self._client:
                self._client.hang_up()

    def _made(self) -> TraktClient:
        try:
            return self._connect()
        except ValueError as error:  # an address that is refused: the user has to act
            raise SignInNeeded(str(error)) from error
