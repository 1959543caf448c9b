"""Tags of a file that no player has open: Matroska and MP4, bounded in bytes and jumps, never raising."""

from __future__ import annotations

from typing import Dict

from . import matroska, mp4
from .reading import Budget, Bytes, Spent

MOST_OCTETS = 2 * 1024 * 1024  # bytes read of one file


def tags_of(path: str) -> Dict[str, str]:
    """The tags of the file as a whole; empty where it has none, cannot be read, or is no such file."""
    try:
        with Bytes(path, Budget(MOST_OCTETS)) as file:
            head = file.read(0, 12)
            if head.startswith(matroska.MAGIC):
                return matroska.read(file)
            return mp4.read(file) if mp4.is_mp4(head) else {}
    except (OSError, ValueError, IndexError, StopIteration, Spent):
        return {}
