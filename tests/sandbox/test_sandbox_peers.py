"""Two clients that others wrote, one for each API, and the sandbox that they take for Trakt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.packages import FOLDER, PYTRAKT, install

HERE = Path(__file__).parent


def installed(name: str, *packages: str) -> Path:
    """A folder with these packages alone, made once; both clients call themselves `trakt`."""
    folder = FOLDER / name
    if not (folder / "trakt").is_dir() and not install(folder, ["--no-deps", *packages]):
        pytest.skip(f"{name} could not be installed from PyPI")
    return folder


def run(folder: Path, script: str, given: object) -> dict:
    command = [sys.executable, "-W", "ignore", str(HERE / "peers" / script)]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        command, input=json.dumps(given), env=env, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_client_of_the_classic_api_signs_in_scrobbles_and_rates(box):
    folder = installed("trakt-0.3.6", "trakt==0.3.6", "proxy_tools")
    told = run(folder, "classic.py", {**box.settings()["trakt"], "password": box.password})
    assert told == {"version": "0.3.6", "imdb": "tt0082971", "mode": "advanced"}
    rated = {(rated["title"], rated["rating_advanced"]) for rated in box.ratings()}
    assert rated == {("Indiana Jones and the Raiders of the Lost Ark", 10), ("The Matrix", 7), ("Dune", 7)}
    assert box.plays() == ["Indiana Jones and the Raiders of the Lost Ark (1981)"]


def test_a_client_of_todays_api_refreshes_scrobbles_and_rates(box, tmp_path):
    folder = installed("pytrakt", *PYTRAKT)
    told = run(folder, "today.py", {**box.settings(), "config": str(tmp_path / "config.json")})
    assert told == {"title": "The Matrix", "found": [1984, 2021]}
    assert {(rated["title"], rated["rating_advanced"]) for rated in box.ratings()} == {
        ("The Matrix", 9),
        ("Dune", 7),
    }
    assert box.plays() == ["The Matrix (1999)"]
    assert any(record.path == "/oauth/token" and record.status == 200 for record in box.requests)
