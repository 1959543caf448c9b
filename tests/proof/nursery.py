"""A process that has everything imported and gives birth to others: each does a deed, and may be killed.

Deeds: `cli` runs a command, `plugin` runs it with a Python of its own, `evening` watches and rates a film,
`boast` calls a rating saved too early, as nobody of ours should.

Orders come as JSON lines, answers go back the same way. Run as `python -m tests.proof.nursery`; a test
holds a `Nursery`. A child is a real process with its own SQLite; only the start of Python is saved.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Sequence

from tests.proof import tracer

ROOT = Path(__file__).resolve().parents[2]
_NEEDED = ("cli.rate", "cli.unrate", "cli.send", "cli.submit", "cli.journal", "cli.status", "cli.failure")
_NEEDED_TOO = ("cli.progress", "trakt.session", "trakt.v1", "trakt.v2", "cli.logs", "app", "settings")


@dataclass(frozen=True)
class Ran:
    """How a child ended, and what it said. steps: where it was traced; peak: bytes of memory, where not."""

    code: int
    out: str
    err: str
    steps: int = 0
    killed: bool = False
    at: str = ""
    peak: int = 0


class Nursery:
    """The test's side."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'lib'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        )

    def close(self) -> None:
        self._process.communicate(timeout=30)

    def run(
        self,
        home: Path,
        deed: str,
        *words: str,
        trace: bool = False,
        kill_at: Optional[int] = None,
        largest: Optional[int] = None,
        born: Callable[[int], None] = lambda _: None,
    ) -> Ran:
        """Let a child do the deed, and wait for its end.

        largest: bytes of a file, no write goes beyond; born: told its process id before it is through.
        """
        order = {"home": str(home), "deed": deed, "words": words, "trace": trace, "kill_at": kill_at}
        order["largest"] = largest
        said = [self._folder / "out", self._folder / "err"]
        for path in said:  # a child that dies at once must not be taken to have said what the last one did
            path.write_text("")
        self._send({**order, "said": [str(path) for path in said]})
        born(int(self._receive()["born"]))
        end = self._receive()
        out, err = (path.read_text("utf-8") for path in said)
        return Ran(out=out, err=err, **end)

    def _send(self, order: Dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _receive(self) -> Dict[str, Any]:
        assert self._process.stdout is not None
        answer: Dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _serve() -> None:
    for name in (*_NEEDED, *_NEEDED_TOO):
        importlib.import_module(f"verdict.{name}")
    importlib.import_module("tests.proof.evening")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(order)
        print(json.dumps({"born": child}), file=answers)
        print(json.dumps(_outlive(child, order)), file=answers)


def _live(order: Dict[str, Any]) -> None:
    code = 70
    try:
        os.environ["VERDICT_HOME"] = order["home"]
        for number, path in enumerate(order["said"], 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        if order["largest"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
        if order["trace"]:
            tracer.offer()
        code = _do(order["deed"], order["words"])
    finally:
        os._exit(code)


def _do(deed: str, words: Sequence[str]) -> int:
    if deed == "evening":
        from tests.proof.evening import evening

        return evening(list(words))
    if deed == "plugin":
        os.execv(sys.executable, [sys.executable, str(ROOT / "plugin.py"), *words])
    if deed == "boast":
        from tests.proof.evening import boast

        return boast()
    from verdict.cli import main

    return main(list(words))


def _outlive(child: int, order: Dict[str, Any]) -> Dict[str, Any]:
    if not order["trace"]:
        _, status, used = os.wait4(child, 0)
        code, killed = os.waitstatus_to_exitcode(status), os.WIFSIGNALED(status)
        return {"code": code, "killed": killed, "peak": used.ru_maxrss * 1024}
    return vars(tracer.trace(child, order["kill_at"]))


if __name__ == "__main__":
    _serve()
