"""The state machine: what each event leads to, and what noise does not."""

from __future__ import annotations

import math

import pytest

from verdict.core.decisions import Action, Ask, Close, Later, Pass, Record, Scrobble
from verdict.core.events import Dismissed, Kind, Opened, Reason, Why
from verdict.core.left import FILMS_REMEMBERED, unheard_after
from verdict.core.rating import Rating
from verdict.core.state import Phase, State, phase_of
from verdict.core.viewing import advance

from .playing import DOOM, LENGTH, RAIDERS, Player, asks, left_at, only


@pytest.fixture
def player():
    return Player()


@pytest.fixture
def asked(player):
    """A player whose film has just finished: its prompt is open."""
    player.watch_whole(RAIDERS)
    return player


# --- the prompt ----------------------------------------------------------------------------------------


def test_the_film_that_finished_is_the_one_that_is_asked_about(asked):
    (ask,) = only(asked.said, Ask)
    assert ask.movie == RAIDERS
    assert ask.at == asked.now
    assert ask.because == "it ended at 100 % with 100 % of it played"


@pytest.mark.parametrize("value", [1, 9, 10, "love", "hate", "unrate"])
def test_a_choice_is_recorded_as_it_was_made(asked, value):
    assert asked.choose(value) == [Record(asked.now, RAIDERS, Rating(value))]


def test_a_choice_is_recorded_once(asked):
    asked.choose(9)
    assert asked.choose(9) == []
    assert len(only(asked.said, Record)) == 1


def test_a_choice_without_a_prompt_records_nothing(player):
    assert player.choose(9) == []


def test_a_choice_while_a_film_plays_records_nothing(player):
    player.open()
    assert player.choose(9) == []


def test_a_choice_for_an_older_prompt_does_not_rate_the_film_of_this_one(asked):
    (first,) = only(asked.said, Ask)
    asked.watch_whole(DOOM)
    assert asked.choose(2, first.prompt) == []
    assert asked.choose(8) == [Record(asked.now, DOOM, Rating(8))]


def test_every_prompt_has_a_number_of_its_own(player):
    for _ in range(3):
        player.watch_whole()
        player.dismiss()
    numbers = [ask.prompt for ask in only(player.said, Ask)]
    assert len(set(numbers)) == 3


@pytest.mark.parametrize("why", [Why.SKIP, Why.NEVER])
def test_a_prompt_that_the_user_sends_away_leaves_nothing(asked, why):
    assert asked.dismiss(why) == []
    assert asked.choose(9) == []


def test_a_film_whose_prompt_timed_out_was_not_answered_and_is_kept(asked):
    (later,) = asked.dismiss(Why.TIMEOUT)
    assert isinstance(later, Later)
    assert later.movie == RAIDERS


def test_a_dismissal_of_an_older_prompt_leaves_this_one_open(asked):
    (first,) = only(asked.said, Ask)
    asked.watch_whole(DOOM)
    asked.dismiss(Why.SKIP, first.prompt)
    assert phase_of(asked.state) is Phase.ASKING


def test_a_prompt_is_closed_and_its_film_kept_when_the_next_film_opens(asked):
    (ask,) = only(asked.said, Ask)
    close, later, start = asked.open(DOOM)
    assert close == Close(asked.now, ask.prompt)
    assert (later.movie, bool(later.because)) == (RAIDERS, True)
    assert (start.action, start.movie) == (Action.START, DOOM)


@pytest.mark.parametrize("kind", [Kind.EPISODE, Kind.TRAILER, Kind.UNKNOWN])
def test_a_prompt_does_not_stand_over_any_other_video_either(asked, kind):
    assert only(asked.open(None, kind=kind), Close)


@pytest.mark.parametrize("late", ["choose", "dismiss"])
def test_a_key_that_comes_after_the_close_means_nothing(asked, late):
    (ask,) = only(asked.said, Ask)
    asked.open(DOOM)
    assert (asked.choose(9, ask.prompt) if late == "choose" else asked.dismiss(Why.SKIP, ask.prompt)) == []
    assert phase_of(asked.state) is Phase.WATCHING


def test_the_next_film_is_asked_about_in_its_turn(asked):
    asked.open(DOOM)
    asked.play(LENGTH)
    (ask,) = only(asked.end(), Ask)
    assert ask.movie == DOOM


