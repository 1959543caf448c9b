"""`identify`: which film a file is, from its name, for files, folders, and what is not there."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from commandline import Cli

from tests.identify.containers import matroska
from verdict.cli.films import WORTH_KEEPING
from verdict.cli.places import Places
from verdict.core.movie import Movie, MovieIds
from verdict.hosts.mpv.identify import guess
from verdict.hosts.mpv.identify.beside import mark_of
from verdict.journal import Journal
from verdict.sandbox import Sandbox

TAGGED = "Raiders (1981) {imdb-tt0082971}.mkv"


def test_json_has_its_documented_keys(cli: Cli) -> None:
    files = cli("identify", "--json", TAGGED).json["files"]
    assert files == [
        {
            "file": TAGGED,
            "kind": "movie",
            "title": "Raiders",
            "year": 1981,
            "ids": {"imdb": "tt0082971", "tmdb": None, "trakt": None},
            "source": "name",
            "sureness": "certain",
        }
    ]


def test_a_name_is_enough(cli: Cli) -> None:
    ended = cli("identify", "Dune Part Two (2024).mkv", "https://host/x/Alien%20(1979).mkv")
    assert (ended.code, ended.err) == (0, "")
    assert "Dune Part Two (2024)" in ended.out
    assert "Alien (1979)" in ended.out


def test_a_file_is_shown_as_it_was_given(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / TAGGED).touch()
    for given in (f"{tmp_path}/./{TAGGED}", "http://a//b/Alien (1979).mkv"):
        assert cli("identify", "--offline", "--json", given).json["files"][0]["file"] == given


def test_folders_are_searched(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "films" / "Alien (1979)"
    folder.mkdir(parents=True)
    (folder / "alien.mkv").touch()
    (folder / "alien.nfo").touch()
    files = cli("identify", "--json", str(tmp_path / "films")).json["files"]
    assert [(file["file"], file["title"]) for file in files] == [(str(folder / "alien.mkv"), "Alien")]


@pytest.mark.parametrize("name", ["nosuchthing", "", "/nowhere/at/all"])
def test_what_is_neither_there_nor_the_name_of_a_film_is_said(cli: Cli, name: str) -> None:
    ended = cli("identify", "--json", name, TAGGED)
    assert ended.code == 1
    assert "there is no such file" in ended.err
    assert [file["file"] for file in ended.json["files"]] == [TAGGED]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs rights that can be taken away")
def test_a_folder_that_cannot_be_read_is_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    ended = cli("identify", str(tmp_path / "closed"))
    assert ended.code == 1
    assert "closed" in ended.err


def test_an_episode_is_no_film(cli: Cli) -> None:
    assert "no film (episode)" in cli("identify", "Some.Show.S01E02.mkv").out


def test_it_touches_neither_settings_nor_journal(cli: Cli) -> None:
    cli("identify", TAGGED)
    assert not cli.home.exists()


def test_an_nfo_and_the_tags_of_a_file_tell_the_film(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.mkv").touch()
    (tmp_path / "a.nfo").write_text("https://www.imdb.com/title/tt0078748/")
    (tmp_path / "b.mkv").write_bytes(matroska({"TMDB": "movie/603", "TITLE": "The Matrix"}))
    files = cli("identify", "--json", "--offline", str(tmp_path)).json["files"]
    assert [(f["source"], f["sureness"], f["ids"]["imdb"], f["ids"]["tmdb"]) for f in files] == [
        ("nfo", "certain", "tt0078748", None),
        ("tags", "certain", None, 603),
    ]


def test_what_the_user_said_of_a_file_stands_above_all_and_goes_with_it(cli: Cli, tmp_path: Path) -> None:
    one, two = tmp_path / "films" / TAGGED, tmp_path / "moved.mkv"
    one.parent.mkdir()
    one.write_bytes(matroska({"IMDB": "tt0133093"}))
    cli("journal")
    journal = Journal.open(Places.from_environment().journal_file)
    journal.correct(mark_of(str(one)), Movie("Alien", 1979, MovieIds("tt0078748")))
    journal.close()
    one.rename(two)
    found = cli("identify", "--json", "--offline", str(two)).json["files"][0]
    assert (found["title"], found["source"], found["sureness"]) == ("Alien", "correction", "certain")


def test_trakt_is_searched_once_and_only_where_no_id_is_known(cli: Cli) -> None:
    with Sandbox() as box:
        cli.link(box)
        names = ("The.Matrix.1999.mkv", "Dune.mkv", "Nosuch (2001).mkv", TAGGED, "Friends.S01E01.mkv")
        first = cli("identify", "--json", *names).json["files"]
        searches = [record for record in box.requests if "search" in record.path]
        again = cli("identify", "--json", *names).json["files"]
        assert [r for r in box.requests if "search" in r.path] == searches
    assert first == again
    assert [(f["sureness"], f["ids"]["imdb"]) for f in first] == [
        ("likely", "tt0133093"),
        ("doubtful", None),
        ("doubtful", None),
        ("certain", "tt0082971"),
        ("doubtful", None),
    ]
    assert first[0]["source"] == "search"


def test_offline_asks_nobody(cli: Cli) -> None:
    with Sandbox() as box:
        cli.link(box)
        assert cli("identify", "--offline", "Dune.mkv").code == 0
        assert not box.requests


def test_a_trakt_that_does_not_answer_is_asked_once(cli: Cli) -> None:
    with Sandbox() as box:
        cli.link(box)
    ended = cli("identify", "--json", "The.Matrix.1999.mkv", "Dune (2021).mkv")
    assert ended.code == 0
    assert ended.err.count("not searched on Trakt") == 1
    assert [f["sureness"] for f in ended.json["files"]] == ["likely", "likely"]


def test_a_repeated_run_reads_no_name_twice(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(WORTH_KEEPING + 1):
        (tmp_path / f"Some Film {'abcdefghijklmnopqrstuvwxyz'[number]} x.mkv").touch()
    guess.forget()
    first = cli("identify", "--json", str(tmp_path))
    guess.forget()
    monkeypatch.setattr(guess, "_by_guessit", lambda _: pytest.fail("it was read again"))
    assert cli("identify", "--json", str(tmp_path)).out == first.out


def test_a_drive_that_hangs_is_left_alone(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = threading.Event()
    monkeypatch.setattr("verdict.cli.films.facts_of", lambda *_, **__: hangs.wait())
    monkeypatch.setattr("verdict.cli.films.DISK_ANSWERS_WITHIN", 0.01)
    ended = cli("identify", *(f"Film {n} (1999).mkv" for n in range(30)))
    hangs.set()
    assert ended.code == 0
    assert ended.out.count("(likely, by guess)") == 30


def test_names_that_are_no_text_and_links_in_circles_do_no_harm(cli: Cli, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/Alien\xff (1979).mkv"
    with open(odd, "wb"):  # noqa: PTH123 (bytes)
        pass
    (tmp_path / ("a" * 251 + ".mkv")).touch()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.mkv").symlink_to("self.mkv")
    ended = cli("identify", "--json", "--offline", str(tmp_path))
    assert len([f for f in ended.json["files"] if f["file"].endswith("1979).mkv")]) == 1
