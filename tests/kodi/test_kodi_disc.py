"""A small DVD: a menu, and a film of seventy seconds that leads back to it."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from tests.kodi.evening import Evening
from tests.players.stage import MEDIA

MENU_IS_READY = "Integer.IsGreater(Player.Time(ss),1)"


@pytest.fixture
def disc(evening: Evening, tmp_path: Path) -> str:
    """The disc as a folder. A film may be guessed where it takes a minute; the menu takes two seconds."""
    evening.kodi.stage("finish.shortest_guess_minutes", "1")
    folder = tmp_path / "Alien (1979)"
    with tarfile.open(MEDIA / "disc.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return str(folder / "VIDEO_TS" / "VIDEO_TS.IFO")


def test_a_menu_is_never_asked_about(evening: Evening, disc: str) -> None:
    evening.play_file(disc)
    evening.kodi.until(lambda: evening.kodi.is_on(MENU_IS_READY))
    evening.kodi.stop()
    evening.decision("pass")
    evening.kodi.until(lambda: not evening.kodi.call("Player.GetActivePlayers"))
    assert not evening.kodi.has_prompt


def test_the_film_that_was_chosen_in_a_menu_is_asked_about_when_the_menu_is_left(
    evening: Evening, disc: str
) -> None:
    evening.play_file(disc)
    evening.kodi.until(lambda: evening.kodi.is_on(MENU_IS_READY))
    evening.press("select")
    while (evening.event("opened")["duration"] or 0) < 60:  # the menu, as often as it begins
        pass
    evening.kodi.seek(97)
    evening.decision("later", because="another film follows at once")
    assert not evening.kodi.has_prompt
    evening.kodi.stop()
    evening.see_prompt("Alien")
