"""The prompt as a value: what keys and the mouse make of it, in every mode."""

from __future__ import annotations

import pytest

from verdict.core.events import Why
from verdict.core.prompt import Key, Prompt, open_prompt
from verdict.core.rating import HATE, LOVE, UNRATE, Rated, Rating, RatingMode

from .playing import RAIDERS

SIMPLE, ADVANCED, STARS = RatingMode.SIMPLE, RatingMode.ADVANCED, RatingMode.STARS
DIGITS = {key: int(key.value) for key in Key if key.value.isdigit()}
TAKES_AWAY, NEVER, SKIP = Rating(UNRATE), Why.NEVER, Why.SKIP


def prompt(mode=ADVANCED, present=Rated(), **fields):  # noqa: B008 - a frozen value
    return open_prompt(1, RAIDERS, mode, present, **fields)


def press(opened, *keys):
    """The answer to the last of these keys; none before it may have given one."""
    answer = None
    for key in keys:
        assert answer is None
        opened, answer = opened.press(key)
    return answer


def after(opened, *keys):
    for key in keys:
        opened, _ = opened.press(key)
    return opened


# --- keys that answer at once --------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "digit"), DIGITS.items())
def test_in_advanced_mode_a_digit_rates_at_once_and_0_is_10(key, digit):
    assert press(prompt(ADVANCED), key) == Rating(digit or 10)


@pytest.mark.parametrize(("key", "digit"), DIGITS.items())
def test_in_stars_a_digit_from_1_to_5_rates_at_once_in_whole_stars(key, digit):
    expected = Rating(2 * digit) if 1 <= digit <= 5 else None
    assert press(prompt(STARS), key) == expected


@pytest.mark.parametrize(("key", "digit"), DIGITS.items())
def test_in_simple_mode_1_is_love_and_2_is_hate(key, digit):
    assert press(prompt(SIMPLE), key) == {1: Rating(LOVE), 2: Rating(HATE)}.get(digit)


def test_in_simple_mode_l_and_h_are_love_and_hate():
    assert press(prompt(SIMPLE), Key.LOVE) == Rating(LOVE)
    assert press(prompt(SIMPLE), Key.HATE) == Rating(HATE)


@pytest.mark.parametrize("mode", [ADVANCED, STARS])
@pytest.mark.parametrize("key", [Key.LOVE, Key.HATE])
def test_in_the_other_modes_l_and_h_mean_nothing(mode, key):
    assert press(prompt(mode), key, Key.ENTER) is None


@pytest.mark.parametrize("mode", list(RatingMode))
@pytest.mark.parametrize(("key", "answer"), [(Key.UNRATE, TAKES_AWAY), (Key.NEVER, NEVER), (Key.SKIP, SKIP)])
def test_unrate_never_and_skip_have_their_own_keys_in_every_mode(mode, key, answer):
    assert press(prompt(mode), key) == answer
    assert press(prompt(mode), Key.RIGHT, Key.DOWN, key) == answer


# --- no stray Enter ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", list(RatingMode))
def test_enter_alone_rates_nothing(mode):
    assert press(prompt(mode), Key.ENTER) is None
    assert press(prompt(mode), Key.ENTER, Key.ENTER, Key.ENTER) is None


@pytest.mark.parametrize("mode", list(RatingMode))
@pytest.mark.parametrize("key", [Key.OTHER, Key.UP, Key.ENTER])
def test_a_key_that_moves_nowhere_gives_enter_nothing_to_submit(mode, key):
    assert press(prompt(mode), key, Key.ENTER) is None


@pytest.mark.parametrize("mode", list(RatingMode))
def test_what_the_mouse_happens_to_rest_on_is_not_what_enter_submits(mode):
    assert press(prompt(mode).point(0), Key.ENTER) is None


