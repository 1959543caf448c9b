"""A film can be rated while its credits run: offered there, asked when its user calls, not asked again."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from verdict.core.decisions import Ask, Close, Later, Pass, Record
from verdict.core.events import ChapterEntered, Chosen, CreditsBegan, Dismissed, Ended, Reason, Wanted, Why
from verdict.core.offer import offer_at
from verdict.core.rating import Rating
from verdict.core.state import Phase, phase_of
from verdict.core.trace import write
from verdict.core.trace_reader import read_event

from .playing import DOOM, LENGTH, Player

FIVE_MINUTES = 300.0


def names(decisions):
    return [type(decision) for decision in decisions if type(decision).__name__ != "Scrobble"]


@pytest.fixture
def player():
    return Player()


@pytest.fixture
def in_credits(player):
    player.open()
    player.play(LENGTH - 100)
    player.tell(CreditsBegan(player.now))
    return player


@pytest.fixture
def early(in_credits):
    in_credits.tell(Wanted(in_credits.now))
    return in_credits


def test_the_moment_is_the_last_minutes_where_no_chapter_says_otherwise(player):
    player.open()
    assert offer_at(player.state, FIVE_MINUTES) - player.now == LENGTH - FIVE_MINUTES


def test_the_moment_is_never_before_the_film_counts_as_finished(player):
    player.open(duration=600.0)
    assert offer_at(player.state, FIVE_MINUTES) - player.now == pytest.approx(480.0)


def test_a_chapter_of_credits_is_the_moment(player):
    player.open()
    player.play(0.7 * LENGTH)
    player.tell(ChapterEntered(player.now, "End Credits"))
    assert offer_at(player.state, FIVE_MINUTES) == player.now


def test_at_double_speed_the_moment_comes_in_half_the_time(player):
    player.open()
    player.state = replace(player.state, viewing=replace(player.state.viewing, speed=2.0))
    assert offer_at(player.state, FIVE_MINUTES) - player.now == (LENGTH - FIVE_MINUTES) / 2


def test_what_was_not_played_has_to_be_played_first(player):
    player.open()
    player.play(100)
    player.seek(LENGTH - 200)
    assert offer_at(player.state, FIVE_MINUTES) - player.now == LENGTH / 2 - 100
    player.tell(CreditsBegan(player.now))
    assert not player.state.viewing.offered


@pytest.mark.parametrize(
    "film", [{"movie": None}, {"duration": None}, {"certain": False, "duration": 60.0}], ids=str
)
def test_what_is_not_asked_about_has_no_such_moment(player, film):
    player.open(**film)
    assert math.isinf(offer_at(player.state, FIVE_MINUTES))


def test_paused_there_is_no_moment(player):
    player.open()
    player.pause()
    assert math.isinf(offer_at(player.state, FIVE_MINUTES))


def test_a_film_is_offered_once_and_nothing_is_decided_by_that(in_credits):
    assert names(in_credits.said) == []
    assert in_credits.state.viewing.offered
    assert math.isinf(offer_at(in_credits.state, FIVE_MINUTES))


def test_the_user_calls_the_prompt_over_the_film(early):
    assert names(early.said)[-1] is Ask
    assert phase_of(early.state) is Phase.EARLY


def test_before_the_film_counts_as_finished_the_call_means_nothing(player):
    player.open()
    player.play(60)
    assert names(player.tell(Wanted(player.now))) == []


def test_a_film_that_was_rated_in_its_credits_is_not_asked_about_at_its_end(early):
    assert names(early.tell(Chosen(early.now, Rating(9)))) == [Record]
    assert phase_of(early.state) is Phase.WATCHING
    early.play(100)
    (ended,) = [d for d in early.tell(Ended(early.now, Reason.EOF)) if isinstance(d, Pass)]
    assert "credits" in ended.because
    assert early.state.left_off == ()


def test_nor_where_its_user_never_wants_to_be_asked(early):
    early.tell(Dismissed(early.now, Why.NEVER))
    assert names(early.tell(Ended(early.now, Reason.EOF))) == [Pass]


@pytest.mark.parametrize("why", [Why.SKIP, Why.TIMEOUT])
def test_a_prompt_that_was_put_aside_comes_again_at_the_end(early, why):
    assert names(early.tell(Dismissed(early.now, why))) == []
    early.play(100)
    assert names(early.tell(Ended(early.now, Reason.EOF))) == [Ask]


def test_a_prompt_that_is_open_at_the_end_stays_and_is_answered_there(early):
    early.play(100)
    assert names(early.tell(Ended(early.now, Reason.EOF))) == []
    assert phase_of(early.state) is Phase.ASKING
    assert names(early.tell(Chosen(early.now, Rating(7)))) == [Record]


def test_the_next_film_closes_it_and_keeps_this_one(early):
    assert names(early.open(DOOM)) == [Close, Later]
    assert phase_of(early.state) is Phase.WATCHING


def test_where_another_follows_at_once_it_closes_too(early):
    assert names(early.tell(Ended(early.now, Reason.EOF, more=True))) == [Close, Later]


def test_a_film_rated_in_its_credits_and_replaced_is_not_kept(early):
    early.tell(Chosen(early.now, Rating(9)))
    assert names(early.open(DOOM)) == [Pass]


def test_an_answer_to_another_prompt_means_nothing(early):
    state = early.state
    early.tell(Chosen(early.now, Rating(9), prompt=99))
    early.tell(Dismissed(early.now, Why.SKIP, prompt=99))
    assert early.state == state


@pytest.mark.parametrize("event", [CreditsBegan(5.0), Wanted(6.0)])
def test_traces_know_both_events(event):
    assert read_event(write(event)) == event
