"""A journal that is damaged or gone: what can be read is brought over, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path
from typing import List

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.journal import Entry, Journal, JournalError, State, opening
from verdict.trakt.client import Outcome

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
NOW = 1_700_000_000.0
PAGE = 4096


@pytest.fixture(autouse=True)
def _is_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY", 0.1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def films(count: int) -> List[Movie]:
    return [Movie(f"Film {number} " + "x" * 900, 2000, MovieIds(tmdb=number + 1)) for number in range(count)]


def written(path: Path, count: int) -> None:
    """A journal in which every third rating still waits."""
    journal = Journal.open(path)
    for number, film in enumerate(films(count)):
        entry = journal.add(film, Rating(1 + number % 10), NOW)
        if number % 3:
            journal.settle(entry, Outcome(film))
    journal.close()


def fill(journal: Journal, saved: List[Entry]) -> None:
    for film in films(5000):
        saved.append(journal.add(film, Rating(9), NOW))


def spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)


def aside(path: Path) -> List[Path]:
    return sorted(path.parent.glob("journal.corrupt-*.sqlite3"))


@pytest.mark.parametrize(
    "bytes_", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_journal_is_set_aside_whole_and_the_user_is_told(path: Path, bytes_: bytes) -> None:
    path.write_bytes(bytes_)
    journal = Journal.open(path)
    (kept,) = aside(path)
    assert kept.read_bytes() == bytes_
    assert re.search(r"corrupt-\d{8}T\d{6}Z\.sqlite3$", str(kept))
    assert str(kept) in journal.notices[0]
    assert journal.add(HEAT, Rating(9), NOW).state is State.WAITING
    journal.close()


def test_what_can_be_read_of_a_damaged_journal_is_brought_over(path: Path) -> None:
    written(path, 60)
    spoil(path, path.read_bytes().index(b"Film 30 ") // PAGE)
    data = path.read_bytes()
    journal = Journal.open(path)
    saved = journal.entries()
    assert 30 < len(saved) <= 60
    assert f"{len(saved)} ratings could be read" in journal.notices[0]
    assert (saved[0].movie, saved[-1].movie) == (films(60)[0], films(60)[-1])  # read from both ends
    wanted = {film: number for number, film in enumerate(films(60))}
    for entry in saved:
        number = wanted[entry.movie]
        assert entry.rating == Rating(1 + number % 10)
        assert entry.state is (State.SENT if number % 3 else State.WAITING)
    assert aside(path)[0].read_bytes() == data
    journal.close()


def test_a_damaged_index_costs_no_rating(path: Path) -> None:
    written(path, 60)
    db = sqlite3.connect(str(path))
    root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ratings_state'").fetchone()[0]
    db.close()
    spoil(path, root - 1)
    journal = Journal.open(path)
    assert len(journal.entries()) == 60
    assert journal.notices
    journal.close()


def test_a_log_goes_aside_with_its_journal_and_is_read_with_it(path: Path) -> None:
    written(path, 60)
    journal = Journal.open(path)
    journal.add(HEAT, Rating(9), NOW)
    for part in ("", "-wal"):  # as a crash leaves them: a sound end would empty the log
        shutil.copyfile(f"{path}{part}", f"{path}.copy{part}")
    journal.close()
    for part in ("", "-wal"):
        Path(f"{path}.copy{part}").replace(f"{path}{part}")
    spoil(path, path.stat().st_size // PAGE // 2)
    log = Path(f"{path}-wal").read_bytes()
    journal = Journal.open(path)
    assert Path(f"{aside(path)[0]}-wal").read_bytes() == log
    assert journal.entries()[-1].movie == HEAT
    journal.close()


def test_an_older_rating_that_waited_is_not_sent_after_a_newer_one_was_saved(path: Path) -> None:
    written(path, 0)
    with sqlite3.connect(str(path)) as db:
        for state, rating in (("waiting", "3"), ("sent", "9")):
            db.execute(
                "INSERT INTO ratings (imdb, title, rating, rated_at, state) VALUES (?, '', ?, 1, ?)",
                ("tt0113277", rating, state),
            )
        db.execute("CREATE TABLE spoilt (id INTEGER CHECK (id > 0))")
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("INSERT INTO spoilt VALUES (-1)")
    db.close()
    journal = Journal.open(path)
    assert journal.notices
    assert [entry.state for entry in journal.entries()] == [State.SUPERSEDED, State.SENT]
    journal.close()


def test_never_and_not_rated_yet_survive_damage_elsewhere(path: Path) -> None:
    journal = Journal.open(path)
    journal.keep_unrated(HEAT, NOW, "nobody answered")
    journal.never_ask(films(1)[0])
    journal.close()
    with sqlite3.connect(str(path)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("INSERT INTO told (key, title, advanced) VALUES ('x', '', 99)")
    db.close()
    journal = Journal.open(path)
    assert journal.notices
    assert [film.movie for film in journal.unrated()] == [HEAT]
    assert journal.is_never_asked(films(1)[0])
    journal.close()


def test_a_journal_that_is_damaged_while_it_is_open_raises_nothing_but_its_own_error(path: Path) -> None:
    written(path, 60)
    journal = Journal.open(path)
    for page in range(1, path.stat().st_size // PAGE):
        spoil(path, page)
    with journal._reading() as db:
        db.execute("PRAGMA shrink_memory")  # what it remembers of the file would hide the damage
    with pytest.raises(JournalError, match="damaged"):
        journal.entries()
    with pytest.raises(JournalError, match="damaged"):
        journal.add(HEAT, Rating(9), NOW)
    journal.close()


def test_a_row_that_nobody_of_us_wrote_raises_nothing_else(path: Path) -> None:
    journal = Journal.open(path)
    journal.set("account", "no JSON")
    journal.set("seen", "[1]")
    for ask in (journal.account, journal.seen):
        with pytest.raises(JournalError, match="cannot be read"):
            ask()
    journal.close()


def test_a_journal_set_aside_by_another_process_is_left_for_the_new_one(path: Path) -> None:
    journal = Journal.open(path)
    for part in ("-wal", "-shm", ""):
        Path(f"{path}{part}").rename(f"{path}.aside{part}")
    Journal.open(path).close()
    journal.add(HEAT, Rating(9), NOW)
    other = Journal.open(path)
    assert [entry.movie for entry in other.waiting(10)] == [HEAT]
    other.close()
    journal.close()


def test_a_journal_whose_folder_was_removed_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "journal.sqlite3"
    journal = Journal.open(path)
    shutil.rmtree(path.parent)
    journal.add(HEAT, Rating(9), NOW)
    journal.close()
    assert path.exists()


def change(path: Path, before: bytes, after: bytes) -> bytes:
    """Put other bytes in the place of the last of these; the whole file then."""
    data = path.read_bytes()
    place = data.rindex(before)
    data = data[:place] + after + data[place + len(after) :]
    path.write_bytes(data)
    return data


def test_a_title_in_which_a_byte_has_changed_keeps_no_rating_from_trakt(path: Path) -> None:
    written(path, 3)
    change(path, b"Film 0", b"\xa5")
    journal = Journal.open(path)
    assert [entry.movie.title[:6] for entry in journal.entries()] == ["\ufffdilm 0", "Film 1", "Film 2"]
    assert [entry.movie.ids.tmdb for entry in journal.waiting(9)] == [1]
    journal.close()


def test_damage_anywhere_in_the_table_of_contents_is_set_aside_however_sqlite_puts_it(path: Path) -> None:
    """It quotes what it finds there, and Python may not be able to read that."""
    written(path, 3)
    sound = path.read_bytes()
    for place in range(100, PAGE, 64):
        path.write_bytes(sound[:place] + b"\xa5" * 300 + sound[place + 300 :])
        journal = Journal.open(path)
        assert [str(kept) in journal.notices[0] for kept in aside(path)] in ([], [True])
        assert journal.add(HEAT, Rating(9), NOW).state is State.WAITING
        journal.close()
        for kept in aside(path):
            kept.unlink()