@pytest.mark.parametrize("mode", list(RatingMode))
def test_enter_on_a_film_that_was_rated_keeps_its_rating(mode):
    shown = Rated("love", 9).shown_in(mode)
    kept = press(prompt(mode, Rated("love", 9)), Key.ENTER)
    assert Rated.by(kept).shown_in(mode) == shown


def test_enter_after_down_and_up_again_rates_nothing():
    assert press(prompt(), Key.DOWN, Key.UP, Key.ENTER) is None


# --- moving --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "keys", "answer"),
    [
        (SIMPLE, [Key.RIGHT], Rating(LOVE)),
        (SIMPLE, [Key.RIGHT, Key.RIGHT], Rating(HATE)),
        (SIMPLE, [Key.LEFT], Rating(HATE)),
        (ADVANCED, [Key.RIGHT], Rating(1)),
        (ADVANCED, [Key.RIGHT] * 7, Rating(7)),
        (ADVANCED, [Key.LEFT], Rating(10)),
        (ADVANCED, [Key.HOME], Rating(1)),
        (ADVANCED, [Key.END, Key.LEFT], Rating(9)),
        (STARS, [Key.RIGHT] * 3, Rating(3)),
        (STARS, [Key.END], Rating(10)),
    ],
)
def test_enter_submits_what_the_arrows_moved_to(mode, keys, answer):
    assert press(prompt(mode), *keys, Key.ENTER) == answer


@pytest.mark.parametrize("mode", list(RatingMode))
def test_the_focus_stops_at_both_ends_of_the_choices(mode):
    right = after(prompt(mode), *[Key.RIGHT] * 30)
    assert right.focus == len(right.choices) - 1
    left = after(right, *[Key.LEFT] * 30)
    assert left.focus == 0


def test_down_comes_to_the_buttons_and_up_back_to_the_present_rating():
    rated = prompt(ADVANCED, Rated("love", 7))
    assert press(rated, Key.DOWN, Key.ENTER) is SKIP
    assert press(rated, Key.DOWN, Key.RIGHT, Key.ENTER) is NEVER
    assert press(rated, Key.DOWN, Key.RIGHT, Key.RIGHT, Key.ENTER) == TAKES_AWAY
    assert press(rated, Key.DOWN, Key.UP, Key.ENTER) == Rating(7)


def test_the_focus_stops_at_both_ends_of_the_buttons():
    assert press(prompt(), Key.DOWN, Key.LEFT, Key.LEFT, Key.ENTER) is SKIP
    assert press(prompt(), Key.DOWN, *[Key.RIGHT] * 9, Key.ENTER) is NEVER


def test_down_on_the_buttons_stays_where_it_is():
    assert press(prompt(), Key.DOWN, Key.RIGHT, Key.DOWN, Key.ENTER) is NEVER


# --- the mouse -----------------------------------------------------------------------------------------


def test_the_mouse_points_without_moving_the_focus():
    pointed = after(prompt(), Key.RIGHT).point(6)
    assert (pointed.focus, pointed.hover, pointed.pointed_at) == (0, 6, 6)


def test_what_the_keys_moved_to_is_stressed_again_when_the_mouse_leaves():
    assert after(prompt(), Key.RIGHT).point(6).point(None).pointed_at == 0


def test_a_key_takes_the_stress_back_from_the_mouse():
    assert after(prompt().point(6), Key.RIGHT).pointed_at == 0


@pytest.mark.parametrize("mode", list(RatingMode))
def test_every_choice_and_button_can_be_clicked(mode):
    opened = prompt(mode)
    assert [opened.answer_at(i) for i in range(len(opened.targets))] == [*opened.choices, SKIP, NEVER]


# --- the present rating --------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "focus"), [(SIMPLE, 0), (ADVANCED, 8), (STARS, 8)])
def test_a_rating_given_before_is_shown_and_focused(mode, focus):
    opened = prompt(mode, Rated("love", 9))
    assert opened.present_choice == focus
    assert opened.focus == focus


