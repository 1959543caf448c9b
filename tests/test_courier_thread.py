"""The courier's thread: it sleeps, comes when called, backs off, and never keeps anyone waiting."""

from __future__ import annotations

import queue
import threading
import time
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional

import pytest

from tests.test_courier_deliver import NOW, Trakt
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.courier import Courier, NewsArrived, RefusedReport, Sent, SignIn, Waits, back_off
from verdict.journal import Journal, State
from verdict.trakt.client import News, Seen
from verdict.trakt.errors import Refused, SignInNeeded, Unavailable

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
PATIENCE = 5.0  # seconds; a report that does not come fails the test


class Office:
    """A courier, its journal and its Trakt; what it reports is taken one by one."""

    def __init__(self, folder: Path) -> None:
        self.reports: "queue.Queue[Any]" = queue.Queue()
        self.journal = Journal.open(folder / "journal.sqlite3", self.clock)
        self.trakt = Trakt()
        self.now = NOW
        self.connected = 0
        self.refusal: Optional[Exception] = None
        self.delays: List[int] = []
        self.delay: Callable[[int], float] = lambda failures: 3600.0
        self.courier = Courier(
            self.journal, self.connect, self.reports.put, self.clock, self._delay, turn_within=0.0
        )

    def clock(self) -> float:
        return self.now

    def _delay(self, failures: int) -> float:
        self.delays.append(failures)
        return self.delay(failures)

    def connect(self) -> Trakt:
        self.connected += 1
        if self.refusal is not None:
            raise self.refusal
        return self.trakt

    def rate(self, title: str = "Heat") -> None:
        self.journal.add(Movie(title, 1995), Rating(9), NOW)
        self.courier.wake()

    def next(self) -> Any:
        return self.reports.get(timeout=PATIENCE)

    def is_idle(self) -> bool:
        """Whether nothing is reported once the courier has gone to sleep again: it answers a last errand."""
        self.trakt.answer = lambda titles: None
        self.courier.ask_news(Movie("A last errand", 1900))
        return isinstance(self.next(), NewsArrived) and self.reports.empty()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.courier.stop(PATIENCE)
    office.journal.close()


def test_the_delays_double_from_five_seconds_to_fifteen_minutes() -> None:
    assert [back_off(failures) for failures in (1, 2, 3, 7, 8, 9, 10_000)] == [5, 10, 20, 320, 640, 900, 900]


def test_what_waits_goes_at_the_start_and_what_is_new_at_once(office: Office) -> None:
    office.rate("Old")
    office.courier.start()
    assert office.next().movie.title == "Old"
    office.rate("New")
    sent = office.next()
    assert isinstance(sent, Sent)
    assert (sent.entry.state, sent.movie.title) == (State.SENT, "New")


def test_nobody_is_connected_to_where_nothing_waits(office: Office) -> None:
    office.courier.start()
    office.courier.wake()
    assert office.courier.stop(PATIENCE)
    assert office.connected == 0


def test_it_backs_off_says_until_when_and_comes_by_itself(office: Office) -> None:
    answers = iter([Unavailable("offline"), Unavailable("offline"), None])
    office.trakt.answer = lambda titles: next(answers)
    office.delay = lambda failures: 0.01
    office.rate()
    office.courier.start()
    assert office.next() == Waits("offline", NOW + 0.01)
    assert isinstance(office.next(), Waits)
    assert isinstance(office.next(), Sent)
    assert office.delays == [1, 2]


def test_a_new_rating_overrides_the_back_off(office: Office) -> None:
    answers = iter([Unavailable("offline"), None])
    office.trakt.answer = lambda titles: next(answers)
    office.rate("One")
    office.courier.start()
    assert isinstance(office.next(), Waits)
    office.rate("Two")
    assert {office.next().movie.title, office.next().movie.title} == {"One", "Two"}


def test_a_new_rating_begins_the_back_off_anew_and_so_does_a_success(office: Office) -> None:
    answers = iter([Unavailable("offline"), Unavailable("offline"), None, Unavailable("offline")])
    office.trakt.answer = lambda titles: next(answers)
    office.rate()
    office.courier.start()
    assert isinstance(office.next(), Waits)
    office.courier.wake()
    assert isinstance(office.next(), Waits)
    office.courier.ask_news(HEAT)
    assert [type(office.next()) for _ in range(2)] == [Sent, NewsArrived]
    office.journal.add(HEAT, Rating(8), NOW)
    office.courier.ask_news(HEAT)
    assert [type(office.next()) for _ in range(2)] == [NewsArrived, Waits]
    assert office.delays == [1, 1, 1]


def test_a_new_rating_does_not_override_a_wish_to_wait(office: Office) -> None:
    office.trakt.answer = lambda titles: Unavailable("slow down", retry_after=7200)
    office.rate("One")
    office.courier.start()
    assert office.next() == Waits("slow down", NOW + 7200)
    office.rate("Two")
    office.courier.ask_news(HEAT)
    assert isinstance(office.next(), Waits)
    assert len(office.trakt.requests) == 1
    office.now += 7201
    office.trakt.answer = lambda titles: None
    office.courier.wake()
    assert isinstance(wait_for(office, Sent), Sent)


