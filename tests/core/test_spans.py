"""The union of the parts of a film that were played."""

from __future__ import annotations

import math
from random import Random

import pytest

from verdict.core.spans import Spans


def spans(*pairs):
    made = Spans()
    for start, end in pairs:
        made = made.with_span(start, end)
    return made


def test_nothing_is_covered_at_first():
    assert Spans().total == 0


def test_parts_that_overlap_are_one():
    assert spans((0, 10), (5, 20)).spans == ((0, 20),)


def test_parts_that_touch_are_one():
    assert spans((0, 10), (10, 20)).spans == ((0, 20),)


def test_a_part_inside_another_adds_nothing():
    assert spans((0, 100), (20, 30)).total == 100


def test_a_part_may_close_the_hole_between_two():
    assert spans((0, 10), (20, 30), (10, 20)).spans == ((0, 30),)


def test_parts_are_kept_in_order_however_they_came():
    assert spans((50, 60), (0, 10), (20, 30)).spans == ((0, 10), (20, 30), (50, 60))


@pytest.mark.parametrize("span", [(5, 5), (10, 5), (math.nan, 5), (5, math.nan)])
def test_a_part_that_stands_still_runs_backwards_or_is_no_number_adds_nothing(span):
    assert spans(span) == Spans()


def test_a_union_counts_what_both_share_once():
    assert spans((0, 10), (20, 30)).union(spans((5, 25))).total == 30


def test_what_lies_outside_the_film_is_cut_off():
    assert spans((-10, 5), (90, 120), (130, 140)).until(100).spans == ((0, 5), (90, 100))


def test_adding_a_part_leaves_the_spans_that_were_there_alone():
    before = spans((0, 10))
    before.with_span(20, 30)
    assert before == spans((0, 10))


def test_spans_that_came_one_by_one_are_those_of_their_union():
    random = Random(7)
    pairs = [(start, start + random.randrange(1, 6)) for start in random.choices(range(200), k=120)]
    for many in range(len(pairs)):
        one_by_one = spans(*pairs[:many])
        seconds = {second for start, end in pairs[:many] for second in range(start, end)}
        assert one_by_one.total == len(seconds)
        assert one_by_one == Spans().union(Spans(tuple(pairs[:many])))


def test_a_stretch_finds_its_place_without_sorting_all_others_again(monkeypatch):
    monkeypatch.setattr("verdict.core.spans._merged", None)
    assert spans((0, 10), (20, 30), (10, 20)).total == 30
