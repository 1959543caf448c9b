"""Ratings in their forms: 1 to 10, love and hate, and taking one away."""

from __future__ import annotations

import pytest

from verdict.core.rating import BEST, HATE, LABELS, LOVE, UNRATE, WORST, Rated, Rating, RatingMode, word_for


@pytest.mark.parametrize("value", [*range(1, 11), "love", "hate", "unrate"])
def test_a_rating_is_one_to_ten_love_hate_or_unrate(value):
    assert Rating(value).value == value


@pytest.mark.parametrize("value", [0, 11, -1, True, False, 5.0, None, "", "9", "Love", "loved", [1]])
def test_nothing_else_is_a_rating(value):
    with pytest.raises(ValueError, match="is no rating"):
        Rating(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("9", 9), ("10", 10), (" 1 ", 1), (7, 7), ("Love", "love"), ("HATE", "hate"), ("unrate", "unrate")],
)
def test_a_rating_is_read_as_people_write_it(text, value):
    assert Rating.parse(text) == Rating(value)


@pytest.mark.parametrize("text", ["0", 0, " 0 "])
def test_zero_takes_a_rating_away(text):
    assert Rating.parse(text).is_unrate


@pytest.mark.parametrize(
    "text", ["", "11", "010", "00", "-1", "4.5", "ten", "²", "９", "true", True, "1" * 5000]
)
def test_a_text_that_is_no_rating_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Rating.parse(text)


def test_love_is_ten_and_hate_is_one():
    assert Rating(LOVE).as_number() == 10
    assert Rating(HATE).as_number() == 1


def test_what_love_and_hate_count_as_can_be_set():
    assert Rating(LOVE).as_number(love=8, hate=3) == 8
    assert Rating(HATE).as_number(love=8, hate=3) == 3


def test_a_number_stays_itself_whatever_love_and_hate_count_as():
    assert Rating(9).as_number(love=8, hate=3) == 9


@pytest.mark.parametrize("number", [6, 7, 8, 9, 10])
def test_six_and_above_is_love(number):
    assert Rating(number).as_word() == "love"


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_five_and_below_is_hate(number):
    assert Rating(number).as_word() == "hate"


def test_a_rating_taken_away_is_zero_as_a_number_and_unrate_as_a_word():
    assert Rating(UNRATE).as_number() == 0
    assert Rating(UNRATE).as_word() == "unrate"


def test_each_number_has_trakts_own_word():
    assert len(LABELS) == BEST - WORST + 1
    assert [word_for(number) for number in (1, 5, 9, 10)] == [
        "Weak Sauce :(",
        "Meh",
        "Superb",
        "Totally Ninja!",
    ]


# --- what a film is rated at present -------------------------------------------------------------------


@pytest.mark.parametrize("mode", list(RatingMode))
def test_a_film_that_is_not_rated_shows_nothing(mode):
    assert not Rated()
    assert Rated().shown_in(mode) is None


@pytest.mark.parametrize("mode", [RatingMode.ADVANCED, RatingMode.STARS])
def test_both_values_are_kept_and_the_mode_decides_which_is_shown(mode):
    both = Rated(simple="love", advanced=9)
    assert both.shown_in(mode) == Rating(9)
    assert both.shown_in(RatingMode.SIMPLE) == Rating(LOVE)


def test_a_mode_whose_own_value_is_missing_shows_the_other_one():
    assert Rated(advanced=4).shown_in(RatingMode.SIMPLE) == Rating(HATE)
    assert Rated(simple="love").shown_in(RatingMode.ADVANCED) == Rating(10)


def test_a_mode_shows_its_own_value_even_where_the_two_disagree():
    odd = Rated(simple="hate", advanced=8)
    assert odd.shown_in(RatingMode.SIMPLE) == Rating(HATE)
    assert odd.shown_in(RatingMode.ADVANCED) == Rating(8)


def test_an_answer_leaves_both_forms_behind():
    assert Rated.by(Rating(9)) == Rated("love", 9)
    assert Rated.by(Rating(HATE)) == Rated("hate", 1)
    assert Rated.by(Rating(LOVE), love=8) == Rated("love", 8)


def test_a_rating_taken_away_leaves_nothing_behind():
    assert Rated.by(Rating(UNRATE)) == Rated()