def test_a_clock_set_back_a_day_does_not_lengthen_the_wait(office: Office) -> None:
    office.delay = lambda failures: 0.01
    office.trakt.answer = lambda titles: Unavailable("slow down", retry_after=60)
    office.rate()
    office.courier.start()
    assert isinstance(office.next(), Waits)
    office.now -= 86_400
    office.trakt.answer = lambda titles: None
    office.courier.wake()
    waits = office.next()
    assert isinstance(waits, Waits)
    assert waits.retry_at == pytest.approx(office.now + 60)


def wait_for(office: Office, kind: type) -> Any:
    while True:
        report = office.next()
        if isinstance(report, kind):
            return report


def test_who_has_to_sign_in_is_told_once_and_again_only_when_a_rating_is_given(office: Office) -> None:
    office.refusal = SignInNeeded("no account is linked")
    office.rate()
    office.courier.start()
    assert office.next() == SignIn("no account is linked")
    office.courier.ask_news(HEAT)
    office.rate()
    assert office.next() == SignIn("no account is linked")
    office.refusal = None
    office.courier.wake()
    assert isinstance(office.next(), Sent)
    assert office.is_idle()
    assert office.delays == []


def test_an_address_that_is_refused_is_for_the_user_to_act_on(office: Office) -> None:
    office.refusal = ValueError("plain http would show the sign-in to everyone on the way")
    office.rate()
    office.courier.start()
    assert office.next() == SignIn("plain http would show the sign-in to everyone on the way")


def test_a_refusal_is_reported_and_the_next_one_goes(office: Office) -> None:
    office.trakt.batch_size = 1
    office.trakt.answer = lambda titles: Refused("no such film") if titles == ["Bad"] else None
    office.rate("Bad")
    office.rate("Good")
    office.courier.start()
    refused, sent = office.next(), office.next()
    assert isinstance(refused, RefusedReport)
    assert (refused.reason, sent.movie.title) == ("no such film", "Good")


def test_the_thread_survives_what_should_not_happen(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.refusal = ZeroDivisionError("marked-secret")
    office.rate()
    office.courier.start()
    waits = office.next()
    assert isinstance(waits, Waits)
    assert "ZeroDivisionError" in waits.reason
    assert "marked-secret" not in caplog.text + waits.reason
    office.refusal = None
    office.courier.wake()
    assert isinstance(office.next(), Sent)


def test_a_report_that_fails_stops_nothing(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    reached = threading.Event()

    def report(_: object) -> None:
        if office.journal.counts().waiting == 0:
            reached.set()
        raise ZeroDivisionError

    courier = Courier(office.journal, office.connect, report)
    office.trakt.batch_size = 1
    office.rate("One")
    office.rate("Two")
    courier.start()
    assert reached.wait(PATIENCE)
    assert courier.stop(PATIENCE)


def test_a_journal_that_cannot_be_used_is_tried_again_later(office: Office) -> None:
    office.delay = lambda failures: 0.01
    tries = threading.Semaphore(0)
    office.rate()
    office.journal.close()
    counts = office.journal.counts

    def counted() -> Any:
        tries.release()
        return counts()

    office.journal.counts = counted  # type: ignore[method-assign]
    office.courier.start()
    assert all(tries.acquire(timeout=PATIENCE) for _ in range(6))


def test_stopping_does_not_wait_for_a_request_that_hangs(office: Office) -> None:
    hangs, released = threading.Event(), threading.Event()

    def hang(titles: List[str]) -> None:
        hangs.set()
        released.wait(PATIENCE)

    office.trakt.answer = hang
    office.rate()
    office.courier.start()
    assert hangs.wait(PATIENCE)
    begun = time.monotonic()
    assert not office.courier.stop(0.05)
    assert time.monotonic() - begun < 1
    released.set()
    assert office.courier.stop(PATIENCE)
    assert office.journal.counts().waiting == 0  # the answer that came after all was not lost


def test_stopping_a_courier_that_sleeps_or_never_began_is_done_at_once(office: Office) -> None:
    assert Courier(office.journal, office.connect, office.reports.put).stop(0)
    office.courier.start()
    assert office.courier.stop(PATIENCE)
    assert not any(thread.name == "verdict-courier" for thread in threading.enumerate())


def test_no_call_is_lost_that_comes_while_it_works(office: Office) -> None:
    works, goes_on = threading.Event(), threading.Event()

    def news(movie: Movie, known: Seen) -> News:
        works.set()
        goes_on.wait(PATIENCE)
        return News(known)

    office.trakt.news = news  # type: ignore[method-assign]
    office.courier.start()
    office.courier.ask_news(HEAT)
    assert works.wait(PATIENCE)
    office.rate()
    goes_on.set()
    assert isinstance(wait_for(office, Sent), Sent)
