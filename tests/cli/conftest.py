"""A command line in a folder of the test's own, a sandbox to talk to, and a terminal that types."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, Optional

import pytest
from commandline import Cli

from verdict.sandbox import Sandbox


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    home = tmp_path / "home"
    monkeypatch.setenv("VERDICT_HOME", str(home))
    monkeypatch.delenv("VERDICT_DEBUG", raising=False)
    return Cli(home, capsys)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(interval=1) as box:
        yield box


@pytest.fixture(params=["v1", "v2"])
def linked(request: pytest.FixtureRequest, cli: Cli, box: Sandbox) -> Cli:
    """A command line whose account is the sandbox's, once with each API."""
    cli.link(box, request.param)
    return cli


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make the commands believe that they are on a terminal, whose user types these lines."""

    def types(*lines: Optional[str]) -> None:
        waiting = list(lines)

        def read(_prompt: str = "") -> str:
            line = waiting.pop(0) if waiting else None
            if line is None:
                raise EOFError
            return line

        for module in ("unrated", "rate", "device", "password"):
            monkeypatch.setattr(f"verdict.cli.{module}.is_terminal", lambda _stream: True)
        monkeypatch.setattr("builtins.input", read)
        monkeypatch.setattr("getpass.getpass", read)

    return types
