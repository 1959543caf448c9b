"""Which film was it? The choice in the real Kodi: by number, with the remote, with a search typed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kodi.evening import Evening
from tests.kodi.test_kodi_sources import clip

DUNE, OLD_DUNE, MATRIX = "tt1160419", "tt0087182", "tt0133093"
KEYBOARD = "Window.IsActive(virtualkeyboard)"


@pytest.fixture
def guesses(evening: Evening) -> Evening:
    """Our clip is short, and is to count under a name that is only a guess."""
    evening.kodi.stage("finish.shortest_guess_minutes", "0")
    return evening


def ask(evening: Evening, title: str) -> None:
    evening.script(action="rate", dbid=evening.kodi.numbers[title])
    evening.see_prompt(title)


def test_a_file_in_doubt_is_chosen_first_and_is_known_from_then_on(guesses: Evening, tmp_path: Path) -> None:
    file = clip(tmp_path, "Dune.mkv")
    assert guesses.play_file(file)["doubtful"]
    guesses.finish()
    guesses.see_choice("Dune 1984", "Dune 2021")
    assert guesses.kodi.shown("about") == "The file's name says: Dune"
    guesses.press("number1")
    guesses.see_prompt("Dune")
    assert guesses.kodi.shown("facts").startswith("1984")
    guesses.press("number6")
    guesses.rating_arrives(OLD_DUNE, 6)
    opened = guesses.play_file(file)
    assert (opened["movie"]["ids"]["imdb"], opened["certain"]) == (OLD_DUNE, True)


def test_the_remote_chooses_too_and_a_stray_ok_chooses_nothing(guesses: Evening, tmp_path: Path) -> None:
    guesses.play_file(clip(tmp_path, "Dune.mkv"))
    guesses.finish()
    guesses.see_choice("Dune 1984", "Dune 2021")
    guesses.press("select")
    guesses.focus(104, "down")
    guesses.press("down")
    guesses.kodi.until(lambda: guesses.kodi.text("Container(104).CurrentItem") == "2")
    guesses.press("select")
    guesses.see_prompt("Dune")
    assert guesses.kodi.shown("facts").startswith("2021")
    guesses.press("back")
    guesses.see_no_prompt()
    assert guesses.rated == []


def test_none_of_these_rates_nothing_and_keeps_nothing(guesses: Evening, tmp_path: Path) -> None:
    guesses.play_file(clip(tmp_path, "Dune.mkv"))
    guesses.finish()
    guesses.see_choice("Dune 1984", "Dune 2021")
    guesses.focus(104, "down")
    guesses.focus(211, "down", "down")
    guesses.focus(212, "right")
    guesses.press("select")
    guesses.see_no_prompt()
    assert (guesses.rated, guesses.not_rated_yet()) == ([], [])


def test_wrong_film_leads_to_a_search_that_is_typed_in(evening: Evening) -> None:
    evening.rate_silently(DUNE, "unrate")
    ask(evening, "Dune")
    evening.focus(201, "down")
    evening.focus(204, "right", "right")
    evening.press("select")
    evening.see_choice("Dune 1984")
    evening.focus(104, "down")
    evening.focus(211, "down")
    evening.press("select")
    evening.type_in_keyboard("The Matrix")
    evening.see_choice("The Matrix 1999")
    evening.press("number1")
    evening.see_prompt("The Matrix")
    evening.press("number8")
    evening.rating_arrives(MATRIX, 8)


def begin_to_type(evening: Evening) -> None:
    """From the prompt for Dune to Kodi's keyboard."""
    ask(evening, "Dune")
    evening.kodi.display.key("w")
    evening.see_choice("Dune 1984")
    evening.focus(104, "down")
    evening.focus(211, "down")
    evening.press("select")
    evening.kodi.until(lambda: evening.kodi.is_on(KEYBOARD))


def test_back_leads_from_the_keyboard_to_the_choice_and_on_to_the_prompt(evening: Evening) -> None:
    begin_to_type(evening)
    evening.press("back")
    evening.kodi.until(lambda: not evening.kodi.is_on(KEYBOARD))
    evening.see_choice("Dune 1984")
    evening.press("back")
    evening.see_prompt("Dune")
    evening.press("back")
    evening.see_no_prompt()


def test_the_next_film_takes_the_keyboard_away(evening: Evening) -> None:
    begin_to_type(evening)
    evening.play("The Matrix")
    evening.kodi.until(lambda: not evening.kodi.is_on(KEYBOARD))
    evening.see_no_prompt()
