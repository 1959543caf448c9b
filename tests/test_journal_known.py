"""What Trakt told: which rating of a film holds, and what is forgotten with the account."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Iterator, List, Optional

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.journal import Journal
from verdict.trakt.client import Account, News, Outcome, RatedMovie, Seen

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
INDY = Movie("Raiders of the Lost Ark", 1981, MovieIds("tt0082971", 85))
NOW = 1_700_000_000.0


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.sqlite3", lambda: NOW)
    yield opened
    opened.close()


def told(movie: Movie, advanced: Optional[int], rated_at: Optional[float] = None) -> RatedMovie:
    return RatedMovie(movie, Rated(None, advanced), rated_at)


def learn(journal: Journal, ratings: Optional[List[RatedMovie]], complete: bool = True) -> None:
    journal.learn(News(Seen("r", "a"), None, ratings, complete), HEAT)


def send(journal: Journal, rating: Rating, rated_at: float = NOW) -> None:
    journal.settle(journal.add(HEAT, rating, rated_at), Outcome(HEAT))


def test_a_film_that_nobody_rated_is_not_rated(journal: Journal) -> None:
    assert journal.present(HEAT) == Rated()


def test_both_forms_of_a_rating_on_trakt_are_kept(journal: Journal) -> None:
    learn(journal, [RatedMovie(HEAT, Rated("hate", 7))], complete=False)
    assert journal.present(HEAT) == Rated("hate", 7)


@pytest.mark.parametrize(
    "asked", [Movie(ids=MovieIds("tt0113277")), Movie(ids=MovieIds(tmdb=949)), Movie("heat", 1995)]
)
def test_a_rating_is_found_by_each_name_of_the_film(journal: Journal, asked: Movie) -> None:
    learn(journal, [told(HEAT, 8), told(Movie("Heat", 1986, MovieIds("tt0091183")), 3)])
    assert journal.present(asked) == Rated(None, 8)


def test_a_rating_that_waits_wins_over_a_newer_one_on_trakt(journal: Journal) -> None:
    journal.add(HEAT, Rating(9), NOW)
    learn(journal, [told(HEAT, 4, NOW + 100)])
    assert journal.present(HEAT) == Rated("love", 9)


def test_of_a_sent_rating_and_one_given_on_the_site_the_newer_holds(journal: Journal) -> None:
    send(journal, Rating(9))
    learn(journal, [told(HEAT, 4, NOW - 100)])
    assert journal.present(HEAT).advanced == 9
    learn(journal, [told(HEAT, 4, NOW + 100)])
    assert journal.present(HEAT).advanced == 4


def test_what_was_sent_just_now_holds_until_trakt_was_heard_again(journal: Journal) -> None:
    learn(journal, [told(HEAT, 4)])
    send(journal, Rating(9))
    assert journal.present(HEAT).advanced == 9
    learn(journal, None)
    assert journal.present(HEAT).advanced == 9
    learn(journal, [told(HEAT, 5)], complete=False)
    assert journal.present(HEAT).advanced == 5


@pytest.mark.parametrize("complete", [True, False])
def test_a_rating_taken_away_on_the_site_is_gone_here_too(journal: Journal, complete: bool) -> None:
    send(journal, Rating(9))
    learn(journal, [told(HEAT, 9, NOW)])
    learn(journal, [], complete)
    assert journal.present(HEAT) == Rated()


def test_a_refused_rating_does_not_count(journal: Journal) -> None:
    learn(journal, [told(HEAT, 4, NOW)])
    journal.settle(journal.add(HEAT, Rating(9), NOW + 1), Outcome(HEAT, "no"))
    assert journal.present(HEAT).advanced == 4


def test_a_complete_list_replaces_all_and_word_of_one_film_only_that_film(journal: Journal) -> None:
    learn(journal, [told(HEAT, 4), told(INDY, 10)])
    learn(journal, [], complete=False)
    assert (journal.present(HEAT), journal.present(INDY).advanced) == (Rated(), 10)
    learn(journal, [told(HEAT, 6)])
    assert (journal.present(HEAT).advanced, journal.present(INDY)) == (6, Rated())


def test_the_word_on_one_film_replaces_it_under_all_its_names(journal: Journal) -> None:
    learn(journal, [told(Movie(ids=MovieIds("tt0113277")), 4)])
    learn(journal, [told(HEAT, 6)], complete=False)
    assert journal.present(Movie(ids=MovieIds("tt0113277"))).advanced == 6
    learn(journal, [])
    assert journal.present(HEAT) == Rated()


def test_a_rating_that_makes_no_sense_does_not_spoil_the_list(journal: Journal) -> None:
    learn(journal, [told(HEAT, 10**30), told(INDY, 8), told(Movie("X", 2000), 0)])
    assert (journal.present(HEAT), journal.present(INDY).advanced) == (Rated(), 8)


def test_the_account_and_the_stamps_are_kept_until_there_is_news(tmp_path: Path, journal: Journal) -> None:
    account = Account("anna", RatingMode.SIMPLE, False, "watch")
    assert (journal.account(), journal.seen()) == (None, Seen())
    journal.learn(News(Seen("r1", "a1"), account), HEAT)
    journal.learn(News(Seen("r2", "a1")), HEAT)
    again = Journal.open(tmp_path / "journal.sqlite3")
    assert (again.account(), again.seen()) == (account, Seen("r2", "a1"))
    again.close()


def test_another_account_forgets_what_was_learnt_but_never_a_rating(journal: Journal) -> None:
    journal.bind("anna")
    journal.learn(News(Seen("r", "a"), Account("anna"), [told(INDY, 8)], True), HEAT)
    send(journal, Rating(9))
    learn(journal, [told(INDY, 8)])
    journal.hold_until(NOW + 60)
    journal.bind("anna")
    assert (journal.present(INDY).advanced, journal.held_until()) == (8, NOW + 60)
    journal.bind("ben")
    assert (journal.present(INDY), journal.account(), journal.seen()) == (Rated(), None, Seen())
    assert journal.held_until() == 0
    assert journal.present(HEAT).advanced == 9  # until that account was heard


def test_news_from_another_name_forgets_what_was_learnt_under_the_first(journal: Journal) -> None:
    journal.learn(News(Seen("r", "a"), Account("first"), [told(HEAT, 4)], complete=True), HEAT)
    journal.learn(News(Seen("r", "b"), Account("first")), HEAT)
    assert journal.present(HEAT) == Rated(None, 4)
    journal.learn(News(Seen("r", "c"), Account("second")), HEAT)
    assert (journal.present(HEAT), journal.seen()) == (Rated(), Seen(None, "c"))


def test_the_first_account_ever_lifts_no_hold(journal: Journal) -> None:
    journal.hold_until(NOW + 60)
    journal.bind("anna")
    assert journal.held_until() == NOW + 60


def test_twenty_thousand_films_are_looked_up_in_a_moment(journal: Journal) -> None:
    films = [
        Movie(f"Film {number}", 1950 + number % 70, MovieIds(f"tt{number:07}", number + 1))
        for number in range(20_000)
    ]
    learn(journal, [told(film, 1 + number % 10, NOW) for number, film in enumerate(films)])
    begun = time.perf_counter()
    for number in range(0, 20_000, 200):
        assert journal.present(films[number]).advanced == 1 + number % 10
    assert (time.perf_counter() - begun) / 100 < 0.005
    with journal._reading() as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM told WHERE (imdb = 1 OR tmdb = 1 OR trakt = 1 OR title_key = 1)"
        ).fetchall()
    assert not [row["detail"] for row in plan if row["detail"].startswith("SCAN")]


def test_a_rating_can_be_given_while_a_long_list_is_being_learnt(journal: Journal) -> None:
    """The list goes in small transactions; one is stopped half-way, and the lock is free then."""
    added: List[int] = []

    def listing() -> List[RatedMovie]:
        return [told(Movie(f"Film {number}", 2000), 5) for number in range(1500)]

    writing = journal._writing
    transactions = 0

    def counted():  # type: ignore[no-untyped-def]
        nonlocal transactions
        transactions += 1
        if transactions == 2:
            added.append(journal.add(HEAT, Rating(9), NOW).id)
        return writing()

    journal._writing = counted  # type: ignore[method-assign]
    learn(journal, listing())
    assert added
    assert transactions > 4
    assert journal.present(Movie("Film 1499", 2000)).advanced == 5
