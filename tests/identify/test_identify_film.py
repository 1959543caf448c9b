"""Which film a source is: by hand, by the ids in its names, by its words; and that no text is too odd."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verdict.core.movie import Movie, MovieIds
from verdict.hosts.mpv.identify import Identity, guess, identify
from verdict.hosts.mpv.identify.sources import SOURCES

LIB = Path(__file__).parents[2] / "lib"
MATRIX = MovieIds(imdb="tt0133093")


def test_an_id_given_by_hand_is_certain_and_stands_above_the_name() -> None:
    by_hand = Movie(ids=MATRIX)
    found = identify("/films/Alien (1979) {imdb-tt0078748}.mkv", by_hand)
    assert found == Identity(by_hand, "movie", "hand", "certain")


def test_a_title_and_year_given_by_hand_are_certain_and_a_title_alone_is_not() -> None:
    assert identify("clip.mkv", Movie("The Matrix", 1999)).sureness == "certain"
    assert identify("clip.mkv", Movie("The Matrix")).sureness == "likely"


def test_the_name_of_a_clip_does_not_become_the_title_of_a_film_given_by_id() -> None:
    assert identify("clip.mkv", Movie(ids=MATRIX)).movie == Movie(ids=MATRIX)


def test_a_full_name_adds_what_was_not_given_by_hand() -> None:
    assert identify("The Matrix (1999).mkv", Movie(ids=MATRIX)).movie == Movie("The Matrix", 1999, MATRIX)
    assert identify("The Matrix (1999).mkv", Movie("The Matrix")).movie == Movie("The Matrix", 1999)


def test_a_name_that_speaks_of_another_film_adds_nothing_to_the_one_given_by_hand() -> None:
    by_hand = Movie("The Thing", 1982)
    assert identify("The Thing (2011) {imdb-tt0905372}.mkv", by_hand).movie == by_hand


def test_a_film_given_by_hand_makes_a_film_of_a_stream_and_of_a_name_like_an_episode() -> None:
    for source in ("https://example.org/live/1.m3u8", "Friends.S01E02.mkv", "video.mp4"):
        assert identify(source, Movie(ids=MATRIX)).kind == "movie"


def test_one_of_two_discs_stays_a_part_when_the_film_is_given_by_hand() -> None:
    assert identify("matrix.cd1.avi", Movie(ids=MATRIX)).kind == "part"


def test_a_film_given_by_hand_without_title_and_id_leaves_the_word_to_the_name() -> None:
    assert identify("Alien.mkv", Movie()) == identify("Alien.mkv")
    assert identify("Alien.mkv", Movie(year=1979)) == Identity(
        Movie("Alien", 1979), "movie", "guess", "likely"
    )


def test_an_id_in_the_name_is_certain_and_brings_title_and_year_along() -> None:
    found = identify("The.Matrix.1999.1080p.tt0133093.mkv")
    assert found == Identity(Movie("The Matrix", 1999, MATRIX), "movie", "name", "certain")


def test_a_guess_is_likely_with_a_year_and_doubtful_without() -> None:
    assert identify("Alien (1979).mkv") == Identity(Movie("Alien", 1979), "movie", "guess", "likely")
    assert identify("Alien.mkv") == Identity(Movie("Alien"), "movie", "guess", "doubtful")


def test_nothing_found_is_doubtful_and_has_no_source() -> None:
    assert identify("https://example.org/") == Identity(None, "unknown", "none", "doubtful")


@pytest.mark.parametrize(
    "source",
    [
        "/films/The Matrix (1999) {imdb-tt0133093}/The Matrix Reloaded.mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/Alien (1979).mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/Extras/The Matrix.mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/The Making of the Matrix-featurette.mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/S01E01.mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/Something Else.mkv",
        "/films/The Matrix (1999) {imdb-tt0133093}/eXistenZ (1999).mkv",
        "/films/The Matrix (1999) {imdb-tt0133093} {imdb-tt0078748}/The Matrix (1999).mkv",
        "/films/{imdb-tt0133093}/a/b/c/The Matrix.mkv",
        "/tv/Chernobyl (2019) {tmdb-87108}/01.mkv",
        "/tv/Chernobyl (2019) {tmdb-87108}/2.mkv",
        "/tv/Chernobyl (2019) {tmdb-87108}/Chernobyl 2.mkv",
    ],
)
def test_the_id_of_a_folder_is_not_certain_for_what_may_be_another_film(source: str) -> None:
    assert not identify(source).certain


def test_the_scenes_short_name_in_a_well_named_folder_is_likely_the_folders_film() -> None:
    found = identify("/dl/The.Matrix.1999.1080p.BluRay.x264-GRP/grp-tmtrx.mkv")
    assert found == Identity(Movie("The Matrix", 1999), "movie", "guess", "likely")


def test_sources_are_one_literal_list_with_the_hand_first() -> None:
    assert [name for name, _ in SOURCES] == ["correction", "hand", "tags", "nfo", "name", "guess", "search"]


ODD = (
    "\ud800\udcff.mkv",
    "a" * 255 + ".mkv",
    "(" * 255,
    "[" * 100 + "]" * 100,
    "..",
    "/",
    "C:\\",
    "http://[",
    "\0",
)


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(), max_size=300))
@example("")
def test_no_text_makes_it_raise(text: str) -> None:
    for source in (text, f"/films/{text}.mkv", f"https://example.org/{text}.mkv", f"bd:///{text}"):
        assert isinstance(identify(source), Identity)


PIECES = (
    *(
        "The",
        "1999",
        "(1999)",
        "[REC]",
        "{imdb-tt0133093}",
        "part",
        "cd1",
        "S01E02",
        "-",
        ".",
        " ",
        "/",
        "trailer",
    ),
    *(
        "1080p",
        "x264",
        "aka",
        "%2F",
        "100%",
        "{",
        "]",
        "tt12345678",
        "tmdb-0",
        "sample",
        "9",
        "第1話",
        "é",
        "\udcff",
    ),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_heap_of_words_from_names_makes_it_raise(text: str) -> None:
    assert isinstance(identify(text + ".mkv"), Identity)


@pytest.mark.parametrize("source", ODD)
def test_odd_sources_are_answered(source: str) -> None:
    assert isinstance(identify(source), Identity)


@pytest.mark.parametrize(
    "piece", ["a", "1", "a.", "1.", "(1999)", "-", "[a]", "S01", "第", "é ", "aka ", "x264-", "cd1 "]
)
def test_the_longest_of_names_takes_less_than_a_second_of_work(piece: str) -> None:
    begun = time.process_time()
    identify(f"/{piece * 255}/{piece * 4000}.mkv")
    assert time.process_time() - begun < 1


def test_a_failure_of_guessit_makes_the_file_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    import guessit

    def fail(*_: object) -> None:
        raise guessit.api.GuessitException("Some name", {})

    monkeypatch.setattr(guessit, "guessit", fail)
    guess.forget()
    assert identify("Some.name.that.was.never.seen.mkv") == Identity(None, "unknown", "none", "doubtful")


def test_a_name_in_the_shape_of_plex_is_read_without_guessit() -> None:
    code = (
        "import sys; from verdict.hosts.mpv.identify import identify;"
        "found = identify('/films/Alien (1979) {imdb-tt0078748}/Alien (1979) {imdb-tt0078748}.mkv');"
        "assert found.certain and found.movie.label == 'Alien (1979)';"
        "sys.exit('guessit' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(LIB)}, check=False).returncode
        == 0
    )
