"""The user's ratings in the journal: what is written stays, and only the newest of a film is sent."""

from __future__ import annotations

import json
import math
import stat
import threading
from pathlib import Path
from typing import Iterator

import pytest

from verdict.core.movie import LARGEST_ID, Movie, MovieIds
from verdict.core.rating import Rated, Rating
from verdict.journal import Counts, Journal, JournalError, State, entry_json
from verdict.trakt.client import Outcome

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
INDY = Movie("Raiders of the Lost Ark", 1981, MovieIds("tt0082971", 85))
NINE, SEVEN, LOVE, UNRATE = Rating(9), Rating(7), Rating("love"), Rating("unrate")
NOW = 1_700_000_000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with_clock = Journal.open(path, lambda: NOW)
    yield with_clock
    with_clock.close()


def test_a_rating_waits_and_is_there_for_whoever_opens_the_journal_next(path: Path, journal: Journal) -> None:
    entry = journal.add(HEAT, NINE, NOW)
    other = Journal.open(path)
    assert other.waiting(10) == [entry]
    assert (entry.movie, entry.rating, entry.rated_at, entry.state) == (HEAT, NINE, NOW, State.WAITING)
    other.close()


def test_a_newer_rating_supersedes_the_older_one_that_waits_under_a_new_row(journal: Journal) -> None:
    older, newer = journal.add(HEAT, SEVEN, NOW), journal.add(HEAT, NINE, NOW + 1)
    assert [(e.id, e.state) for e in journal.entries()] == [
        (older.id, State.SUPERSEDED),
        (newer.id, State.WAITING),
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (Movie("Heat", 1995), HEAT, True),
        (Movie("HEAT!", 1995), Movie("heat", 1995), True),
        (Movie(ids=MovieIds(tmdb=949)), HEAT, True),
        (Movie(ids=MovieIds(imdb="tt0113277")), Movie("Heat", 1995), False),
        (Movie("Heat", 1995, MovieIds("tt0000001", 949)), HEAT, False),
        (Movie("Heat", 1986), HEAT, False),
        (Movie("Heat"), HEAT, False),
    ],
)
def test_only_what_is_surely_the_same_film_is_superseded(
    journal: Journal, first: Movie, second: Movie, is_same: bool
) -> None:
    journal.add(first, SEVEN, NOW)
    journal.add(second, NINE, NOW)
    assert journal.counts().waiting == (1 if is_same else 2)


def test_what_was_sent_is_not_superseded_by_a_newer_rating(journal: Journal) -> None:
    journal.settle(journal.add(HEAT, SEVEN, NOW), Outcome(HEAT))
    journal.add(HEAT, NINE, NOW)
    assert [entry.state for entry in journal.entries()] == [State.SENT, State.WAITING]


def test_settling_keeps_what_trakt_told_of_the_film(journal: Journal) -> None:
    entry = journal.add(Movie(ids=MovieIds("tt0113277")), NINE, NOW)
    told = Movie("Heat", 1995, MovieIds("tt0113277", 949, 1))
    settled = journal.settle(entry, Outcome(told))
    assert settled is not None
    assert journal.entries() == [settled]
    assert (settled.movie, settled.state) == (told, State.SENT)


def test_a_rating_that_was_superseded_on_its_way_is_not_marked_as_sent(journal: Journal) -> None:
    entry = journal.add(HEAT, SEVEN, NOW)
    journal.add(HEAT, NINE, NOW)
    assert journal.settle(entry, Outcome(HEAT)) is None
    assert [e.state for e in journal.entries()] == [State.SUPERSEDED, State.WAITING]


def test_a_refused_rating_is_set_aside_with_the_reason_and_can_be_tried_again(journal: Journal) -> None:
    journal.settle(journal.add(HEAT, NINE, NOW), Outcome(HEAT, "no such film"))
    assert journal.counts() == Counts(waiting=0, refused=1)
    assert journal.entries()[0].reason == "no such film"
    assert journal.retry_refused() == 1
    assert journal.waiting(10)[0].reason is None


def test_a_refused_rating_is_not_tried_again_where_a_newer_one_was_given(journal: Journal) -> None:
    journal.settle(journal.add(HEAT, SEVEN, NOW), Outcome(HEAT, "no"))
    journal.settle(journal.add(HEAT, NINE, NOW), Outcome(HEAT))
    assert journal.retry_refused() == 0


