"""`verdict send` in a process of its own, for what is left when the player has gone: nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import verdict

# Not `-m`: that would import from the folder of the films. The folder of this package comes as an argument.
_RUN = (
    "import sys; sys.path = [sys.argv.pop(1), *filter(None, sys.path)]; "
    "from verdict.cli import main; sys.exit(main())"
)


def own_command(*words: str) -> List[str]:
    """What starts this copy of Verdict from anywhere; empty where Python cannot tell its own path."""
    if not sys.executable:
        return []
    return [sys.executable, "-c", _RUN, str(Path(verdict.__file__).resolve().parents[1]), *words]


def windowless(command: List[str]) -> List[str]:
    """The same by the Python that opens no window of a terminal, where there is one (Windows)."""
    quiet = Path(command[0]).with_name("pythonw.exe") if command else Path()
    return [str(quiet), *command[1:]] if quiet.name and quiet.is_file() else command


def send_detached() -> bool:
    """Start it; whether that went well. It ends by itself, and nobody hears of it."""
    command = own_command("send", "--quiet")
    if not command:
        return False
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen(  # noqa: S603 (our own words alone)
            command,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            **_apart(),
        )
    except OSError:
        return False
    return True


def _apart() -> Dict[str, Any]:
    """What keeps the process alive when the terminal or the player's own process ends."""
    if os.name == "nt":
        return {"creationflags": 0x00000008 | 0x00000200}  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    return {"start_new_session": True}
