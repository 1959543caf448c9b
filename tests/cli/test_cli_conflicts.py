"""`conflicts`: a rating that gave way to a later one on Trakt, and the user's last word on it."""

from __future__ import annotations

import time

import pytest
from commandline import RAIDERS, Cli

from verdict.core.movie import parse_movie
from verdict.core.rating import Rating
from verdict.journal import Journal
from verdict.sandbox import Sandbox
from verdict.trakt.client import Submission, connect

HOUR = 3600.0


@pytest.fixture
def torn(cli: Cli, box: Sandbox) -> Cli:
    """A film that was rated 9 here, and 4 on Trakt an hour later."""
    cli.link(box)
    cli("send")
    now, film = time.time(), parse_movie(RAIDERS)
    from verdict.cli.house import House

    house = House()
    client = connect(house.settings.trakt, house.token_file)
    client.rate([Submission(film, Rating(4), now)])
    client.close()
    house.journal().add(film, Rating(9), now - HOUR)
    house.close()
    ended = cli("send")
    assert ended.code == 1
    assert "verdict conflicts" in ended.err
    return cli


def rating_on_trakt(box: Sandbox) -> int:
    return int(box.ratings()[0]["rating_advanced"])


def test_a_conflict_is_listed_with_both_words(torn: Cli, box: Sandbox) -> None:
    ended = torn("conflicts")
    assert ended.code == 0
    assert "9" in ended.out
    assert "as 4" in ended.out
    assert [c["rating"] for c in torn("conflicts", "--json").json["conflicts"]] == [9]
    assert rating_on_trakt(box) == 4


def test_mine_is_sent_and_holds_from_then_on(torn: Cli, box: Sandbox) -> None:
    ended = torn("conflicts", "--mine", RAIDERS)
    assert ended.code == 0, ended.err
    assert rating_on_trakt(box) == 9
    assert torn("conflicts").out == "There are no conflicts\n"
    assert torn("send", "--refused").code == 0
    assert rating_on_trakt(box) == 9


def test_trakts_word_can_be_left_to_hold(torn: Cli, box: Sandbox) -> None:
    assert torn("conflicts", "--trakts").code == 0
    assert torn("conflicts").out == "There are no conflicts\n"
    assert torn("send", "--refused").code == 0
    assert rating_on_trakt(box) == 4
    assert torn("status", "--json").json["conflicts"] == 0


def test_a_film_without_a_conflict_is_named(torn: Cli) -> None:
    ended = torn("conflicts", "--mine", "tt0133093")
    assert ended.code == 1
    assert "tt0133093" in ended.err


def test_both_words_at_once_are_wrong_usage(cli: Cli) -> None:
    assert cli("conflicts", "--mine", "--trakts").code == 2


def test_without_a_conflict_nothing_is_done(cli: Cli) -> None:
    assert cli("conflicts", "--mine").code == 0
    assert cli("conflicts").out == "There are no conflicts\n"


def test_the_journal_keeps_what_was_conceded(torn: Cli) -> None:
    torn("conflicts", "--trakts")
    journal = Journal.open(torn.home / "journal.sqlite3")
    (entry,) = journal.entries()
    journal.close()
    assert (entry.rating, entry.state.value) == (Rating(9), "superseded")
    assert entry.reason is not None
