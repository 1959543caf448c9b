"""The texts that the players show."""

from __future__ import annotations

import string

import pytest

from verdict.core.events import Why
from verdict.core.rating import HATE, LOVE, UNRATE, Rating, RatingMode
from verdict.core.words import ENGLISH, Words

SIMPLE, ADVANCED, STARS = RatingMode.SIMPLE, RatingMode.ADVANCED, RatingMode.STARS


@pytest.mark.parametrize(
    ("value", "mode", "text"),
    [
        (9, ADVANCED, "9 · Superb"),
        (10, ADVANCED, "10 · Totally Ninja!"),
        (1, ADVANCED, "1 · Weak Sauce :("),
        (9, STARS, "4.5 stars"),
        (10, STARS, "5 stars"),
        (2, STARS, "1 star"),
        (1, STARS, "0.5 stars"),
        (LOVE, SIMPLE, "Love"),
        (HATE, SIMPLE, "Hate"),
        (UNRATE, ADVANCED, "Un-rate"),
    ],
)
def test_a_rating_is_said_in_the_form_of_the_mode(value, mode, text):
    assert Words().rating(Rating(value), mode) == text


@pytest.mark.parametrize(("number", "text"), [(7, "Love"), (3, "Hate")])
def test_in_simple_mode_a_finer_number_is_said_as_love_or_hate(number, text):
    assert Words().rating(Rating(number), SIMPLE) == text


@pytest.mark.parametrize("answer", [Why.SKIP, Why.NEVER, Rating(UNRATE), Rating(LOVE), Rating(5)])
@pytest.mark.parametrize("mode", list(RatingMode))
def test_every_choice_and_button_has_a_text(answer, mode):
    assert Words().answer(answer, mode)


def test_a_text_that_a_language_lacks_is_said_in_english():
    german = Words({"love": "Großartig", "hate": ""})
    assert german("love") == "Großartig"
    assert german("hate") == "Hate"
    assert german("skip") == "Skip"


def test_another_language_is_spoken_wherever_the_texts_are_in_use():
    words = Words()
    words.speak_as(Words({"love": "Liebe ich"}))
    assert words("love") == "Liebe ich"


@pytest.mark.parametrize("broken", ["Schließt in {second} s", "{0}", "{seconds", "{seconds.day}"])
def test_a_text_with_other_fields_is_said_in_english(broken):
    assert Words({"closes_in": broken})("closes_in", seconds=3) == "Closes in 3 s"


def test_half_stars_have_the_decimal_mark_of_the_language():
    german = Words({"stars": "{stars} Sterne", "decimal_mark": ","})
    assert german.rating(Rating(9), STARS) == "4,5 Sterne"
    assert german.rating(Rating(8), STARS) == "4 Sterne"


def test_what_is_put_into_a_text_is_not_read_as_a_format_itself():
    assert Words()("refused", reason="{0.__class__} {skip}") == "Trakt refused it: {0.__class__} {skip}"


def test_every_text_can_be_said_with_its_own_fields():
    for text, template in ENGLISH.items():
        fields = {name: "x" for _, name, _, _ in string.Formatter().parse(template) if name}
        assert Words()(text, **fields)
