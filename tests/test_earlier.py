"""What was watched before: an earlier run's viewing, and what was played before anybody listened."""

from __future__ import annotations

from pathlib import Path

import pytest

from verdict.core.events import LeftOff, Opened
from verdict.core.movie import Movie, MovieIds
from verdict.core.spans import Spans
from verdict.core.state import State
from verdict.earlier import Earlier
from verdict.journal import Journal

FILM = Movie("The Matrix", 1999, MovieIds("tt0133093"))
HOUR = 3600.0


def left_at(position: float, since: float) -> LeftOff:
    return LeftOff("/x.mkv", FILM, position, Spans().with_span(since, position))


@pytest.mark.parametrize(
    ("since", "covered"),
    [(HOUR, HOUR + 10), (1.5 * HOUR, 10), (HOUR - 60, HOUR)],
    ids=["on", "ahead", "back"],
)
def test_a_listener_that_comes_late_still_knows_the_earlier_viewing_that_goes_on(
    tmp_path: Path, since: float, covered: float
) -> None:
    earlier = Earlier(Journal.open(tmp_path / "journal.sqlite3"))
    earlier.remember(State(), State(left_off=(left_at(HOUR, 0.0),)))
    until = max(HOUR, since + 10) if since < HOUR else since + 10
    opened = Opened(500.0, "/x.mkv", 2 * HOUR, 0.0, FILM, left_off=left_at(until, since))
    known = earlier.known_to(opened).left_off
    assert known is not None
    assert (known.position, known.covered.total) == (until, covered)


def test_a_film_that_was_left_in_one_file_and_then_in_another_is_known_by_the_latter(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3")
    here, there = left_at(600.0, 0.0), LeftOff("/y.mkv", FILM, 900.0, Spans().with_span(0.0, 900.0))
    Earlier(journal).remember(State(), State(left_off=(here,)))
    Earlier(journal).remember(State(left_off=(here,)), State(left_off=(there,)))
    assert journal.left_off("/z.mkv", FILM) == there
