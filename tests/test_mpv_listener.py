"""A listener that comes late: what was played before it counts, unless its user sought."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

import pytest

from verdict.core.events import Ended, Event, Opened, Reason, Sought
from verdict.core.movie import Movie, MovieIds
from verdict.core.state import State
from verdict.core.viewing import advance
from verdict.hosts.mpv.apart import Pending
from verdict.hosts.mpv.finder import Found
from verdict.hosts.mpv.identify import Identity
from verdict.hosts.mpv.listener import Listener

FILM = Identity(Movie("The Matrix", 1999, MovieIds("tt0133093")), "movie", "name", "certain")


class PlayingLink:
    """An mpv in the middle of a film of 100 seconds."""

    client_name = "ipc-1"

    def __init__(self) -> None:
        self.facts: Dict[str, Any] = {"path": "/x.mkv", "time-pos": 70.0, "duration": 100.0}

    def command(self, *args: Any, **named: Any) -> Any:
        return None

    def get(self, name: str) -> Any:
        return self.facts.get(name)

    def observe(self, name: str) -> None:
        return None

    def unobserve(self, name: str) -> None:
        return None


@pytest.fixture
def link() -> PlayingLink:
    return PlayingLink()


@pytest.fixture
def events() -> List[Event]:
    return []


@pytest.fixture
def listener(link: PlayingLink, events: List[Event]) -> Listener:
    return Listener(link, lambda *_: Found(FILM), events.append, lambda: None, lambda *_: None)


def gate(listener: Listener, playing: bool, since: Optional[float] = None, at: float = 500.0) -> None:
    facts = json.dumps({"playing": playing, "since": since})
    listener.hear({"event": "client-message", "args": ["verdict-gate", facts], "at": at})


def decided_at_the_end(events: List[Event]) -> List[str]:
    state, names = State(), []
    for event in [*events, Ended(530.0, Reason.EOF, position=100.0)]:
        state, decisions = advance(state, event)
        names += [type(decision).__name__ for decision in decisions]
    return [name for name in names if name != "Scrobble"]


def test_what_was_played_before_counts(listener: Listener, events: List[Event]) -> None:
    gate(listener, playing=True, since=0.0)
    assert isinstance(events[0], Opened)
    assert events[1] == Sought(500.0, 70.0)
    assert decided_at_the_end(events) == ["Ask"]


def test_where_its_user_sought_nobody_knows_what_was_played(listener: Listener, events: List[Event]) -> None:
    gate(listener, playing=True)
    assert decided_at_the_end(events) == ["Pass"]


def test_before_the_first_picture_there_is_nothing_to_catch_up_with(
    listener: Listener, events: List[Event]
) -> None:
    gate(listener, playing=False)
    assert events == []


def test_a_film_that_is_known_already_is_not_opened_twice(listener: Listener, events: List[Event]) -> None:
    listener.hear({"event": "playback-restart", "at": 499.0})
    before = list(events)
    gate(listener, playing=True, since=0.0)
    assert events == before


def test_where_it_began_is_kept_while_nobody_knows_what_it_is(link: PlayingLink, events: List[Event]) -> None:
    answers: List[Any] = [Pending(None), FILM]  # type: ignore[arg-type]

    def identify(*_: object) -> Found:
        answer = answers.pop(0)
        if isinstance(answer, Pending):
            raise answer
        return Found(FILM)

    listener = Listener(link, identify, events.append, lambda: None, lambda *_: None)
    begins = {"event": "playback-restart", "at": 499.0}
    link.facts["time-pos"] = 0.5
    with pytest.raises(Pending):
        listener.hear(begins)
    link.facts["time-pos"] = 3.0
    listener.hear(begins)
    assert [type(event) for event in events] == [Opened]


def test_what_was_played_before_is_kept_while_nobody_knows_what_it_is(
    link: PlayingLink, events: List[Event]
) -> None:
    answers: List[Any] = [Pending(None), Found(FILM)]  # type: ignore[arg-type]

    def identify(*_: object) -> Found:
        if isinstance(answers[0], Pending):
            raise answers.pop(0)
        return Found(FILM)

    listener = Listener(link, identify, events.append, lambda: None, lambda *_: None)
    with pytest.raises(Pending):
        gate(listener, playing=True, since=0.0)
    link.facts["time-pos"] = 73.0
    gate(listener, playing=True, since=0.0)
    assert events[1] == Sought(500.0, 70.0)


def test_a_player_that_vanished_ends_its_film_where_nobody_can_be_asked(
    listener: Listener, events: List[Event]
) -> None:
    gate(listener, playing=True, since=0.0)
    listener.vanished(600.0)
    listener.vanished(601.0)
    assert events[-1] == Ended(600.0, Reason.ERROR, more=True)
    assert sum(isinstance(event, Ended) for event in events) == 1