def test_what_waits_is_told_oldest_first_and_no_more_than_asked_for(journal: Journal) -> None:
    films = [Movie(f"Film {number}", 2000) for number in range(5)]
    for number, film in enumerate(films):
        journal.add(film, NINE, NOW - number)  # the clock goes back: the order is that of the writing
    assert [entry.movie for entry in journal.waiting(3)] == films[:3]


def test_a_rating_takes_the_film_out_of_those_not_rated_yet(journal: Journal) -> None:
    journal.keep_unrated(HEAT, NOW, "nobody answered")
    journal.keep_unrated(INDY, NOW, "nobody answered")
    journal.add(Movie(ids=HEAT.ids), NINE, NOW)
    assert [film.movie for film in journal.unrated()] == [INDY]


def test_an_entry_as_json_has_the_documented_keys_and_the_moment_in_utc_with_milliseconds(
    journal: Journal,
) -> None:
    entry = journal.add(HEAT, LOVE, 1_763_755_200.25)
    assert entry_json(entry) == {
        "movie": {"title": "Heat", "year": 1995, "ids": {"imdb": "tt0113277", "tmdb": 949, "trakt": None}},
        "rating": "love",
        "rated_at": "2025-11-21T20:00:00.250Z",
        "state": "waiting",
        "reason": None,
        "named": None,
    }
    assert entry_json(journal.add(HEAT, NINE, 0))["rating"] == 9
    json.dumps(entry_json(entry))


@pytest.mark.parametrize("moment", [math.nan, math.inf, -1.0, 1e18])
def test_a_rating_at_a_moment_that_is_none_is_kept_with_the_present_one(
    journal: Journal, moment: float
) -> None:
    assert journal.add(HEAT, NINE, moment).rated_at == NOW


@pytest.mark.parametrize(
    "title",
    ["{\\b1}bold", "two\nlines", "שלום", "🎬", "nul\0inside", "'; DROP TABLE ratings; --", "x" * 100_000],
)
def test_any_title_comes_back_as_it_was_given(journal: Journal, title: str) -> None:
    journal.add(Movie(title, 2000), NINE, NOW)
    assert journal.entries()[0].movie.title == title


def test_a_title_from_a_broken_file_name_and_a_year_beyond_all_measure_are_no_obstacle(
    journal: Journal,
) -> None:
    journal.add(Movie("caf\udce9", 10**30, MovieIds(tmdb=LARGEST_ID)), NINE, NOW)
    kept = journal.entries()[0].movie
    assert (kept.title, kept.year, kept.ids.tmdb) == ("caf?", None, LARGEST_ID)


def test_the_file_is_for_its_owner_alone(path: Path, journal: Journal) -> None:
    journal.add(HEAT, NINE, NOW)
    modes = {item.name: stat.S_IMODE(item.stat().st_mode) for item in path.parent.iterdir()}
    assert modes == {path.name + part: 0o600 for part in ("", "-wal", "-shm")}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_rights_that_were_too_wide_are_narrowed_at_start(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)
    Journal.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_all_share_keeps_its_rights(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    Journal.open(shared / "journal.sqlite3").close()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777


def test_every_write_reaches_the_disk_before_it_returns(journal: Journal) -> None:
    with journal._reading() as db:
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_many_threads_may_rate_at_once(journal: Journal) -> None:
    def rate(number: int) -> None:
        for turn in range(10):
            journal.add(Movie(f"Film {number}-{turn}", 2000), NINE, NOW)

    threads = [threading.Thread(target=rate, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.counts().waiting == 80


def test_a_closed_journal_says_so_and_may_be_closed_again(journal: Journal) -> None:
    journal.close()
    journal.close()
    with pytest.raises(JournalError, match="is closed"):
        journal.add(HEAT, NINE, NOW)


def test_small_values_are_kept_for_others(journal: Journal) -> None:
    assert journal.get("quiet") is None
    journal.set("quiet", "yes")
    assert journal.get("quiet") == "yes"
    journal.set("quiet", None)
    assert journal.get("quiet") is None


def test_an_unrating_that_waits_says_that_the_film_is_not_rated(journal: Journal) -> None:
    journal.settle(journal.add(HEAT, NINE, NOW), Outcome(HEAT))
    journal.add(HEAT, UNRATE, NOW)
    assert journal.present(HEAT) == Rated()
