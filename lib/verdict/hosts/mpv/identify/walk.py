"""The videos below folders, as the identify command lists them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable, Iterable, Iterator, Optional, Set, Tuple

from .extensions import VIDEO

Problem = Callable[[Path, str], None]

_DISC_FOLDERS = ("BDMV", "VIDEO_TS")


def walk(paths: Iterable["str | os.PathLike[str]"], on_problem: Optional[Problem] = None) -> Iterator[Path]:
    """Yield the videos in order of name; a file that was named itself comes whatever it is.

    A folder with BDMV or VIDEO_TS in it is one disc and comes as that folder. What cannot be read is told
    to `on_problem` with the reason and passed over; a folder that links lead to twice is walked once.
    """
    tell = on_problem or (lambda _path, _reason: None)
    seen: Set[Tuple[int, int]] = set()
    for path in map(Path, paths):
        if _is_folder(path, path, tell):
            yield from _below(path, tell, seen)
        else:
            yield path


def _below(folder: Path, tell: Problem, seen: Set[Tuple[int, int]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            found = here.stat()
            if (found.st_dev, found.st_ino) in seen:
                continue
            seen.add((found.st_dev, found.st_ino))
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            tell(here, error.strerror or str(error))
            continue
        folders = [entry.name for entry in entries if _is_folder(entry, here / entry.name, tell)]
        if any(name.upper() in _DISC_FOLDERS for name in (here.name, *folders)):
            yield here
            continue
        waiting += [here / name for name in reversed(folders)]
        below = set(folders)
        yield from (
            here / entry.name for entry in entries if entry.name not in below and _is_video(entry.name)
        )


def _is_folder(entry: "Path | os.DirEntry[str]", path: Path, tell: Problem) -> bool:
    """Asked for every entry by itself: one link that leads to itself is no reason to leave out the others."""
    try:
        return entry.is_dir()
    except OSError as error:
        tell(path, error.strerror or str(error))
        return False


def _is_video(name: str) -> bool:
    """By extension; what macOS leaves beside files on foreign drives ("._Alien.mkv") is none."""
    return name.rpartition(".")[2].lower() in VIDEO and not name.startswith("._")
