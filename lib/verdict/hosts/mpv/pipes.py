"""Windows: mpv's named pipes, known by their names, and what else of the system is another there.

A pipe cannot be watched, so their names are read on a timer, here only. Never run by us on Windows, as the
README says.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Callable, List, Optional

PIPES = "\\\\.\\pipe\\"
LOOK_EVERY = 1.0  # seconds between two looks at the names; the gate gives an agent that runs two
_OURS = re.compile(r"verdict-(\d{1,10})")  # as the gate names them


@dataclass(frozen=True)
class PipeEntry:
    """One mpv that wants to be served, as `folder.Entry` is one. No file: the pipe ends with its mpv."""

    file: Path
    pid: int
    is_named_by_the_user = False

    @property
    def socket(self) -> Path:
        return self.file

    def is_settled(self) -> bool:
        return False

    def remove(self) -> None:
        """It goes by itself."""


def _names() -> List[str]:
    return os.listdir(PIPES)  # noqa: PTH208 (no folder, though it can be listed)


class Pipes:
    """The pipes that mpvs with our gate have made. names: what gives the names of all pipes there are."""

    def __init__(self, names: Callable[[], List[str]] = _names) -> None:
        self._names = names

    def entries(self) -> List[PipeEntry]:
        found: List[PipeEntry] = []
        with contextlib.suppress(OSError):
            for match in filter(None, map(_OURS.fullmatch, sorted(self._names()))):
                found.append(PipeEntry(Path(PIPES + match[0]), int(match[1])))
        return found


def here() -> Optional[Pipes]:
    """What has to be looked at on a timer, on this system."""
    return Pipes() if sys.platform == "win32" else None


def is_pipe(path: Path) -> bool:
    return str(path).startswith(PIPES)


def dial(path: Path, within: float) -> socket.socket:
    """A socket that is as good as the pipe. OSError, always so on other systems.

    FileNotFoundError where there is no such pipe; TimeoutError after `within` seconds.
    """
    if sys.platform == "win32":
        from verdict.hosts.mpv import bridge  # asyncio, that nobody else has to load

        return bridge.dial(str(path), within)
    else:  # noqa: RET505 (mypy takes what follows a branch of one system for unreachable)
        raise OSError(f"{path}: this system has no pipes of that kind")


def selectable(stream: IO[bytes]) -> IO[bytes]:
    """All that a child says, as a socket's file, which `select` takes on Windows, too."""
    ours, theirs = socket.socketpair()

    def carry() -> None:
        with theirs, stream, contextlib.suppress(OSError, ValueError):
            theirs.sendall(stream.read())

    threading.Thread(target=carry, name="child", daemon=True).start()
    with ours:
        return ours.makefile("rb")


if sys.platform == "win32":
    import _winapi
    import ctypes
    from ctypes import wintypes

    QUIET_CHILD = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    _SYNCHRONIZE = 0x00100000  # the right to wait for a process

    def is_alive(pid: int) -> bool:
        """Whether there is such a process. (`os.kill(pid, 0)` is Ctrl-C to it there.)"""
        try:
            handle = _winapi.OpenProcess(_SYNCHRONIZE, False, pid)
        except PermissionError:
            return True
        except OSError:
            return False
        try:
            return _winapi.WaitForSingleObject(handle, 0) == _winapi.WAIT_TIMEOUT
        finally:
            _winapi.CloseHandle(handle)

    def is_the_users(pipe: int) -> bool:
        """Whether who listens at this pipe runs as we do: another user's process cannot be opened so."""
        asked = ctypes.WinDLL("kernel32").GetNamedPipeServerProcessId
        asked.argtypes, server = [wintypes.HANDLE, ctypes.POINTER(wintypes.ULONG)], wintypes.ULONG()
        if not asked(pipe, ctypes.byref(server)):
            return False
        try:
            process = _winapi.OpenProcess(_winapi.PROCESS_DUP_HANDLE, False, server.value)
        except OSError:
            return False
        _winapi.CloseHandle(process)
        return True

else:
    QUIET_CHILD = 0

    def is_alive(pid: int) -> bool:
        """Whether there is such a process."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return pid > 0
