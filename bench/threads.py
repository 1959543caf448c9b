"""A process as the kernel sees it: how often each of its threads was woken, and the memory that it holds."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Dict

SCRIPTS = "LanguageInvoker"[:15]  # Kodi's name for the threads of its scripts; those they start inherit it
_SWITCHES = re.compile(r"^(?:non)?voluntary_ctxt_switches:\s+(\d+)", re.MULTILINE)
_HELD = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def program_of(process: int) -> int:
    """The number of the program that a shell script has started and waits for."""
    waiting = [process]
    for number in waiting:
        told = Path(f"/proc/{number}/task/{number}")
        if (told / "comm").read_text().strip().endswith(".bin"):
            return number
        waiting += map(int, (told / "children").read_text().split())
    raise ValueError(f"process {process} has started no program")


class Threads:
    """The threads of a process at this moment."""

    def __init__(self, process: int) -> None:
        self._tasks = list(Path(f"/proc/{process}/task").iterdir())

    def switches(self) -> Dict[int, int]:
        """How often each thread was given the processor, by its number."""
        found: Dict[int, int] = {}
        for task in self._tasks:
            with contextlib.suppress(OSError):  # it has ended meanwhile
                found[int(task.name)] = sum(map(int, _SWITCHES.findall((task / "status").read_text())))
        return found

    def of_scripts(self) -> Dict[int, int]:
        """The same for the threads of Kodi's scripts alone."""
        switches = self.switches()
        return {number: switches[number] for number in self._of_scripts() if number in switches}

    def _of_scripts(self) -> "list[int]":
        found = []
        for task in self._tasks:
            with contextlib.suppress(OSError):
                if (task / "comm").read_text().strip() == SCRIPTS:
                    found.append(int(task.name))
        return found


def megabytes(process: int) -> float:
    """The resident memory of a process."""
    held = _HELD.search(Path(f"/proc/{process}/status").read_text())
    if held is None:
        raise ValueError(f"the kernel does not tell what process {process} holds")
    return int(held[1]) / 1024
