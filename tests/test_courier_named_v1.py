"""A rating by title and year on the classic API: which film it became is what Trakt's answer names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List

import pytest

from tests.test_courier_sandbox import INDY, House
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import UNRATE, Rating
from verdict.courier import Report, Sent, deliver
from verdict.journal import State
from verdict.sandbox import Sandbox

AT = 1_763_755_200.25
SHORT = Movie("Raiders of the Lost Ark", 1981)  # Trakt has it under a longer title: INDY
MATRIX = Movie("The Matrix", 1999, MovieIds("tt0133093", 603))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Sandbox() as box:
        house = House(tmp_path, "v1", box)
        yield house
        house.journal.close()


def sent(house: House, movie: Movie, rating: Any = 9) -> List[Report]:
    house.journal.add(movie, Rating(rating), AT)
    return brought(house)


def brought(house: House) -> List[Report]:
    reports: List[Report] = []
    client = house.connect()
    deliver(house.journal, client, reports.append)
    client.close()
    return reports


def test_the_film_that_trakt_names_is_written_into_the_row_beside_what_the_name_said(house: House) -> None:
    (report,) = sent(house, SHORT)
    (entry,) = house.journal.entries()
    assert report == Sent(entry, entry.movie)
    assert (entry.movie.title, entry.movie.ids.imdb, entry.named) == (INDY.title, "tt0082971", SHORT)
    assert house.journal.matched_otherwise(0) == [entry]


@pytest.mark.parametrize("name", [Movie("the matrix", 1999), Movie("The Matrix")], ids=str)
def test_a_film_that_trakt_has_under_this_name_gets_its_ids_and_nothing_is_kept_beside_it(
    house: House, name: Movie
) -> None:
    sent(house, name)
    (entry,) = house.journal.entries()
    assert (entry.movie.title, entry.movie.year, entry.movie.ids) == (name.title, 1999, MATRIX.ids)
    assert entry.named is None


def test_a_film_with_an_id_keeps_the_title_that_it_has_here(house: House) -> None:
    sent(house, Movie("My Favourite", 1981, INDY.ids))
    (entry,) = house.journal.entries()
    assert (entry.movie.title, entry.named) == ("My Favourite", None)


def test_the_match_is_remembered_for_the_name(house: House) -> None:
    sent(house, SHORT)
    (hit,) = house.journal.hits(SHORT.title, SHORT.year) or []
    assert (hit.title, hit.ids.imdb) == (INDY.title, "tt0082971")


def test_a_rating_that_is_taken_away_by_the_same_name_is_gone_from_that_film(house: House) -> None:
    sent(house, SHORT)
    sent(house, SHORT, UNRATE)
    assert house.rated() == {}
    assert [entry.movie.ids.imdb for entry in house.journal.entries()] == ["tt0082971"] * 2


def test_a_correction_takes_the_wrong_rating_away_and_gives_it_to_the_right_film(house: House) -> None:
    sent(house, SHORT)
    assert house.journal.correct_rating(SHORT, MATRIX)
    brought(house)
    assert house.rated() == {"The Matrix": 9}
    assert house.journal.matched_otherwise(0) == []


def test_where_the_answer_is_lost_the_rating_goes_again_and_the_film_is_named_then(house: House) -> None:
    house.box.fail(path="/rate/movie", cut="before_answer")
    assert sent(house, SHORT) == []
    (entry,) = house.journal.entries()
    assert (entry.state, entry.movie, entry.named) == (State.WAITING, SHORT, None)
    brought(house)
    assert house.journal.entries()[0].named == SHORT
    assert house.rated() == {INDY.title: 9}


def test_a_refused_rating_is_still_of_the_film_that_the_name_says(house: House) -> None:
    house.box.fail(200, path="/rate/movie", body=b'{"status": "failure", "error": "movie not found"}')
    sent(house, SHORT)
    (entry,) = house.journal.entries()
    assert (entry.state, entry.movie, entry.named) == (State.REFUSED, SHORT, None)