def test_a_playlist_in_a_player_that_cannot_wait_asks_only_at_its_end(player):
    player.open(RAIDERS)
    player.play(LENGTH)
    player.end(more=True)
    player.open(DOOM)
    player.play(LENGTH)
    player.end()
    assert [later.movie for later in only(player.said, Later)] == [RAIDERS]
    assert [ask.movie for ask in only(player.said, Ask)] == [DOOM]


# --- noise ---------------------------------------------------------------------------------------------


def test_an_end_that_is_told_twice_asks_once(asked):
    assert asked.end() == []
    assert asked.stop() == []
    assert len(only(asked.said, Ask)) == 1


def test_an_end_that_is_told_again_after_the_answer_asks_no_more(asked):
    asked.choose(9)
    assert asked.end() == []


def test_an_end_before_any_film_means_nothing(player):
    assert player.end() == []


def test_while_nothing_plays_only_an_opening_means_something(player):
    before = player.state
    for tell in (player.pause, player.resume, player.end, player.dismiss):
        assert tell() == []
    for tell in (player.seek, player.speed, player.measure):
        assert tell(5.0) == []
    assert player.chapter("End Credits") == []
    assert player.state == before


def test_while_a_prompt_is_open_the_players_noise_means_nothing(asked):
    before = asked.state
    for tell in (asked.pause, asked.resume, asked.end):
        assert tell() == []
    assert asked.seek(5.0) == []
    assert asked.state == before


def test_a_pause_that_is_told_twice_counts_once(player):
    player.open()
    player.play(0.85 * LENGTH)
    player.pause()
    player.play(60)
    assert player.pause() == []
    player.play(60)
    player.resume()
    assert player.resume() == []
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 85.0


def test_a_resume_that_nothing_paused_loses_no_time(player):
    player.open()
    player.play(0.5 * LENGTH)
    assert player.resume() == []
    player.play(0.4 * LENGTH)
    assert asks(player.stop())


def test_a_film_that_opens_twice_is_asked_about_once(player):
    player.open()
    player.open()
    player.play(LENGTH)
    player.end()
    assert len(only(player.said, Ask)) == 1
    assert not only(player.said, Later)


def test_a_clock_that_is_set_back_takes_nothing_away_and_adds_nothing(player):
    player.open()
    player.play(0.5 * LENGTH)
    player.pause()
    player.resume()
    player.play(-3600.0)
    player.resume()
    player.play(0.2 * LENGTH)
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 70.0


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_a_position_that_is_no_number_is_not_believed(player, odd):
    player.open(position=odd)
    player.play(0.9 * LENGTH)
    player.seek(odd)
    assert asks(player.stop(position=odd))


def test_an_endless_restored_start_covers_nothing(player):
    player.open(position=math.inf)
    player.play(600)
    player.seek(LENGTH)
    assert not asks(player.end())


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_a_film_left_off_at_no_number_is_not_taken_up_again(player, odd):
    player.open(left_off=left_at(odd, (0.0, LENGTH)))
    player.seek(LENGTH)
    assert not asks(player.end())


def test_what_an_earlier_run_covered_outside_the_film_does_not_count(player):
    player.open(left_off=left_at(0.0, (-LENGTH, 0.0), (LENGTH, 2 * LENGTH)))
    player.seek(LENGTH)
    assert not asks(player.end())


def test_a_position_beyond_the_end_is_the_end(player):
    player.open()
    player.play(0.6 * LENGTH)
    player.seek(10 * LENGTH)
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 100.0


def test_a_position_before_the_beginning_is_the_beginning(player):
    player.open(position=-0.04)
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 0.0


def test_a_length_that_shrinks_below_the_position_leaves_the_progress_at_100(player):
    player.open()
    player.play(0.5 * LENGTH)
    player.measure(0.25 * LENGTH)
    (paused,) = player.pause()
    assert paused.progress == 100.0


# --- scrobbles -----------------------------------------------------------------------------------------


def test_a_viewing_is_scrobbled_from_start_through_pause_to_stop(player):
    player.open()
    player.play(0.1 * LENGTH)
    player.pause()
    player.play(600)
    player.resume()
    player.play(0.1 * LENGTH)
    player.seek(0.5 * LENGTH)
    player.play(0.1 * LENGTH)
    player.stop()
    told = [(scrobble.action.value, scrobble.progress) for scrobble in only(player.said, Scrobble)]
    assert told == [("start", 0.0), ("pause", 10.0), ("start", 10.0), ("start", 50.0), ("stop", 60.0)]


