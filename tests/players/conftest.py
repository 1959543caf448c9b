"""Displays, sandboxes and homes for tests that drive a real player."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest

from tests.players.stage import Display, missing
from verdict.sandbox import Sandbox


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a stage nothing here can run; in CI that is a failure, not a skip."""
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=lacking))


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    with Display(1280, 720) as display:
        yield display


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture
def home_for(tmp_path: Path) -> Callable[..., Path]:
    """Makes a VERDICT_HOME that is linked to a sandbox. Tables of verdict.toml are given by name."""

    def make(box: Sandbox, api: str = "v2", **tables: Dict[str, Any]) -> Path:
        settings = box.settings()
        settings["trakt"]["api"] = api
        merged = {"trakt": settings["trakt"], **tables}
        text = "".join(
            f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
            for name, table in merged.items()
        )
        (tmp_path / "verdict.toml").write_text(text, encoding="utf-8")
        (tmp_path / "token.json").write_text(json.dumps(settings["token"]), encoding="utf-8")
        return tmp_path

    return make
