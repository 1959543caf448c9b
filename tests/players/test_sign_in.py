"""Signing in over the real mpv, with real keys: offered with the rating, agreed to elsewhere, cancelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable, Iterator, Optional

import pytest

from tests.players.any_mpv import Desk
from tests.players.stage import FILM, Display, Viewer
from tests.players.test_play import rated
from verdict.sandbox import Sandbox

HomeFor = Callable[..., Path]
UNTIMED = {"mode": "advanced", "timeout_seconds": 0}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(interval=1) as box:
        yield box


def signed_out(home: Path) -> Path:
    """The same home before anybody signed in, with a key for the sign-in."""
    (home / "token.json").unlink()
    (home / "keys.conf").write_text("k script-message verdict-sign-in\n", encoding="ascii")
    return home


def code_of(box: Sandbox) -> str:
    """The code that Trakt gave, once it has."""
    record = box.wait_for(lambda record: record.path == "/oauth/device/code", timeout=20.0)
    return str(record.answer["user_code"])


def is_signed_in(box: Sandbox) -> None:
    box.wait_for(lambda r: r.path == "/oauth/device/token" and r.status == 200, timeout=20.0)


def until_said(viewer: Viewer, words: str) -> Optional[str]:
    assert viewer.process.stderr is not None
    return next((line for line in viewer.process.stderr if words in line), None)


def test_a_rating_without_an_account_leads_to_the_sign_in_and_is_sent(
    display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    home = signed_out(home_for(sandbox, rating=UNTIMED))
    with Viewer(home, mpv=["--fullscreen"], environment=display.environment) as viewer:
        viewer.decision("ask")
        display.key("9")
        for _ in ("when the film was opened", "when it was rated"):
            assert until_said(viewer, "not signed in")
        display.key("Return")
        code = code_of(sandbox)
        display.picture_of_prompt(tmp_path / "sign-in.png")
        sandbox.approve(code)
        sandbox.wait_for(lambda r: r.path == "/sync/ratings" and r.method == "POST", timeout=20.0)
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [9]
    assert json.loads((home / "token.json").read_text())["access_token"]


def test_a_key_of_the_users_opens_it_over_a_film_and_escape_gives_the_film_back(
    display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = signed_out(home_for(sandbox))
    options = [f"--input-conf={home / 'keys.conf'}", "--speed=1", "--pause"]
    with Viewer(home, mpv=options, environment=display.environment) as viewer:
        viewer.event("opened")
        display.key("k")
        code_of(sandbox)
        display.key("Escape", "q")
        viewer.decision("pass")
        assert viewer.end()[0] == 0
    assert not (home / "token.json").exists()


def test_an_mpv_of_the_users_own_signs_in_the_same_way(
    display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    with Desk(signed_out(home_for(sandbox)), display) as desk:
        desk.install()
        agent = desk.agent()
        desk.wait_for_file("agent")
        keys = f"--input-conf={desk.home / 'keys.conf'}"
        mpv = desk.mpv(keys, "--pause", "--fullscreen", films=[FILM], speed=1)
        agent.event("opened")
        desk.key_to(mpv, "k")
        code = code_of(sandbox)
        display.picture_of_prompt(tmp_path / "sign-in.png")
        sandbox.approve(code)
        is_signed_in(sandbox)
        desk.key_to(mpv, "q")
        mpv.end()
        assert (desk.home / "token.json").exists()
