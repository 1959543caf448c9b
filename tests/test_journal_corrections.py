"""What the user said of a file is known again for that file; what was found out is forgotten in time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Iterator

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.journal import Journal, Mark
from verdict.journal.memory import HITS_HOLD, NO_HITS_HOLD
from verdict.journal.schema import MIGRATIONS, migrate

ALIEN = Movie("Alien", 1979, MovieIds("tt0078748"))
ALIENS = Movie("Aliens", 1986, MovieIds("tt0090605"))
FILE = Mark("/films/a.mkv", 1000, "abc")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.sqlite3", clock)
    yield journal
    journal.close()


def test_a_file_that_was_moved_keeps_its_correction(journal: Journal) -> None:
    journal.correct(FILE, ALIEN)
    assert journal.corrected(Mark("/elsewhere/b.mkv", 1000, "abc")) == ALIEN


def test_another_file_under_the_same_name_has_no_correction(journal: Journal) -> None:
    journal.correct(FILE, ALIEN)
    for other in (Mark("/films/a.mkv", 1000, "xyz"), Mark("/films/a.mkv", 999, "abc")):
        assert journal.corrected(other) is None


def test_the_latest_correction_stands(journal: Journal) -> None:
    journal.correct(FILE, ALIEN)
    journal.correct(FILE, ALIENS)
    assert journal.corrected(FILE) == ALIENS


@pytest.mark.parametrize("path", ["https://example.org/a.mkv", "/odd/\udcff.mkv"])
def test_what_has_no_size_is_known_by_its_address(journal: Journal, path: str) -> None:
    journal.correct(Mark(path), ALIEN)
    assert journal.corrected(Mark(path)) == ALIEN
    assert journal.corrected(Mark(path + "?")) is None


def test_hits_of_a_search_are_kept_for_a_while(journal: Journal, clock: Clock) -> None:
    assert journal.hits("Alien", 1979) is None
    journal.keep_hits("Alien", 1979, [ALIEN, ALIENS])
    journal.keep_hits("Nosuch", None, [])
    assert (journal.hits("ALIEN!", 1979), journal.hits("Nosuch", None)) == ([ALIEN, ALIENS], [])
    assert journal.hits("Alien", None) is None
    clock.now += NO_HITS_HOLD + 1
    assert (journal.hits("Alien", 1979), journal.hits("Nosuch", None)) == ([ALIEN, ALIENS], None)
    clock.now += HITS_HOLD
    assert journal.hits("Alien", 1979) is None


def test_a_journal_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    db = sqlite3.connect(file, isolation_level=None)
    migrate(db, MIGRATIONS[:1])
    db.execute("INSERT INTO ratings (title, rating, rated_at, state) VALUES ('Alien', '9', 1, 'waiting')")
    db.close()
    journal = Journal.open(file)
    journal.correct(FILE, ALIEN)
    assert [entry.rating for entry in journal.entries()] == [Rating(9)]
    journal.close()


def test_corrections_are_saved_from_a_damaged_journal(tmp_path: Path) -> None:
    from verdict.journal.salvage import salvage

    journal = Journal.open(tmp_path / "one.sqlite3")
    journal.correct(FILE, ALIEN)
    journal.close()
    other = Journal.open(tmp_path / "two.sqlite3")
    with other._reading() as db:
        salvage(tmp_path / "one.sqlite3", db)
    assert other.corrected(FILE) == ALIEN
    other.close()
