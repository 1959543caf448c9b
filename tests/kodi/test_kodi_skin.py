"""Kodi reloads its skin while it runs: the language is switched, or a setting of the skin."""

from __future__ import annotations

from typing import Iterator

import pytest

from tests.kodi.evening import Evening

ENGLISH, GERMAN = "resource.language.en_gb", "resource.language.de_de"


@pytest.fixture
def speaking(evening: Evening) -> Iterator[Evening]:
    """An evening in whose course the language may be switched."""
    yield evening
    switch(evening, ENGLISH, "Settings")


def test_a_prompt_speaks_the_language_that_kodi_was_switched_to_after_an_earlier_prompt(
    speaking: Evening,
) -> None:
    speaking.ask("Dune")
    assert speaking.kodi.shown("question") == "How was it?"
    speaking.press("number8")
    speaking.see_no_prompt()
    switch(speaking, GERMAN, "Einstellungen")
    speaking.ask("The Matrix")
    assert speaking.kodi.shown("question") == "Wie war’s?"
    speaking.press("number9")
    speaking.see_word("Gespeichert: 9 · Großartig")


def test_a_skin_that_is_reloaded_under_an_open_prompt_leaves_its_film_for_later(evening: Evening) -> None:
    evening.ask("Dune")
    evening.kodi.stage("builtin", "ReloadSkin()")
    evening.see_no_prompt()
    evening.ask("The Matrix")
    evening.press("number9")
    evening.see_word("Saved: 9 · Superb")
    assert evening.not_rated_yet() == ["Dune"]


def switch(evening: Evening, language: str, settings: str) -> None:
    """Switch, and wait until Kodi's window of that name is there again."""
    kodi = evening.kodi
    kodi.call("Settings.SetSettingValue", setting="locale.language", value=language)

    def is_switched() -> bool:
        kodi.go_to_a_calm_window()
        return kodi.text("System.CurrentWindow") == settings

    kodi.until(is_switched)
