"""Files laid into other programs' folders: known again by how they begin; others are never touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional


def is_ours(file: Path, begins: bytes) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(begins)) == begins
    except OSError:
        return False


def lay(file: Path, content: bytes, begins: bytes) -> str:
    """Write the file; what became of it, in a word. OSError where that fails, or where it is not ours."""
    before: Optional[bytes] = file.read_bytes() if file.exists() else None
    if before == content:
        return "is set up already"
    if before is not None and not before.startswith(begins):
        raise FileExistsError(f"{file} is not Verdict's; it was left as it is")
    file.parent.mkdir(parents=True, exist_ok=True)
    target = Path(os.path.realpath(file))  # a link stays one
    new = target.with_name(target.name + ".new")
    try:
        new.write_bytes(content)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    return "was set up" if before is None else "was renewed"


def take_away(file: Path, begins: bytes) -> str:
    """Remove the file; what became of it, in a word. OSError where that fails, or where it is not ours."""
    if not file.exists():
        return "was not set up"
    if not is_ours(file, begins):
        raise FileExistsError(f"{file} is not Verdict's; it was left as it is")
    file.unlink()
    return "is as it was before"
