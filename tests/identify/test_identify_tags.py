"""Tags in containers: which film they name, how they are read without a player, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Optional

import pytest
from containers import matroska, mp4, of_a_collection, of_a_track, tag
from hypothesis import given
from hypothesis import strategies as st

from verdict.core.movie import Movie, MovieIds
from verdict.hosts.mpv.identify import Evidence, identify
from verdict.hosts.mpv.identify.containers import tags_of
from verdict.hosts.mpv.identify.tags import read_tags

MATRIX = {"IMDB": "tt0133093", "TMDB": "movie/603", "TITLE": "The Matrix", "DATE_RELEASED": "1999-03-31"}
FILM = Movie("The Matrix", 1999, MovieIds("tt0133093", 603))


@pytest.mark.parametrize(
    ("tags", "movie"),
    [
        (MATRIX, FILM),
        ({key.lower(): value for key, value in MATRIX.items()}, FILM),
        ({"MOVIE/IMDB": " tt0133093 "}, Movie(ids=MovieIds("tt0133093"))),
        ({"imdb": "https://www.imdb.com/title/tt0133093/"}, Movie(ids=MovieIds("tt0133093"))),
        ({"TMDB": "603"}, Movie(ids=MovieIds(tmdb=603))),
        ({"TMDB": "https://www.themoviedb.org/movie/603-the-matrix"}, Movie(ids=MovieIds(tmdb=603))),
        ({"title": "The Matrix", "date": "1999"}, Movie("The Matrix", 1999)),
        ({"title": "The Matrix", "date": "20240501"}, None),
        ({"title": "Encoded by somebody"}, None),
        ({"IMDB": "0133093", "TMDB": "abc"}, None),
        ({}, None),
    ],
)
def test_the_film_that_tags_name(tags: Dict[str, str], movie: Optional[Movie]) -> None:
    assert read_tags(tags).movie == movie


@pytest.mark.parametrize("tags", [{"TMDB": "tv/1396"}, {"media_type": "10"}, {"season_number": "2"}])
def test_tags_of_an_episode_make_it_one(tags: Dict[str, str]) -> None:
    found = identify("Breaking Bad (2008).mkv", evidence=Evidence(tags=tags))
    assert (found.kind, found.movie) == ("episode", None)


def test_an_id_in_the_tags_is_certain_whatever_the_name_says() -> None:
    found = identify("grp-mtrx.mkv", evidence=Evidence(tags=MATRIX))
    assert (found.movie, found.source, found.sureness) == (FILM, "tags", "certain")


def test_a_certain_name_is_believed_before_a_title_in_the_tags() -> None:
    found = identify("Alien {imdb-tt0078748}.mkv", evidence=Evidence(tags={"title": "Rip", "year": "2001"}))
    assert (found.source, found.movie) == ("name", Movie("Alien", ids=MovieIds("tt0078748")))


def test_tags_and_name_with_ids_of_two_films_are_in_doubt() -> None:
    found = identify("Alien (1979) {imdb-tt0078748}.mkv", evidence=Evidence(tags=MATRIX))
    assert found.sureness == "doubtful"


def test_a_dated_title_that_the_name_contradicts_is_in_doubt() -> None:
    found = identify("Alien (1979).mkv", evidence=Evidence(tags={"title": "Home video", "year": "2011"}))
    assert (found.movie, found.sureness) == (Movie("Alien", 1979), "likely")


def test_tags_of_a_trailer_leave_it_one() -> None:
    found = identify("The Matrix (1999)-trailer.mkv", evidence=Evidence(tags=MATRIX))
    assert (found.kind, found.certain) == ("trailer", False)


def test_tags_of_a_matroska_file_are_found_behind_the_film(tmp_path: Path) -> None:
    file = tmp_path / "a.mkv"
    file.write_bytes(matroska(MATRIX, "other", 100_000))
    assert read_tags(tags_of(str(file))).movie == FILM


def test_the_title_of_a_matroska_segment_counts_where_no_tag_has_one(tmp_path: Path) -> None:
    file = tmp_path / "a.mkv"
    file.write_bytes(matroska({"IMDB": "tt0133093"}, "The Matrix"))
    assert tags_of(str(file)) == {"imdb": "tt0133093", "title": "The Matrix"}


def test_tags_of_a_track_and_of_a_collection_are_not_the_films(tmp_path: Path) -> None:
    file = tmp_path / "a.mkv"
    others = (tag({"TITLE": "Stereo"}, of_a_track(1)), tag({"TITLE": "Trilogy"}, of_a_collection()))
    file.write_bytes(matroska({"TITLE": "The Matrix"}, "", 10, *others))
    assert tags_of(str(file)) == {"title": "The Matrix"}


def test_tags_of_an_mp4_file_are_found_behind_the_film(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    free = {"IMDB": "tt0133093", "TMDB": "movie/603"}
    file.write_bytes(mp4({b"\xa9nam": "The Matrix", b"\xa9day": "1999"}, free, 100_000))
    assert read_tags(tags_of(str(file))).movie == FILM


@pytest.mark.parametrize("whole", [matroska(MATRIX), mp4({b"\xa9nam": "The Matrix"}, {"IMDB": "tt0133093"})])
def test_a_file_that_is_cut_off_anywhere_tells_less_and_does_no_harm(tmp_path: Path, whole: bytes) -> None:
    file = tmp_path / "cut"
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert tags_of(str(file)).items() <= tags_of_whole(tmp_path, whole).items()


def tags_of_whole(folder: Path, whole: bytes) -> Dict[str, str]:
    file = folder / "whole"
    if not file.exists():
        file.write_bytes(whole)
    return tags_of(str(file))


@given(noise=st.binary(max_size=300), at=st.integers(0, 1300))
def test_no_damage_makes_the_readers_raise(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "noise"
    for whole in (matroska(MATRIX), mp4({b"\xa9nam": "x"}, {"IMDB": "tt0133093"})):
        file.write_bytes(whole[:at] + noise + whole[at + len(noise) :])
        tags_of(str(file))


def test_a_pipe_a_folder_and_a_file_that_is_not_there_have_no_tags(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.mkv")
    for name in ("pipe.mkv", ".", "none.mkv", "\0.mkv"):
        assert tags_of(f"{tmp_path}/{name}") == {}
