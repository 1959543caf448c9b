"""Films in several files: asked about once, after the last, by what was played of all of them."""

from __future__ import annotations

from typing import List, Tuple

import pytest

from verdict.core.decisions import Ask, Decision, Pass, Scrobble
from verdict.core.events import Ended, Kind, Opened, Reason, Sought
from verdict.core.movie import Movie
from verdict.core.parts import Part, Played, of_film, with_played
from verdict.core.spans import Spans
from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.trace_reader import read_event
from verdict.core.viewing import advance

FILM = Movie("Titanic", 1997)
HOUR = 3600.0

# (part, of how many, begins at this share of it, ends at this share), in the order of playing
Step = Tuple[int, int, float, float]
ASKED, NOT = True, False


@pytest.mark.parametrize(
    ("steps", "asks"),
    [
        ([(1, 2, 0, 1), (2, 2, 0, 1)], [NOT, ASKED]),
        ([(1, 2, 0, 1)], [NOT]),  # one part alone never counts
        ([(2, 2, 0, 1)], [NOT]),
        ([(1, 2, 0, 1), (2, 2, 0, 0.65)], [NOT, ASKED]),  # 82 % of the whole
        ([(1, 2, 0, 1), (2, 2, 0, 0.55)], [NOT, NOT]),  # 77 %
        ([(1, 2, 0.95, 1), (2, 2, 0.2, 1)], [NOT, NOT]),  # 43 % of the whole was played
        ([(1, 2, 0.9, 1), (2, 2, 0, 1)], [NOT, ASKED]),  # 55 %
        ([(1, 2, 0, 0.5), (1, 2, 0.5, 1), (2, 2, 0.5, 1)], [NOT, NOT, ASKED]),
        ([(1, 3, 0, 1), (2, 3, 0, 1), (3, 3, 0, 1)], [NOT, NOT, ASKED]),
        ([(1, 3, 0, 1), (3, 3, 0, 1)], [NOT, NOT]),  # the second was left out
        ([(2, 2, 0, 1), (1, 2, 0, 1)], [NOT, NOT]),
        ([(1, 2, 0, 1), (2, 2, 0, 1), (2, 2, 0, 1)], [NOT, ASKED, NOT]),  # asked once
    ],
)
def test_parts_are_asked_about_after_the_last(steps: List[Step], asks: List[bool]) -> None:
    state, asked = State(), []
    for number, step in enumerate(steps):
        state, decided = viewed(state, number * 3 * HOUR, step)
        asked.append(any(isinstance(decision, Ask) for decision in decided))
        assert not any(isinstance(decision, Scrobble) for decision in decided)
    assert asked == asks


def viewed(state: State, at: float, step: Step) -> Tuple[State, List[Decision]]:
    number, total, start, end = step
    part = Part(number, total)
    decided: List[Decision] = []
    for event in (
        Opened(at, f"cd{number}.avi", HOUR, movie=FILM, kind=Kind.PART, certain=True, part=part),
        Sought(at, start * HOUR),
        Ended(at + (end - start) * HOUR, Reason.EOF),
    ):
        state, more = advance(state, event)
        decided += more
    return state, decided


def test_a_part_of_which_nobody_knows_how_many_there_are_never_counts() -> None:
    state, _ = advance(State(), Opened(0, "cd1.avi", HOUR, movie=FILM, kind=Kind.PART, certain=True))
    assert advance(state, Ended(HOUR, Reason.EOF))[1] == [Pass(HOUR, "it is one part of several")]


def test_what_was_played_before_this_run_counts() -> None:
    before = (Played(FILM, 1, HOUR, Spans(((0, HOUR),))),)
    opened = Opened(0, "2", HOUR, movie=FILM, kind=Kind.PART, certain=True, part=Part(2, 2), played=before)
    state, _ = advance(State(), opened)
    assert isinstance(advance(state, Ended(HOUR, Reason.EOF))[1][-1], Ask)
    assert read_event(write(opened)) == opened
    assert tuple(Played.from_json(one.to_json()) for one in before) == before


def test_the_credits_of_the_last_part_end_the_film() -> None:
    from verdict.core.events import ChapterEntered

    state, _ = viewed(State(), 0, (1, 2, 0, 1))
    at = 3 * HOUR
    for event in (
        Opened(at, "2", HOUR, movie=FILM, kind=Kind.PART, certain=True, part=Part(2, 2)),
        ChapterEntered(at, "End Credits", 0.61 * HOUR),
        Sought(at, 0.4 * HOUR),
    ):
        state, _ = advance(state, event)
    assert isinstance(advance(state, Ended(at + 0.22 * HOUR, Reason.QUIT))[1][-1], Ask)


def test_a_guess_is_measured_by_the_length_of_the_whole_film() -> None:
    before = (Played(FILM, 1, 0.5 * HOUR, Spans(((0, 0.5 * HOUR),))),)
    part = Part(2, 2)
    opened = Opened(0, "2", 0.5 * HOUR, movie=FILM, kind=Kind.PART, part=part, played=before)
    state, _ = advance(State(), opened)
    assert isinstance(advance(state, Ended(0.5 * HOUR, Reason.EOF))[1][-1], Ask)


def test_parts_of_other_films_are_kept_apart() -> None:
    other = Played(Movie("Heat", 1995), 1, HOUR, Spans())
    one = Played(FILM, 1, HOUR, Spans(((0, 10),)))
    both = with_played(with_played((other,), one), Played(FILM, 1, HOUR, Spans(((5, 20),))))
    assert of_film(both, FILM) == (Played(FILM, 1, HOUR, Spans(((0, 20),))),)
    assert other in both


@pytest.mark.parametrize(
    "part", ['{"number": 0, "total": 2}', '{"number": 3, "total": 2}', "7", '{"total": 2}']
)
def test_a_part_that_makes_no_sense_is_named(part: str) -> None:
    line = f'{{"at": 0, "event": "opened", "source": "a", "duration": 1, "part": {part}}}'
    with pytest.raises(ValueError, match=r"part|number"):
        read_event(line)
