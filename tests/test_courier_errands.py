"""The courier's errands: news of a film are asked for, kept and reported, once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Iterator, List

import pytest

from tests.test_courier_deliver import NOW
from tests.test_courier_thread import HEAT, PATIENCE, Office
from verdict.core.movie import Movie
from verdict.core.rating import Rated
from verdict.courier import NewsArrived
from verdict.courier.thread import ERRANDS_KEPT
from verdict.trakt.client import Account, News, RatedMovie, Seen
from verdict.trakt.errors import Refused, Unavailable


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.courier.stop(PATIENCE)
    office.journal.close()


def test_a_wish_to_wait_that_answers_an_errand_binds_everyone(office: Office) -> None:
    done = threading.Event()

    def news(movie: Movie, known: Seen) -> News:
        raise Unavailable("slow down", retry_after=60)

    def delay(failures: int) -> float:
        done.set()
        return 3600.0

    office.trakt.news = news  # type: ignore[method-assign]
    office.delay = delay
    office.courier.start()
    office.courier.ask_news(HEAT)
    assert done.wait(PATIENCE)
    assert office.journal.held_until() == NOW + 60


def test_news_are_kept_and_reported_with_what_the_film_is_rated_now(office: Office) -> None:
    account = Account("anna", None, False)
    seen: List[Seen] = []

    def news(movie: Movie, known: Seen) -> News:
        seen.append(known)
        return News(Seen("r", "a"), account, [RatedMovie(HEAT, Rated(None, 8))], True)

    office.trakt.news = news  # type: ignore[method-assign]
    office.courier.start()
    office.courier.ask_news(HEAT)
    assert office.next() == NewsArrived(HEAT, Rated(None, 8), account)
    assert office.journal.present(HEAT) == Rated(None, 8)
    office.courier.ask_news(HEAT)
    office.next()
    assert seen == [Seen(), Seen("r", "a")]


def test_an_errand_that_failed_is_done_when_trakt_is_back(office: Office) -> None:
    answers = iter([Unavailable("offline"), None])

    def news(movie: Movie, known: Seen) -> News:
        answer = next(answers)
        if answer:
            raise answer
        return News(known)

    office.trakt.news = news  # type: ignore[method-assign]
    office.delay = lambda failures: 0.01
    office.courier.start()
    office.courier.ask_news(HEAT)
    assert isinstance(office.next(), NewsArrived)
    assert office.delays == [1]


def test_a_film_that_trakt_does_not_know_is_asked_for_once(office: Office) -> None:
    asked: List[Movie] = []
    was_asked = threading.Event()

    def news(movie: Movie, known: Seen) -> News:
        asked.append(movie)
        if movie == HEAT:
            was_asked.set()
            raise Refused("movie not found")
        return News(known)

    office.trakt.news = news  # type: ignore[method-assign]
    office.courier.start()
    office.courier.ask_news(HEAT)
    assert was_asked.wait(PATIENCE)
    assert office.is_idle()
    assert asked.count(HEAT) == 1
    assert office.delays == []


def test_only_the_latest_errands_are_kept(office: Office) -> None:
    for number in range(ERRANDS_KEPT + 3):
        office.courier.ask_news(Movie(f"Film {number}", 2000))
    office.courier.start()
    titles = [office.next().movie.title for _ in range(ERRANDS_KEPT)]
    assert titles == [f"Film {number}" for number in range(ERRANDS_KEPT + 2, 2, -1)]
    assert office.is_idle()
