"""Which film a file is, found out in a process of its own that ends with the answer.

The parser of names takes 14 MB and 0.1 s to load. An agent that waits for weeks has no need to hold the one,
and players that it asks in at the moment none to wait for the other.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional

import verdict
from verdict.core.movie import Movie
from verdict.core.parts import Part
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.identify import Evidence, Identity, identify
from verdict.hosts.mpv.identify.beside import Facts, facts_of
from verdict.hosts.mpv.identify.bounded import Bounded
from verdict.hosts.mpv.identify.parts import part_of
from verdict.hosts.mpv.pipes import QUIET_CHILD, selectable
from verdict.journal import Mark

# It stands back behind the player, which is busy with its first pictures.
_RUN = (
    "import os, sys; getattr(os, 'nice', int)(10); sys.path = [sys.argv.pop(1), *filter(None, sys.path)]; "
    "from verdict.hosts.mpv.apart import main; main()"
)

DISK_ANSWERS_WITHIN = 2.0  # seconds; what a drive has not said by then is not waited for
_MOST_TAGS, _LONGEST_TAG = 64, 512  # more than these are no words about a film


@dataclass(frozen=True)
class Answer:
    """What the helper found out. mark: by which the file is known again."""

    found: Found
    mark: Mark


class Pending(Exception):
    """It is not known yet. helper: who finds out; its `fileno` can be read once it has."""

    def __init__(self, helper: Helper) -> None:
        super().__init__("it is not known yet which film this is")
        self.helper = helper


class Helper:
    """A process that finds out about one file. OSError where it cannot be started."""

    def __init__(self, path: str, tags: Any = None) -> None:
        self.path = path
        if not sys.executable:
            raise OSError("Python does not tell its own path")
        library = str(Path(verdict.__file__).resolve().parents[1])
        self._process = subprocess.Popen(  # noqa: S603 (our own words, and a name as one of them)
            [sys.executable, "-c", _RUN, library, path, json.dumps(_short(tags))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=QUIET_CHILD,
        )
        out: Any = self._process.stdout
        self._out = selectable(out) if sys.platform == "win32" else out

    def fileno(self) -> int:
        return int(self._out.fileno())

    def answer(self) -> Answer:
        """The answer; where the helper has none, it is found out here, by the name alone."""
        try:
            return _answer(json.loads(self._out.read()))
        except (OSError, ValueError, KeyError, TypeError):
            return _by_name(self.path)
        finally:
            self.stop()

    def stop(self) -> None:
        """Its work is done, or not needed any more."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._out.close()


class Identifier:
    """Answers about one player's files, the last one kept: `Pending` is raised the first time."""

    def __init__(self) -> None:
        self._path = ""
        self._known: Optional[Answer] = None
        self._helper: Optional[Helper] = None

    def __call__(self, path: str, tags: Any = None) -> Answer:
        if self._known is None or path != self._path:
            try:
                self.stop()
                self._helper = Helper(path, tags)
            except (OSError, ValueError):  # a name that no process can be given
                return _by_name(path)
            raise Pending(self._helper)
        return self._known

    def take(self) -> None:
        """The helper has answered."""
        if self._helper is not None:
            helper, self._helper = self._helper, None
            self._path, self._known = helper.path, helper.answer()

    def stop(self) -> None:
        self._known = None
        if self._helper is not None:
            self._helper.stop()
            self._helper = None


def main() -> None:
    """In the helper: path and tags come as arguments, the answer goes to standard output."""
    source, tags = sys.argv[1], json.loads(sys.argv[2])
    disk: Bounded[Facts] = Bounded(DISK_ANSWERS_WITHIN)
    facts = disk(lambda: facts_of(source)) or Facts(Mark(source))
    found = identify(source, None, Evidence(None, tags, facts.note))
    part = part_of(source, facts.parts) if found.kind == "part" else None
    words = {
        "movie": found.movie.to_json() if found.movie else None,
        "kind": found.kind,
        "source": found.source,
        "sureness": found.sureness,
        "part": vars(part) if part else None,
        "mark": vars(facts.mark),
    }
    print(json.dumps(words), flush=True)
    os._exit(0)  # nothing is left to be tidied up


def _short(tags: Any) -> Dict[str, str]:
    """The tags as they fit on a command line."""
    pairs = list(tags.items())[:_MOST_TAGS] if isinstance(tags, dict) else []
    return {key[:_LONGEST_TAG]: value[:_LONGEST_TAG] for key, value in pairs if isinstance(value, str)}


def _by_name(path: str) -> Answer:
    return Answer(Found(identify(path, None)), Mark(path))


def _answer(told: Any) -> Answer:
    movie = None if told["movie"] is None else Movie.from_json(told["movie"])
    identity = Identity(movie, told["kind"], told["source"], told["sureness"])
    part = None if told["part"] is None else Part(**told["part"])
    return Answer(Found(identity, part), Mark(**told["mark"]))
