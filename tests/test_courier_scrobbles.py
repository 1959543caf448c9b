"""What is watched, through the courier to a Trakt: the latest state, ratings first, and nothing twice."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Iterator, List

import pytest

from tests.test_courier_sandbox import INDY, MATRIX, House
from verdict.core.decisions import Action
from verdict.core.rating import Rating
from verdict.courier import Courier
from verdict.courier.plays import PARTING_LIVES
from verdict.journal import JournalError
from verdict.sandbox import Sandbox
from verdict.trakt.client import Playing

PATIENCE = 10.0
START = Playing(INDY, Action.START, 10.0, 1_763_755_200.0, 6900.0)
PAUSE = replace(START, action=Action.PAUSE, progress=11.0)
END = replace(START, action=Action.STOP, progress=97.0, finished=True)


class Evening(House):
    """A house with a courier that may scrobble."""

    def __init__(self, folder: Path, api: str, box: Sandbox) -> None:
        super().__init__(folder, api, box)
        self.couriers: List[Courier] = []
        self.has_kept = threading.Event()
        add_play = self.journal.add_play
        self.journal.add_play = lambda *play: (add_play(*play), self.has_kept.set())[0]  # type: ignore[method-assign]

    def courier(self, delay: Callable[[int], float] = lambda failures: 3600.0) -> Courier:
        courier = Courier(self.journal, self.connect, lambda report: None, delay=delay)
        courier.allow_scrobbles(True, self.settings.trakt.api == "v2")
        courier.start()
        self.couriers.append(courier)
        return courier

    def asked(self) -> List[str]:
        return [request.path for request in self.box.requests]

    def hear(self, path: str, count: int = 1) -> Any:
        return self.box.wait_for(lambda request: request.path.startswith(path), PATIENCE, count=count)

    def close(self) -> None:
        for courier in self.couriers:
            courier.stop(PATIENCE)
        self.journal.close()


def evening_with(api: str, folder: Path) -> Iterator[Evening]:
    with Sandbox() as box:
        evening = Evening(folder, api, box)
        yield evening
        evening.close()


@pytest.fixture
def v2(tmp_path: Path) -> Iterator[Evening]:
    yield from evening_with("v2", tmp_path)


@pytest.fixture
def v1(tmp_path: Path) -> Iterator[Evening]:
    yield from evening_with("v1", tmp_path)


def test_start_pause_and_end_reach_trakt(v2: Evening) -> None:
    courier = v2.courier()
    for playing in (START, PAUSE, END):
        courier.scrobble(playing)
        v2.hear(f"/scrobble/{playing.action.value}")
    assert v2.box.plays() == [INDY.label]


def test_a_pause_and_a_resume_in_quick_succession_send_the_last(v2: Evening) -> None:
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.allow_scrobbles(True, True)
    for playing in (START, PAUSE, replace(START, progress=12.0)):
        courier.scrobble(playing)
    courier.start()
    assert v2.hear("/scrobble/").json["progress"] == 12.0
    courier.stop(PATIENCE)
    assert v2.asked() == ["/scrobble/start"]


def test_an_end_is_not_replaced_by_the_next_film(v2: Evening) -> None:
    courier = v2.courier()
    courier.scrobble(END)
    courier.scrobble(replace(START, movie=MATRIX))
    v2.hear("/scrobble/start")
    assert v2.asked() == ["/scrobble/stop", "/scrobble/start"]


def test_nothing_is_told_where_it_is_not_allowed(v2: Evening) -> None:
    courier = v2.courier()
    courier.allow_scrobbles(False, True)
    courier.scrobble(START)
    courier.allow_scrobbles(True, True)
    courier.scrobble(PAUSE)
    v2.hear("/scrobble/pause")
    assert v2.asked() == ["/scrobble/pause"]


def test_a_rating_does_not_wait_for_a_scrobble_that_hangs(v2: Evening) -> None:
    courier = v2.courier()
    fault = v2.box.fail(path="/scrobble", delay=float("inf"))
    courier.scrobble(END)
    v2.box.wait_for(lambda request: request.path == "/scrobble/stop", PATIENCE, arrived=True)
    v2.journal.add(INDY, Rating(9), time.time())
    courier.wake()
    v2.hear("/sync/ratings")
    assert v2.rated() == {INDY.title: 9}
    fault.lift()


def test_ratings_go_first(v2: Evening) -> None:
    v2.journal.add(INDY, Rating(9), time.time())
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.allow_scrobbles(True, True)
    courier.scrobble(START)
    courier.start()
    v2.hear("/scrobble/start")
    courier.stop(PATIENCE)
    assert v2.asked() == ["/sync/ratings", "/scrobble/start"]


def test_a_disk_that_is_full_keeps_no_scrobble_back(v2: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(wait: float) -> Any:
        raise JournalError("the disk is full")

    monkeypatch.setattr(v2.journal, "sending", full)
    v2.courier().scrobble(START)
    v2.hear("/scrobble/start")


def test_while_trakt_wants_to_be_left_alone_nothing_is_told_and_an_end_is_kept(v2: Evening) -> None:
    v2.journal.hold_until(time.time() + 3600)
    courier = v2.courier()
    courier.scrobble(START)
    courier.scrobble(END)
    assert v2.has_kept.wait(PATIENCE)
    assert v2.asked() == []


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 429}, {"status": 401, "times": 2}])
def test_an_end_that_was_not_taken_goes_later_with_its_moment_and_once(v2: Evening, fault: Any) -> None:
    v2.box.fail(path="/scrobble", **fault)
    courier = v2.courier(delay=lambda failures: 0.01)
    courier.scrobble(END)
    if fault["status"] == 401:
        assert v2.has_kept.wait(PATIENCE)
    item = v2.hear("/sync/history").json["movies"][0]
    assert item["watched_at"] == "2025-11-21T20:00:00.000Z"
    courier.stop(PATIENCE)
    v2.courier().stop(PATIENCE)
    assert v2.box.plays() == [INDY.label]
    assert v2.journal.plays_waiting() == 0


def test_an_end_given_offline_goes_when_trakt_is_back(v2: Evening) -> None:
    v2.box.stop()
    courier = v2.courier()
    courier.scrobble(END)
    assert v2.has_kept.wait(PATIENCE)
    v2.box.start()
    v2.journal.add(INDY, Rating(9), time.time())
    courier.wake()
    v2.hear("/sync/history")
    assert v2.asked()[0] == "/sync/ratings"
    assert v2.box.plays() == [INDY.label]


def test_an_end_that_trakt_may_have_heard_is_never_told_again(v2: Evening) -> None:
    v2.box.fail(path="/scrobble", cut="before_answer")
    courier = v2.courier(delay=lambda failures: 0.01)
    courier.scrobble(END)
    v2.box.wait_for(lambda request: request.path == "/scrobble/stop", PATIENCE)
    courier.stop(PATIENCE)
    assert v2.journal.plays_waiting() == 0
    assert v2.box.plays() == [INDY.label]


def test_a_play_whose_answer_was_lost_is_never_told_again(v2: Evening) -> None:
    v2.journal.add_play(INDY, 1_763_755_200.0)
    v2.box.fail(path="/sync/history", cut="before_answer")
    v2.courier(delay=lambda failures: 0.01)
    v2.hear("/sync/history")
    for courier in v2.couriers:
        courier.stop(PATIENCE)
    v2.courier(delay=lambda failures: 0.01).stop(PATIENCE)
    assert v2.box.plays() == [INDY.label]


def test_a_film_that_was_stopped_early_leaves_no_play(v2: Evening) -> None:
    v2.box.fail(503, path="/scrobble")
    courier = v2.courier()
    courier.scrobble(replace(END, progress=40.0, finished=False))
    v2.hear("/scrobble/stop")
    courier.stop(PATIENCE)
    assert v2.journal.plays_waiting() == 0


def test_the_classic_api_keeps_no_play_for_later(v1: Evening) -> None:
    v1.box.fail(503, path="/movie/scrobble")
    courier = v1.courier()
    courier.scrobble(END)
    v1.hear("/movie/scrobble")
    courier.stop(PATIENCE)
    assert v1.journal.plays_waiting() == 0


def test_a_stop_that_quitting_left_behind_is_told_by_the_next_process(v2: Evening) -> None:
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.allow_scrobbles(True, True)
    courier.scrobble(replace(END, at=time.time(), progress=40.0, finished=False))
    courier.stop(0)
    assert v2.journal.has_parting()
    v2.courier()
    assert v2.hear("/scrobble/stop").json["progress"] == 40.0


def test_an_end_that_is_broken_off_while_trakt_hangs_is_left_to_the_next_process_alone(v2: Evening) -> None:
    v2.box.fail(delay=float("inf"))
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.allow_scrobbles(True, True)
    courier.start()
    courier.scrobble(replace(END, at=time.time()))
    v2.box.wait_for(lambda request: request.path == "/scrobble/stop", PATIENCE, arrived=True)
    assert courier.stop(0)
    assert not any(thread.name == "verdict-scrobbler" for thread in threading.enumerate())
    assert v2.journal.has_parting()
    assert v2.journal.plays_waiting() == 0


def test_an_old_end_that_was_left_behind_goes_as_a_play(v2: Evening) -> None:
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.allow_scrobbles(True, True)
    courier.scrobble(replace(END, at=time.time() - PARTING_LIVES - 1))
    courier.stop(0)
    v2.courier()
    v2.hear("/sync/history")
    assert v2.asked() == ["/sync/history"]


def test_the_film_that_trakt_told_of_is_not_looked_up_again(v2: Evening) -> None:
    courier = v2.courier()
    unnamed = replace(INDY, title="", year=None)
    courier.scrobble(replace(START, movie=unnamed))
    v2.hear("/scrobble/start")
    courier.scrobble(replace(PAUSE, movie=unnamed))
    v2.hear("/scrobble/pause")
    assert v2.asked() == ["/search/imdb/tt0082971", "/scrobble/start", "/scrobble/pause"]


def test_a_plain_courier_tells_nothing(v2: Evening) -> None:
    courier = Courier(v2.journal, v2.connect, lambda report: None)
    courier.scrobble(END)
    courier.start()
    assert courier.stop(PATIENCE)
    assert v2.asked() == []
    assert not v2.journal.has_parting()
    assert not any(thread.name == "verdict-scrobbler" for thread in threading.enumerate())


def test_one_write_a_second_is_what_trakt_gets(v2: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verdict.trakt.turnstile.APART", 1.0)
    v2.box.set(write_limit=True)
    courier = v2.courier()
    courier.scrobble(START)
    v2.hear("/scrobble/start")
    courier.scrobble(PAUSE)
    v2.hear("/scrobble/pause")
    assert [request.status for request in v2.box.requests] == [201, 201]


def test_a_rating_right_after_the_end_is_not_lost_to_the_limit(
    v2: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    v2.box.set(write_limit=True)
    courier = v2.courier(delay=lambda failures: 0.01)
    courier.scrobble(END)
    v2.hear("/scrobble/stop")
    v2.journal.add(INDY, Rating(9), time.time())
    courier.wake()
    v2.box.wait_for(lambda r: r.path == "/sync/ratings" and r.status == 201, PATIENCE)
    assert v2.rated() == {INDY.title: 9}
