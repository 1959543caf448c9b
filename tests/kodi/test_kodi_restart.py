"""The service comes and goes while Kodi runs on: it is started anew, in mid-film too, after an update."""

from __future__ import annotations

from typing import Callable, Iterator

import pytest

from tests.kodi.evening import FILM_SECONDS, Evening
from tests.kodi.stage import Home, Kodi, fill_library, running
from tests.kodi.test_kodi_trouble import leaves_well
from tests.players.stage import Display
from verdict.sandbox import Sandbox


@pytest.fixture
def own(own_home: Callable[[], Home], display: Display, sandbox: Sandbox) -> Iterator[Evening]:
    """A Kodi of one's own, in which half of a film has to be played."""
    home = own_home()
    home.write_settings({**home.settings, "finish.watched_at_least_percent": "50"})
    sandbox.reset()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        yield Evening(kodi, sandbox)


def test_a_film_that_plays_while_the_service_is_started_anew_is_asked_about_once(own: Evening) -> None:
    own.play("The Matrix")
    own.kodi.until(lambda: seconds_played(own.kodi) > 0.6 * FILM_SECONDS)
    own.press("pause")
    own.event("paused")
    own.restart_service()
    opened = own.event("opened")
    assert opened["position"] == pytest.approx(0.6 * FILM_SECONDS, abs=1.5)
    assert opened["left_off"]["covered"] == [[0, pytest.approx(opened["position"], abs=0.5)]]
    own.event("paused")
    own.press("pause")
    own.kodi.seek(96)
    own.see_prompt("The Matrix")
    own.press("number9")
    own.rating_arrives("tt0133093", 9)
    own.see_no_prompt()
    assert [line["decision"] for line in own.kodi.home.trace() if "because" in line] == ["ask"]


def test_a_film_that_begins_when_the_service_has_only_just_been_started_is_asked_about_once(
    own: Evening,
) -> None:
    own.restart_service(lambda: own.kodi.play(own.of_library("The Matrix")))
    assert own.event("opened")["position"] < 0.2 * FILM_SECONDS
    own.see_prompt("The Matrix")
    own.press("number9")
    own.rating_arrives("tt0133093", 9)
    assert [line["event"] for line in own.kodi.home.trace() if line.get("event") == "opened"] == ["opened"]


def test_a_service_that_is_disabled_with_its_prompt_open_leaves_kodi_alive_and_the_film_for_later(
    own: Evening,
) -> None:
    own.kodi.stage("finish.watched_at_least_percent", "0")
    own.ask("Dune")
    own.restart_service()
    own.see_no_prompt()
    assert own.not_rated_yet() == ["Dune"]
    own.ask("The Matrix")
    own.kodi.quit()
    assert own.kodi.home.log.count("didn't stop") == 1  # Kodi 20 waits five seconds before it lets go
    assert "Traceback" not in own.kodi.home.log


def test_a_film_in_its_last_minutes_when_kodi_quits_is_kept_as_not_rated_yet(own: Evening) -> None:
    own.play("The Matrix")
    own.kodi.until(lambda: seconds_played(own.kodi) > 0.85 * FILM_SECONDS)
    own.kodi.quit()
    leaves_well(own.kodi.home)
    assert own.not_rated_yet() == ["The Matrix"]


def seconds_played(kodi: Kodi) -> float:
    time = kodi.call("Player.GetProperties", playerid=1, properties=["time"])["time"]
    return float(time["seconds"]) + float(time["milliseconds"]) / 1000
