"""Who may read what holds a secret: its owner alone. What others could read is closed to them, or said."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import List

OTHERS = 0o077


def keep_private(*paths: Path) -> List[str]:
    """Close these files and folders to others; those that could not be closed, in words."""
    if os.name != "posix":
        return []
    return [f"{path} can be read by others, and this cannot be changed" for path in paths if _is_open(path)]


def _is_open(path: Path) -> bool:
    """Whether others may still look into it."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if not mode & OTHERS or mode & stat.S_ISVTX:  # a folder that all share, like /tmp, is not ours
        return False
    try:
        path.chmod(stat.S_IMODE(mode) & ~OTHERS)
    except OSError:
        return True
    return False
