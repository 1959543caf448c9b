"""The folders where mpvs leave their sockets: made private, read, and cleared of what nobody listens at.

The gate in an mpv leaves `PID.sock`, its socket, or, where the user has set a path of their own for it,
`PID.path`, a file that names that path.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

SOCKET, PATH = ".sock", ".path"
SETTLES = 5.0  # seconds; an mpv that has just made its socket may not listen yet
_LONGEST_PATH = 4096


class NotPrivate(Exception):
    """The folder belongs to somebody else; `str()` says which."""


@dataclass(frozen=True)
class Entry:
    """One mpv that wants to be served."""

    file: Path

    @property
    def socket(self) -> Optional[Path]:
        """Where it listens, or None where that cannot be read."""
        if self.file.suffix == SOCKET:
            return self.file
        try:
            with self.file.open("rb") as file:
                text = file.read(_LONGEST_PATH)
        except OSError:
            return None
        return Path(os.fsdecode(text)) if text and b"\0" not in text else None

    @property
    def is_named_by_the_user(self) -> bool:
        return self.file.suffix == PATH

    @property
    def pid(self) -> int:
        """The process that left it; 0 where its name does not say."""
        digits = self.file.stem.split("-")[0]
        return int(digits) if digits.isdecimal() else 0

    def is_settled(self) -> bool:
        """Whether it is so old that a socket that refuses will not listen any more."""
        try:
            age = time.time() - self.file.lstat().st_mtime
        except OSError:
            return False
        return age < 0 or age > SETTLES

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self.file.unlink()


class Folder:
    """One folder. NotPrivate where it is not the user's own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode) or not _is_the_users(status):
            raise NotPrivate(f"{path} is not a folder of yours; it has to be removed")
        if sys.platform != "win32" and status.st_mode & 0o077:
            path.chmod(0o700)

    def entries(self) -> List[Entry]:
        """What the user's own mpvs left here, oldest name first."""
        found = []
        with contextlib.suppress(OSError):
            for item in sorted(self.path.iterdir()):
                if item.suffix in (SOCKET, PATH) and _is_ours(item):
                    found.append(Entry(item))
        return found


def _is_ours(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    fits = stat.S_ISSOCK(status.st_mode) if path.suffix == SOCKET else stat.S_ISREG(status.st_mode)
    return fits and _is_the_users(status)


def _is_the_users(status: os.stat_result) -> bool:
    """On Windows no owner is told; there the folder is as private as the profile that it lies in."""
    return sys.platform == "win32" or status.st_uid == os.getuid()
