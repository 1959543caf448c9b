"""A viewing heard through a noisy mpv leads to the decisions that the same one, told plainly, leads to."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Tuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verdict.core.events import Chosen, Ended, Event, Opened, Paused, Reason, Resumed, Sought, SpeedChanged
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.viewing import advance
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.identify import Identity
from verdict.hosts.mpv.listener import Listener

FILM = Movie("The Matrix", 1999, MovieIds("tt0133093"))
PATH, LENGTH = "/films/The Matrix (1999).mkv", 6000.0
Step = Tuple[str, float]
NOISE: List[Dict[str, Any]] = [
    {"event": "property-change", "name": "pause", "data": None},
    {"event": "property-change", "name": "duration", "data": float("nan")},
    {"event": "property-change", "name": "duration", "data": None},
    {"event": "property-change", "name": "speed", "data": "fast"},
    {"event": "property-change", "name": "chapter", "data": -1},
    {"event": "property-change", "name": "eof-reached", "data": False},
    {"event": "property-change"},
    {"event": "client-message", "args": None},
    {"event": "client-message", "args": ["verdict-unload"]},
    {"event": "seek"},
    {},
]


class Mpv:
    """Plays one film, and says everything as often as it likes."""

    client_name = "verdict"

    def __init__(self) -> None:
        self.now, self.position, self.speed, self.paused = 1000.0, 0.0, 1.0, False
        self.noise: List[int] = []
        self.heard: List[Event] = []
        self._listener = Listener(
            self, lambda *_: Found(Identity(FILM, "movie", "name", "certain")), self.heard.append, *_nobody()
        )

    def command(self, *args: Any, **named: Any) -> None:
        pass

    def observe(self, name: str) -> None:
        pass

    def unobserve(self, name: str) -> None:
        pass

    def get(self, name: str) -> Any:
        known = {"path": PATH, "duration": LENGTH, "time-pos": self.position, "pause": self.paused}
        return {**known, "speed": self.speed, "keep-open": False}.get(name)

    def says(self, **notice: Any) -> None:
        for _ in range(1 + len(self.noise) % 2):
            for number in self.noise:
                self._listener.hear({**NOISE[number], "at": self.now})
            self._listener.hear({**notice, "at": self.now})

    def passes(self, seconds: float) -> None:
        self.now += seconds
        if not self.paused:
            self.position = min(LENGTH, self.position + seconds * self.speed)


def _nobody() -> "tuple[Any, Any]":
    return (lambda: None), (lambda *_: None)


def through_mpv(steps: List[Step], noise: List[int]) -> List[Event]:
    mpv = Mpv()
    mpv.says(event="start-file")
    mpv.says(event="playback-restart")
    mpv.noise = noise
    for step, value in steps:
        if step == "play":
            mpv.passes(value)
        elif step == "seek":
            mpv.position = value
            mpv.says(event="playback-restart")
        elif step == "speed":
            mpv.speed = value
            mpv.says(event="property-change", name="speed", data=value)
        else:
            mpv.paused = step == "pause"
            mpv.says(event="property-change", name="pause", data=mpv.paused)
    unload = json.dumps({"eof": mpv.position >= LENGTH, "position": mpv.position})
    mpv.says(event="client-message", args=["verdict-unload", unload])
    mpv.says(event="end-file", reason="eof")
    return mpv.heard


def told_plainly(steps: List[Step]) -> List[Event]:
    mpv = Mpv()
    events: List[Event] = [Opened(mpv.now, PATH, LENGTH, movie=FILM, certain=True)]
    for step, value in steps:
        if step == "play":
            mpv.passes(value)
        elif step == "seek":
            mpv.position = value
            events.append(Sought(mpv.now, value))
        elif step == "speed":
            mpv.speed = value
            events.append(SpeedChanged(mpv.now, value))
        else:
            mpv.paused = step == "pause"
            events.append(Paused(mpv.now) if mpv.paused else Resumed(mpv.now))
    reason = Reason.EOF if mpv.position >= LENGTH else Reason.QUIT
    return [*events, Ended(mpv.now, reason, position=mpv.position)]


def decided(events: List[Event]) -> List[str]:
    """What the core says of them and of two choices after them, but for the scrobbles, which repeat."""
    state, said = State(), []
    for event in [*events, Chosen(events[-1].at + 1, Rating(9)), Chosen(events[-1].at + 2, Rating(1))]:
        state, decisions = advance(state, event)
        said += [write(decision) for decision in decisions]
    return [line for line in said if json.loads(line)["decision"] != "scrobble"]


steps = st.one_of(
    st.tuples(st.just("play"), st.sampled_from([0.0, 1.0, 600.0, 3000.0, 6000.0])),
    st.tuples(st.just("seek"), st.sampled_from([0.0, 30.0, 2900.0, 4800.0, 5990.0])),
    st.tuples(st.just("speed"), st.sampled_from([0.5, 1.0, 1.5, 2.0, 8.0])),
    st.tuples(st.sampled_from(["pause", "resume"]), st.just(0.0)),
)


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=12), st.lists(st.integers(0, len(NOISE) - 1), max_size=4))
def test_a_noisy_mpv_and_a_plain_word_lead_to_the_same_decisions(
    script: List[Step], noise: List[int]
) -> None:
    assert decided(through_mpv(script, noise)) == decided(told_plainly(script))


def test_a_film_seen_to_its_end_is_asked_about_once_and_recorded_once_through_all_the_noise() -> None:
    said = decided(through_mpv([("play", LENGTH)], list(range(len(NOISE)))))
    assert [json.loads(line)["decision"] for line in said] == ["ask", "record"]
