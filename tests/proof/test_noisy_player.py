"""A viewing heard through any host, noise and all, leads to what the same one leads to, told plainly."""

from __future__ import annotations

import json
from typing import List

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.hosts import HOSTS, LENGTH, MOST_NOISE, Plain, Step
from verdict.core.events import Chosen, Event
from verdict.core.rating import Rating
from verdict.core.trace import write
from verdict.core.viewing import State, advance


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest) -> str:
    if request.param == "Kodi":
        pytest.importorskip("xbmc", reason="Kodi's stubs are not installed")
    return str(request.param)


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


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(script=st.lists(steps, max_size=12), noise=st.lists(st.integers(0, MOST_NOISE - 1), max_size=4))
def test_a_noisy_host_and_a_plain_word_lead_to_the_same_decisions(
    host: str, script: List[Step], noise: List[int]
) -> None:
    assert decided(HOSTS[host]().follow(script, noise)) == decided(Plain().follow(script, []))


def test_a_film_seen_to_its_end_is_asked_about_and_recorded_once_through_all_the_noise(
    host: str,
) -> None:
    heard = HOSTS[host]().follow([("play", LENGTH)], list(range(MOST_NOISE)))
    assert [json.loads(line)["decision"] for line in decided(heard)] == ["ask", "record"]
