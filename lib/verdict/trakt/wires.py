"""The sockets of one session, so that another thread can break off what is under way. Imports urllib3.

Closing a socket does not wake a thread that waits on it; shutting it down does, at every step: while the
connection is made, in the handshake, and while an answer is waited for. Only the look-up of a name is left.
"""

from __future__ import annotations

import contextlib
import contextvars
import socket
import threading
import weakref
from typing import Any, Iterator, Optional

import urllib3
from urllib3.util.connection import allowed_gai_family


class Wires:
    """May be used from several threads."""

    def __init__(self) -> None:
        self._open: "weakref.WeakSet[socket.socket]" = weakref.WeakSet()
        self.is_over = False
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Connections that this thread makes meanwhile are ours."""
        token = _wires.set(self)
        try:
            yield
        finally:
            _wires.reset(token)

    def add(self, wire: socket.socket) -> None:
        """ConnectionAbortedError once all was broken off."""
        with self._lock:
            if self.is_over:  # a connection that was being made then looks as if it had come about
                raise ConnectionAbortedError("broken off")
            self._open.add(wire)

    def hang_up(self) -> None:
        """Break all of them off, for good: whoever waits on one gets an OSError at once."""
        with self._lock:
            self.is_over = True
            for wire in self._open:
                _shut(wire)


_wires: "contextvars.ContextVar[Wires]" = contextvars.ContextVar("wires")


class Breakable:
    """Stands before a connection of urllib3's, to name its sockets to the wires in use."""

    _spare: Optional[socket.socket] = None  # ours in the handshake, when TLS takes the first one away

    def connect(self) -> Any:
        try:
            super().connect()  # type: ignore[misc]
            sock: socket.socket = self.sock  # type: ignore[attr-defined]
            _wires.get().add(sock)
        finally:
            if self._spare:
                self._spare.close()

    def _new_conn(self: Any) -> socket.socket:
        """A connected socket, as urllib3 makes one: the first of the host's addresses that answers."""
        try:
            return self._first_that_answers()  # type: ignore[no-any-return]
        except socket.timeout as problem:
            raise urllib3.exceptions.ConnectTimeoutError(self, "no connection in time") from problem
        except OSError as problem:
            raise urllib3.exceptions.NewConnectionError(self, "no connection") from problem

    def _first_that_answers(self: Any) -> socket.socket:
        host = self._dns_host.strip("[]")
        found = socket.getaddrinfo(host, self.port, allowed_gai_family(), socket.SOCK_STREAM)
        last = OSError("the host has no address")
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                return self._connected(sock, address)  # type: ignore[no-any-return]
            except OSError as problem:
                sock.close()
                last = problem
        raise last

    def _connected(self: Any, sock: socket.socket, address: Any) -> socket.socket:
        for option in self.socket_options or ():
            sock.setsockopt(*option)
        sock.settimeout(self.timeout)
        _wires.get().add(sock)
        sock.connect(address)
        self._spare = sock.dup()
        _wires.get().add(self._spare)
        return sock


def _shut(wire: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is not connected, or closed already
        wire.shutdown(socket.SHUT_RDWR)
