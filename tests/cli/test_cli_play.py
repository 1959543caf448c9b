"""`play`: what is checked before a window opens, and what is left when it has closed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, List

import pytest
from commandline import Cli

from verdict.cli.failure import WrongUsage
from verdict.cli.mpv_options import mpv_options
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.sandbox import Sandbox


class Window:
    """Stands in for the player: remembers what it was asked to play."""

    def __init__(self) -> None:
        self.playlists: List[Any] = []
        self.unsaved: List[Any] = []
        self.unplayable: List[str] = []
        self.rates: List[Movie] = []

    def __call__(self, playlist: Any, _settings: Any, journal: Any, _connect: Any, _token: Path) -> Any:
        self.playlists.append(playlist)
        for movie in self.rates:
            journal.add(movie, Rating(9), 0.0)
        return self


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    window = Window()
    monkeypatch.setattr("verdict.hosts.mpv.play.play", window)
    return window


@pytest.fixture
def detached(monkeypatch: pytest.MonkeyPatch) -> List[str]:
    started: List[str] = []
    monkeypatch.setattr("verdict.cli.detached.send_detached", lambda: started.append("send") or True)
    return started


@pytest.fixture
def film(tmp_path: Path) -> str:
    path = tmp_path / "Alien (1979).mkv"
    path.touch()
    return str(path)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (["--fs"], [("fs", "yes")]),
        (["--no-audio", "--volume=50"], [("audio", "no"), ("volume", "50")]),
        (["-fs", "-vo", "null", "--sub-files=a=b"], [("fs", "yes"), ("vo", "null"), ("sub-files", "a=b")]),
        (["--title="], [("title", "")]),
        ([], []),
    ],
)
def test_options_of_mpv_are_read_as_mpv_reads_them(words: List[str], options: List[Any]) -> None:
    assert mpv_options(words) == options


@pytest.mark.parametrize("words", [["film.mkv"], ["--volume", "50"], ["--"], ["-"], ["--=x"]])
def test_what_is_no_option_of_mpv_is_wrong_usage(words: List[str]) -> None:
    with pytest.raises(WrongUsage):
        mpv_options(words)


def test_files_and_options_reach_the_player(cli: Cli, window: Window, film: str) -> None:
    ended = cli("play", film, "https://host/b.mkv", "-", "--", "--fs", "--volume=50")
    assert (ended.code, ended.err) == (0, "")
    playlist = window.playlists[0]
    assert list(playlist.films) == [film, "https://host/b.mkv", "-"]
    assert list(playlist.options) == [("fs", "yes"), ("volume", "50")]
    assert playlist.by_hand is None


def test_the_film_can_be_named(cli: Cli, window: Window, film: str) -> None:
    cli("play", "--imdb", "tt0078748", "--tmdb", "348", "--title", "Alien", "--year", "1979", film)
    assert window.playlists[0].by_hand == Movie("Alien", 1979, MovieIds("tt0078748", 348))


@pytest.mark.parametrize(
    "words",
    [
        ["--imdb", "nm123", "a.mkv"],
        ["--tmdb", "abc", "a.mkv"],
        ["--tmdb", "0", "a.mkv"],
        ["--year", "79", "a.mkv"],
        ["--imdb", "tt0078748", "a.mkv", "b.mkv"],
        ["a.mkv", "--", "b.mkv"],
        [],
    ],
)
def test_wrong_usage_opens_no_window(cli: Cli, window: Window, words: List[str]) -> None:
    ended = cli("play", *words)
    assert ended.code == 2
    assert ended.err
    assert window.playlists == []


def test_a_missing_file_is_said_before_any_window(cli: Cli, window: Window, tmp_path: Path) -> None:
    ended = cli("play", str(tmp_path / "none.mkv"))
    assert ended.code == 1
    assert "none.mkv: there is no such file" in ended.err
    assert window.playlists == []


def test_with_several_files_the_missing_ones_are_named_and_the_others_play(
    cli: Cli, window: Window, film: str
) -> None:
    ended = cli("play", film, "/none.mkv")
    assert ended.code == 1
    assert "/none.mkv" in ended.err
    assert list(window.playlists[0].films) == [film]


def test_a_record_that_cannot_be_written_is_said_before_any_window(
    cli: Cli, window: Window, film: str, tmp_path: Path
) -> None:
    ended = cli("play", "--record", str(tmp_path / "no" / "folder.jsonl"), film)
    assert ended.code == 1
    assert "folder.jsonl" in ended.err
    assert window.playlists == []


def test_what_is_left_is_sent_by_a_process_of_its_own(
    cli: Cli, box: Sandbox, window: Window, film: str, detached: List[str]
) -> None:
    cli.link(box)
    window.rates = [Movie("Alien", 1979)]
    assert cli("play", film).code == 0
    assert detached == ["send"]


def test_nothing_is_started_where_nothing_is_left(
    cli: Cli, box: Sandbox, window: Window, film: str, detached: List[str]
) -> None:
    cli.link(box)
    cli("play", film)
    assert detached == []


def test_without_an_account_it_says_how_to_link_one(
    cli: Cli, window: Window, film: str, detached: List[str]
) -> None:
    window.rates = [Movie("Alien", 1979)]
    ended = cli("play", film)
    assert ended.code == 0
    assert "verdict login" in ended.err
    assert detached == []


def test_an_answer_that_could_not_be_saved_is_said(cli: Cli, window: Window, film: str) -> None:
    window.unsaved = [SimpleNamespace(movie=Movie("Alien", 1979), rating=Rating(9))]
    ended = cli("play", film)
    assert ended.code == 1
    assert "not saved: 9 for Alien (1979)" in ended.err


def test_a_file_that_did_not_play_is_a_failure(cli: Cli, window: Window, film: str) -> None:
    window.unplayable = [film]
    assert cli("play", film).code == 1


def test_a_missing_player_is_said(cli: Cli, film: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from verdict.hosts.mpv.embedded import NoPlayer

    def play(*_: Any) -> Any:
        raise NoPlayer("libmpv is not installed")

    monkeypatch.setattr("verdict.hosts.mpv.play.play", play)
    ended = cli("play", film)
    assert (ended.code, ended.err) == (1, "verdict: libmpv is not installed\n")


def test_the_process_of_its_own_sends(cli: Cli, box: Sandbox) -> None:
    from verdict.cli.detached import send_detached

    cli("rate", "tt0082971", "9")
    cli.link(box)
    assert send_detached()
    assert box.wait_for(lambda record: record.path == "/sync/ratings", 15)
    assert len(box.ratings()) == 1
