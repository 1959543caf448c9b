"""What "finished" means: one test for each thing that the project promises about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verdict.core.decisions import Ask, Later, Pass
from verdict.core.events import Kind, Reason
from verdict.core.finished import Rules
from verdict.core.movie import Movie
from verdict.core.state import State

from .playing import DOOM, HOURS, LENGTH, RAIDERS, Player, asks, left_at, only, refusal

MINUTES = 60.0


@pytest.fixture
def player():
    return Player()


# --- the two lines -------------------------------------------------------------------------------------


def test_a_film_that_was_watched_to_its_natural_end_is_asked_about(player):
    assert asks(player.watch_whole())


@pytest.mark.parametrize("reason", list(Reason))
def test_however_it_ends_a_film_watched_to_the_credits_is_asked_about(player, reason):
    player.open()
    player.play(0.95 * LENGTH)
    assert asks(player.end(reason))


@pytest.mark.parametrize("reason", list(Reason))
def test_however_it_ends_a_film_left_at_30_percent_is_not_asked_about(player, reason):
    player.open()
    player.play(0.3 * LENGTH)
    assert refusal(player.end(reason)) == "it ended at 30 %, before 80 %"


def test_80_percent_is_exactly_far_enough(player):
    player.open()
    player.play(0.8 * LENGTH)
    assert asks(player.stop())


def test_a_second_before_80_percent_is_not_far_enough(player):
    player.open()
    player.play(0.8 * LENGTH - 1)
    assert refusal(player.stop()) == "it ended at 79.9 %, before 80 %"


def test_50_percent_is_exactly_enough_of_it(player):
    player.open()
    player.seek(0.5 * LENGTH)
    player.play(0.5 * LENGTH)
    assert asks(player.end())


def test_a_second_less_than_50_percent_is_not_enough_of_it(player):
    player.open()
    player.seek(0.5 * LENGTH + 1)
    player.play(0.5 * LENGTH)
    assert refusal(player.end()) == "only 49.9 % of it was played"


def test_the_lines_hold_when_the_time_comes_in_awkward_pieces(player):
    player.open()
    player.seek(0.5 * LENGTH)
    for _ in range(3600):
        player.play(0.1)
        player.pause()
        player.resume()
        player.play(0.9)
        player.speed(1.0)
    assert asks(player.end())


def test_half_a_film_in_tenths_of_a_second_is_half_a_film(player):
    player.now = 0.0
    player.open(duration=14.0)
    player.seek(7.0)
    for _ in range(70):
        player.play(0.1)
        player.pause()
        player.resume()
    player.seek(14.0)
    assert asks(player.end())


def test_both_lines_can_be_set():
    player = Player(State(rules=Rules(finish_at=0.95, watched_at_least=0.9)))
    player.open()
    player.play(0.9 * LENGTH)
    assert refusal(player.stop()) == "it ended at 90 %, before 95 %"
    player.open()
    player.seek(0.2 * LENGTH)
    player.play(0.8 * LENGTH)
    assert refusal(player.stop()) == "only 80 % of it was played"


# --- covered time, not position ------------------------------------------------------------------------


def test_a_seek_to_the_end_does_not_finish_a_film(player):
    player.open()
    player.play(5 * MINUTES)
    player.seek(LENGTH - 10)
    player.play(10)
    assert "was played" in refusal(player.end())


def test_a_part_that_was_watched_twice_counts_once(player):
    player.open()
    for _ in range(5):
        player.seek(0.0)
        player.play(0.2 * LENGTH)
    player.seek(0.9 * LENGTH)
    player.play(0.1 * LENGTH)
    assert refusal(player.end()) == "only 30 % of it was played"


def test_parts_that_overlap_count_as_their_union(player):
    player.open()
    player.play(0.3 * LENGTH)
    player.seek(0.2 * LENGTH)
    player.play(0.3 * LENGTH)
    player.seek(0.9 * LENGTH)
    player.play(0.05 * LENGTH)
    assert asks(player.stop())
    assert "with 55 % of it played" in only(player.said, Ask)[0].because


def test_parts_that_were_skipped_leave_holes(player):
    player.open()
    for start in (0.0, 0.2, 0.4, 0.6, 0.8):
        player.seek(start * LENGTH)
        player.play(0.05 * LENGTH)
    player.seek(0.99 * LENGTH)
    assert refusal(player.stop()) == "only 25 % of it was played"


def test_a_pause_moves_nothing_and_covers_nothing(player):
    player.open()
    player.play(0.4 * LENGTH)
    player.pause()
    player.play(10 * HOURS)
    player.resume()
    player.play(0.1 * LENGTH)
    assert refusal(player.stop()) == "it ended at 50 %, before 80 %"


def test_a_film_that_is_stopped_while_it_is_paused_counts_what_was_played(player):
    player.open()
    player.play(0.85 * LENGTH)
    player.pause()
    player.play(3 * HOURS)
    assert asks(player.stop())


def test_a_seek_in_a_pause_moves_the_position_and_covers_nothing(player):
    player.open()
    player.play(0.4 * LENGTH)
    player.pause()
    player.seek(0.9 * LENGTH)
    player.play(1 * HOURS)
    assert refusal(player.stop()) == "only 40 % of it was played"


def test_at_twice_the_speed_half_the_time_covers_the_film(player):
    player.open()
    player.speed(2.0)
    player.play(0.45 * LENGTH)
    assert asks(player.stop())


def test_at_half_the_speed_the_same_time_covers_half(player):
    player.open()
    player.speed(0.5)
    player.play(LENGTH)
    assert refusal(player.stop()) == "it ended at 50 %, before 80 %"


def test_fast_forward_moves_the_position_and_covers_nothing(player):
    player.open()
    player.play(0.2 * LENGTH)
    player.speed(32.0)
    player.play(0.7 * LENGTH / 32)
    player.speed(1.0)
    player.play(0.1 * LENGTH)
    assert refusal(player.end()) == "only 30 % of it was played"


def test_playing_backwards_covers_nothing(player):
    player.open()
    player.seek(LENGTH)
    player.speed(-1.0)
    player.play(0.6 * LENGTH)
    player.speed(1.0)
    player.seek(LENGTH)
    assert refusal(player.stop()) == "only 0 % of it was played"


def test_the_players_own_word_for_the_end_stands_over_the_clock(player):
    player.open()
    player.play(LENGTH)  # the computer slept over most of it
    assert refusal(player.stop(position=0.3 * LENGTH)) == "it ended at 30 %, before 80 %"


def test_a_player_that_is_a_little_ahead_of_the_clock_loses_nothing(player):
    player.open()
    player.play(0.9 * LENGTH)
    assert asks(player.stop(position=0.9 * LENGTH + 2))


def test_time_that_only_the_clock_played_is_not_covered(player):
    player.open()
    player.seek(0.7 * LENGTH)
    player.play(LENGTH)
    assert refusal(player.stop(position=0.85 * LENGTH)) == "only 15 % of it was played"


def test_what_was_played_before_stays_covered_when_the_clock_overshoots(player):
    player.open()
    player.play(0.9 * LENGTH)
    player.seek(0.1 * LENGTH)
    player.play(LENGTH)  # most of it asleep
    player.stop(position=0.2 * LENGTH)
    player.open(position=0.2 * LENGTH)
    player.seek(0.9 * LENGTH)
    assert asks(player.stop())


def test_a_clock_that_overshoots_a_fast_forward_covers_nothing(player):
    player.open()
    player.speed(32.0)
    player.play(LENGTH)
    assert refusal(player.stop(position=0.9 * LENGTH)) == "only 0 % of it was played"


# --- films that are taken up again ---------------------------------------------------------------------


def test_a_film_resumed_in_the_same_run_keeps_what_was_covered(player):
    player.open()
    player.play(0.4 * LENGTH)
    player.stop()
    player.open()
    player.seek(0.4 * LENGTH)
    player.play(0.45 * LENGTH)
    assert asks(player.stop())


def test_a_film_resumed_from_an_earlier_run_keeps_what_was_covered(player):
    player.open(left_off=left_at(0.6 * LENGTH, (0.0, 0.6 * LENGTH)))
    player.seek(0.6 * LENGTH)
    player.play(0.25 * LENGTH)
    assert asks(player.stop())
    assert "with 85 % of it played" in only(player.said, Ask)[0].because


def test_a_film_resumed_somewhere_else_keeps_nothing(player):
    player.open(left_off=left_at(0.3 * LENGTH, (0.0, 0.3 * LENGTH)))
    player.seek(0.6 * LENGTH)
    player.play(0.4 * LENGTH)
    assert refusal(player.end()) == "only 40 % of it was played"


def test_a_film_resumed_a_little_before_where_it_was_left_keeps_what_was_covered(player):
    player.open(left_off=left_at(0.6 * LENGTH, (0.0, 0.6 * LENGTH)))
    player.seek(0.6 * LENGTH - 4 * MINUTES)
    player.play(0.3 * LENGTH)
    assert asks(player.stop())


def test_a_film_goes_on_in_another_file_of_it(player):
    player.open(source="/a.mkv")
    player.play(0.4 * LENGTH)
    player.stop()
    player.open(replace(RAIDERS, title="Raiders"), source="/b.mkv")
    player.seek(0.4 * LENGTH)
    player.play(0.4 * LENGTH)
    assert asks(player.stop())


def test_another_film_does_not_inherit_what_was_covered(player):
    player.open(RAIDERS)
    player.play(0.7 * LENGTH)
    player.stop()
    player.open(DOOM)
    player.seek(0.7 * LENGTH)
    player.play(0.3 * LENGTH)
    assert refusal(player.end()) == "only 30 % of it was played"


def test_a_short_look_at_the_beginning_does_not_hide_where_an_earlier_run_left_off(player):
    earlier = left_at(0.6 * LENGTH, (0.0, 0.6 * LENGTH))
    player.open(left_off=earlier)
    player.play(2)
    player.stop()
    player.open(left_off=earlier)
    player.seek(0.6 * LENGTH)
    player.play(0.4 * LENGTH)
    assert asks(player.end())


def test_a_film_watched_over_three_evenings_is_asked_about(player):
    for start in (0.0, 0.3, 0.6):
        player.open(position=start * LENGTH)
        player.play(0.3 * LENGTH)
        ended = player.stop()
    assert asks(ended)


def test_a_film_that_was_replaced_is_taken_up_again_where_it_was_left(player):
    player.open(RAIDERS)
    player.play(0.6 * LENGTH)
    player.open(DOOM)
    player.stop()
    player.open(RAIDERS, position=0.6 * LENGTH)
    player.play(4 * MINUTES)
    player.seek(0.9 * LENGTH)
    assert asks(player.stop())


@pytest.mark.parametrize("kind", [Kind.TRAILER, Kind.EXTRA, Kind.SAMPLE])
def test_what_bears_the_name_of_a_film_and_is_none_changes_nothing_of_where_that_was_left(player, kind):
    player.open(RAIDERS)
    player.play(0.6 * LENGTH)
    player.stop()
    player.open(RAIDERS, duration=2 * MINUTES, source="/films/Raiders-trailer.mkv", kind=kind)
    player.play(2 * MINUTES)
    player.stop()
    player.open(RAIDERS)
    player.seek(0.6 * LENGTH)
    player.seek(0.9 * LENGTH)
    assert asks(player.stop())


def test_an_hour_of_extras_is_no_hour_of_the_film(player):
    player.open(RAIDERS, duration=HOURS, source="/films/Making of.mkv", kind=Kind.EXTRA)
    player.play(0.9 * HOURS)
    player.stop()
    player.open(RAIDERS)
    player.seek(0.9 * HOURS)
    player.seek(0.9 * LENGTH)
    assert refusal(player.stop()) == "only 0 % of it was played"


def test_what_was_covered_while_the_length_was_unknown_is_kept_too(player):
    player.open(duration=None, left_off=left_at(0.3 * LENGTH, (0.0, 0.3 * LENGTH)))
    player.seek(0.3 * LENGTH)
    player.play(0.3 * LENGTH)
    player.stop()
    player.open()
    player.seek(0.6 * LENGTH)
    player.seek(0.9 * LENGTH)
    assert asks(player.stop())


def test_a_film_that_finished_begins_anew_the_next_time(player):
    player.watch_whole()
    player.choose(9)
    player.open()
    player.seek(0.95 * LENGTH)
    player.play(0.05 * LENGTH)
    assert refusal(player.end()) == "only 5 % of it was played"


def test_a_restored_start_counts_once_five_minutes_were_watched(player):
    player.open(position=0.8 * LENGTH)
    player.play(5 * MINUTES)
    assert asks(player.stop())


def test_a_restored_start_does_not_count_before_five_minutes_were_watched(player):
    player.open(position=0.8 * LENGTH)
    player.play(5 * MINUTES - 1)
    assert refusal(player.stop()) == "only 4.1 % of it was played"


def test_of_a_shorter_film_a_tenth_is_enough_for_a_restored_start_to_count(player):
    player.open(duration=40 * MINUTES, position=30 * MINUTES)
    player.play(4 * MINUTES)
    assert asks(player.stop())


def test_of_a_shorter_film_less_than_a_tenth_is_not_enough(player):
    player.open(duration=40 * MINUTES, position=30 * MINUTES)
    player.play(4 * MINUTES - 1)
    assert "was played" in refusal(player.stop())


def test_a_start_that_the_user_chose_is_a_seek_and_covers_nothing(player):
    player.open(position=0.0)
    player.seek(0.8 * LENGTH)
    player.play(0.2 * LENGTH)
    assert refusal(player.end()) == "only 20 % of it was played"


# --- credits -------------------------------------------------------------------------------------------


def test_a_film_left_in_its_credits_is_asked_about_before_80_percent(player):
    player.open()
    player.play(0.75 * LENGTH)
    player.chapter("End Credits")
    player.play(10)
    assert asks(player.stop())


def test_a_film_left_just_before_its_credits_is_not(player):
    player.open()
    player.chapter("End Credits", 0.75 * LENGTH)
    player.play(0.75 * LENGTH - 1)
    assert refusal(player.stop()) == "it ended at 74.9 %, before 75 %"


def test_credits_that_the_player_comes_to_a_moment_before_our_clock_does_have_begun(player):
    player.open()
    player.play(0.75 * LENGTH - 0.1)
    player.chapter("End Credits", 0.75 * LENGTH)
    assert asks(player.stop())


def test_credits_that_begin_late_do_not_move_the_line_back(player):
    player.open()
    player.play(0.85 * LENGTH)
    player.chapter("End Credits", 0.95 * LENGTH)
    assert asks(player.stop())


def test_credits_past_60_percent_are_believed(player):
    player.open()
    player.play(0.6 * LENGTH + 1)
    player.chapter("Abspann")
    assert asks(player.stop())


@pytest.mark.parametrize("earlier", [0, 1])
def test_credits_at_60_percent_and_before_are_not_believed(player, earlier):
    player.open()
    player.play(0.6 * LENGTH - earlier)
    player.chapter("End Credits")
    player.play(0.1 * LENGTH)
    assert refusal(player.stop()) in ("it ended at 70 %, before 80 %", "it ended at 69.9 %, before 80 %")


@pytest.mark.parametrize("title", ["Opening Credits", "The Credit Card", "Chapter 12", ""])
def test_a_chapter_that_is_no_credits_moves_nothing(player, title):
    player.open()
    player.play(0.7 * LENGTH)
    player.chapter(title)
    assert refusal(player.stop()) == "it ended at 70 %, before 80 %"


def test_the_earliest_credits_count_where_there_are_two(player):
    player.open()
    player.play(0.7 * LENGTH)
    player.chapter("Credits")
    player.chapter("End Credits", 0.78 * LENGTH)
    assert asks(player.stop())


def test_credits_alone_do_not_make_a_film_watched(player):
    player.open()
    player.seek(0.75 * LENGTH)
    player.chapter("End Credits")
    player.play(60)
    assert "was played" in refusal(player.stop())


# --- lengths -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duration", [None, 0.0, -1.0, float("nan"), float("inf")])
def test_without_a_known_duration_nothing_finishes(player, duration):
    player.open(duration=duration)
    player.play(3 * HOURS)
    assert refusal(player.end()) == "its length is not known"


def test_a_truncated_stream_that_ends_at_30_percent_did_not_finish(player):
    player.open()
    player.play(0.3 * LENGTH)
    assert not asks(player.end(Reason.EOF))


def test_a_duration_that_the_player_learns_later_counts(player):
    player.open(duration=None)
    player.play(10)
    player.measure(LENGTH)
    player.play(0.9 * LENGTH)
    assert asks(player.stop())


def test_a_file_that_still_grows_is_judged_by_its_last_length(player):
    player.open(duration=0.25 * LENGTH)
    for part in (0.5, 0.75, 1.0):
        player.play(0.2 * LENGTH)
        player.measure(part * LENGTH)
    assert refusal(player.stop()) == "it ended at 60 %, before 80 %"


def test_a_duration_that_the_player_forgets_stays_known(player):
    player.open()
    player.play(0.9 * LENGTH)
    player.measure(None)
    assert asks(player.stop())


# --- which files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.MOVIE, Kind.UNKNOWN)])
def test_what_is_no_whole_film_is_never_asked_about(player, kind):
    assert refusal(player.watch_whole(kind=kind)).startswith("it is ")


def test_a_file_of_unknown_kind_is_asked_about_where_the_film_is_known(player):
    assert asks(player.watch_whole(kind=Kind.UNKNOWN))


@pytest.mark.parametrize("movie", [None, Movie()])
def test_a_file_that_is_no_known_film_is_not_asked_about(player, movie):
    assert refusal(player.watch_whole(movie)) == "no film is known for this file"


def test_a_short_film_that_is_certain_is_asked_about(player):
    assert asks(player.watch_whole(duration=7 * MINUTES, certain=True))


def test_a_short_film_that_was_guessed_is_not(player):
    refused = refusal(player.watch_whole(duration=40 * MINUTES - 1, certain=False))
    assert refused == "the film is guessed, and shorter than 40 minutes"


def test_a_guess_of_40_minutes_is_long_enough(player):
    assert asks(player.watch_whole(duration=40 * MINUTES, certain=False))


# --- films that follow each other ----------------------------------------------------------------------


def test_a_film_that_finished_by_being_replaced_is_kept_for_later(player):
    player.open(RAIDERS)
    player.play(0.92 * LENGTH)
    (later,) = only(player.open(DOOM), Later)
    assert later.movie == RAIDERS
    assert later.because


def test_a_film_that_was_replaced_early_is_passed_over(player):
    player.open(RAIDERS)
    player.play(0.3 * LENGTH)
    (passed,) = only(player.open(DOOM), Pass)
    assert passed.because == "it ended at 30 %, before 80 %"


def test_a_film_that_another_follows_at_once_is_kept_for_later(player):
    player.open(RAIDERS)
    player.play(LENGTH)
    ended = player.end(more=True)
    assert not asks(ended)
    assert [later.movie for later in only(ended, Later)] == [RAIDERS]


def test_a_film_that_did_not_finish_is_not_kept_because_another_follows(player):
    player.open()
    player.play(0.3 * LENGTH)
    assert refusal(player.end(more=True)) == "it ended at 30 %, before 80 %"
