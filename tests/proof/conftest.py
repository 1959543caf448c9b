"""A sandbox and a nursery for all of a file's tests; a report of how many points were gone through."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Iterator

import pytest

from tests.proof.nursery import Nursery
from verdict.sandbox import Sandbox

_points: "Counter[str]" = Counter()


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path_factory.mktemp("nursery"))
    yield nursery
    nursery.close()


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture(scope="session")
def points() -> "Counter[str]":
    """How many points of each kind were gone through; shown at the end."""
    return _points


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for kind, number in sorted(_points.items()):
        terminalreporter.write_line(f"{number:>6} {kind}")
    deaths = sum(number for kind, number in _points.items() if kind.startswith("deaths"))
    if deaths:
        terminalreporter.write_line(f"{deaths:>6} deaths by SIGKILL, all in all")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: a process dies there in the same way, and no disk suffers."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)
