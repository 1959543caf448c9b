"""A server that answers with any bytes at all, for what no decent server sends."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Callable, List, Union

Answer = Union[bytes, Callable[[socket.socket], None]]


class RawServer:
    """One connection at a time on loopback; each gets the next answer, the last one again and again."""

    def __init__(self, *answers: Answer) -> None:
        self.answers: List[Answer] = list(answers)
        self.requests: List[bytes] = []
        self.released = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> RawServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def drip(self, data: bytes, forever: bytes = b"", every: float = 0.01) -> Callable[[socket.socket], None]:
        """An answer that comes byte by byte, and then, if need be, never ends."""

        def send(connection: socket.socket) -> None:
            for byte in data:
                connection.sendall(bytes([byte]))
                if self.released.wait(every):
                    return
            while forever and not self.released.wait(every):
                connection.sendall(forever)

        return send

    def silence(self, connection: socket.socket) -> None:
        """An answer that never comes."""
        self.released.wait()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection, contextlib.suppress(OSError, ValueError):
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        self.requests.append(_request(connection))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, bytes):
            connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
        else:
            answer(connection)


def reset(connection: socket.socket) -> None:
    """An answer that is a connection thrown away."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def http(status: int = 200, body: bytes = b"{}", *headers: str) -> bytes:
    """A sound answer."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode("latin-1") + body


def _request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    length = int(lengths[0].partition(b":")[2]) if lengths else 0
    while len(body) < length:
        body += _some(connection)
    return head + b"\r\n\r\n" + body


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ValueError("the client went away")
    return data
