"""Which film it is may become known, or be corrected, after the file was opened."""

from __future__ import annotations

import json
from typing import List

import pytest

from verdict.core.decisions import Ask, Decision, Pass, Record, Scrobble
from verdict.core.events import Chosen, Ended, Event, Identified, Kind, Opened, Reason, Why
from verdict.core.events import Dismissed as Gone
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.trace_reader import read_event
from verdict.core.viewing import advance

HOUR = 3600.0
GUESS = Movie("Dune")
DUNE = Movie("Dune", 2021, MovieIds("tt1160419"))
OLD = Movie("Dune", 1984, MovieIds("tt0087182"))
FILE = "dune.mkv"


def opened(movie: Movie = GUESS, doubtful: bool = True, certain: bool = False) -> Opened:
    return Opened(0, FILE, HOUR, movie=movie, doubtful=doubtful, certain=certain)


def run(*events: Event) -> List[Decision]:
    """What is decided over these events, but for scrobbles."""
    state, decided = State(), []
    for event in events:
        state, more = advance(state, event)
        decided += [decision for decision in more if not isinstance(decision, Scrobble)]
    return decided


END = Ended(HOUR, Reason.EOF)


def test_a_film_in_doubt_is_asked_about_as_such() -> None:
    (ask,) = run(opened(), END)
    assert isinstance(ask, Ask)
    assert (ask.movie, ask.doubtful) == (GUESS, True)


def test_a_rating_of_a_film_in_doubt_is_never_recorded() -> None:
    assert [type(d) for d in run(opened(), END, Chosen(HOUR + 1, Rating(9)))] == [Ask]


def test_a_rating_after_a_correction_is_recorded_for_the_corrected_film() -> None:
    decided = run(opened(), END, Identified(HOUR, DUNE, certain=True), Chosen(HOUR + 1, Rating(9)))
    assert decided[1:] == [Record(HOUR + 1, DUNE, Rating(9))]


def test_a_film_that_was_not_in_doubt_can_be_corrected_too() -> None:
    said = Identified(HOUR, OLD, certain=True, prompt=1)
    decided = run(opened(DUNE, False, True), END, said, Chosen(HOUR + 1, Rating(3), 1))
    assert decided[1:] == [Record(HOUR + 1, OLD, Rating(3))]


def test_what_is_found_out_while_it_plays_settles_the_film() -> None:
    decided = run(opened(), Identified(9, DUNE, source=FILE), END, Chosen(HOUR + 1, Rating(9)))
    assert decided[1:] == [Record(HOUR + 1, DUNE, Rating(9))]


@pytest.mark.parametrize("kind", [Kind.EPISODE, Kind.TRAILER])
def test_a_file_that_turns_out_to_be_no_film_is_not_asked_about(kind: Kind) -> None:
    (decision,) = run(opened(DUNE, False), Identified(9, None, kind, source=FILE), END)
    assert isinstance(decision, Pass)


def test_what_is_found_out_of_another_file_changes_nothing() -> None:
    late = Identified(9, OLD, source="other.mkv")
    (ask, *_) = run(opened(DUNE, False, True), late, END, late)
    assert isinstance(ask, Ask)
    assert ask.movie == DUNE


def test_a_correction_for_a_prompt_that_is_gone_changes_nothing() -> None:
    said = Identified(HOUR, OLD, certain=True, prompt=7)
    decided = run(opened(DUNE, False, True), END, said, Chosen(HOUR + 1, Rating(3)))
    assert decided[1:] == [Record(HOUR + 1, DUNE, Rating(3))]


def test_nothing_that_is_found_out_later_overrules_a_person() -> None:
    said, late = Identified(HOUR, OLD, certain=True), Identified(HOUR, DUNE, certain=True, source=FILE)
    decided = run(opened(), END, said, late, Chosen(HOUR + 1, Rating(3)))
    assert decided[1:] == [Record(HOUR + 1, OLD, Rating(3))]


def test_a_film_in_doubt_that_nobody_named_is_kept_for_later() -> None:
    decided = run(opened(), END, Gone(HOUR + 15, Why.TIMEOUT))
    assert [type(d).__name__ for d in decided] == ["Ask", "Later"]


def test_nothing_is_scrobbled_of_a_film_in_doubt() -> None:
    state, decided = advance(State(), opened())
    assert not decided
    assert not [d for d in advance(state, END)[1] if isinstance(d, Scrobble)]


@pytest.mark.parametrize(
    "event",
    [
        opened(),
        Identified(1.0, DUNE, certain=True, prompt=3),
        Identified(1.0, None, Kind.EPISODE, source=FILE),
        Identified(1.0, DUNE, doubtful=True),
    ],
)
def test_it_goes_through_a_trace_unchanged(event: Event) -> None:
    assert read_event(write(event)) == event


def test_a_trace_without_doubt_is_written_as_before() -> None:
    line = write(opened(DUNE, False))
    assert not {"doubtful", "part", "played"} & set(json.loads(line))
