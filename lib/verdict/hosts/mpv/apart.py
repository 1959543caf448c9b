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
from pathlib import Path
from typing import Any, Optional

import verdict
from verdict.core.movie import Movie
from verdict.hosts.mpv.identify import Identity, identify

# It stands back behind the player, which is busy with its first pictures.
_RUN = (
    "import os, sys; os.nice(10); sys.path = [sys.argv.pop(1), *filter(None, sys.path)]; "
    "from verdict.hosts.mpv.apart import main; main()"
)


class Pending(Exception):
    """It is not known yet. helper: who finds out; its `fileno` can be read once it has."""

    def __init__(self, helper: Helper) -> None:
        super().__init__("it is not known yet which film this is")
        self.helper = helper


class Helper:
    """A process that finds out about one file. OSError where it cannot be started."""

    def __init__(self, path: str) -> None:
        self.path = path
        if not sys.executable:
            raise OSError("Python does not tell its own path")
        library = str(Path(verdict.__file__).resolve().parents[1])
        self._process = subprocess.Popen(  # noqa: S603 (our own words, and a name as one of them)
            [sys.executable, "-c", _RUN, library, path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def fileno(self) -> int:
        return int(self._out.fileno())

    def identity(self) -> Identity:
        """The answer; where the helper has none, it is found out here."""
        try:
            told = json.loads(self._out.read())
            return _identity(told)
        except (OSError, ValueError, KeyError, TypeError):
            return identify(self.path, None)
        finally:
            self.stop()

    def stop(self) -> None:
        """Its work is done, or not needed any more."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._out.close()

    @property
    def _out(self) -> Any:
        return self._process.stdout


class Identifier:
    """Identities of one player's files, the last one kept: `Pending` is raised the first time."""

    def __init__(self) -> None:
        self._path = ""
        self._known: Optional[Identity] = None
        self._helper: Optional[Helper] = None

    def __call__(self, path: str) -> Identity:
        if self._known is None or path != self._path:
            try:
                self.stop()
                self._helper = Helper(path)
            except (OSError, ValueError):  # a name that no process can be given
                return identify(path, None)
            raise Pending(self._helper)
        return self._known

    def take(self) -> None:
        """The helper has answered."""
        if self._helper is not None:
            helper, self._helper = self._helper, None
            self._path, self._known = helper.path, helper.identity()

    def stop(self) -> None:
        self._known = None
        if self._helper is not None:
            self._helper.stop()
            self._helper = None


def main() -> None:
    """In the helper: the path comes as an argument, the identity goes to standard output."""
    found = identify(sys.argv[1], None)
    movie = found.movie.to_json() if found.movie else None
    words = {"movie": movie, "kind": found.kind, "source": found.source, "sureness": found.sureness}
    print(json.dumps(words), flush=True)
    os._exit(0)  # nothing is left to be tidied up


def _identity(told: Any) -> Identity:
    movie = None if told["movie"] is None else Movie.from_json(told["movie"])
    return Identity(movie, told["kind"], told["source"], told["sureness"])
