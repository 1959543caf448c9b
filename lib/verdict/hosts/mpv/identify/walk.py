"""The videos below folders, as the identify command lists them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Iterable, Iterator, List, Optional, Set, Tuple

from .bounded import Bounded
from .extensions import VIDEO

Problem = Callable[[Path, str], None]

_DISC_FOLDERS = ("BDMV", "VIDEO_TS")


ANSWERS_WITHIN = 3.0  # seconds for one folder; a network drive that hangs never answers


NO_ANSWER = "the drive does not answer"


@dataclass
class _Listing:
    """A folder as it was read. identity: by which it is known again; links: what may lead anywhere."""

    identity: Tuple[int, int] = (0, 0)
    folders: List[str] = field(default_factory=list)
    files: List[str] = field(default_factory=list)
    links: List[str] = field(default_factory=list)
    refused: Optional[str] = None


def walk(
    paths: Iterable["str | os.PathLike[str]"],
    on_problem: Optional[Problem] = None,
    within: float = ANSWERS_WITHIN,
) -> Iterator[Path]:
    """Yield the videos in order of name; a file that was named itself comes whatever it is.

    A folder with BDMV or VIDEO_TS in it is one disc and comes as that folder. What cannot be read, or does
    not answer within so many seconds, is told to `on_problem` with the reason and passed over; a folder that
    links lead to twice is walked once.
    """
    tell = on_problem or (lambda _path, _reason: None)
    seen: Set[Tuple[int, int]] = set()
    listed: Bounded[_Listing] = Bounded(within)
    for path in map(Path, paths):
        if is_folder(path, within) is not False:
            yield from _below(path, tell, seen, listed)
        else:
            yield path


def is_folder(path: Path, within: float = ANSWERS_WITHIN) -> Optional[bool]:
    """Whether it is one; None where the drive does not answer."""
    found = _kind(path, within)
    return None if found == NO_ANSWER else found is True


def _below(
    folder: Path, tell: Problem, seen: Set[Tuple[int, int]], listed: Bounded[_Listing]
) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        listing = listed(lambda here=here: _list(here)) or _Listing(refused=NO_ANSWER)  # type: ignore[misc]
        if listing.refused:
            tell(here, listing.refused)
            continue
        if listing.identity in seen:
            continue
        seen.add(listing.identity)
        _follow(here, listing, tell, listed.seconds)
        if any(name.upper() in _DISC_FOLDERS for name in (here.name, *listing.folders)):
            yield here
            continue
        waiting += [here / name for name in reversed(listing.folders)]
        yield from (here / name for name in listing.files if _is_video(name))


def _follow(here: Path, listing: _Listing, tell: Problem, within: float) -> None:
    """See what the links of a folder lead to. One that leads to itself leaves the others alone."""
    for name in listing.links:
        found = _kind(here / name, within)
        if isinstance(found, str):
            tell(here / name, found)
        (listing.folders if found is True else listing.files).append(name)
    listing.folders.sort()
    listing.files.sort()


def _kind(path: Path, within: float) -> "bool | str":
    """Whether it is a folder; why that cannot be said."""

    def asked() -> "bool | str":
        try:
            return stat.S_ISDIR(path.stat().st_mode)
        except FileNotFoundError:
            return False
        except (OSError, ValueError) as error:
            return getattr(error, "strerror", None) or str(error)

    found = Bounded["bool | str"](within)(asked)
    return NO_ANSWER if found is None else found


def _list(folder: Path) -> _Listing:
    """Read a folder; no link in it is followed."""
    listing = _Listing()
    try:
        found = folder.stat()
        listing.identity = found.st_dev, found.st_ino
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                is_own = entry.is_dir(follow_symlinks=False)
                kind = listing.folders if is_own else listing.files
                (listing.links if entry.is_symlink() else kind).append(entry.name)
    except OSError as error:
        listing.refused = error.strerror or str(error)
    return listing


def _is_video(name: str) -> bool:
    """By extension; what macOS leaves beside files on foreign drives ("._Alien.mkv") is none."""
    return name.rpartition(".")[2].lower() in VIDEO and not name.startswith("._")
