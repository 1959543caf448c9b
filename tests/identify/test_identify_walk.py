"""Walking folders: videos only, discs as one, and nothing on the disk stops it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import List, Tuple

import pytest

from verdict.hosts.mpv.identify import identify, walk

walking = sys.modules["verdict.hosts.mpv.identify.walk"]  # the name itself is that of its function


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_only_videos_are_found_and_in_order(tmp_path: Path) -> None:
    touch(tmp_path / "b.mkv", tmp_path / "a" / "x.MP4", tmp_path / "a" / "x.srt", tmp_path / "poster.jpg")
    assert list(walk([tmp_path])) == [tmp_path / "b.mkv", tmp_path / "a" / "x.MP4"]


def test_a_file_that_was_named_comes_whatever_it_is(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert list(walk([missing])) == [missing]


def test_a_disc_comes_once_as_its_folder(tmp_path: Path) -> None:
    touch(
        tmp_path / "Alien (1979)" / "BDMV" / "STREAM" / "00001.m2ts", tmp_path / "Heat" / "VIDEO_TS" / "V.VOB"
    )
    assert list(walk([tmp_path])) == [tmp_path / "Alien (1979)", tmp_path / "Heat"]


def test_a_loop_of_links_ends_and_every_film_comes_once(tmp_path: Path) -> None:
    touch(tmp_path / "films" / "a.mkv")
    (tmp_path / "films" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "films" / "dead.mkv").symlink_to(tmp_path / "nowhere.mkv")
    assert [path.name for path in walk([tmp_path])].count("a.mkv") == 1


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]
)
def test_a_folder_that_cannot_be_read_is_told_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    touch(tmp_path / "locked" / "a.mkv", tmp_path / "open" / "b.mkv")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "locked":
            raise error
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems: List[Tuple[Path, str]] = []
    found = list(walk([tmp_path], lambda path, reason: problems.append((path, reason))))
    assert found == [tmp_path / "open" / "b.mkv"]
    assert problems == [(tmp_path / "locked", error.strerror)]


def test_names_that_are_not_utf_8_are_walked(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.mkv"
    Path(os.fsdecode(name)).touch()
    assert [os.fsencode(path) for path in walk([tmp_path])] == [name]


def test_a_link_to_itself_does_not_hide_the_films_beside_it(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    touch(tmp_path / "a.mkv", tmp_path / "._a.mkv")
    assert list(walk([tmp_path])) == [tmp_path / "a.mkv"]


def test_the_folder_of_a_disc_that_was_named_itself_comes_as_it_is(tmp_path: Path) -> None:
    touch(tmp_path / "BDMV" / "STREAM" / "00001.m2ts")
    assert list(walk([tmp_path / "BDMV"])) == [tmp_path / "BDMV"]


def test_a_folder_that_does_not_answer_is_told_of_and_the_others_are_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hangs", "ok"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Film (2001).mkv").touch()
    never, listed = threading.Event(), walking._list
    monkeypatch.setattr(
        walking, "_list", lambda folder: never.wait() if folder.name == "hangs" else listed(folder)
    )
    told: "list[tuple[str, str]]" = []
    found = list(walk([tmp_path], lambda path, reason: told.append((path.name, reason)), within=0.3))
    never.set()
    assert found == [tmp_path / "ok" / "Film (2001).mkv"]
    assert told == [("hangs", walking.NO_ANSWER)]


def test_a_long_name_keeps_its_year_and_a_name_in_another_encoding_its_letters() -> None:
    long = "A Very Long Title " * 13 + "(2001).mkv"
    latin = os.fsdecode(b"Am\xe9lie (2001).mkv")
    found = [identify(name).movie for name in (long, latin)]
    assert [(movie.title[:17], movie.year) for movie in found if movie] == [
        ("A Very Long Title", 2001),
        ("Amélie", 2001),
    ]
