"""Which film was it? Asked over the real mpv, with real keys: chosen, searched, corrected, remembered."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable, List

import pytest

from tests.players.stage import FILM, Display, Viewer
from verdict.sandbox import Sandbox

HomeFor = Callable[..., Path]
ANY_LENGTH = {"shortest_guess_minutes": 0}
UNTIMED = {"mode": "advanced", "timeout_seconds": 0}
NEW_DUNE, OLD_DUNE, ALIEN = "tt1160419", "tt0087182", "tt0078748"


@pytest.fixture
def watch(display: Display) -> Callable[..., Viewer]:
    def start(home: Path, *films: Path) -> Viewer:
        return Viewer(home, films=films, environment=display.environment)

    return start


def rated(box: Sandbox) -> List[Any]:
    """The IMDb ids and ratings that the sandbox was sent."""
    sent = [r.json["movies"] for r in box.requests if r.path == "/sync/ratings" and r.method == "POST"]
    return [(movie["ids"]["imdb"], movie["rating"]) for movies in sent for movie in movies]


def clip(folder: Path, name: str) -> Path:
    """The short film of ours under another name."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(FILM, folder / name))


def test_a_film_in_doubt_is_chosen_by_number_and_then_rated(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    home = home_for(sandbox, finish=ANY_LENGTH, rating=UNTIMED)
    with watch(home, clip(tmp_path / "films", "Dune.mkv")) as viewer:
        assert viewer.decision("ask")["doubtful"] is True
        display.key("2")
        chosen = viewer.event("identified")["movie"]["ids"]["imdb"]
        display.key("9")
        assert viewer.end()[0] == 0
    assert chosen in (NEW_DUNE, OLD_DUNE)
    assert rated(sandbox) == [(chosen, 9)]


def test_w_and_a_search_that_is_typed_lead_to_the_film_that_it_was(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    home = home_for(sandbox, finish=ANY_LENGTH, rating=UNTIMED)
    film = clip(tmp_path / "films", "The Matrix (1999).mkv")
    with watch(home, film) as viewer:
        viewer.decision("ask")
        display.do("key", "--delay", "500", "w", "s")
        display.key("a", "l", "i", "q", "BackSpace", "e", "n", "space", "1", "9", "7", "9")
        display.key("Return")
        _until_searched(sandbox, "alien")
        while True:
            display.key("1")
            if viewer.event("identified")["movie"]["ids"]["imdb"] == ALIEN:
                break
        display.key("8")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [(ALIEN, 8)]
    moved = film.rename(film.with_name("Some other name.mkv"))
    with watch(home, moved) as viewer:
        assert viewer.decision("ask")["movie"]["ids"]["imdb"] == ALIEN
        display.key("Escape")
        viewer.end()


def test_an_nfo_beside_the_film_settles_which_one_it_is(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    film = clip(tmp_path / "films", "Dune.mkv")
    film.with_suffix(".nfo").write_text(f"https://www.imdb.com/title/{OLD_DUNE}/")
    with watch(home_for(sandbox), film) as viewer:
        viewer.decision("ask")
        display.key("7")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [(OLD_DUNE, 7)]


def test_two_parts_are_asked_about_once_after_the_second(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    parts = [clip(tmp_path / "films", f"Dune (1984) {{imdb-{OLD_DUNE}}}-cd{n}.mkv") for n in (1, 2)]
    with watch(home_for(sandbox), *parts) as viewer:
        viewer.decision("pass")
        viewer.decision("ask")
        display.key("6")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [(OLD_DUNE, 6)]


def _until_searched(box: Sandbox, word: str) -> None:
    import time

    from tests.players.stage import PATIENCE

    end = time.monotonic() + PATIENCE
    while not any("search" in r.path and word in str(r.query).lower() for r in box.requests):
        if time.monotonic() > end:
            raise AssertionError("nothing was searched for")
        time.sleep(0.02)  # the sandbox tells nobody when it was asked
