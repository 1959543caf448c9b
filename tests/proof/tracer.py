"""Steps of a process as the kernel sees them: it is stopped before and after each, and killed at one.

Linux's ptrace through ctypes. A step is one side of a system call that writes to a disk or talks to a socket.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from dataclasses import dataclass
from typing import Dict, Optional

# Numbers of the system calls (asm/unistd.h) that change a file, or that carry bytes of an exchange.
_CALLS = {
    "x86_64": {
        **{"write": 1, "pwrite64": 18, "writev": 20, "pwritev": 296, "fsync": 74, "fdatasync": 75},
        **{"truncate": 76, "ftruncate": 77, "fallocate": 285, "rename": 82, "renameat": 264},
        **{"renameat2": 316, "unlink": 87, "unlinkat": 263, "mkdir": 83, "mkdirat": 258},
        **{"connect": 42, "sendto": 44, "sendmsg": 46, "recvfrom": 45, "recvmsg": 47, "shutdown": 48},
    },
    "aarch64": {
        **{"write": 64, "pwrite64": 68, "writev": 66, "pwritev": 70, "fsync": 82, "fdatasync": 83},
        **{"truncate": 45, "ftruncate": 46, "fallocate": 47, "renameat": 38, "renameat2": 276},
        **{"unlinkat": 35, "mkdirat": 34},
        **{"connect": 203, "sendto": 206, "sendmsg": 211, "recvfrom": 207, "recvmsg": 212, "shutdown": 210},
    },
}
_NAMES: Dict[int, str] = {number: name for name, number in _CALLS.get(platform.machine(), {}).items()}

_TRACEME, _SYSCALL, _SETOPTIONS, _SYSCALL_INFO = 0, 24, 0x4200, 0x420E  # sys/ptrace.h
_SYSGOOD, _FORKS, _EXITKILL = 1, 2 | 4 | 8, 0x100000
_ALL_THREADS = 0x40000000  # __WALL
_ENTRY = 1


class _Info(ctypes.Structure):
    _fields_ = [
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("ip", ctypes.c_uint64),
        ("sp", ctypes.c_uint64),
        ("nr", ctypes.c_uint64),
        ("args", ctypes.c_uint64 * 6),
        ("more", ctypes.c_uint64 * 2),
    ]


@dataclass(frozen=True)
class Traced:
    """How a traced process ended. steps: that it went through; at: the step that it died at, in words."""

    steps: int
    killed: bool
    code: int
    at: str = ""


def missing() -> Optional[str]:
    """Why nothing can be traced here, or None."""
    if not sys.platform.startswith("linux") or not _NAMES:
        return "steps are counted by ptrace, on Linux for x86_64 and aarch64"
    child = os.fork()
    if child == 0:
        os._exit(0 if _ptrace(_TRACEME, 0, 0, 0) == 0 else 1)
    return "ptrace is not permitted here" if os.waitpid(child, 0)[1] else None


def offer() -> None:
    """In the child: wait to be traced."""
    if _ptrace(_TRACEME, 0, 0, 0) != 0:
        os._exit(99)
    os.kill(os.getpid(), signal.SIGSTOP)


def trace(child: int, kill_at: Optional[int]) -> Traced:
    """Lead the child, which has offered itself, to its end, or to the step at which it is killed."""
    os.waitpid(child, _ALL_THREADS)
    _ptrace(_SETOPTIONS, child, 0, _SYSGOOD | _FORKS | _EXITKILL)
    _ptrace(_SYSCALL, child, 0, 0)
    steps, at = 0, ""
    inside: Dict[int, str] = {}
    while True:
        thread, status = os.waitpid(-1, _ALL_THREADS)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            inside.pop(thread, None)
            if thread == child:
                return Traced(steps, os.WIFSIGNALED(status), os.waitstatus_to_exitcode(status), at)
            continue
        if os.WSTOPSIG(status) == signal.SIGTRAP | 0x80:
            word = _step(thread, inside)
            steps += bool(word)
            if word and steps == kill_at:
                at = word
                os.kill(child, signal.SIGKILL)
                continue
        _ptrace(_SYSCALL, thread, 0, _handed_on(status))


def _step(thread: int, inside: Dict[int, str]) -> str:
    """The step that the thread stands at, in words; "" for one that neither writes nor talks."""
    info = _Info()
    if _ptrace(_SYSCALL_INFO, thread, ctypes.sizeof(info), ctypes.addressof(info)) <= 0:
        return ""
    if info.op != _ENTRY:
        name = inside.pop(thread, "")
        return name and f"after {name}"
    name = _NAMES.get(info.nr, "")
    if name:
        inside[thread] = name
    return name and f"before {name}"


def _handed_on(status: int) -> int:
    """The signal that the process gets; those that tracing itself makes are for us alone."""
    number = os.WSTOPSIG(status)
    is_ours = number in (signal.SIGTRAP | 0x80, signal.SIGTRAP, signal.SIGSTOP)
    return 0 if is_ours else number


def _ptrace(request: int, process: int, address: int, data: int) -> int:
    call = ctypes.CDLL(None, use_errno=True).ptrace
    call.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    call.restype = ctypes.c_long
    return int(call(request, process, address, data))
