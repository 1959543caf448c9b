"""The prompt in the real Kodi: when it comes, what it shows, and what the keys of a remote do with it."""

from __future__ import annotations

import pytest

from tests.kodi.evening import Evening

MATRIX = "tt0133093"


def test_a_film_that_was_watched_is_rated_with_one_key(evening: Evening) -> None:
    evening.kodi.stage("finish.watched_at_least_percent", "50")
    evening.play("The Matrix")
    evening.decision("ask")
    evening.see_prompt("The Matrix")
    assert evening.kodi.shown("question") == "How was it?"
    evening.press("number9")
    evening.see_word("Saved: 9 · Superb")
    evening.rating_arrives(MATRIX, 9)


@pytest.mark.parametrize(
    ("mode", "key", "submitted"),
    [
        ("advanced", "number0", 10),
        ("stars", "number4", 8),
        ("simple", "number1", 10),
        ("simple", "number2", 1),
    ],
)
def test_a_digit_answers_at_once(evening: Evening, mode: str, key: str, submitted: int) -> None:
    evening.rate_silently("tt1160419", "unrate")
    evening.kodi.stage("rating.mode", mode)
    evening.ask("Dune")
    evening.press(key)
    evening.rating_arrives("tt1160419", submitted)


@pytest.mark.parametrize(
    ("mode", "choices", "item", "submitted"),
    [("advanced", 102, 3, 3), ("stars", 103, 5, 5), ("simple", 101, 2, 1)],
)
def test_arrows_move_and_ok_chooses_what_they_moved_to(
    evening: Evening, mode: str, choices: int, item: int, submitted: int
) -> None:
    evening.rate_silently("tt1160419", "unrate")
    evening.kodi.stage("rating.mode", mode)
    evening.ask("Dune")
    evening.move("right", choices, item)
    evening.press("select")
    evening.rating_arrives("tt1160419", submitted)


def test_a_stray_ok_rates_nothing_and_back_skips(evening: Evening) -> None:
    evening.rate_silently(MATRIX, "unrate")
    evening.ask()
    evening.press("select", "back")
    assert evening.event("dismissed")["why"] == "skip"
    evening.see_no_prompt()
    assert evening.rated == []
    assert evening.not_rated_yet() == []


def test_the_present_rating_is_shown_and_has_the_focus(evening: Evening) -> None:
    evening.rate_silently(MATRIX, 7)
    evening.ask()
    assert evening.kodi.shown("facts") == "1999 · Your rating: 7 · Good"
    evening.move("right", 102, 8)
    evening.press("select")
    evening.rating_arrives(MATRIX, 8)


def test_the_buttons_below_are_reached_with_down(evening: Evening) -> None:
    evening.rate_silently(MATRIX, 7)
    evening.ask()
    evening.press("down", "right", "right", "select")
    evening.see_word("Saved: rating taken away")


def test_the_countdown_runs_out_and_keeps_the_film(evening: Evening) -> None:
    evening.kodi.stage("rating.timeout_seconds", "2")
    evening.ask()
    assert evening.kodi.shown("clock").startswith("Closes in")
    assert evening.event("dismissed")["why"] == "timeout"
    evening.see_no_prompt()
    assert evening.not_rated_yet() == ["The Matrix"]
    evening.kodi.stage("rating.timeout_seconds", "15")


def test_stopping_early_does_not_ask(evening: Evening) -> None:
    evening.play("The Matrix")
    evening.kodi.seek(30)
    evening.event("sought")
    evening.kodi.stop()
    evening.decision("pass")
    assert not evening.kodi.has_prompt


def test_stopping_in_the_credits_asks(evening: Evening) -> None:
    evening.play("The Matrix")
    evening.kodi.seek(90)
    evening.event("sought")
    evening.kodi.stop()
    evening.decision("ask")
    evening.see_prompt("The Matrix")


def test_seeking_to_the_end_does_not_ask(evening: Evening) -> None:
    evening.kodi.stage("finish.watched_at_least_percent", "50")
    evening.watch("The Matrix")
    assert "was played" in evening.decision("pass")["because"]
    assert not evening.kodi.has_prompt


def test_what_is_set_applies_to_the_next_film(evening: Evening) -> None:
    evening.kodi.stage("rating.ask", "false")
    evening.watch("The Matrix")
    assert evening.decision("pass")["because"] == "the settings say not to ask"
    evening.kodi.stage("rating.ask", "true")


def test_a_film_replaced_in_its_credits_is_kept_and_offered_when_playback_rests(evening: Evening) -> None:
    evening.play("The Matrix")
    evening.kodi.seek(92)
    evening.event("sought")
    evening.play("Dune")
    assert evening.not_rated_yet() == ["The Matrix"]
    assert not evening.kodi.has_prompt
    evening.kodi.stop()
    evening.see_prompt("The Matrix")
    evening.press("number6")
    evening.rating_arrives(MATRIX, 6)


def test_the_next_film_closes_the_prompt_and_its_film_is_offered_later(evening: Evening) -> None:
    evening.ask("The Matrix")
    evening.play("Dune")
    evening.see_no_prompt()
    assert evening.not_rated_yet() == ["The Matrix"]
    evening.kodi.stop()
    evening.see_prompt("The Matrix")
    evening.press("back")
    evening.see_no_prompt()
    assert evening.not_rated_yet() == ["The Matrix"]


def test_a_playlist_asks_for_each_film_under_its_own_name_when_it_has_ended(evening: Evening) -> None:
    evening.play_list(evening.of_library("The Matrix"), evening.of_library("Dune"))
    evening.finish()
    assert evening.event("opened")["movie"]["title"] == "Dune"
    assert not evening.kodi.has_prompt
    evening.finish()
    evening.see_prompt("Dune")
    evening.press("number8")
    evening.see_prompt("The Matrix")
    evening.press("number5")
    evening.rating_arrives("tt1160419", 8)
    evening.rating_arrives(MATRIX, 5)
