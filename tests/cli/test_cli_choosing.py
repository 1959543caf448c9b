"""On a terminal, a film in doubt is chosen before it is rated: by number, by a search, or none of these."""

from __future__ import annotations

from typing import Any

import pytest
from commandline import Cli

from verdict.cli.asking import Later
from verdict.cli.choosing import picked
from verdict.core.choice import Choice, Find, Turn
from verdict.core.movie import Movie, MovieIds
from verdict.journal import Journal
from verdict.sandbox import Sandbox

DUNES = (Movie("Dune", 1984, MovieIds(tmdb=841)), Movie("Dune", 2021, MovieIds(tmdb=438631)))


@pytest.fixture
def doubt(cli: Cli, box: Sandbox) -> Cli:
    """A film that finished, of which only the title is known."""
    cli.link(box)
    finished(cli, Movie("Dune"))
    return cli


def finished(cli: Cli, movie: Movie) -> None:
    cli.home.mkdir(mode=0o700, exist_ok=True)
    cli("status", "--offline")
    journal = Journal.open(cli.home / "journal.sqlite3")
    journal.keep_unrated(movie, 1_700_000_000.0, "nobody answered in time")
    journal.close()


def unrated(cli: Cli) -> int:
    return len(cli("unrated", "--json").json["films"])


def rated(box: Sandbox) -> Any:
    return [(film["title"], film["year"], film["rating_advanced"]) for film in box.ratings()]


def test_a_film_in_doubt_is_chosen_by_number_and_then_rated(doubt: Cli, box: Sandbox, terminal: Any) -> None:
    terminal("2", "9")
    ended = doubt("unrated")
    assert "  1  Dune (1984)" in ended.out
    assert rated(box) == [("Dune", 2021, 9)]
    assert unrated(doubt) == 0


def test_a_search_that_is_typed_in_finds_it(doubt: Cli, box: Sandbox, terminal: Any) -> None:
    terminal("the matrix 1999", "1", "7")
    doubt("unrated")
    assert rated(box) == [("The Matrix", 1999, 7)]


def test_an_id_that_is_typed_in_needs_no_search(doubt: Cli, box: Sandbox, terminal: Any) -> None:
    terminal("tt0133093", "7")
    doubt("unrated")
    assert rated(box) == [("The Matrix", 1999, 7)]


@pytest.mark.parametrize(("typed", "left"), [("n", 0), ("", 1), ("q", 1)])
def test_none_of_these_drops_it_and_all_else_keeps_it(
    doubt: Cli, box: Sandbox, terminal: Any, typed: str, left: int
) -> None:
    terminal(typed)
    assert doubt("unrated").code == 0
    assert rated(box) == []
    assert unrated(doubt) == left


def test_w_asks_which_film_it_was_instead(cli: Cli, box: Sandbox, terminal: Any) -> None:
    cli.link(box)
    finished(cli, Movie("Dune", 1984))
    terminal("w", "1", "8")
    cli("unrated")
    assert rated(box) == [("Dune", 2021, 8)]
    assert unrated(cli) == 0


def test_a_film_of_which_trakt_has_one_is_not_asked_about_first(
    cli: Cli, box: Sandbox, terminal: Any
) -> None:
    cli.link(box)
    finished(cli, Movie("Das Leben der Anderen", 2006))
    terminal("8")
    cli("unrated")
    assert rated(box) == [("The Lives of Others", 2006, 8)]


def test_where_trakt_cannot_be_asked_a_title_without_a_year_is_in_doubt(cli: Cli, terminal: Any) -> None:
    finished(cli, Movie("Dune"))
    terminal("1", "9")
    ended = cli("unrated")
    assert "Trakt could not be asked" in ended.out
    assert [entry["movie"]["title"] for entry in cli.ratings()] == ["Dune"]


def test_a_name_that_trakt_does_not_have_is_chosen_before_it_is_rated(
    cli: Cli, box: Sandbox, terminal: Any
) -> None:
    cli.link(box)
    terminal("2")
    assert cli("rate", "Dune (1985)", "9").code == 0
    assert rated(box) == [("Dune", 2021, 9)]


def test_who_chooses_none_of_them_rates_nothing(cli: Cli, box: Sandbox, terminal: Any) -> None:
    cli.link(box)
    terminal("n")
    assert cli("rate", "Dune (1985)", "9").out.endswith("Nothing was rated\n")
    assert cli.ratings() == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2", DUNES[1]),
        ("3", None),
        ("300", Find(Movie("300"))),
        ("s 9", Find(Movie("9"))),
        ("Dune 2000", Find(Movie("Dune", 2000))),
        ("N", Turn.NONE),
        (" ", Later.KEEP),
        ("Q", Later.QUIT),
        ("x", None),
    ],
)
def test_a_line_is_a_number_a_search_or_an_end(text: str, meant: Any) -> None:
    assert picked(Choice(0, Movie("Dune")).found(DUNES), text) == meant
