"""Values out of answers: what does not fit is unknown."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdict.core.movie import Movie, MovieIds
from verdict.trakt import reading

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("9" * 5000),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_a_film_is_read_in_both_dialects():
    film = Movie("Heat", 1995, MovieIds("tt0113277", 949))
    assert (
        reading.movie_from({"title": "Heat", "year": "1995", "imdb_id": "tt0113277", "tmdb_id": "949"})
        == film
    )
    ids = {"imdb": "tt0113277", "tmdb": 949, "trakt": None, "slug": "heat-1995"}
    assert reading.movie_from({"title": "Heat", "year": 1995, "ids": ids}) == film


@pytest.mark.parametrize(
    "data",
    [{"title": 5, "year": 99999, "imdb_id": "nm1", "tmdb_id": -1}, {"ids": [], "year": True}, None, [], "x"],
)
def test_what_does_not_fit_is_left_out(data: Any):
    assert reading.movie_from(data) == Movie()


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("5", 5), (5.0, 5), (0, 0), (True, None), ("-5", None), ("5.5", None), ("٥", None), (5.5, None),
     (float("nan"), None), (float("inf"), None), ("9" * 21, None), (10**30, None), (None, None), ([5], None)],
)  # fmt: skip
def test_a_number_may_come_as_text(value: Any, number: Optional[int]):
    assert reading.number_of(value) == number


@pytest.mark.parametrize("unrated", [False, "false", 0, "0", None, "", "unrate", {}, [], True])
def test_unrated_has_many_names(unrated: Any):
    assert reading.love_or_hate(unrated) is None
    assert reading.one_to_ten(unrated) is None


@pytest.mark.parametrize(
    ("value", "flag"), [(True, True), ("true", True), (1, True), ("1", True), (False, False),
                        ("false", False), (0, False), (None, None), ("perhaps", None), ({}, None)],
)  # fmt: skip
def test_a_flag_may_come_as_text_or_number(value: Any, flag: Optional[bool]):
    assert reading.flag_of(value) is flag


@pytest.mark.parametrize(
    ("value", "moment"),
    [("2026-11-21T20:00:00.000Z", 1795291200.0), ("2026-11-21T20:00:00Z", 1795291200.0),
     (1795291200, 1795291200.0),
     ("1795291200", 1795291200.0), ("soon", None), (None, None),
     ("0001-01-01T00:00:00+23:00", None), ({}, None)],
)  # fmt: skip
def test_a_moment_is_a_date_or_seconds(value: Any, moment: Optional[float]):
    assert reading.moment_of(value) == moment


@given(ANYTHING)
def test_nothing_that_json_can_hold_breaks_the_reading(value: Any):
    for data in (value, {"title": value, "year": value, "imdb_id": value, "tmdb_id": value, "ids": value}):
        film = reading.movie_from(data)
        assert len(film.title) <= reading.LONGEST_TEXT
    reading.moment_of(value), reading.flag_of(value), reading.number_of(value), reading.one_to_ten(value)
    reading.love_or_hate(value), reading.id_pairs({"ids": value})
