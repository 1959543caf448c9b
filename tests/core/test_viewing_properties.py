"""What holds in every order of events, also of those that no sane player sends."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from verdict.core.decisions import Ask, Close, Later, Pass, Record, Scrobble
from verdict.core.events import (
    ChapterEntered,
    Chosen,
    Dismissed,
    Ended,
    Kind,
    LeftOff,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
    Why,
)
from verdict.core.left import FILMS_REMEMBERED
from verdict.core.movie import Movie
from verdict.core.rating import Rating
from verdict.core.spans import Spans
from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.trace_reader import read_event
from verdict.core.viewing import advance

from .playing import DOOM, RAIDERS

LENGTH = 100.0
QUICK = settings(max_examples=120, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])

odd = st.sampled_from([math.nan, math.inf, -math.inf, -1.0, 0.0, 1e-9, 1e308, -1e308])
seconds = st.one_of(st.floats(-20.0, 150.0), odd)
lengths = st.one_of(st.none(), st.sampled_from([LENGTH, 5 * LENGTH, 7200.0]), odd)
movies = st.sampled_from([None, Movie(), RAIDERS, DOOM, replace(RAIDERS, year=None), Movie("Dune", 2021)])
ratings = st.sampled_from([Rating(value) for value in (1, 9, 10, "love", "hate", "unrate")])
prompts = st.one_of(st.none(), st.integers(-1, 5))


@st.composite
def left_offs(draw):
    covered = Spans()
    for start, end in draw(st.lists(st.tuples(seconds, seconds), max_size=3)):
        covered = covered.with_span(start, end)
    return LeftOff(draw(st.sampled_from(["", "/a", "/b"])), draw(movies), draw(seconds), covered)


def openings(at):
    return st.builds(
        Opened,
        at,
        st.sampled_from(["", "/a", "/b"]),
        lengths,
        st.one_of(st.just(0.0), seconds),
        movies,
        st.sampled_from([Kind.MOVIE, Kind.MOVIE, *Kind]),
        st.sampled_from([True, True, False]),
        st.one_of(st.none(), left_offs()),
    )


def events(at):
    titles = st.sampled_from(["End Credits", "Opening Credits", "", "Abspann"])
    return st.one_of(
        openings(at),
        st.builds(Paused, at),
        st.builds(Resumed, at),
        st.builds(Sought, at, seconds),
        st.builds(SpeedChanged, at, st.one_of(st.sampled_from([1.0, 2.0, 8.0, -1.0, 0.0]), odd)),
        st.builds(Measured, at, lengths),
        st.builds(ChapterEntered, at, titles, st.one_of(st.none(), seconds)),
        st.builds(Ended, at, st.sampled_from(Reason), st.booleans(), st.one_of(st.none(), seconds)),
        st.builds(Chosen, at, ratings, prompts),
        st.builds(Dismissed, at, st.sampled_from(Why), prompts),
    )


class Noise(RuleBasedStateMachine):
    """A player that says anything at any time; `open_prompt` is what a screen would show."""

    def __init__(self):
        super().__init__()
        self.state = State()
        self.now = 0.0
        self.open_prompt = None
        self.seeks = 0

    @initialize()
    def a_film_plays(self):
        """Most runs begin with a film that could finish; noise alone seldom gets that far."""
        self.tell(Opened(self.now, "/a", LENGTH, movie=RAIDERS, certain=True))

    def tell(self, event):
        before = self.state
        self.seeks += isinstance(event, (Opened, Sought, SpeedChanged, Ended, Resumed, Measured))
        self.state, decisions = advance(before, event)
        for decision in decisions:
            self.check(before, event, decision)
        assert sum(isinstance(decision, (Ask, Record, Close)) for decision in decisions) <= 1
        assert sum(isinstance(decision, (Ask, Pass)) for decision in decisions) <= 1

    def check(self, before, event, decision):
        if isinstance(decision, Ask):
            assert self.open_prompt is None, "two prompts are open"
            self.must_have_finished(before, event)
            self.open_prompt = decision
        elif isinstance(decision, Close):
            assert decision.prompt == self.open_prompt.prompt
            self.open_prompt = None
        elif isinstance(decision, Record):
            assert isinstance(event, Chosen)
            assert (decision.movie, decision.rating) == (self.open_prompt.movie, event.rating)
            assert event.prompt in (None, self.open_prompt.prompt)
            self.open_prompt = None
        elif isinstance(decision, Scrobble):
            assert 0 <= decision.progress <= 100
        elif isinstance(decision, (Later, Pass)):
            assert decision.because
        if isinstance(event, Dismissed) and self.state.asking is None:
            self.open_prompt = None

    def must_have_finished(self, before, event):
        assert isinstance(event, Ended)
        viewing = before.viewing.ended_at(event.at, event.position)
        opened, length = viewing.opened, viewing.duration
        assert math.isfinite(length)
        assert length > 0
        assert opened.kind in (Kind.MOVIE, Kind.UNKNOWN)
        assert opened.movie.is_known
        assert opened.certain or length >= 2400
        line = min(0.8 * length, viewing.credits_at or math.inf)
        assert line >= 0.6 * length - 1e-6 or viewing.credits_at
        assert viewing.position >= line - 1e-6
        assert viewing.all_covered.total >= 0.5 * length - 1e-6

    @rule(
        event=events(st.just(0.0)),
        passed=st.one_of(st.floats(0.0, 120.0), st.sampled_from([0.0, 60.0, 100.0])),
    )
    def time_passes_and_something_is_said(self, event, passed):
        self.now += passed
        self.settle(replace(event, at=self.now))

    @rule(event=events(seconds))
    def something_is_said_at_any_time(self, event):
        self.settle(event)

    @rule(event=events(st.just(0.0)))
    def something_is_said_twice(self, event):
        self.settle(replace(event, at=self.now))
        self.settle(replace(event, at=self.now))

    @rule(rating=ratings)
    def a_film_is_watched_to_its_end_and_rated(self, rating):
        self.settle(Opened(self.now, "/a", LENGTH, movie=RAIDERS, certain=True))
        self.now += LENGTH
        self.settle(Ended(self.now, Reason.EOF))
        assert self.open_prompt is not None
        self.settle(Chosen(self.now, rating, self.open_prompt.prompt))
        assert self.open_prompt is None

    def settle(self, event):
        self.tell(event)
        if self.state.asking is None:
            self.open_prompt = None

    @invariant()
    def what_the_screen_shows_is_what_the_state_knows(self):
        shown = self.open_prompt and (self.open_prompt.prompt, self.open_prompt.movie)
        known = self.state.asking and (self.state.asking.prompt, self.state.asking.movie)
        assert shown == known

    @invariant()
    def no_prompt_stands_over_a_film(self):
        assert self.state.viewing is None or self.state.asking is None

    @invariant()
    def no_more_is_covered_than_there_is(self):
        viewing = self.state.viewing
        if viewing and viewing.duration is not None:
            assert 0 <= viewing.position <= viewing.duration
            assert 0 <= viewing.all_covered.total <= viewing.duration * (1 + 1e-9)

    @invariant()
    def the_state_stays_small(self):
        assert len(self.state.left_off) <= FILMS_REMEMBERED
        spans = [left.covered for left in self.state.left_off]
        if self.state.viewing:
            spans.append(self.state.viewing.covered)
        assert all(len(covered.spans) <= self.seeks + 10 for covered in spans)


TestNoise = Noise.TestCase
TestNoise.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


# --- against a model that is too simple to be wrong ----------------------------------------------------

steps = st.one_of(
    st.tuples(st.just("play"), st.integers(0, 60)),
    st.tuples(st.just("seek"), st.integers(0, int(LENGTH))),
    st.tuples(st.just("speed"), st.sampled_from([1, 2, 4, 8, 32])),
    st.tuples(st.sampled_from(["pause", "resume", "end"]), st.just(0)),
)


class SecondBySecond:
    """The same film as a set of its seconds that were seen."""

    def __init__(self):
        self.position, self.speed, self.playing, self.seen = 0, 1, True, set()

    def play(self, span):
        if not self.playing:
            return
        to = min(int(LENGTH), self.position + span * self.speed)
        if self.speed <= 4:
            self.seen |= set(range(self.position, to))
        self.position = to

    @property
    def finished(self):
        return self.position >= 0.8 * LENGTH and len(self.seen) >= 0.5 * LENGTH


def in_words(step, value, now):
    return {
        "seek": Sought(now, float(value)),
        "speed": SpeedChanged(now, float(value)),
        "pause": Paused(now),
        "resume": Resumed(now),
        "end": Ended(now, Reason.STOP),
    }[step]


@QUICK
@given(st.lists(steps, max_size=25))
def test_a_film_is_asked_about_exactly_where_its_seconds_say_so(script):
    model, now = SecondBySecond(), 0.0
    state, _ = advance(State(), Opened(now, "/a", LENGTH, movie=RAIDERS, certain=True))
    for step, value in script:
        if step == "play":
            now += value
            model.play(value)
        else:
            if step == "end":
                break
            state, _ = advance(state, in_words(step, value, now))
            model.position = value if step == "seek" else model.position
            model.speed = value if step == "speed" else model.speed
            model.playing = {"pause": False, "resume": True}.get(step, model.playing)
    _, decisions = advance(state, Ended(now, Reason.STOP))
    assert any(isinstance(decision, Ask) for decision in decisions) == model.finished


@QUICK
@given(st.lists(events(seconds), max_size=20))
def test_the_same_events_lead_to_the_same_decisions(script):
    first, again = State(), State()
    for event in script:
        first, one = advance(first, event)
        again, other = advance(again, event)
        assert [repr(decision) for decision in one] == [repr(decision) for decision in other]


# --- traces --------------------------------------------------------------------------------------------

any_text = st.text(max_size=30)
sane = st.floats(-1e9, 1e9, allow_nan=False)
sane_openings = st.builds(
    Opened,
    sane,
    any_text,
    st.one_of(st.none(), sane),
    sane,
    st.one_of(
        st.none(), st.builds(Movie, any_text.filter(bool), st.one_of(st.none(), st.integers(1870, 2099)))
    ),
    st.sampled_from(Kind),
    st.booleans(),
)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["at", "ids", "imdb", "a"]), inner, max_size=3),
    ),
    max_leaves=6,
)
field_names = st.sampled_from(
    [
        *("at", "source", "duration", "position", "movie", "kind", "certain", "left_off", "title", "speed"),
        *("reason", "more", "rating", "why", "prompt"),
    ]
)
event_names = st.sampled_from(
    ["opened", "paused", "sought", "speed", "duration", "chapter", "ended", "chosen", "dismissed"]
)


@QUICK
@given(sane_openings)
def test_any_opening_that_is_written_and_read_is_the_same(event):
    line = write(event)
    assert len(line.splitlines()) == 1
    assert read_event(line) == event


@QUICK
@given(event_names, st.dictionaries(field_names, json_values, max_size=6))
def test_whatever_a_line_holds_it_is_an_event_or_a_value_error(name, fields):
    line = json.dumps({"at": 1, "event": name, **fields})
    try:
        event = read_event(line)
    except ValueError:
        return
    advance(State(), event)


@QUICK
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(line):
    try:
        read_event(line)
    except ValueError:
        return
