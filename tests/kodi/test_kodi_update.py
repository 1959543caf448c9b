"""Kodi updates the add-on from a repository while its service runs: no film and no rating is lost by it."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.kodi.evening import FILM_SECONDS, Evening
from tests.kodi.repository import NEWER, begin_with, install, newer_version, update
from tests.kodi.stage import Home, fill_library, running, started
from tests.kodi.test_kodi_restart import seconds_played
from tests.kodi.test_kodi_trouble import leaves_well
from tests.players.stage import Display
from tools.kodi_zip import ADDON
from verdict.sandbox import Sandbox

MATRIX, DUNE = "tt0133093", "tt1160419"
OPENS = "stage.opens"  # a property of the Home window
# A slow box: Kodi has unloaded the add-on before this comes to its first question.
SLOWLY = f"""
import time, xbmc, xbmcaddon, xbmcgui
addon = xbmcaddon.Addon
def slowly(name):
    xbmcgui.Window(10000).setProperty("{OPENS}", "true")
    while xbmc.getCondVisibility("System.HasAddon({ADDON})"):
        time.sleep(0.02)
    return addon(name)
xbmcaddon.Addon = slowly
"""


@pytest.fixture
def own(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox, tmp_path: Path
) -> Iterator[Evening]:
    """A Kodi of one's own, for which there is an update."""
    home = own_home()
    sandbox.reset()
    with newer_version(home, tmp_path / "repository"), running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        yield Evening(kodi, sandbox)
    sandbox.start()


def test_a_film_that_plays_during_an_update_is_joined_by_the_newer_version_and_asked_about_once(
    own: Evening,
) -> None:
    own.kodi.stage("finish.watched_at_least_percent", "25")
    own.play("The Matrix")
    own.kodi.until(lambda: seconds_played(own.kodi) > 0.3 * FILM_SECONDS)
    own.press("pause")
    own.event("paused")
    update(own)
    opened = own.event("opened")
    assert opened["left_off"]["covered"] == [[0, pytest.approx(opened["position"], abs=0.5)]]
    own.event("paused")
    own.press("pause")
    own.kodi.seek(96)
    own.see_prompt("The Matrix")
    own.press("number9")
    own.rating_arrives(MATRIX, 9)
    own.see_no_prompt()
    assert [line["decision"] for line in own.kodi.home.trace() if "because" in line] == ["ask"]
    leaves_well(own.kodi.home)


def test_an_update_with_the_prompt_open_leaves_the_film_for_later_and_the_newer_version_offers_it(
    own: Evening,
) -> None:
    own.ask("Dune")
    update(own)
    own.see_no_prompt()
    assert own.not_rated_yet() == ["Dune"]
    own.open_menu()
    own.choose("Not rated yet")
    own.see_list("Not rated yet")
    own.choose("Dune (2021)")
    own.see_list("Dune (2021)")
    own.choose("Rate it now")
    own.see_prompt("Dune")
    own.press("number7")
    own.rating_arrives(DUNE, 7)
    assert own.not_rated_yet() == []
    assert own.kodi.home.log.count("didn't stop") == 1  # Kodi 20 waits five seconds before it lets go
    assert "Traceback" not in own.kodi.home.log


def test_a_rating_that_waits_during_an_update_is_sent_by_the_newer_version_with_the_same_settings_and_sign_in(
    own: Evening,
) -> None:
    own.box.stop()
    own.rate_silently(MATRIX, 8)
    own.kodi.stage("rating.mode", "simple")
    update(own)
    own.box.start()
    own.rating_arrives(MATRIX, 8)
    sent = [record for record in own.box.requests if record.path == "/sync/ratings"]
    assert {record.headers["User-Agent"] for record in sent} == {f"Verdict/{NEWER}"}
    own.script(action="rate", imdb=DUNE)
    own.kodi.until(lambda: own.kodi.can_answer)
    own.press("number1")  # love, in the mode that was chosen before the update
    own.rating_arrives(DUNE, 10)
    leaves_well(own.kodi.home)


def test_an_update_that_comes_while_the_service_still_opens_breaks_nothing(
    own_home: Callable[[], Home], display: Display, tmp_path: Path
) -> None:
    home = own_home()
    begin_with(home.kodi / "addons" / ADDON, SLOWLY)
    with newer_version(home, tmp_path / "repository"), started(home, display) as kodi:
        kodi.until(lambda: kodi.text(f"Window(home).Property({OPENS})"))
        install(kodi)
        kodi.until(lambda: home.is_serving)
        leaves_well(home)
