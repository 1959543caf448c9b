"""Writes to one Trakt keep a second between them, across processes; reads and other addresses do not wait."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, List

import pytest
from marks import INDY

from verdict.core.rating import Rating
from verdict.trakt import turnstile
from verdict.trakt.client import Submission
from verdict.trakt.errors import Unavailable
from verdict.trakt.turnstile import one_write
from verdict.trakt.v2 import ClientV2


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """The seconds that were waited, which pass at once."""
    now = [1000.0]
    waited: List[float] = []

    def wait(gone: threading.Event, seconds: float) -> bool:
        waited.append(seconds)
        now[0] += seconds
        return gone.is_set()

    monkeypatch.setattr(turnstile, "APART", 1.0)
    monkeypatch.setattr(turnstile, "_next", {})
    monkeypatch.setattr(turnstile, "_wait", wait)
    monkeypatch.setattr(turnstile, "_clock", lambda: now[0])
    monkeypatch.setattr(turnstile, "_wall", lambda: 1e9 + now[0])
    return waited


def test_the_second_write_waits_for_its_second(waits: List[float]) -> None:
    for _ in range(3):
        with one_write("https://api.trakt.tv", threading.Event()):
            pass
    assert waits == [1.0, 1.0]


def test_who_waited_waits_on_where_the_write_before_took_long(
    waits: List[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, passes = "https://api.trakt.tv", turnstile._wait

    def wait(gone: threading.Event, seconds: float) -> bool:
        if not waits:  # the write before ends only now
            turnstile._next[url] += 0.5
        return passes(gone, seconds)

    monkeypatch.setattr(turnstile, "_wait", wait)
    for _ in range(2):
        with one_write(url, threading.Event()):
            pass
    assert waits == [1.0, 0.5]


def test_another_process_writes_a_second_later(
    waits: List[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with one_write("https://api.trakt.tv", threading.Event(), tmp_path / "turn"):
        pass
    monkeypatch.setattr(turnstile, "_next", {})  # it knows nothing of what we sent
    with one_write("https://api.trakt.tv", threading.Event(), tmp_path / "turn"):
        pass
    assert waits == [pytest.approx(1.0, abs=1e-3)]


def test_a_clock_that_was_set_back_makes_nobody_wait(waits: List[float], tmp_path: Path) -> None:
    turn = tmp_path / "turn"
    turn.touch()
    os.utime(turn, (2e9, 2e9))
    with one_write("https://api.trakt.tv", threading.Event(), turn):
        pass
    assert waits == []


def test_a_folder_that_takes_no_file_keeps_no_write_back(waits: List[float], tmp_path: Path) -> None:
    for _ in range(2):
        with one_write("https://api.trakt.tv", threading.Event(), tmp_path / "none" / "turn"):
            pass
    assert waits == [1.0]


def test_a_client_that_is_gone_waits_no_longer_and_writes_nothing(waits: List[float]) -> None:
    gone = threading.Event()
    with one_write("https://api.trakt.tv", gone):
        gone.set()
    with pytest.raises(Unavailable) as caught, one_write("https://api.trakt.tv", gone):
        pytest.fail("it went through")
    assert caught.value.untouched


def test_another_address_has_a_turnstile_of_its_own(waits: List[float]) -> None:
    for url in ("https://a.example.org", "https://b.example.org"):
        with one_write(url, threading.Event()):
            pass
    assert waits == []


def test_ratings_and_un_ratings_are_two_writes_and_reads_are_none(
    v2: ClientV2, box: Any, waits: List[float]
) -> None:
    v2.recent()
    v2.rate([Submission(INDY, Rating(9), 1.0)])
    v2.recent()
    assert waits == []
    v2.rate([Submission(INDY, Rating("unrate"), 2.0)])
    assert waits == [1.0]


def test_who_could_wait_is_told_how_long(waits: List[float]) -> None:
    assert turnstile.free_in() == 0.0
    with one_write("https://api.trakt.tv", threading.Event()):
        pass
    assert turnstile.free_in() == 1.0
    with one_write("https://api.trakt.tv", threading.Event()):
        assert turnstile.free_in() == 1.0
