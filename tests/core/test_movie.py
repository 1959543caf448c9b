"""Films: their ids, when two are the same, and how they are written."""

from __future__ import annotations

import pytest

from verdict.core.movie import Movie, MovieIds, parse_movie

from .playing import DOOM, RAIDERS


def film(title="", year=None, **ids):
    return Movie(title, year, MovieIds(**ids))


# --- the same film -------------------------------------------------------------------------------------


def test_one_id_in_common_makes_two_films_the_same_whatever_their_titles():
    assert film("Raiders", 1980, imdb="tt0082971").is_same_as(RAIDERS)


def test_different_ids_make_two_films_different_whatever_their_titles():
    assert not film("Dune", 1984, imdb="tt0087182").is_same_as(film("Dune", 1984, imdb="tt1160419"))


def test_the_imdb_id_decides_before_the_tmdb_id():
    one = film(imdb="tt0082971", tmdb=85)
    assert one.is_same_as(film(imdb="tt0082971", tmdb=999))
    assert not one.is_same_as(film(imdb="tt0000001", tmdb=85))


def test_an_id_that_only_one_knows_decides_nothing():
    assert film(imdb="tt0082971", tmdb=85).is_same_as(film(tmdb=85))
    assert film("Dune", 2021, imdb="tt1160419").is_same_as(film("Dune", 2021, tmdb=438631))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Amélie", "amelie"), ("WALL·E", "Wall-E"), ("Léon: The Professional", "Leon The Professional")],
)
def test_two_spellings_of_a_title_are_the_same(one, other):
    assert film(one, 2000).is_same_as(film(other, 2000))


def test_titles_that_are_nothing_but_signs_are_told_apart():
    assert not film("???", 2000).is_same_as(film("!!!", 2000))


def test_the_same_title_of_another_year_is_another_film():
    assert not film("Dune", 1984).is_same_as(film("Dune", 2021))


def test_films_of_which_nothing_is_known_are_not_the_same():
    assert not Movie().is_same_as(Movie())


def test_being_the_same_goes_both_ways():
    for one in (RAIDERS, DOOM, film("Dune", 2021), film(tmdb=85), Movie()):
        for other in (RAIDERS, DOOM, film("dune", 2021), film(tmdb=87), Movie()):
            assert one.is_same_as(other) == other.is_same_as(one)


# --- what is known of a film ---------------------------------------------------------------------------


def test_a_title_or_an_id_is_enough_to_know_a_film():
    assert film("Dune").is_known
    assert film(trakt=1).is_known
    assert not film(year=1981).is_known


def test_gaps_are_filled_from_another_and_nothing_is_overwritten():
    completed = film("Raiders", imdb="tt0082971").completed_by(DOOM)
    assert completed == Movie("Raiders", 1984, MovieIds("tt0082971", 87))


@pytest.mark.parametrize(
    ("movie", "label"),
    [
        (film("Dune", 2021), "Dune (2021)"),
        (film("Dune"), "Dune"),
        (film(imdb="tt0082971", tmdb=85), "tt0082971"),
        (film(tmdb=85), "tmdb:85"),
        (film(trakt=7), "trakt:7"),
    ],
)
def test_a_film_is_called_by_what_is_known_of_it(movie, label):
    assert movie.label == label


@pytest.mark.parametrize("imdb", ["0082971", "tt", "tt00829711111", "nm0082971", "tt0082971\n", ""])
def test_what_is_no_imdb_id_is_refused(imdb):
    with pytest.raises(ValueError, match="IMDb"):
        MovieIds(imdb=imdb)


@pytest.mark.parametrize("number", [0, -1, 2**53])
def test_an_id_that_is_not_positive_or_too_large_is_refused(number):
    with pytest.raises(ValueError, match="not an id"):
        MovieIds(tmdb=number)


# --- reading and writing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "movie", [RAIDERS, film("Dune"), film(trakt=1), Movie(), film("{\\b1}\n\u202e🎬", 1999)]
)
def test_a_film_that_is_written_and_read_is_the_same(movie):
    assert Movie.from_json(movie.to_json()) == movie


@pytest.mark.parametrize("nothing", [None, {}, {"imdb": None}, {"imdb": "", "tmdb": 0, "trakt": "0"}])
def test_ids_may_be_null_empty_or_left_out(nothing):
    assert Movie.from_json({"title": "Dune", "ids": nothing}) == film("Dune")


def test_numbers_may_come_as_texts():
    assert Movie.from_json({"title": "Dune", "year": "2021", "ids": {"tmdb": "438631"}}) == film(
        "Dune", 2021, tmdb=438631
    )


@pytest.mark.parametrize(
    "data",
    [
        {"title": 5},
        {"title": ["Dune"]},
        {"title": "Dune", "year": "soon"},
        {"title": "Dune", "year": 99},
        {"title": "Dune", "year": 2021.5},
        {"title": "Dune", "year": True},
        {"title": "Dune", "year": 10**30},
        {"ids": {"imdb": 82971}},
        {"ids": {"tmdb": -5}},
        {"ids": {"tmdb": [85]}},
        {"ids": {"tmdb": float("inf")}},
        {"ids": ["tt0082971"]},
        {"ids": "tt0082971"},
        {"ids": 85},
    ],
)
def test_a_film_that_is_written_wrongly_is_refused_with_a_reason(data):
    with pytest.raises(ValueError, match=r"."):
        Movie.from_json(data)


@pytest.mark.parametrize(
    ("text", "movie"),
    [
        ("tt0082971", film(imdb="tt0082971")),
        (" tt0082971 ", film(imdb="tt0082971")),
        ("TT0082971", film(imdb="tt0082971")),
        ("https://www.imdb.com/title/tt0082971/", film(imdb="tt0082971")),
        ("http://m.imdb.com/de/title/tt0082971/ratings?ref_=x", film(imdb="tt0082971")),
        ("https://www.themoviedb.org/movie/603-the-matrix", film(tmdb=603)),
        ("tmdb:603", film(tmdb=603)),
        ("TMDB:603", film(tmdb=603)),
        ("trakt:481", film(trakt=481)),
        ("Dune (2021)", film("Dune", 2021)),
        ("(500) Days of Summer (2009)", film("(500) Days of Summer", 2009)),
        ("2001: A Space Odyssey (1968)", film("2001: A Space Odyssey", 1968)),
        ("Amélie(2001)", film("Amélie", 2001)),
    ],
)
def test_a_film_is_read_as_people_call_it(text, movie):
    assert parse_movie(text) == movie


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Dune",
        "(2021)",
        "Dune (99)",
        "Dune (1492)",
        "Dune (1869)",
        "tmdb:",
        "tmdb:0",
        "tmdb:-1",
        "tmdb:x",
        "tmdb:9999999999999999",
        "tmdb:" + "9" * 5000,
        "imdb:85",
        "https://www.imdb.com/name/nm0000148/",
        "https://imdb.com.example/title/tt0082971/",
        "https://www.themoviedb.org/tv/1399",
        "tt12",
    ],
)
def test_what_names_no_film_is_refused(text):
    with pytest.raises(ValueError, match="is no film"):
        parse_movie(text)
