"""Which film plays: what the library knows, what a name says, and what is never asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

import pytest

from tests.kodi.evening import Evening
from tests.kodi.stage import clip
from tests.kodi.streams import stream


def test_a_file_outside_the_library_is_known_by_the_id_in_its_name(evening: Evening, tmp_path: Path) -> None:
    opened = evening.play_file(clip(tmp_path, "Alien (1979) {imdb-tt0078748}.mkv"))
    assert opened["movie"] == {
        "title": "Alien",
        "year": 1979,
        "ids": {"imdb": "tt0078748", "tmdb": None},
    }
    assert opened["certain"]


def test_a_name_alone_is_a_guess(evening: Evening, tmp_path: Path) -> None:
    opened = evening.play_file(clip(tmp_path, "Blade.Runner.1982.1080p.mkv"))
    assert (opened["movie"]["title"], opened["movie"]["year"]) == ("Blade Runner", 1982)
    assert not opened["certain"]


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("Alien (1979) {imdb-tt0078748}-trailer.mkv", "it is a trailer"),
        ("Alien (1979) {imdb-tt0078748}.sample.mkv", "it is a sample"),
        ("Alien (1979) {imdb-tt0078748} cd1.mkv", "it is one part of several"),
    ],
)
def test_what_is_no_film_is_never_asked_about(
    evening: Evening, tmp_path: Path, name: str, because: str
) -> None:
    evening.play_file(clip(tmp_path, name))
    evening.finish()
    assert evening.decision("pass")["because"] == because


def test_another_add_on_can_ask_to_be_left_alone(evening: Evening) -> None:
    evening.kodi.stage("builtin", "SetProperty(script.trakt.exclude,1,home)")
    evening.watch("The Matrix")
    assert evening.decision("pass")["because"] == "no film is known for this file"
    evening.kodi.stage("builtin", "ClearProperty(script.trakt.exclude,home)")


def test_another_add_on_can_tell_the_ids_of_what_it_plays(evening: Evening, tmp_path: Path) -> None:
    evening.kodi.stage("builtin", 'SetProperty(script.trakt.ids,{"imdb":"tt0078748"},home)')
    opened = evening.play_file(clip(tmp_path, "stream.mkv"))
    assert opened["movie"]["ids"]["imdb"] == "tt0078748"
    evening.kodi.stage("builtin", "ClearProperty(script.trakt.ids,home)")


def test_a_stream_of_another_add_on_is_the_film_that_it_names(evening: Evening, tmp_path: Path) -> None:
    ids = {"imdb": "tt0078748", "tmdb": "348"}
    path = clip(tmp_path, "stream.mkv")
    opened = evening.play_file(stream(path, setTitle="Alien", setYear=1979, setMediaType="movie", ids=ids))
    assert opened["movie"] == {
        "title": "Alien",
        "year": 1979,
        "ids": {"imdb": "tt0078748", "tmdb": 348},
    }
    assert opened["certain"]
    evening.finish()
    evening.see_prompt("Alien")
    evening.press("number8")
    evening.rating_arrives("tt0078748", 8)


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"setMediaType": "episode", "setTvShowTitle": "Alien Nation"}, "it is an episode"),
        ({"setSeason": 1, "setEpisode": 2}, "it is an episode"),
        ({"setMediaType": "musicvideo"}, "it is an extra"),
        ({"setTitle": "Alien (Trailer)", "setMediaType": "movie"}, "it is a trailer"),
    ],
)
def test_a_stream_that_is_no_film_is_never_asked_about(
    evening: Evening, tmp_path: Path, told: Dict[str, Any], because: str
) -> None:
    about = {"setTitle": "Alien", "setYear": 1979, "ids": {"imdb": "tt0078748"}, **told}
    evening.play_file(stream(clip(tmp_path, "stream.mkv"), **about))
    evening.finish()
    assert evening.decision("pass")["because"] == because


def test_streams_of_add_ons_can_be_left_out(evening: Evening, tmp_path: Path) -> None:
    evening.kodi.stage("exclude.plugins", "true")
    evening.play_file(stream(clip(tmp_path, "stream.mkv"), setTitle="Alien", ids={"imdb": "tt0078748"}))
    evening.finish()
    assert evening.decision("pass")["because"] == "no film is known for this file"


def test_a_folder_can_be_left_out(evening: Evening) -> None:
    evening.kodi.stage("exclude.folder1", f"{evening.kodi.home.films}/")
    evening.watch("The Matrix")
    assert evening.decision("pass")["because"] == "no film is known for this file"
    evening.kodi.stage("exclude.folder1", "")
