"""`identify`: which film a file is, from its name, for files, folders, and what is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commandline import Cli

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
