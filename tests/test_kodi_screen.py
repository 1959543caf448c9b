"""The screen when the add-on goes, with Kodi's own classes as its stubs have them."""

from __future__ import annotations

from typing import List

import pytest

from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.hosts.kodi import screen
from verdict.hosts.kodi.screen import KodiScreen
from verdict.hosts.kodi.window import PromptWindow


class Keyboard:
    """Kodi's keyboard: what was done to it."""

    def __init__(self) -> None:
        self.said: List[str] = []

    def open_for(self, choice: Choice) -> None:
        self.said.append(f"opened for {choice.named.title}")

    def close(self) -> None:
        self.said.append("closed")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Keyboard:
    keyboard = Keyboard()
    monkeypatch.setattr(screen, "keyboard", keyboard)
    monkeypatch.setattr(screen, "open_window", lambda _: PromptWindow("", ""))
    monkeypatch.setattr(PromptWindow, "vanish", lambda *_: None)
    return keyboard


def shown(choice: Choice) -> KodiScreen:
    kodi = KodiScreen(Words(), lambda _: None, lambda _: "")
    kodi.show_choice(choice, None)
    kodi.settle()
    return kodi


def test_a_keyboard_that_is_open_goes_with_us(keyboard: Keyboard) -> None:
    shown(Choice(7, Movie("Dune"), typed="")).leave(lambda: False)
    assert keyboard.said == ["opened for Dune", "closed"]


def test_a_keyboard_that_is_not_ours_stays(keyboard: Keyboard) -> None:
    shown(Choice(7, Movie("Dune"))).leave(lambda: False)
    assert keyboard.said == []


def test_kodi_is_asked_for_nothing_while_it_quits(keyboard: Keyboard) -> None:
    shown(Choice(7, Movie("Dune"), typed="")).leave(lambda: True)
    assert keyboard.said == ["opened for Dune"]
