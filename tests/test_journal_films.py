"""Notes on films: not rated yet, never to be asked about, left off; and how long Trakt asked to wait."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Iterator, List, Optional

import pytest

from verdict.core.events import LeftOff
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated
from verdict.core.spans import Spans
from verdict.journal import Journal, Unrated, films
from verdict.journal.holds import LONGEST_HOLD
from verdict.trakt.client import News, RatedMovie, Seen

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
INDY = Movie("Raiders of the Lost Ark", 1981, MovieIds("tt0082971", 85))
NOW = 1_700_000_000.0


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.sqlite3", clock)
    yield opened
    opened.close()


def test_films_not_rated_yet_are_told_newest_first_and_once_each(journal: Journal) -> None:
    journal.keep_unrated(HEAT, NOW, "nobody answered in time")
    journal.keep_unrated(INDY, NOW + 1, "the next film began")
    journal.keep_unrated(Movie(ids=HEAT.ids), NOW + 2, "again")
    assert journal.unrated() == [
        Unrated(Movie(ids=HEAT.ids), NOW + 2, "again"),
        Unrated(INDY, NOW + 1, "the next film began"),
    ]
    journal.drop_unrated(HEAT)
    assert [film.movie for film in journal.unrated()] == [INDY]


@pytest.mark.parametrize(("rated_at", "is_listed"), [(NOW + 1, False), (NOW - 1, True), (None, True)])
def test_a_film_that_was_rated_on_trakt_after_it_finished_is_not_listed_as_unrated(
    journal: Journal, rated_at: Optional[float], is_listed: bool
) -> None:
    journal.keep_unrated(HEAT, NOW, "nobody answered in time")
    rated = RatedMovie(HEAT, Rated(None, 7), rated_at)
    journal.learn(News(Seen("now"), ratings=[rated], complete=True), HEAT)
    assert bool(journal.unrated()) is is_listed


def test_never_for_one_film_is_never_for_that_film_alone(journal: Journal) -> None:
    journal.keep_unrated(HEAT, NOW, "nobody answered in time")
    journal.never_ask(HEAT)
    assert journal.is_never_asked(Movie("Heat", 1995))
    assert not journal.is_never_asked(INDY)
    assert journal.unrated() == []


def test_a_film_goes_on_where_it_was_left_whatever_file_it_is_now(journal: Journal) -> None:
    left = LeftOff("/films/heat.mkv", HEAT, 1800.5, Spans(((0.0, 600.0), (700.0, 1800.5))))
    journal.remember_left_off(left)
    assert journal.left_off("/other/heat.mkv", Movie(ids=MovieIds(tmdb=949))) == left
    assert journal.left_off("/films/heat.mkv", INDY) is None
    assert journal.left_off("/films/heat.mkv", None) == left


def test_a_file_without_a_film_is_known_by_its_name_even_a_broken_one(journal: Journal) -> None:
    left = LeftOff("/films/caf\udce9.mkv", None, 10.0, Spans(((0.0, 10.0),)))
    journal.remember_left_off(left)
    assert journal.left_off("/films/caf\udce9.mkv", None) == left
    assert journal.left_off("/films/caf\udce9.mkv", HEAT) == left
    assert journal.left_off("/films/cafe.mkv", None) is None


def test_the_last_viewing_replaces_the_one_before_and_can_be_forgotten(journal: Journal) -> None:
    for position in (10.0, 20.0):
        journal.remember_left_off(LeftOff("a", HEAT, position, Spans()))
    found = journal.left_off("a", HEAT)
    assert found is not None
    assert found.position == 20.0
    journal.forget_left_off("b", HEAT)
    assert journal.left_off("a", HEAT) is None


def test_only_the_newest_viewings_are_kept(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films, "LEFT_OFF_KEPT", 20)
    for number in range(23):
        journal.remember_left_off(LeftOff(f"{number}.mkv", None, 1.0, Spans()))
    kept = [number for number in range(23) if journal.left_off(f"{number}.mkv", None)]
    assert kept == list(range(3, 23))


def test_a_position_that_is_none_is_not_remembered(journal: Journal) -> None:
    journal.remember_left_off(LeftOff("a", HEAT, math.nan, Spans()))
    assert journal.left_off("a", HEAT) is None


def test_nobody_is_held_at_first_and_a_hold_ends_with_its_moment(journal: Journal, clock: Clock) -> None:
    assert journal.held_until() == 0
    journal.hold_until(NOW + 60)
    assert journal.held_until() == NOW + 60
    clock.now += 60
    assert journal.held_until() == 0


def test_a_shorter_hold_does_not_shorten_a_longer_one(journal: Journal) -> None:
    journal.hold_until(NOW + 60)
    journal.hold_until(NOW + 5)
    assert journal.held_until() == NOW + 60
    journal.hold_until(NOW + 90)
    assert journal.held_until() == NOW + 90


def test_a_hold_binds_every_process(tmp_path: Path, journal: Journal, clock: Clock) -> None:
    journal.hold_until(NOW + 60)
    other = Journal.open(tmp_path / "journal.sqlite3", clock)
    assert other.held_until() == NOW + 60
    other.close()


def test_a_clock_set_back_does_not_make_a_hold_longer_than_was_asked(journal: Journal, clock: Clock) -> None:
    journal.hold_until(NOW + 60)
    clock.now -= 86_400
    assert journal.held_until() == clock.now + 60
    clock.now += 30
    assert journal.held_until() == clock.now + 30
    clock.now += 30
    assert journal.held_until() == 0


@pytest.mark.parametrize("moment", [math.inf, NOW + 1e12])
def test_a_wish_to_wait_for_years_is_cut_to_a_day(journal: Journal, moment: float) -> None:
    journal.hold_until(moment)
    assert journal.held_until() == NOW + LONGEST_HOLD


@pytest.mark.parametrize("moment", [math.nan, -math.inf, 0.0])
def test_a_wish_that_is_none_holds_nobody(journal: Journal, moment: float) -> None:
    journal.hold_until(moment)
    assert journal.held_until() == 0


def test_a_shorter_wish_after_the_clock_was_set_back_leaves_the_longer_one(
    journal: Journal, clock: Clock
) -> None:
    journal.hold_until(NOW + 60)
    clock.now -= 1000
    seen: List[float] = []
    journal.hold_until(clock.now + 5)
    seen.append(journal.held_until())
    assert seen == [clock.now + 60]
