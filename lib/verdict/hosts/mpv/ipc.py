"""An mpv behind its JSON IPC: the maker of a link to it, for one loop that serves many players.

Why our own: python-mpv-jsonipc (1.5, 1,400 lines) reads and calls back on two threads for each player, waits
120 seconds for an answer, and cannot give up an event once it is bound. Here one thread sleeps on all sockets
at once, a call has two seconds, and what a player may pile up is bounded.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional

from verdict.hosts.mpv import pipes
from verdict.hosts.mpv.link import LinkError, Notice, Sink

CALL_WITHIN = 2.0  # seconds; an mpv that is busy with a file still answers within a few milliseconds
LONGEST_LINE = 8 << 20  # bytes; the longest that mpv has reason to say is a playlist of thousands
MOST_NOTICES = 5000  # that may come while one call waits; a picture a frame would be 300 of them
_AT_ONCE = 1 << 16
_SUCCESS = "success"


class Gone(LinkError):
    """Nobody listens at that socket, or no longer."""


class IpcLink:
    """One connection. `receive` is called when its socket can be read. A notice goes to the sink at once,
    also one that comes while a call waits: the sink may only put it aside.

    After a time-out, a flood or a broken line the connection is closed, so that what comes late is never
    taken for the answer to another question.
    """

    def __init__(
        self,
        connection: socket.socket,
        sink: Sink,
        call_within: float = CALL_WITHIN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._socket = connection
        self._sink = sink
        self._call_within = call_within
        self._clock = clock
        self._lines = _Lines()
        self._last = 0
        self._observed: Dict[str, int] = {}
        self.why_lost: Optional[str] = None
        self.has_ended = False  # the player closed it; False where we gave it up
        self.client_name = str(self._call(["client_name"]))

    @property
    def is_lost(self) -> bool:
        return self.why_lost is not None

    def fileno(self) -> int:
        return self._socket.fileno()

    def receive(self) -> None:
        """Take what has come. Returns at once where the socket can be read; a loss shows in `is_lost`."""
        try:
            for message in self._read(self._clock() + self._call_within):
                self._tell(message)
        except LinkError:
            return

    def command(self, *args: Any, **named: Any) -> Any:
        return self._call({"name": args[0], **named} if named else list(args))

    def get(self, name: str) -> Any:
        try:
            return self._call(["get_property", name])
        except LinkError:
            return None

    def observe(self, name: str) -> None:
        self._last += 1
        self._observed[name] = self._last
        self._call(["observe_property", self._last, name])

    def unobserve(self, name: str) -> None:
        number = self._observed.pop(name, None)
        if number is not None:
            self._call(["unobserve_property", number])

    def close(self) -> None:
        """Hang up; mpv takes back what this client had put on its screen."""
        self._lose("it was closed here")

    def _call(self, command: Any) -> Any:
        """mpv's answer. LinkError where it refuses, is gone, or does not answer in time."""
        self._last += 1
        number, end = self._last, self._clock() + self._call_within
        self._send({"command": command, "request_id": number}, end)
        told = 0
        while True:
            answer = None
            for message in self._read(end):
                if message.get("request_id") == number and "event" not in message:
                    answer = message
                else:
                    told += self._tell(message)
            if answer is not None:
                return _data(answer, command)
            if told > MOST_NOTICES:
                raise self._lose("it talks without an end")

    def _tell(self, message: Notice) -> bool:
        is_notice = isinstance(message.get("event"), str)
        if is_notice:
            self._sink(message)
        return is_notice

    def _send(self, request: Any, end: float) -> None:
        line = json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"
        try:
            self._allow(end)
            self._socket.sendall(line)
        except OSError as error:
            raise self._lose(_words_of(error), has_ended=not isinstance(error, TimeoutError)) from error

    def _read(self, end: float) -> List[Notice]:
        """The messages that one read completes."""
        try:
            self._allow(end)
            data = self._socket.recv(_AT_ONCE)
        except OSError as error:
            raise self._lose(_words_of(error), has_ended=not isinstance(error, TimeoutError)) from error
        if not data:
            raise self._lose("it has gone", has_ended=True)
        try:
            return list(self._lines.of(data))
        except ValueError as error:
            raise self._lose(f"it speaks no JSON: {error}") from error

    def _allow(self, end: float) -> None:
        """Let the next system call take what is left of the time."""
        if self.why_lost is not None:
            raise self._lost()
        left = end - self._clock()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)

    def _lose(self, why: str, has_ended: bool = False) -> LinkError:
        if self.why_lost is None:
            self.why_lost, self.has_ended = why, has_ended
            self._socket.close()
        return self._lost()

    def _lost(self) -> LinkError:
        """A player that hangs is still there: its socket has to stay."""
        return (Gone if self.has_ended else LinkError)(self.why_lost)


class _Lines:
    """Bytes as they come, in messages as they are whole."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def of(self, data: bytes) -> Iterator[Notice]:
        self._rest += data
        if b"\n" not in data:
            if len(self._rest) > LONGEST_LINE:
                raise ValueError("the line is too long")
            return
        *lines, rest = bytes(self._rest).split(b"\n")
        self._rest = bytearray(rest)
        for line in filter(None, lines):
            message = json.loads(line.decode("utf-8", "surrogateescape"))
            if isinstance(message, dict):
                yield message


def connect(path: Path, sink: Sink, within: float = CALL_WITHIN) -> IpcLink:
    """A link to the mpv that listens there. Gone where nobody does; another LinkError where it is mute."""
    try:
        connection = pipes.dial(path, within) if pipes.is_pipe(path) else _dial(path, within)
    except (ConnectionRefusedError, FileNotFoundError) as error:
        raise Gone(_words_of(error)) from error
    except OSError as error:
        raise LinkError(_words_of(error)) from error
    return IpcLink(connection, sink, within)


def _dial(path: Path, within: float) -> socket.socket:
    if sys.platform == "win32":
        raise OSError(f"{path}: this system has no sockets of that kind")
    else:  # noqa: RET506 (mypy takes what follows a branch of one system for unreachable)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(within)
            connection.connect(str(path))
        except BaseException:
            connection.close()
            raise
        return connection


def _data(answer: Notice, command: Any) -> Any:
    error = answer.get("error")
    if error != _SUCCESS:
        name = command["name"] if isinstance(command, dict) else command[0]
        raise LinkError(f"mpv refused {name}: {error}")
    return answer.get("data")


def _words_of(error: OSError) -> str:
    return "it does not answer" if isinstance(error, TimeoutError) else error.strerror or str(error)
