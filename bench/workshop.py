"""What the measurements share: how often to repeat, a folder, a display, homes linked to a sandbox."""

from __future__ import annotations

import contextlib
import json
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any, Dict

from bench.figure import CannotMeasure
from tests.players.stage import ROOT, Display, missing
from verdict.sandbox import Sandbox

PROBE = ROOT / "bench" / "probe.py"


class Workshop:
    """Opened once for a run, closed at its end; a display is started when the first film needs one."""

    def __init__(self, is_quick: bool) -> None:
        self.is_quick = is_quick
        self._stack = contextlib.ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="verdict-bench-")))
        self._folders = 0

    def times(self, full: int, quick: int) -> int:
        """How often to repeat."""
        return quick if self.is_quick else full

    @cached_property
    def display(self) -> Display:
        """CannotMeasure where none can be started."""
        lacking = missing()
        if lacking:
            raise CannotMeasure(lacking)
        return self._stack.enter_context(Display(1280, 720))

    def folder(self) -> Path:
        """A new and empty one."""
        self._folders += 1
        made = self._folder / str(self._folders)
        made.mkdir()
        return made

    def home(self, box: Sandbox, api: str = "v2") -> Path:
        """A fresh VERDICT_HOME that is linked to this sandbox."""
        settings = box.settings()
        home = self.folder()
        (home / "verdict.toml").write_text(_toml({**settings["trakt"], "api": api}), encoding="utf-8")
        (home / "token.json").write_text(json.dumps(settings["token"]), encoding="utf-8")
        return home

    def close(self) -> None:
        self._stack.close()


def _toml(trakt: Dict[str, Any]) -> str:
    return "[trakt]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in trakt.items())
