"""Real keys and a real mouse at the prompt, as an X server hands them to Kodi."""

from __future__ import annotations

from tests.kodi.evening import Evening

DUNE = "tt1160419"
SEVEN = (858, 350)  # where the 7 stands on a screen of 1280 to 720


def ask(evening: Evening) -> None:
    evening.rate_silently(DUNE, "unrate")
    evening.script(action="rate", dbid=evening.kodi.numbers["Dune"])
    evening.see_prompt("Dune")


def test_a_digit_of_the_keyboard_rates_at_once(evening: Evening) -> None:
    ask(evening)
    evening.kodi.display.key("9")
    evening.rating_arrives(DUNE, 9)


def test_arrows_and_enter_rate_what_they_moved_to(evening: Evening) -> None:
    ask(evening)
    evening.kodi.display.key("Right", "Right", "Right")
    evening.kodi.until(lambda: evening.kodi.text("Container(102).CurrentItem") == "3")
    evening.kodi.display.key("Return")
    evening.rating_arrives(DUNE, 3)


def test_a_stray_enter_rates_nothing_and_escape_skips(evening: Evening) -> None:
    ask(evening)
    evening.kodi.display.key("Return", "Escape")
    evening.see_no_prompt()
    assert evening.rated == []


def test_a_click_rates(evening: Evening) -> None:
    ask(evening)
    evening.kodi.display.click(*SEVEN)
    evening.rating_arrives(DUNE, 7)
