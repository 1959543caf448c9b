"""Killed with any number of bytes of the exchange gone through, of the request and of the answer."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from pathlib import Path
from typing import Iterator, List

import pytest

from tests.proof.house import FULL, INDY, Place, make_home, rate
from tests.proof.nursery import Nursery
from tests.proof.relay import Relay
from verdict.sandbox import Sandbox

EVERY = 1 if FULL else 24  # bytes from one death to the next
FILM = str(INDY.ids.imdb)


@pytest.fixture
def relay(box: Sandbox) -> Iterator[Relay]:
    relay = Relay(box.port)
    yield relay
    relay.close()


class Victim:
    """Kills a process when both are known: which one, and that it is time."""

    def __init__(self) -> None:
        self._pid: List[int] = []
        self._is_born = threading.Event()

    def is_born(self, pid: int) -> None:
        self._pid.append(pid)
        self._is_born.set()

    def kill(self) -> None:
        assert self._is_born.wait(10)
        os.kill(self._pid[0], signal.SIGKILL)


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize(("deed", "words"), [("cli", ("rate", FILM, "9")), ("evening", ("DIGIT_9",))])
def test_a_death_at_any_byte_of_the_exchange_loses_nothing(
    api: str,
    deed: str,
    words: "tuple[str, ...]",
    nursery: Nursery,
    box: Sandbox,
    relay: Relay,
    folder: Path,
    points: "Counter[str]",
) -> None:
    place = Place(nursery, box, make_home(folder / "home", box, api, relay.url))
    rate(place.template, (INDY, 3))
    place.renew()
    relay.allow(None)
    assert place.run(deed, *words).code == 0
    length = relay.passed
    assert length > 500
    for count in range(0, length, EVERY):
        place.renew()
        victim = Victim()
        relay.allow(count + 1, victim.kill)
        ran = place.run(deed, *words, born=victim.is_born)
        relay.allow(None)
        saved = "Saved" in ran.out
        place.assert_recovers({FILM: 9 if saved else 3}, {} if saved else {FILM: 9}, given=2)
        points[f"deaths at a byte of the exchange: {deed}, {api}"] += ran.killed


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_an_exchange_that_breaks_off_at_any_byte_loses_nothing(
    api: str, nursery: Nursery, box: Sandbox, relay: Relay, folder: Path, points: "Counter[str]"
) -> None:
    place = Place(nursery, box, make_home(folder / "home", box, api, relay.url))
    rate(place.template, (INDY, 3))
    place.renew()
    relay.allow(None)
    assert place.run("cli", "send").code == 0
    for count in range(0, relay.passed, EVERY):
        place.renew()
        relay.allow(count + 1)
        ran = place.run("cli", "send")
        assert "Traceback" not in ran.err
        relay.allow(None)
        place.assert_recovers({FILM: 3}, {}, given=1)
        points[f"exchanges broken off at a byte, {api}"] += 1
