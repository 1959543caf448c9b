"""`journal`, `unrated` and `recent`: what is listed, in words and as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from commandline import RAIDERS, Cli

from verdict.core.movie import Movie, MovieIds
from verdict.journal import Journal
from verdict.sandbox import Sandbox

ALIEN = Movie("Alien", 1979, MovieIds("tt0078748"))
MATRIX = Movie("The Matrix", 1999, MovieIds("tt0133093"))


def finished(cli: Cli, *movies: Movie) -> None:
    cli.home.mkdir(exist_ok=True)
    journal = Journal.open(cli.home / "journal.sqlite3")
    for at, movie in enumerate(movies):
        journal.keep_unrated(movie, 1_700_000_000.0 + at, "nobody answered in time")
    journal.close()


def test_the_journal_lists_every_rating_oldest_first(cli: Cli) -> None:
    cli("rate", RAIDERS, "9")
    cli("rate", "Alien (1979)", "love")
    ratings = cli.ratings()
    assert [set(rating) for rating in ratings] == [
        {"movie", "rating", "rated_at", "state", "reason", "named"}
    ] * 2
    assert [rating["rating"] for rating in ratings] == [9, "love"]
    assert ratings[0]["movie"] == {
        "title": None,
        "year": None,
        "ids": {"imdb": RAIDERS, "tmdb": None, "trakt": None},
    }
    lines = cli("journal").out.splitlines()
    assert [RAIDERS in lines[0], "Alien (1979)" in lines[1]] == [True, True]


def test_an_empty_journal_is_an_empty_list(cli: Cli) -> None:
    assert cli("journal", "--json").json == {"ratings": []}
    assert cli("journal").code == 0


def test_films_that_were_not_answered_are_listed_latest_first(cli: Cli) -> None:
    finished(cli, ALIEN, MATRIX)
    films = cli("unrated", "--json").json["films"]
    assert [film["movie"]["title"] for film in films] == ["The Matrix", "Alien"]
    assert set(films[0]) == {"movie", "finished_at", "because"}
    assert "Alien (1979)" in cli("unrated").out


def test_on_a_terminal_each_is_asked_about_and_the_answers_are_sent(
    cli: Cli, box: Sandbox, terminal: Any
) -> None:
    box.add_movie("Alien", 1979, "tt0078748", 348)
    cli.link(box)
    finished(cli, MATRIX, ALIEN)
    terminal("eleven", "9", "n")
    ended = cli("unrated")
    assert ended.code == 0
    assert "Saved 9 (Superb)" in ended.out
    assert [r["rating_advanced"] for r in box.ratings()] == [9]
    assert cli("unrated", "--json").json["films"] == []


def test_enter_keeps_a_film_for_later_and_d_drops_it(cli: Cli, terminal: Any) -> None:
    finished(cli, MATRIX, ALIEN)
    terminal("", "d")
    assert cli("unrated").code == 0
    assert [f["movie"]["title"] for f in cli("unrated", "--json").json["films"]] == ["Alien"]
    assert cli.ratings() == []


def test_the_end_of_the_input_leaves_everything_as_it_is(cli: Cli, terminal: Any) -> None:
    finished(cli, MATRIX)
    terminal()
    assert cli("unrated").code == 0
    assert len(cli("unrated", "--json").json["films"]) == 1


@pytest.mark.parametrize(
    ("mode", "typed", "rating"),
    [("simple", "l", "love"), ("simple", "hate", "hate"), ("stars", "4.5", 9), ("advanced", "10", 10)],
)
def test_the_terminal_asks_in_the_mode_in_effect(
    cli: Cli, terminal: Any, mode: str, typed: str, rating: Any
) -> None:
    cli.configure("[rating]", f'mode = "{mode}"')
    finished(cli, MATRIX)
    terminal("7.3", typed)
    cli("unrated")
    assert [entry["rating"] for entry in cli.ratings()] == [rating]


@pytest.mark.parametrize(("mode", "shown"), [("simple", "love"), ("advanced", 9)])
def test_recent_shows_each_rating_as_its_flag_says(cli: Cli, box: Sandbox, mode: str, shown: Any) -> None:
    cli.link(box, "v1")
    box.set_mode(mode)
    cli("rate", RAIDERS, "9")
    ratings = cli("recent", "--json").json["ratings"]
    assert (ratings[0]["rating"], ratings[0]["mode"]) == (shown, mode)
    assert "1981" in cli("recent").out


def test_recent_follows_the_mode_in_effect_where_nothing_is_flagged(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v2", "[rating]", 'mode = "stars"')
    cli("rate", RAIDERS, "9")
    assert "4.5 stars" in cli("recent").out
    assert cli("recent", "--json").json["ratings"][0]["mode"] == "stars"


def test_recent_ratings_of_another_user_can_be_asked_for(linked: Cli, box: Sandbox) -> None:
    linked("rate", RAIDERS, "9")
    shown = linked("recent", "sandbox", "--json").json["ratings"]
    assert [rated["movie"]["ids"]["imdb"] for rated in shown] == [RAIDERS]
    assert "sandbox" in box.requests[-1].path
    ended = linked("recent", "nobody")
    assert ended.code == 1
    assert "Trakt does not show the ratings of nobody" in ended.err


def test_recent_fails_with_the_reason(linked: Cli, box: Sandbox) -> None:
    box.stop()
    ended = linked("recent")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("verdict: ")


def test_recent_respects_a_wish_to_wait(linked: Cli, box: Sandbox) -> None:
    box.fail(429, retry_after=3600)
    linked("recent")
    box.clear()
    assert "Trakt asked to wait until" in linked("recent").err
    assert box.requests == []
