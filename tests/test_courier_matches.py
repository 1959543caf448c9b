"""A rating that went by title and year: which film Trakt made of it is found out, kept and corrected."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List

import pytest

from tests.test_courier_sandbox import House
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, Rating
from verdict.courier import Matched, Report, Sent, deliver
from verdict.journal import Journal, State, matches
from verdict.sandbox import Sandbox
from verdict.trakt.client import News, Outcome, RatedMovie, Seen
from verdict.trakt.errors import Unavailable

AT = 1_763_755_200.25
MATRIX = Movie("The Matrix", 1999)
FOREIGN = Movie("Das Leben der Anderen", 2006)
LIVES = Movie("The Lives of Others", 2006, MovieIds("tt0405094", 582))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Sandbox() as box:
        house = House(tmp_path, "v2", box)
        yield house
        house.journal.close()


def sent(house: House, *movies: Movie) -> List[Report]:
    for movie in movies:
        house.journal.add(movie, Rating(9), AT)
    reports: List[Report] = []
    client = house.connect()
    deliver(house.journal, client, reports.append)
    client.close()
    return reports


def test_the_ids_of_the_film_are_written_into_the_row_that_went_without(house: House) -> None:
    reports = sent(house, MATRIX)
    assert [type(report) for report in reports] == [Sent, Matched]
    (entry,) = house.journal.entries()
    assert (entry.movie.ids.imdb, entry.movie.ids.tmdb) == ("tt0133093", 603)
    assert (entry.movie.title, entry.named, entry.state) == ("The Matrix", None, State.SENT)


def test_a_film_of_another_name_is_shown_with_what_the_name_said(house: House) -> None:
    sent(house, FOREIGN)
    (entry,) = house.journal.entries()
    assert entry.movie.is_same_as(LIVES)
    assert entry.movie.title == LIVES.title
    assert entry.named == FOREIGN
    assert house.journal.matched_otherwise(0) == [entry]


def test_the_match_is_remembered_for_the_name(house: House) -> None:
    sent(house, FOREIGN)
    (hit,) = house.journal.hits(FOREIGN.title, FOREIGN.year) or []
    assert hit.ids.imdb == "tt0405094"


def test_a_whole_delivery_is_looked_back_on_with_one_list(house: House) -> None:
    sent(house, MATRIX, FOREIGN, Movie("Dune", 2021))
    reads = [request.path for request in house.box.requests if request.method == "GET"]
    assert reads.count("/sync/ratings/movies") == 2  # before, since they are old; and after
    assert all(entry.movie.ids for entry in house.journal.entries())


def test_nothing_is_looked_up_for_ratings_with_an_id(house: House) -> None:
    house.journal.add(Movie(ids=MovieIds("tt0133093")), Rating(9), house.journal._now())
    client = house.connect()
    deliver(house.journal, client)
    client.close()
    assert [request.method for request in house.box.requests] == ["POST"]


def test_a_trakt_that_cannot_be_asked_afterwards_is_asked_with_the_next_news(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = house.connect()
    now = house.journal._now()
    house.journal.add(MATRIX, Rating(9), now)
    with monkeypatch.context() as away:
        away.setattr(client, "news", lambda *_: (_ for _ in ()).throw(Unavailable("away")))
        assert deliver(house.journal, client).problem is None
    assert house.journal.entries()[0].state is State.SENT
    house.journal.learn(client.news(MATRIX, house.journal.seen()), MATRIX)
    assert [entry.movie.ids.imdb for entry in house.journal.match()] == ["tt0133093"]
    client.close()


def told(journal: Journal, *rated: RatedMovie) -> None:
    journal.learn(News(Seen(), ratings=list(rated), complete=True), Movie("x"))


def settled(journal: Journal, movie: Movie, rating: int, at: float = AT) -> None:
    journal.settle(journal.add(movie, Rating(rating), at), Outcome(movie))


def test_where_two_films_may_be_meant_nothing_is_written(house: House) -> None:
    settled(house.journal, Movie("A Film", 2000), 9)
    one, two = (Movie(f"Film {n}", 2000, MovieIds(tmdb=n)) for n in (1, 2))
    told(house.journal, RatedMovie(one, Rated(advanced=9), AT), RatedMovie(two, Rated(advanced=9), AT))
    assert house.journal.match() == []
    assert house.journal.entries()[0].movie == Movie("A Film", 2000)


@pytest.mark.parametrize(("number", "moment"), [(8, AT), (9, AT + 5)])
def test_another_rating_of_another_film_is_no_match(house: House, number: int, moment: float) -> None:
    settled(house.journal, Movie("A Film", 2000), 9)
    other = Movie("Another", 2001, MovieIds(tmdb=1))
    told(house.journal, RatedMovie(other, Rated(advanced=number), moment))
    assert house.journal.match() == []


def test_a_film_that_another_rating_of_ours_accounts_for_is_no_match(house: House) -> None:
    settled(house.journal, LIVES, 9)
    settled(house.journal, Movie("A Film", 2000), 9)
    told(house.journal, RatedMovie(LIVES, Rated(advanced=9), AT))
    assert house.journal.match() == []


def test_a_correction_takes_the_wrong_rating_away_and_gives_it_to_the_right_film(house: House) -> None:
    sent(house, FOREIGN)
    correction = house.journal.correct_rating(FOREIGN, Movie("Dune", 2021, MovieIds("tt1160419")))
    assert correction is not None
    assert correction.here.rated_at == AT
    sent(house)
    assert house.rated() == {"Dune": 9}
    assert house.journal.matched_otherwise(0) == []


def test_a_correction_brings_back_what_the_wrong_film_was_rated_before(house: House) -> None:
    house.journal.add(LIVES, Rating(4), AT - 1000)
    sent(house)
    sent(house, FOREIGN)
    assert house.journal.correct_rating(LIVES, MATRIX)
    sent(house)
    assert house.rated() == {"The Lives of Others": 4, "The Matrix": 9}


def test_a_rating_that_waits_still_is_given_to_the_right_film_without_a_word_to_trakt(house: House) -> None:
    house.journal.add(FOREIGN, Rating(9), AT)
    correction = house.journal.correct_rating(FOREIGN, MATRIX)
    assert correction is not None
    assert correction.away is None
    assert [entry.movie for entry in house.journal.waiting(9)] == [MATRIX]


def test_a_correction_that_fails_half_way_changes_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(house, FOREIGN)
    before = house.journal.entries()
    calls: List[object] = []

    def fails(*args: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return insert(*args)  # type: ignore[arg-type]

    insert = matches.insert_rating
    monkeypatch.setattr(matches, "insert_rating", fails)
    with pytest.raises(RuntimeError):
        house.journal.correct_rating(FOREIGN, MATRIX)
    assert house.journal.entries() == before


def test_nothing_is_corrected_where_nothing_was_rated(house: House) -> None:
    assert house.journal.correct_rating(FOREIGN, MATRIX) is None
