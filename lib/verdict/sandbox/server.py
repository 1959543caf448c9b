"""The loopback server: connections, keep-alive, and the faults that happen to a connection."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from typing import Any, Optional, Set

from verdict.sandbox.app import App
from verdict.sandbox.fault_answers import reason
from verdict.sandbox.faults import Fault
from verdict.sandbox.wire import Answer, Headers, Request, whole

HOST = "127.0.0.1"
_LONGEST_BODY = 10_000_000  # bytes


class _Cut(Exception):
    """The connection ends here, without an answer."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def serve(self) -> None:
        app = self.server.app
        request = Request(self.command, self.path, Headers(self.headers.items()))
        fault = app.fault_for(request)
        try:
            _cut(fault, "before_reading")
            request.body = self._read_body()
        except (_Cut, ValueError):
            app.note(request, None)
            self.close_connection = True
            return
        self._converse(app, request, fault)

    def _converse(self, app: App, request: Request, fault: Optional[Fault]) -> None:
        with app.noting(request) as note:
            try:
                _cut(fault, "before_work")
                answer = app.answer(request, fault)
                if fault:
                    fault.pause(fault.delay)
                _cut(fault, "before_answer")
            except _Cut:
                self.close_connection = True
                return
            note(answer)
        with contextlib.suppress(OSError):
            self._send(answer, fault)

    def _read_body(self) -> bytes:
        if "Transfer-Encoding" in self.headers:
            raise ValueError("a body without a length")
        length = whole(self.headers.get("Content-Length") or 0, _LONGEST_BODY)
        if length is None:
            raise ValueError("a body of no sensible length")
        return self.rfile.read(length)

    def _send(self, answer: Answer, fault: Optional[Fault]) -> None:
        body = answer.body
        if fault and fault.truncate is not None:
            body = body[: fault.truncate]
        date = self.date_time_string(self.server.app.world.clock.now())
        head = {**answer.headers, "Content-Length": str(len(body)), "Date": date}
        lines = [f"HTTP/1.1 {answer.status} {reason(answer.status)}", *(f"{k}: {v}" for k, v in head.items())]
        raw = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
        self._write(raw, b"" if self.command == "HEAD" else body, fault)

    def _write(self, head: bytes, body: bytes, fault: Optional[Fault]) -> None:
        if fault and fault.cut == "during_answer":
            self.wfile.write(head + body[: len(body) // 2] if body else head[:-2])
            self.close_connection = True
        elif fault and fault.drip:
            self._drip(head + body, fault)
        else:
            self.wfile.write(head + body)

    def _drip(self, raw: bytes, fault: Fault) -> None:
        for byte in raw:
            self.wfile.write(bytes([byte]))
            fault.pause(fault.drip)

    def setup(self) -> None:
        super().setup()
        self.server.live.add(self.connection)
        if self.server.is_stopping:  # it came in while the others were being closed
            self.connection.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        self.server.live.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the other side may go at any time
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed: paths and headers hold secrets."""


for _method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"):
    setattr(Handler, f"do_{_method}", Handler.serve)  # the names that the base class looks for


def _cut(fault: Optional[Fault], phase: str) -> None:
    if fault and fault.cut == phase:
        raise _Cut


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """The listener and one thread for each connection; the accepting thread sleeps until one comes."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int, app: App) -> None:
        self.app = app
        self.live: Set[socket.socket] = set()
        self._stopping = threading.Event()
        super().__init__((HOST, port), Handler)
        self._thread = threading.Thread(target=self._accept, name="sandbox", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        """Close the port and every connection."""
        self._stopping.set()
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, self.port), timeout=1).close()  # wakes the accepting thread
        self._thread.join()
        self.server_close()
        for connection in list(self.live):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def verify_request(self, *_: Any) -> bool:
        return not self.is_stopping and not self.app.faults.take_connection()

    def handle_error(self, *_: Any) -> None:
        """A connection that broke is the client's affair; routes report their own errors (App.answer)."""

    def _accept(self) -> None:
        while not self.is_stopping:
            self.handle_request()
