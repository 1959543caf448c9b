"""Rating a film while its credits run, in the real mpv: by the agent, and in `verdict play`."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from tests.players.any_mpv import Desk
from tests.players.stage import Display, Traced, Viewer
from verdict.sandbox import Sandbox

AT_ONCE = {"finish_at_percent": 1, "watched_at_least_percent": 0}  # the credits are the whole film


@pytest.fixture(params=["watch", "play"])
def playing(
    request: pytest.FixtureRequest, display: Display, sandbox: Sandbox, home_for: Callable[..., Path]
) -> Callable[..., Traced]:
    """The trace of a film that has begun, in a player whose verdict.toml has these tables."""

    def begin(speed: int = 1, **tables: object) -> Traced:
        home = home_for(sandbox, finish=AT_ONCE, **tables)
        if request.param == "play":
            viewer = Viewer(home, environment=display.environment, mpv=["--fullscreen", f"--speed={speed}"])
            request.addfinalizer(lambda: viewer.__exit__())
            return viewer
        desk = Desk(home, display)
        request.addfinalizer(lambda: desk.__exit__())
        desk.install()
        agent = desk.agent()
        desk.wait_for_file("agent")
        desk.mpv("--fullscreen", speed=speed)
        return agent

    return begin


def test_a_film_rated_in_its_credits_is_not_asked_about_at_its_end(
    playing: Callable[..., Traced], display: Display, tmp_path: Path
) -> None:
    trace = playing()
    trace.event("credits")
    display.wait_for_card(tmp_path / "card.png")
    display.key("F8")
    trace.decision("ask")
    display.key("9")
    assert trace.decision("record")["rating"] == 9
    assert "credits" in trace.decision("pass")["because"]


def test_a_prompt_that_is_still_open_at_the_end_is_answered_there(
    playing: Callable[..., Traced], display: Display, tmp_path: Path
) -> None:
    trace = playing(rating={"timeout_seconds": 0})
    trace.event("credits")
    display.wait_for_card(tmp_path / "card.png")
    display.key("F8")
    trace.decision("ask")
    trace.event("ended")
    display.do("sleep", "3")  # longer than a gate waits that nobody asks to hold
    display.key("4")
    assert trace.decision("record")["rating"] == 4


def test_put_aside_it_asks_at_the_end_and_its_key_is_mpvs_again(
    playing: Callable[..., Traced], display: Display, tmp_path: Path
) -> None:
    trace = playing()
    trace.event("credits")
    display.wait_for_card(tmp_path / "card.png")
    display.key("F8")
    trace.decision("ask")
    display.key("Escape")
    trace.event("dismissed")
    trace.decision("ask")
    display.key("3")
    assert trace.decision("record")["rating"] == 3


def test_the_key_is_the_one_of_the_settings(
    playing: Callable[..., Traced], display: Display, tmp_path: Path
) -> None:
    trace = playing(prompt={"key": "ctrl+r"})
    trace.event("credits")
    display.wait_for_card(tmp_path / "card.png")
    display.key("F8", "ctrl+r")
    trace.decision("ask")
    display.key("5")
    assert trace.decision("record")["rating"] == 5


def test_without_the_card_nothing_is_offered(playing: Callable[..., Traced], display: Display) -> None:
    trace = playing(prompt={"credits_card": False}, speed=4)
    trace.decision("ask")
    assert "credits" not in [line.get("event") for line in trace.lines]
    display.key("5")
    trace.decision("record")
