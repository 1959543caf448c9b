"""One delivery: all that waits goes in order, and one bad rating neither blocks nor damns the others."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Callable, Iterator, List, Optional, Sequence, Tuple, Union

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.courier import Delivery, RefusedReport, Report, Sent, deliver
from verdict.courier.pace import Pace
from verdict.journal import Journal, JournalError, State
from verdict.trakt.client import Account, News, Outcome, Playing, RatedMovie, Seen, Submission
from verdict.trakt.errors import Refused, SignInNeeded, Stumbled, Unavailable

NOW = 1_700_000_000.0
Answers = Union[Exception, List[Outcome], None]


class Trakt:
    """Takes what is submitted and answers as `answer` says; None takes it all."""

    def __init__(self, batch_size: int = 100) -> None:
        self.batch_size = batch_size
        self.keeps_moments = True
        self.requests: List[List[str]] = []
        self.has: List[Tuple[str, str]] = []
        self.answer: Callable[[List[str]], Answers] = lambda titles: None

    def rate(self, submissions: Sequence[Submission]) -> List[Outcome]:
        titles = [submission.movie.title for submission in submissions]
        self.requests.append(titles)
        answer = self.answer(titles)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
        self.has += [(s.movie.title, str(s.rating)) for s in submissions]
        return [Outcome(s.movie) for s in submissions]

    def scrobble(self, playing: Playing) -> Movie:
        return playing.movie

    def add_play(self, movie: Movie, watched_at: float) -> Outcome:
        return Outcome(movie)

    def account(self) -> Account:
        return Account("anna")

    def news(self, movie: Movie, seen: Seen) -> News:
        return News(seen)

    def recent(self, user: Optional[str] = None, limit: int = 10) -> List[RatedMovie]:
        return []

    def search(self, title: str, year: Optional[int] = None) -> List[Movie]:
        return []

    def close(self) -> None:
        pass

    def hang_up(self) -> None:
        pass


@pytest.fixture
def trakt() -> Trakt:
    return Trakt()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.sqlite3", lambda: NOW)
    yield opened
    opened.close()


def fill(journal: Journal, count: int, rating: str = "9") -> List[str]:
    titles = [f"Film {number}" for number in range(count)]
    for title in titles:
        journal.add(Movie(title, 2000), Rating.parse(rating), NOW)
    return titles


def bring(journal: Journal, trakt: Trakt, pace: Optional[Pace] = None) -> Delivery:
    return deliver(journal, trakt, now=lambda: NOW, pace=pace)


def test_all_that_waits_goes_oldest_first_in_batches(journal: Journal, trakt: Trakt) -> None:
    titles = fill(journal, 25)
    trakt.batch_size = 10
    assert bring(journal, trakt) == Delivery(sent=25, refused=0, waiting=0)
    assert [len(request) for request in trakt.requests] == [10, 10, 5]
    assert [title for title, _ in trakt.has] == titles
    assert {entry.state for entry in journal.entries()} == {State.SENT}


def test_nothing_is_asked_where_nothing_waits(journal: Journal, trakt: Trakt) -> None:
    assert bring(journal, trakt) == Delivery(0, 0, 0)
    assert trakt.requests == []


def test_each_rating_is_reported_with_what_trakt_told_of_its_film(journal: Journal, trakt: Trakt) -> None:
    journal.add(Movie("Heat"), Rating(9), NOW)
    journal.add(Movie("Nonsense"), Rating(3), NOW)
    heat = Movie("Heat", 1995, MovieIds("tt0113277"))
    trakt.answer = lambda titles: [Outcome(heat), Outcome(Movie(), "no such film")]
    reports: List[Report] = []
    deliver(journal, trakt, reports.append, now=lambda: NOW)
    sent, refused = reports
    assert isinstance(sent, Sent)
    assert sent.movie == heat
    assert isinstance(refused, RefusedReport)
    assert (refused.entry.movie.title, refused.reason) == ("Nonsense", "no such film")
    assert [entry.state for entry in journal.entries()] == [State.SENT, State.REFUSED]


def test_one_bad_rating_among_many_is_refused_alone(journal: Journal, trakt: Trakt) -> None:
    titles = fill(journal, 100)
    trakt.answer = lambda batch: Refused("it is bad") if "Film 42" in batch else None
    assert bring(journal, trakt) == Delivery(sent=99, refused=1, waiting=0)
    assert [title for title, _ in trakt.has] == [title for title in titles if title != "Film 42"]
    refused = [entry for entry in journal.entries() if entry.state is State.REFUSED]
    assert [(entry.movie.title, entry.reason) for entry in refused] == [("Film 42", "it is bad")]
    assert len(trakt.requests) < 30


def test_a_rating_that_trakt_stumbles_over_does_not_block_the_others(journal: Journal, trakt: Trakt) -> None:
    titles, pace = fill(journal, 20), Pace()
    trakt.answer = lambda batch: Unavailable("500") if "Film 0" in batch else None
    for _ in range(10):
        delivery = bring(journal, trakt, pace)
    assert sorted(title for title, _ in trakt.has) == sorted(titles[1:])
    assert (delivery.waiting, str(delivery.problem)) == (1, "500")
    trakt.answer = lambda batch: None
    assert bring(journal, trakt, pace) == Delivery(sent=1, refused=0, waiting=0)


def test_one_delivery_goes_on_past_a_rating_that_trakt_breaks_over(journal: Journal, trakt: Trakt) -> None:
    titles = fill(journal, 250)
    trakt.answer = lambda batch: Stumbled("500") if "Film 120" in batch else None
    delivery = bring(journal, trakt)
    assert sorted(title for title, _ in trakt.has) == sorted(set(titles) - {"Film 120"})
    assert (delivery.sent, delivery.waiting, str(delivery.problem)) == (249, 1, "500")
    assert len(trakt.requests) < 30


def test_a_trakt_that_breaks_over_everything_is_soon_left_alone(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 250)
    trakt.answer = lambda batch: Stumbled("500")
    assert bring(journal, trakt).waiting == 250
    assert len(trakt.requests) < 10


def test_a_trakt_that_is_away_is_not_asked_for_each_rating(journal: Journal, trakt: Trakt) -> None:
    titles, pace = fill(journal, 30), Pace()
    trakt.batch_size = 10
    trakt.answer = lambda batch: Unavailable("offline")
    for _ in range(12):
        before = len(trakt.requests)
        assert bring(journal, trakt, pace).waiting == 30
        assert len(trakt.requests) - before <= 2
    trakt.answer = lambda batch: None
    assert bring(journal, trakt, pace).waiting == 0
    assert [title for title, _ in trakt.has] == titles  # still in order: nobody was to blame


def test_a_failure_that_passed_by_itself_is_no_problem(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 2)
    trakt.batch_size = 1
    trakt.answer = lambda batch: Unavailable("500") if len(trakt.requests) == 1 else None
    assert bring(journal, trakt) == Delivery(sent=2, refused=0, waiting=0)


def test_an_unexpected_error_is_logged_without_its_words_and_the_rating_stays(
    journal: Journal, trakt: Trakt, caplog: pytest.LogCaptureFixture
) -> None:
    fill(journal, 1)
    trakt.answer = lambda batch: KeyError("marked-secret")
    with caplog.at_level(logging.DEBUG):
        delivery = bring(journal, trakt)
    assert (delivery.waiting, isinstance(delivery.problem, Unavailable)) == (1, True)
    assert "unexpected KeyError" in caplog.text
    assert "marked-secret" not in caplog.text + str(delivery.problem)


def test_an_answer_with_too_few_outcomes_marks_nothing(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 2)
    trakt.answer = lambda batch: [Outcome(Movie("Film 0", 2000))]
    assert bring(journal, trakt).waiting == 2


def test_who_has_to_sign_in_is_told_at_once_and_everything_stays(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 30)
    trakt.batch_size = 10
    trakt.answer = lambda batch: SignInNeeded("sign in again")
    delivery = bring(journal, trakt)
    assert (delivery.waiting, str(delivery.problem), len(trakt.requests)) == (30, "sign in again", 1)


def test_a_wish_to_wait_is_written_down_and_nobody_asks_before(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 3)
    trakt.answer = lambda batch: Unavailable("slow down", retry_after=60)
    bring(journal, trakt)
    assert journal.held_until() == NOW + 60
    again = bring(journal, trakt)
    assert (again.waiting, len(trakt.requests)) == (3, 1)
    assert isinstance(again.problem, Unavailable)
    assert again.problem.retry_after == 60


def test_a_rating_given_while_an_older_one_is_on_its_way_wins(journal: Journal, trakt: Trakt) -> None:
    heat = Movie("Heat", 1995)
    journal.add(heat, Rating(3), NOW)

    def meanwhile(batch: List[str]) -> Answers:
        if len(trakt.requests) == 1:
            journal.add(heat, Rating(9), NOW)
        return None

    trakt.answer = meanwhile
    assert bring(journal, trakt) == Delivery(sent=1, refused=0, waiting=0)
    assert trakt.has == [("Heat", "3"), ("Heat", "9")]
    assert [entry.state for entry in journal.entries()] == [State.SUPERSEDED, State.SENT]


def test_ratings_and_unratings_go_in_the_order_in_which_they_were_given(
    journal: Journal, trakt: Trakt
) -> None:
    journal.add(Movie(ids=MovieIds("tt0113277")), Rating(9), NOW)
    journal.add(Movie(ids=MovieIds(tmdb=949)), Rating("unrate"), NOW)
    journal.add(Movie("Heat", 1995), Rating(7), NOW)
    bring(journal, trakt)
    assert [rating for _, rating in trakt.has] == ["9", "unrate", "7"]
    assert len(trakt.requests) == 3


def test_a_delivery_ends_between_two_requests_when_it_is_told_to(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 30)
    trakt.batch_size = 10
    delivery = deliver(journal, trakt, until=lambda: len(trakt.requests) == 2, now=lambda: NOW)
    assert delivery == Delivery(sent=20, refused=0, waiting=10)


def test_only_one_delivery_goes_on_at_a_time(journal: Journal, trakt: Trakt) -> None:
    fill(journal, 1)
    with journal.sending(0):
        delivery = deliver(journal, trakt, turn_within=0)
    assert (trakt.requests, delivery.waiting) == ([], 1)
    assert "another Verdict" in str(delivery.problem)


def test_what_could_not_be_marked_as_sent_is_sent_again(
    journal: Journal, trakt: Trakt, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(journal, 1)
    settle = journal.settle_all

    def full(*_: object) -> None:
        raise JournalError("the disk is full")

    monkeypatch.setattr(journal, "settle_all", full)
    with pytest.raises(JournalError):
        bring(journal, trakt)
    monkeypatch.setattr(journal, "settle_all", settle)
    assert bring(journal, trakt) == Delivery(1, 0, 0)
    assert len(trakt.has) == 2
