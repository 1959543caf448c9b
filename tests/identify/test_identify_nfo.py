"""NFO files: what Kodi, Radarr, scene groups and broken programmes write, and what bad people do."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdict.core.movie import Movie, MovieIds
from verdict.hosts.mpv.identify import Evidence, identify
from verdict.hosts.mpv.identify.beside import NFO_READ, facts_of, note_of
from verdict.hosts.mpv.identify.evidence import Note
from verdict.hosts.mpv.identify.nfo import read_nfo

KODI = """<movie><title>Amélie</title><year>2001</year>
<uniqueid type="imdb" default="true">tt0211915</uniqueid><uniqueid type="tmdb">194</uniqueid></movie>"""
AMELIE = Movie("Amélie", 2001, MovieIds("tt0211915", 194))
ALIEN = "https://www.imdb.com/title/tt0078748/"


def film_of(text: str) -> Optional[Movie]:
    note = read_nfo(text.encode())
    return note.movie if note else None


@pytest.mark.parametrize(
    "data",
    [
        KODI.encode("utf-8"),
        KODI.encode("utf-8-sig"),
        KODI.encode("utf-16"),
        KODI.encode("utf-16-be"),
        KODI.encode("utf-32"),
        KODI.encode("latin-1"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + KODI.encode("latin-1"),
        b'<?xml version="1.0" encoding="cp1250"?>' + KODI.encode("cp1250"),
        b'<?xml version="1.0" encoding="no such"?>' + KODI.encode("utf-8"),
        b'<?xml version="1.0" encoding="ascii"?>' + KODI.encode("utf-8"),
        b'<?xml version="1.0" encoding="UTF-16"?>' + KODI.encode("utf-8"),
    ],
)
def test_it_is_read_in_any_encoding(data: bytes) -> None:
    assert read_nfo(data) == Note(AMELIE, "movie")


@pytest.mark.parametrize(
    ("text", "movie"),
    [
        (ALIEN, Movie(ids=MovieIds("tt0078748"))),
        ("https://www.themoviedb.org/movie/348-alien", Movie(ids=MovieIds(tmdb=348))),
        (f"<movie><title>Alien</title></movie>\n{ALIEN}", Movie("Alien", ids=MovieIds("tt0078748"))),
        ("<movie><id>tt0078748</id></movie>", Movie(ids=MovieIds("tt0078748"))),
        ("<movie><tmdbid>348</tmdbid></movie>", Movie(ids=MovieIds(tmdb=348))),
        ("<movie><title>Fast & Furious</title></movie>", Movie("Fast & Furious")),
        ("<movie><title>A</title><premiered>1979-05-25</premiered></movie>", Movie("A", 1979)),
        ('<movie><uniqueid type="imdb">tt0078748</uniqueid><broken', Movie(ids=MovieIds("tt0078748"))),
        ('<movie><uniqueid type="imdb">nonsense</uniqueid><title>A</title></movie>', Movie("A")),
        (f"░▒▓ GRP presents ▓▒░\n iMDB: {ALIEN}ratings", Movie(ids=MovieIds("tt0078748"))),
        (f"{ALIEN} https://www.imdb.com/title/tt0133093/", None),
        ("no film at all", None),
        ("", None),
    ],
)
def test_the_film_that_it_names(text: str, movie: Optional[Movie]) -> None:
    assert film_of(text) == movie


@pytest.mark.parametrize(
    "text", ["<episodedetails><title>A</title></episodedetails>", "https://www.themoviedb.org/tv/1396"]
)
def test_an_episodes_nfo_makes_it_an_episode(tmp_path: Path, text: str) -> None:
    (tmp_path / "Alien (1979).nfo").write_text(text)
    note = note_of(str(tmp_path / "Alien (1979).mkv"))
    assert identify("Alien (1979).mkv", evidence=Evidence(note=note)).kind == "episode"


BOMB = """<?xml version="1.0"?><!DOCTYPE movie [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<movie><title>&c;</title><uniqueid type="imdb">tt0078748</uniqueid></movie>"""


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        BOMB.replace("<!DOCTYPE", "<movie></movie><!DOCTYPE"),
        '<!DOCTYPE movie SYSTEM "file:///etc/passwd"><movie><title>&x;</title></movie>',
        "<movie>" * 50_000,
        "<movie>" + "<a>" * 50_000 + "</movie>",
        "<movie><title>&c;</title></movie>",
    ],
)
def test_an_entity_bomb_names_no_film_and_takes_no_time(text: str) -> None:
    begun = time.perf_counter()
    movie = film_of(text)
    assert movie is None or len(movie.title) < 100
    assert time.perf_counter() - begun < 2


def test_of_a_huge_nfo_only_the_beginning_is_read(tmp_path: Path) -> None:
    nfo = tmp_path / "Alien.nfo"
    nfo.write_text(ALIEN)
    os.truncate(nfo, 100 * 1024 * 1024)
    begun = time.perf_counter()
    note = note_of(str(tmp_path / "Alien.mkv"))
    assert note == Note(Movie(ids=MovieIds("tt0078748")))
    assert time.perf_counter() - begun < 1
    nfo.write_text(" " * NFO_READ + ALIEN)
    assert note_of(str(tmp_path / "Alien.mkv")) is None


def test_the_nfo_of_the_files_own_name_goes_before_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "movie.nfo").write_text(KODI)
    (tmp_path / "Alien.mkv").touch()
    assert note_of(str(tmp_path / "Alien.mkv")) == Note(AMELIE, "movie")
    (tmp_path / "Alien.nfo").write_text(ALIEN)
    assert note_of(str(tmp_path / "Alien.mkv")) == Note(Movie(ids=MovieIds("tt0078748")))


def test_a_folders_nfo_is_not_believed_where_other_films_lie_in_it(tmp_path: Path) -> None:
    (tmp_path / "movie.nfo").write_text(KODI)
    for name in ("Alien (1979).mkv", "Amélie (2001).mkv", "Amélie (2001)-trailer.mkv"):
        (tmp_path / name).touch()
    alien, amelie = (str(tmp_path / name) for name in ("Alien (1979).mkv", "Amélie (2001).mkv"))
    assert not identify(alien, evidence=Evidence(note=note_of(alien))).certain
    assert identify(amelie, evidence=Evidence(note=note_of(amelie))).movie == AMELIE


def test_cuts_and_parts_of_one_film_share_the_nfo_of_their_folder(tmp_path: Path) -> None:
    (tmp_path / "movie.nfo").write_text(KODI)
    for name in ("Amélie (2001) - 1080p.mkv", "Amélie (2001) - 4K.mkv", "Amélie (2001)-trailer.mkv"):
        (tmp_path / name).touch()
    note = note_of(str(tmp_path / "Amélie (2001) - 4K.mkv"))
    assert note == Note(AMELIE, "movie", is_own=True)


def test_the_nfo_of_a_film_in_parts_is_found_without_the_part(tmp_path: Path) -> None:
    (tmp_path / "Amélie.nfo").write_text(KODI)
    assert note_of(str(tmp_path / "Amélie-cd2.avi")) == Note(AMELIE, "movie")


def test_the_nfo_of_a_disc_stands_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "VIDEO_TS").mkdir()
    (tmp_path / "movie.nfo").write_text(KODI)
    for source in (tmp_path, tmp_path / "VIDEO_TS" / "VTS_01_1.VOB"):
        assert note_of(str(source)) == Note(AMELIE, "movie")


@pytest.mark.parametrize(
    "name", ["a" * 251 + ".mkv", "a" * 300 + ".mkv", "\udcff\udcfe.mkv", "a\0b.mkv", ".mkv"]
)
def test_no_name_is_too_odd_to_look_beside_it(tmp_path: Path, name: str) -> None:
    assert facts_of(f"{tmp_path}/{name}").note is None


def test_an_nfo_that_is_a_pipe_a_folder_or_a_loop_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.nfo")
    (tmp_path / "b.nfo").mkdir()
    (tmp_path / "c.nfo").symlink_to("c.nfo")
    for name in ("a.mkv", "b.mkv", "c.mkv"):
        assert note_of(str(tmp_path / name)) is None


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    for prefix in (b"", b"<movie><title>", b"\xff\xfe", b'<?xml encoding="utf-7"?><movie>'):
        read_nfo(prefix + data)