@pytest.mark.parametrize("mode", list(RatingMode))
def test_without_a_rating_given_before_nothing_is_focused(mode):
    assert prompt(mode).focus is None


def test_there_is_a_button_to_take_a_rating_away_only_where_there_is_one():
    assert TAKES_AWAY not in prompt().targets
    assert TAKES_AWAY in prompt(present=Rated("hate", 2)).targets


def test_choosing_love_again_keeps_the_finer_number():
    assert press(prompt(SIMPLE, Rated("love", 7)), Key.LOVE) == Rating(7)
    assert press(prompt(SIMPLE, Rated("love", 7)), Key.ENTER) == Rating(7)


def test_choosing_the_other_word_is_a_new_rating():
    assert press(prompt(SIMPLE, Rated("love", 7)), Key.HATE) == Rating(HATE)


def test_love_without_a_finer_number_stays_love():
    assert press(prompt(SIMPLE, Rated("love", None)), Key.LOVE) == Rating(LOVE)
    assert press(prompt(SIMPLE, Rated("love", 10)), Key.LOVE) == Rating(LOVE)


def test_a_number_that_contradicts_the_word_is_not_kept():
    assert press(prompt(SIMPLE, Rated("love", 3)), Key.LOVE) == Rating(LOVE)


def test_a_rating_that_arrives_late_is_focused():
    assert prompt().knowing(Rated("love", 8)).focus == 7


def test_a_rating_that_arrives_late_takes_no_focus_from_the_user():
    moved = after(prompt(), Key.RIGHT, Key.RIGHT)
    assert press(moved.knowing(Rated("love", 8)), Key.ENTER) == Rating(2)


def test_an_outdated_rating_is_not_what_a_stray_enter_submits():
    touched = after(prompt(ADVANCED, Rated("love", 7)), Key.OTHER)
    assert press(touched.knowing(Rated("love", 8)), Key.ENTER) == Rating(8)
    assert press(touched.knowing(Rated()), Key.ENTER) is None


def test_a_rating_that_arrives_late_does_not_end_the_countdown():
    assert prompt(deadline=15.0).knowing(Rated("love", 8)).deadline == 15.0


def test_the_unrate_button_goes_when_there_is_nothing_to_take_away():
    on_unrate = after(prompt(ADVANCED, Rated("love", 7)), Key.DOWN, Key.RIGHT, Key.RIGHT)
    assert on_unrate.answer_at(on_unrate.focus) == TAKES_AWAY
    gone = on_unrate.point(on_unrate.focus).knowing(Rated())
    assert gone.pointed_at is None
    assert press(gone, Key.ENTER) is None


# --- the countdown -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", list(Key))
@pytest.mark.parametrize("mode", list(RatingMode))
def test_any_key_ends_the_countdown(mode, key):
    pressed, _ = prompt(mode, deadline=15.0).press(key)
    assert (pressed.deadline, pressed.touched) == (None, True)


def test_the_mouse_ends_the_countdown_when_it_comes_to_something():
    assert prompt(deadline=15.0).point(3).deadline is None


def test_a_mouse_that_is_on_nothing_leaves_the_countdown_alone():
    assert prompt(deadline=15.0).point(None).deadline == 15.0


def test_a_countdown_may_be_switched_off():
    assert prompt(deadline=None).deadline is None


# --- a value -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", list(RatingMode))
@pytest.mark.parametrize("present", [Rated(), Rated("hate", 3), Rated("love", None), Rated(None, 10)])
def test_no_two_keys_lead_out_of_the_prompt(mode, present):
    for first in Key:
        for second in Key:
            moved = after(prompt(mode, present), first, second)
            assert moved.focus is None or 0 <= moved.focus < len(moved.targets)


def test_a_key_changes_no_prompt_that_it_was_given():
    opened = prompt()
    opened.press(Key.RIGHT)
    assert opened == Prompt(1, RAIDERS, ADVANCED)
