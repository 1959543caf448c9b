"""Carries bytes between a Windows pipe and a socket, so that the agent can sleep on pipes as on sockets.

One thread runs asyncio's own loop for Windows. Its input and output overlap: a read that waits holds up no
write. Nothing here but `dial` is for Windows alone; that was never run by us there (see the README).
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import socket
import sys
import threading
from typing import Any, Awaitable, Callable, List, Set, Tuple

_AT_ONCE = 1 << 16

Open = Callable[[Callable[[], asyncio.StreamReaderProtocol], str], Awaitable[Tuple[Any, Any]]]
"""How a loop connects to a pipe: its protocol's maker and the name -> transport and protocol."""


class Bridge:
    """`dial` may be called from any thread.

    make: the loop. It is called in the bridge's thread: in the main one a loop takes the signals for itself.
    """

    def __init__(self, make: Callable[[], Tuple[asyncio.AbstractEventLoop, Open]]) -> None:
        self._loop: asyncio.AbstractEventLoop
        self._open: Open
        self._make = make
        self._tasks: Set["asyncio.Task[None]"] = set()
        is_ready = threading.Event()
        threading.Thread(target=self._run, args=(is_ready,), name="bridge", daemon=True).start()
        is_ready.wait()

    def dial(self, name: str, within: float) -> socket.socket:
        """A socket that is as good as the pipe. OSError; TimeoutError after `within` seconds."""
        ours, theirs = socket.socketpair()
        dialled = asyncio.run_coroutine_threadsafe(self._connect(name, theirs, within), self._loop)
        try:
            dialled.result()
        except (asyncio.TimeoutError, concurrent.futures.TimeoutError):  # before Python 3.11 no OSErrors
            _close(ours, theirs)
            raise TimeoutError from None
        except BaseException:
            _close(ours, theirs)
            raise
        return ours

    def _run(self, is_ready: threading.Event) -> None:
        try:
            self._loop, self._open = self._make()
        finally:
            is_ready.set()
        self._loop.run_forever()

    async def _connect(self, name: str, end: socket.socket, within: float) -> None:
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await asyncio.wait_for(self._open(lambda: protocol, name), within)
        writer = asyncio.StreamWriter(transport, protocol, reader, self._loop)
        from_us, to_us = await asyncio.open_connection(sock=end)
        for source, target in ((reader, to_us), (from_us, writer)):
            task = self._loop.create_task(_carry(source, target, (writer, to_us)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _carry(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, both: Tuple[asyncio.StreamWriter, ...]
) -> None:
    """Until either side ends, which ends the other. What is not read piles up no further than that."""
    try:
        while data := await source.read(_AT_ONCE):
            target.write(data)
            await target.drain()
    except OSError:
        return
    finally:
        for writer in both:
            writer.close()


def _close(*ends: socket.socket) -> None:
    for end in ends:
        end.close()


if sys.platform == "win32":
    from verdict.hosts.mpv.pipes import is_the_users

    _bridges: List[Bridge] = []

    def dial(name: str, within: float) -> socket.socket:
        """A socket that is as good as the pipe of this name; one that is busy is tried again until then.

        OSError, FileNotFoundError where there is no such pipe; TimeoutError after `within` seconds.
        """
        if not _bridges:
            _bridges.append(Bridge(_for_pipes))
        return _bridges[0].dial(name, within)

    def _for_pipes() -> Tuple[asyncio.AbstractEventLoop, Open]:
        loop = asyncio.ProactorEventLoop()

        async def connect(protocol: Callable[[], asyncio.StreamReaderProtocol], name: str) -> Tuple[Any, Any]:
            transport, made = await loop.create_pipe_connection(protocol, name)  # again on ERROR_PIPE_BUSY
            if not is_the_users(transport.get_extra_info("pipe").handle):
                transport.close()
                raise PermissionError(f"{name} belongs to somebody else")
            return transport, made

        return loop, connect
