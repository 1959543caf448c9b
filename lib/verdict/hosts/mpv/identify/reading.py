"""Bytes of a file, bounded: so many from here, and only from what is an ordinary file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from types import TracebackType
from typing import Optional, Type

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Spent(Exception):
    """All that may be read of this file was read."""


@dataclass
class Budget:
    """What may still be read of a file: bytes and jumps."""

    octets: int
    jumps: int = 256


class Bytes:
    """An ordinary file, read here and there within a budget. OSError where it is none; `Spent` at its end."""

    def __init__(self, path: str, budget: Budget) -> None:
        self._budget = budget
        self._file = os.open(path, _FLAGS)  # a pipe without a writer would hold a plain open for ever
        try:
            status = os.fstat(self._file)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(f"{path!r} is no ordinary file")
        except BaseException:
            os.close(self._file)
            raise
        self.size = status.st_size

    def read(self, at: int, length: int) -> bytes:
        """Up to `length` bytes from this place."""
        length = max(0, min(length, self.size - at))
        self._budget.octets -= length
        self._budget.jumps -= 1
        if self._budget.octets < 0 or self._budget.jumps < 0 or at < 0:
            raise Spent
        os.lseek(self._file, at, os.SEEK_SET)
        return os.read(self._file, length)

    def __enter__(self) -> Bytes:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        os.close(self._file)
