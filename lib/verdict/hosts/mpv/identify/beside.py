"""What stands in and beside a file on the disk: its mark, its NFO, its tags. Any of it may hang."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Tuple
from urllib.parse import unquote, urlsplit

from verdict.core.parts import Part
from verdict.journal import Mark

from .containers import tags_of
from .evidence import Note
from .extensions import VIDEO
from .kinds import read
from .nfo import read_nfo
from .parts import number_of, without_part
from .place import locate
from .reading import Budget, Bytes, Spent
from .words import YEAR

NFO_READ = 256 * 1024  # bytes of an NFO; one of Kodi's with a hundred actors has 60 KB
_ENDS = 64 * 1024  # bytes of a file's head and of its tail, by which it is known again
_MOST_ENTRIES = 2000  # of a folder
_DISC_FOLDERS = ("BDMV", "VIDEO_TS")


@dataclass(frozen=True)
class Facts:
    """What was found; nothing found is no error. parts: of how many the film seems to consist, if it does."""

    mark: Mark
    note: Optional[Note] = None
    tags: Dict[str, str] = field(default_factory=dict)
    parts: Optional[int] = None


def facts_of(source: str, with_tags: bool = False) -> Facts:
    """All that the disk says of a path or URL. Never raises; a drive that hangs keeps it hanging."""
    path = local_path(source)
    if path is None:
        return Facts(Mark(source))
    with contextlib.suppress(OSError, ValueError):
        return Facts(mark_of(path), note_of(path), tags_of(path) if with_tags else {}, parts_of(path))
    return Facts(Mark(os.path.abspath(path) if "\0" not in path else path))  # noqa: PTH100 (any text is taken)


def local_path(source: str) -> Optional[str]:
    """The path of what lies on a disk, None for all else."""
    if source.lower().startswith("file://"):
        return unquote(urlsplit(source).path, errors="surrogateescape") or None
    return None if "://" in source or source in ("", "-") else source


def mark_of(path: str) -> Mark:
    """How this file is known again, also when it was moved."""
    where = os.path.abspath(path)  # noqa: PTH100
    try:
        with Bytes(path, Budget(2 * _ENDS)) as file:
            ends = file.read(0, _ENDS), file.read(max(0, file.size - _ENDS), _ENDS)
            return Mark(where, file.size, hashlib.sha256(b"".join(ends)).hexdigest())
    except (OSError, ValueError, Spent):
        return Mark(where)


def note_of(path: str) -> Optional[Note]:
    """What the NFO of this file says: `<name>.nfo` is its own; `movie.nfo` only where it is the one film."""
    for file, is_own in _places(path):
        data = _beginning(file)
        note = read_nfo(data) if data else None
        if note is not None:
            own = is_own or _is_only_film(path)
            return Note(note.movie, note.kind if own else None, own)
    return None


def parts_of(path: str) -> Optional[int]:
    """How many parts of this film lie beside each other, numbered from 1 without a gap; None for one file."""
    folder, name = os.path.split(path.rstrip("/"))
    for _ in range(3):  # the file, or the folder of its disc
        part = number_of(_stem(name))
        if part:
            rest = without_part(_stem(name)) or ""
            found = {own.number for own in _parts_beside(folder, rest)} | {part.number}
            return len(found) if len(found) > 1 and found == set(range(1, len(found) + 1)) else None
        folder, name = os.path.split(folder)
    return None


def _parts_beside(folder: str, rest: str) -> Iterator[Part]:
    with os.scandir(folder or ".") as listing:
        names = [entry.name for entry, _ in zip(listing, range(_MOST_ENTRIES))]
    for name in names:
        stem = _stem(name)
        part = number_of(stem)
        if part and (without_part(stem) or "").casefold() == rest.casefold():
            yield part


def _stem(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return stem if dot and extension.lower() in VIDEO else name


def _places(path: str) -> Iterator[Tuple[str, bool]]:
    """Where an NFO may stand, and whether it is this film's for sure."""
    folder, name = os.path.split(path.rstrip("/"))
    stem, dot, extension = name.rpartition(".")
    is_folder = os.path.isdir(path)  # noqa: PTH112
    if is_folder:
        for inside in (("movie.nfo",), ("BDMV", "index.nfo"), ("VIDEO_TS", "VIDEO_TS.nfo")):
            yield os.path.join(path, *inside), True  # noqa: PTH118
        return
    stem = stem if dot and extension.lower() in VIDEO else name
    yield os.path.join(folder, f"{stem}.nfo"), True  # noqa: PTH118
    whole = without_part(stem)
    if whole:
        yield os.path.join(folder, f"{whole}.nfo"), True  # noqa: PTH118
    yield os.path.join(folder, "movie.nfo"), False  # noqa: PTH118
    above, inner = os.path.split(folder)
    if inner.upper() in _DISC_FOLDERS:
        yield os.path.join(above, "movie.nfo"), True  # noqa: PTH118


def _beginning(file: str) -> bytes:
    try:
        with Bytes(file, Budget(NFO_READ)) as nfo:
            return nfo.read(0, NFO_READ)
    except (OSError, ValueError, Spent):
        return b""


def _is_only_film(path: str) -> bool:
    """Whether no other film lies in this folder; trailers, parts and other cuts of it are none."""
    folder, own = os.path.split(path)
    films = {_film_key(name, folder) for name in [own, *_videos(folder or ".")]}
    return len(films - {""}) <= 1


def _videos(folder: str) -> List[str]:
    with os.scandir(folder) as listing:
        names = [entry.name for entry, _ in zip(listing, range(_MOST_ENTRIES))]
    return [name for name in names if name.rpartition(".")[2].lower() in VIDEO]


def _film_key(name: str, folder: str) -> str:
    """What versions of one film have in common: their names up to the year. "" for what is no film."""
    reading = read(locate(os.path.join(folder, name)))  # noqa: PTH118
    if reading.kind not in ("movie", "part"):
        return ""
    year = YEAR.search(reading.name, 1)
    title = reading.name[: year.end()] if year else reading.name.partition(" - ")[0]
    return "".join(c for c in title.casefold() if c.isalnum())
