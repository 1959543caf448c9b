"""The finder: what is known of a file at once, what the disk says later, and drives that hang."""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from typing import Iterator

import pytest
from containers import matroska

from verdict.core.events import Identified, Kind
from verdict.core.movie import Movie, MovieIds
from verdict.core.parts import Part
from verdict.hosts.mpv.finder import MOST_HANGING, Finder
from verdict.hosts.mpv.identify.beside import Facts, facts_of, parts_of
from verdict.hosts.mpv.identify.bounded import MOST_HANGING as MOST_AT_ONCE
from verdict.hosts.mpv.identify.bounded import Bounded
from verdict.hosts.mpv.identify.parts import part_of
from verdict.journal import Journal, Mark

ALIEN = Movie("Alien", 1979, MovieIds("tt0078748"))
PATIENCE = 10.0
TAGS = {"IMDB": "tt0133093"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.sqlite3")
    yield journal
    journal.close()


class Slow:
    """A disk that answers when it is let."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.asked = 0

    def __call__(self, source: str) -> Facts:
        self.asked += 1
        self.may_answer.wait(PATIENCE)
        return facts_of(source)


def test_what_the_disk_says_after_the_film_has_begun_is_posted(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "Some Name.nfo").write_text("https://www.imdb.com/title/tt0078748/")
    source, posted, disk = str(tmp_path / "Some Name.mkv"), queue.Queue[Identified](), Slow()
    finder = Finder(journal, posted.put, look=disk)
    finder.begin(source)
    assert finder.found(source, None).identity.sureness == "doubtful"
    disk.may_answer.set()
    news = posted.get(timeout=PATIENCE)
    assert news.movie is not None
    assert (news.movie.ids.imdb, news.certain, news.source) == ("tt0078748", True, source)


def test_what_the_disk_has_said_by_then_is_known_at_once(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"x")
    journal.correct(facts_of(str(tmp_path / "a.mkv")).mark, ALIEN)
    done = threading.Event()

    def look(source: str) -> Facts:
        facts = facts_of(source)
        done.set()
        return facts

    finder = Finder(journal, lambda _: None, look=look)
    finder.begin(str(tmp_path / "a.mkv"))
    assert done.wait(PATIENCE)
    for thread in threading.enumerate():
        if thread.name == "verdict-finder":
            thread.join(PATIENCE)
    found = finder.found(str(tmp_path / "a.mkv"), TAGS).identity
    assert (found.movie, found.source) == (ALIEN, "correction")


def test_tags_of_the_player_are_known_at_once(journal: Journal) -> None:
    found = Finder(journal, lambda _: None).found("clip.mkv", TAGS).identity
    assert (found.source, found.certain) == ("tags", True)


def test_the_users_word_is_kept_for_the_file_wherever_it_goes(journal: Journal, tmp_path: Path) -> None:
    one, two = tmp_path / "one.mkv", tmp_path / "two.mkv"
    one.write_bytes(matroska({}))
    posted: "queue.Queue[Identified]" = queue.Queue()
    finder = Finder(journal, posted.put)
    finder.corrected(str(one), ALIEN)  # before the disk was asked: by its path alone
    assert journal.corrected(Mark(str(one))) == ALIEN
    finder.begin(str(one))
    for thread in threading.enumerate():
        if thread.name == "verdict-finder":
            thread.join(PATIENCE)
    finder.corrected(str(one), ALIEN)
    one.rename(two)
    assert journal.corrected(facts_of(str(two)).mark) == ALIEN


def test_a_drive_that_hangs_keeps_nobody_and_only_some_threads(journal: Journal) -> None:
    disk = Slow()
    finder = Finder(journal, lambda _: None, look=disk)
    for number in range(20):
        finder.begin(f"/mnt/nas/{number}.mkv")
        assert finder.found(f"/mnt/nas/{number}.mkv", {}).identity
    assert sum(thread.name == "verdict-finder" for thread in threading.enumerate()) <= MOST_HANGING
    disk.may_answer.set()


def test_work_that_hangs_is_given_up_and_not_begun_for_ever() -> None:
    hangs = threading.Event()
    bounded: Bounded[bool] = Bounded(0.001)
    assert [bounded(hangs.wait) for _ in range(20)] == [None] * 20
    assert len(bounded._hanging) == MOST_AT_ONCE
    hangs.set()


@pytest.mark.parametrize(
    ("files", "name", "part"),
    [
        (["Heat (1995)-cd1.avi", "Heat (1995)-cd2.avi"], "Heat (1995)-cd2.avi", Part(2, 2)),
        (["Heat.1995.CD1.avi", "Heat.1995.CD2.avi", "Heat.1995.CD3.avi"], "Heat.1995.CD2.avi", Part(2, 3)),
        (["Heat (1995) 1of2.avi"], "Heat (1995) 1of2.avi", Part(1, 2)),
        (["Heat-cd1.avi"], "Heat-cd1.avi", None),
        (["Heat-cd1.avi", "Alien-cd2.avi"], "Heat-cd1.avi", None),
        (["Heat-cd1.avi", "Heat-cd3.avi"], "Heat-cd3.avi", None),
        (["CD1/heat.avi", "CD2/heat.avi"], "CD2/heat.avi", Part(2, 2)),
        (["cd1.avi", "cd2.avi"], "cd1.avi", Part(1, 2)),
    ],
)
def test_how_many_parts_there_are_is_counted_beside_the_file(
    tmp_path: Path, files: "list[str]", name: str, part: object
) -> None:
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    source = str(tmp_path / name)
    assert part_of(source, parts_of(source)) == part


def test_a_part_is_told_with_its_number(journal: Journal, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"Heat (1995)-cd{number}.avi").touch()
    source, posted, disk = str(tmp_path / "Heat (1995)-cd2.avi"), queue.Queue[Identified](), Slow()
    finder = Finder(journal, posted.put, look=disk)
    finder.begin(source)
    assert finder.found(source, {}).part is None
    disk.may_answer.set()
    news = posted.get(timeout=PATIENCE)
    assert (news.kind, news.part) == (Kind.PART, Part(2, 2))