def test_a_film_that_was_replaced_is_scrobbled_as_stopped_before_the_next_starts(player):
    player.open(RAIDERS)
    player.play(0.4 * LENGTH)
    told = [(s.action.value, s.movie, s.progress) for s in only(player.open(DOOM), Scrobble)]
    assert told == [("stop", RAIDERS, 40.0), ("start", DOOM, 0.0)]


def test_a_seek_in_a_pause_is_not_scrobbled(player):
    player.open()
    player.pause()
    assert player.seek(100.0) == []


@pytest.mark.parametrize(
    "fields", [{"kind": Kind.EPISODE}, {"duration": None}, {"duration": 600.0, "certain": False}]
)
def test_what_is_never_asked_about_is_not_scrobbled_either(player, fields):
    player.open(**fields)
    player.pause()
    player.resume()
    player.stop()
    assert not only(player.said, Scrobble)


# --- the machine itself --------------------------------------------------------------------------------


def test_advance_changes_no_state_that_it_was_given():
    before = State()
    after, _ = advance(before, Opened(0.0, "/a.mkv", LENGTH, movie=RAIDERS))
    assert before == State()
    assert after != before


def test_the_phases_are_idle_watching_and_asking(player):
    phases = [phase_of(player.state)]
    player.open()
    phases.append(phase_of(player.state))
    player.play(LENGTH)
    player.end()
    phases.append(phase_of(player.state))
    player.choose("love")
    phases.append(phase_of(player.state))
    assert phases == [Phase.IDLE, Phase.WATCHING, Phase.ASKING, Phase.IDLE]


def test_only_so_many_films_that_were_left_are_remembered(player):
    for number in range(3 * FILMS_REMEMBERED):
        player.open(None, source=f"/{number}.mkv")
        player.stop()
    assert len(player.state.left_off) == FILMS_REMEMBERED


def test_a_film_that_plays_on_unheard_keeps_what_was_covered_even_in_its_last_minutes(player):
    player.open()
    player.play(0.9 * LENGTH)
    (left,) = unheard_after(player.state, player.now).left_off
    assert (left.movie, left.position, left.covered.total) == (RAIDERS, 0.9 * LENGTH, 0.9 * LENGTH)


def test_where_nothing_plays_nothing_is_left_off():
    assert unheard_after(State(), 1000.0) == State()


@pytest.mark.parametrize(
    ("reason", "because"),
    [
        (Reason.STOP, "another film follows at once"),
        (Reason.QUIT, "its player was closed"),
        (Reason.ERROR, "its player is gone"),
    ],
)
def test_a_film_that_cannot_be_asked_about_says_why(player, reason, because):
    player.open()
    player.play(LENGTH)
    (later,) = only(player.end(reason, more=True), Later)
    assert later.because == because


def test_a_film_that_was_left_twice_is_remembered_once(player):
    for _ in range(2):
        player.open()
        player.play(60)
        player.stop()
    assert len(player.state.left_off) == 1


@pytest.mark.parametrize("finished", [True, False])
def test_every_refusal_says_why(player, finished):
    player.open(kind=Kind.TRAILER if finished else Kind.MOVIE)
    player.play(LENGTH if finished else 60)
    (passed,) = only(player.end(), Pass)
    assert passed.because


def test_an_event_of_no_known_kind_means_nothing(player):
    assert advance(player.state, object()) == (player.state, [])  # type: ignore[arg-type]


def test_a_dismissal_says_which_prompt_or_none():
    assert Dismissed(0.0, Why.SKIP).prompt is None


def test_a_length_that_shrinks_in_a_pause_does_so_too(player):
    player.open()
    player.play(0.5 * LENGTH)
    player.pause()
    player.measure(0.25 * LENGTH)
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 100.0


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_a_speed_that_is_no_number_is_the_normal_one(player, odd):
    player.open()
    player.speed(odd)
    player.play(0.9 * LENGTH)
    assert asks(player.stop())


def test_a_length_beyond_all_measure_is_counted_too(player):
    player.open(duration=1e308)
    player.seek(1e308)
    (stopped,) = only(player.stop(), Scrobble)
    assert stopped.progress == 100.0
