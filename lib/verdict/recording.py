"""The trace of a run, written as it happens: private, and without what an address keeps secret."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import IO, Callable, Iterator, Optional, Union
from urllib.parse import urlsplit

from verdict.core.decisions import Decision
from verdict.core.events import Event, Identified, Opened
from verdict.core.trace import write

Recorder = Callable[[Union[Event, Decision]], None]


@contextlib.contextmanager
def recording(path: Optional[Path], anew: bool) -> Iterator[Recorder]:
    """A function that writes events and decisions to the file, a line each, at once; None writes nothing.

    anew: what was in the file before goes. OSError where it cannot be written.
    """
    if path is None:
        yield lambda _: None
        return
    with opened(path, "w" if anew else "a") as file:
        yield lambda entry: print(line(entry), file=file)


def check(path: Path) -> None:
    """OSError where no trace can be written there. A pipe has to be opened by its reader first."""
    if not path.is_fifo():
        opened(path, "a").close()


def opened(path: Path, mode: str) -> IO[str]:
    """The file, for its user alone, each line of it written at once. OSError where it cannot be opened."""
    return open(
        path, mode, encoding="utf-8", errors="backslashreplace", buffering=1, opener=_for_the_user_alone
    )


def line(entry: Union[Event, Decision]) -> str:
    """An event or decision as it stands in a trace."""
    return write(_fit_to_share(entry))


def _for_the_user_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fit_to_share(entry: Union[Event, Decision]) -> Union[Event, Decision]:
    """Traces go into reports of faults, and the address of a stream may hold a password or a key."""
    if isinstance(entry, Opened):
        left_off = entry.left_off and replace(entry.left_off, source=without_keys(entry.left_off.source))
        return replace(entry, source=without_keys(entry.source), left_off=left_off)
    if isinstance(entry, Identified) and entry.source is not None:
        return replace(entry, source=without_keys(entry.source))
    return entry


def without_keys(source: str) -> str:
    """An address without user, password and query; two that differed still differ. A path as it is."""
    if "://" not in source:
        return source
    try:
        parts = urlsplit(source)
        host = parts.netloc.rpartition("@")[2]
        shown = f"{parts.scheme}://{host}{parts.path}"
    except ValueError:
        shown = source.partition("://")[0] + "://"
    if shown == source:
        return source
    digest = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{shown}?{digest[:8]}"
