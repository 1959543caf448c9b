"""A real viewing, heard by Trakt: from its start to its end, also where the window is closed early."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, List

import pytest

from tests.players.stage import PATIENCE, ROOT, Display, Viewer
from verdict.sandbox import Sandbox

HomeFor = Callable[..., Path]
TOLD = ("/scrobble/", "/movie/", "/sync/history")


def told(box: Sandbox) -> List[str]:
    """What was told of watching, in its order; v1's look-ups are none of it."""
    paths = [record.path for record in box.requests if record.path.startswith(TOLD)]
    return ["/".join(path.split("/")[1:3]) for path in paths if "summary" not in path]


def hear(box: Sandbox, path: str) -> Any:
    return box.wait_for(lambda record: record.path.startswith(path), PATIENCE)


@pytest.mark.parametrize(
    ("api", "begins", "ends"),
    [("v2", "/scrobble/start", "/scrobble/stop"), ("v1", "/movie/watching", "/movie/scrobble")],
)
def test_a_whole_film_is_told_from_its_start_to_its_end_and_rated_besides(
    display: Display, sandbox: Sandbox, home_for: HomeFor, api: str, begins: str, ends: str
) -> None:
    with Viewer(home_for(sandbox, api), environment=display.environment) as viewer:
        hear(sandbox, begins)
        viewer.decision("ask")
        assert hear(sandbox, ends).json["progress"] >= 80
        display.key("9")
        assert viewer.end()[0] == 0
    assert told(sandbox) == [begins[1:], ends[1:]]
    assert len(sandbox.plays()) == 1
    assert len(sandbox.ratings()) == 1


@pytest.mark.parametrize(
    ("api", "begins", "ends"),
    [("v2", "/scrobble/start", "/scrobble/stop"), ("v1", "/movie/watching", "/movie/cancelwatching")],
)
def test_a_film_that_is_left_early_is_told_even_though_quitting_waits_for_nobody(
    display: Display, sandbox: Sandbox, home_for: HomeFor, api: str, begins: str, ends: str
) -> None:
    with Viewer(home_for(sandbox, api), mpv=["--speed=1"], environment=display.environment) as viewer:
        hear(sandbox, begins)
        display.key("q")
        assert viewer.end()[0] == 0
        hear(sandbox, ends)
    assert sandbox.plays() == []


def test_nothing_is_told_where_the_settings_say_so(
    display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox, scrobble={"enabled": False})
    with Viewer(home, environment=display.environment) as viewer:
        viewer.decision("ask")
        display.key("9")
        assert viewer.end()[0] == 0
    assert told(sandbox) == []
    assert len(sandbox.ratings()) == 1


def test_a_film_that_ended_offline_is_a_play_once_trakt_is_back(
    display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    sandbox.stop()
    with Viewer(home, environment=display.environment) as viewer:
        viewer.decision("ask")
        display.key("9")
        assert viewer.end()[0] == 0
    sandbox.start()
    subprocess.run(
        [sys.executable, str(ROOT / "plugin.py"), "send", "--quiet"],
        env={**display.environment, "VERDICT_HOME": str(home)},
        timeout=PATIENCE,
    )
    assert hear(sandbox, "/sync/history").json["movies"][0]["watched_at"]
    assert len(sandbox.plays()) == 1
