"""One run of Kodi for most tests; homes of their own for those that end it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Callable, Iterator, List

import pytest

from tests.kodi.evening import Evening
from tests.kodi.stage import Film, Home, Kodi, fill_library, missing, prepare, running
from tests.players.stage import Display
from verdict.sandbox import Sandbox

TITLES = {
    "Raiders of the Lost Ark": (1981, "tt0082971"),
    "The Matrix": (1999, "tt0133093"),
    "Dune": (2021, "tt1160419"),
}
# A film may be sought through, so that a test does not take as long as the film.
SETTINGS = {
    "log.trace": "true",
    "finish.watched_at_least_percent": "0",
    "finish.shortest_guess_minutes": "40",
    "rating.mode": "advanced",
    "rating.ask": "true",
    "rating.timeout_seconds": "15",
    "exclude.folder1": "",
    "exclude.plugins": "false",
}


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    """Without Kodi nothing here can run; in CI that is a failure, not a skip."""
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents and "kodi" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=lacking))


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    with Display(1280, 720) as display:
        yield display


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(interval=1) as box:
        yield box


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, display: Display, sandbox: Sandbox) -> Home:
    """A home whose data bases are made and whose library holds our films."""
    trakt = sandbox.settings()["trakt"]
    account = {f"trakt.{name}": str(trakt[name]) for name in ("url", "client_id", "client_secret")}
    home = Home(tmp_path_factory.mktemp("kodi"), {**account, **SETTINGS}, sandbox.settings()["token"])
    home.library = [Film(home.films, title, year, imdb) for title, (year, imdb) in TITLES.items()]
    prepare(home, display)
    return home


@pytest.fixture(scope="session")
def living(prepared: Home, display: Display) -> Iterator[Callable[[], Kodi]]:
    """The run of Kodi that most tests share; another one for the next test where it has crashed."""
    with contextlib.ExitStack() as runs:
        kodis: List[Kodi] = []

        def kodi() -> Kodi:
            if not kodis or kodis[-1].is_crashed:
                kodis.append(runs.enter_context(running(prepared, display)))
                kodis[-1].numbers = fill_library(kodis[-1], prepared.library)
            return kodis[-1]

        yield kodi


@pytest.fixture
def kodi(living: Callable[[], Kodi]) -> Kodi:
    return living()


@pytest.fixture
def evening(kodi: Kodi, sandbox: Sandbox) -> Iterator[Evening]:
    """An evening with the Kodi that runs already. Afterwards everything is as it was."""
    evening = Evening(kodi, sandbox)
    yield evening
    evening.tidy(SETTINGS)


@pytest.fixture
def own_home(prepared: Home, kodi: Kodi, tmp_path: Path) -> Callable[[], Home]:
    """Makes a home like the prepared one, for a Kodi of its own."""
    return lambda: Home.copied(prepared, tmp_path)
