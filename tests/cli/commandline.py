"""The command line as tests run it: in a folder of its own, in this process or in another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List

import pytest

from verdict.cli import main
from verdict.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
RAIDERS = "tt0082971"


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Cli:
    """Runs commands with VERDICT_HOME in a folder of the test's."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> Ended:
        """In this process."""
        self._capsys.readouterr()
        code = main(list(words))
        said = self._capsys.readouterr()
        return Ended(code, said.out, said.err)

    def apart(self, *words: "str | bytes", given: bytes = b"", **environment: str) -> Ended:
        """In a process of its own, as a user starts it."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "plugin.py"), *words],
            input=given,
            capture_output=True,
            env=self.environment(**environment),
            timeout=30,
        )
        coding = environment.get("PYTHONIOENCODING", "utf-8")
        return Ended(done.returncode, done.stdout.decode(coding), done.stderr.decode(coding))

    def environment(self, **more: str) -> Dict[str, str]:
        return {**os.environ, "VERDICT_HOME": str(self.home), "PYTHONUTF8": "1", **more}

    @property
    def config(self) -> Path:
        return self.home / "verdict.toml"

    def configure(self, *tables: str) -> None:
        self.home.mkdir(mode=0o700, exist_ok=True)
        self.config.write_text("\n".join(tables), "utf-8")

    def link(self, box: Sandbox, api: str = "v2", *tables: str, **trakt: str) -> None:
        """Link the sandbox's account; trakt: settings in the place of the sandbox's own."""
        settings = box.settings()
        lines = [f"{key} = {json.dumps(v)}" for key, v in {**settings["trakt"], "api": api, **trakt}.items()]
        self.configure("[trakt]", *lines, *tables)
        if api == "v2":
            (self.home / "token.json").write_text(json.dumps(settings["token"]), "utf-8")

    def ratings(self) -> List[Dict[str, Any]]:
        """The journal, as `journal --json` tells it."""
        found: List[Dict[str, Any]] = self("journal", "--json").json["ratings"]
        return found

    def states(self) -> List[str]:
        return [rating["state"] for rating in self.ratings()]
