"""Asking less: offered after five dismissals in a row, taken with one key, over by itself or by a rating."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Set

import pytest

from tests.test_app import FILM, NEXT, Evening
from verdict.core.decisions import Ask, Later
from verdict.core.events import CreditsBegan, Wanted
from verdict.core.prompt import Key
from verdict.journal import JournalError
from verdict.quiet import DAY, DAYS, DISMISSALS

OFFER, TAKEN = "Asked too often?", "No questions for 30 days"


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path)
    yield evening
    evening.journal.close()


def dismiss(evening: Evening, prompt: int) -> None:
    evening.watch()
    evening.press(Key.SKIP, prompt=prompt)


def dismiss_often(evening: Evening) -> None:
    for number in range(1, DISMISSALS + 1):
        evening.wait(10)
        dismiss(evening, number)


def said(evening: Evening) -> Set[str]:
    return {told[0] for told in evening.screen.all("say")}


def take(evening: Evening) -> None:
    """Accept the offer, and wait until its word is gone."""
    dismiss_often(evening)
    evening.press(Key.ENTER, prompt=0)
    evening.wait(60)


def test_after_five_dismissals_in_a_row_it_is_offered_once(evening: Evening) -> None:
    for number in range(1, DISMISSALS + 3):
        dismiss(evening, number)
        assert said(evening) == ({OFFER} if number >= DISMISSALS else set())
        evening.wait(10)
    assert evening.prompt.id == DISMISSALS + 2


def test_an_answer_in_between_begins_the_count_anew(evening: Evening) -> None:
    for number in range(1, DISMISSALS):
        dismiss(evening, number)
    evening.watch()
    evening.press(Key.DIGIT_9, prompt=DISMISSALS)
    evening.wait(10)
    dismiss(evening, DISMISSALS + 1)
    assert OFFER not in said(evening)


def test_what_is_put_aside_in_the_credits_is_no_dismissal(evening: Evening) -> None:
    evening.open(FILM)
    evening.now += 3500
    evening.app.handle(CreditsBegan(evening.now))
    for number in range(1, DISMISSALS + 1):
        evening.app.handle(Wanted(evening.now))
        evening.press(Key.SKIP, prompt=number)
    assert said(evening) == set()


def test_enter_takes_it_and_films_are_kept_without_a_question(evening: Evening) -> None:
    take(evening)
    assert TAKEN in said(evening)
    evening.watch(NEXT)
    assert isinstance(evening.trace[-1], Later)
    assert evening.trace[-1].because == "the user wants no questions for some time"
    assert evening.trace[-1].source == "film.mkv"
    assert [kept.movie for kept in evening.journal.unrated()] == [NEXT]


def test_where_it_cannot_be_kept_it_is_not_said(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    dismiss_often(evening)

    def fails(*_: object) -> None:
        raise JournalError("the disk is full")

    monkeypatch.setattr(evening.journal, "set", fails)
    evening.press(Key.ENTER, prompt=0)
    assert TAKEN not in said(evening)
    assert evening.screen.told[-1] == ("release",)


@pytest.mark.parametrize("key", [Key.SKIP, Key.OTHER, Key.DIGIT_9])
def test_any_other_key_leaves_all_as_it_is(evening: Evening, key: Key) -> None:
    dismiss_often(evening)
    evening.press(key, prompt=0)
    evening.watch(NEXT)
    assert isinstance(evening.trace[-1], Ask)


def test_it_is_over_after_its_days(evening: Evening) -> None:
    take(evening)
    evening.now += DAYS * DAY
    evening.watch(NEXT)
    assert isinstance(evening.trace[-1], Ask)


def test_a_prompt_that_the_user_calls_opens_and_its_rating_ends_it(evening: Evening) -> None:
    take(evening)
    evening.open(FILM)
    evening.now += 3500
    evening.app.handle(Wanted(evening.now))
    evening.press(Key.DIGIT_9, prompt=evening.prompt.id)
    evening.wait(60)
    evening.watch(NEXT)
    assert isinstance(evening.trace[-1], Ask)
