"""Told by the system when files change: sockets that come, settings that are saved. Nothing polls.

Where the system has no such notices left to give (inotify's limits), folders are looked at every two seconds.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence

from verdict.settings import Settings

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds, only where the system cannot tell
SETTLES = 0.15  # seconds; an editor writes a file in several steps
_CHANGING = ("created", "modified", "moved", "deleted", "closed")


@dataclass(frozen=True)
class SettingsFile:
    """Files that the settings come from, and how they are read anew."""

    files: Sequence[Path]
    read: Callable[[], Settings]


class Changes:
    """Watches folders, not what is below them. Callbacks come in a thread of the observer's."""

    def __init__(self) -> None:
        self._folders: Dict[str, List[Callable[[str], None]]] = {}
        self._observer: Any = None

    def watch(self, folder: Path, told: Callable[[str], None]) -> None:
        """Have the names of files told that change in this folder; before `start`."""
        self._folders.setdefault(str(folder), []).append(told)

    def start(self) -> None:
        from watchdog.observers import Observer

        try:
            self._observer = self._started(Observer())
        except OSError as error:
            log.warning("folders are looked at every %g seconds: %s", LOOK_EVERY, error)
            from watchdog.observers.polling import PollingObserver

            self._observer = self._started(PollingObserver(timeout=LOOK_EVERY))

    def stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()

    def _started(self, observer: Any) -> Any:
        for folder, listeners in self._folders.items():
            if Path(folder).is_dir():
                observer.schedule(_Handler(listeners), folder, recursive=False)
        observer.daemon = True
        observer.start()
        return observer


class _Handler:
    """What watchdog calls for everything that happens in a folder."""

    def __init__(self, listeners: List[Callable[[str], None]]) -> None:
        self._listeners = listeners

    def dispatch(self, event: Any) -> None:
        if event.event_type not in _CHANGING or event.is_directory:
            return
        for path in (event.src_path, getattr(event, "dest_path", "")):
            name = os.path.basename(os.fsdecode(path))  # noqa: PTH119 (watchdog gives bytes or text)
            for told in self._listeners if name else ():
                told(name)


class _Settling:
    """Calls once, when it has been quiet for a moment."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._timer: Optional[threading.Timer] = None
        self._lock = threading.Lock()

    def touch(self) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(SETTLES, self._call)
            self._timer.daemon = True
            self._timer.start()


def watch_settings(changes: Changes, source: SettingsFile, told: Callable[[Settings], None]) -> None:
    """Have the settings told, in another thread, whenever one of their files was saved."""
    settling = _Settling(lambda: _tell(source, told))
    for file in source.files:
        changes.watch(file.parent, _only(file.name, settling.touch))


@contextlib.contextmanager
def following(source: Optional[SettingsFile], told: Callable[[Settings], None]) -> Iterator[None]:
    """Have changed settings told as long as the block lasts."""
    changes = Changes()
    if source is not None:
        watch_settings(changes, source, told)
        changes.start()
    try:
        yield
    finally:
        changes.stop()


def _only(wanted: str, call: Callable[[], None]) -> Callable[[str], None]:
    return lambda name: call() if name == wanted else None


def _tell(source: SettingsFile, told: Callable[[Settings], None]) -> None:
    try:
        told(source.read())
    except Exception as error:  # a thread of its own: what goes wrong here must not be lost
        log.warning("the settings could not be read anew: %s", error)
