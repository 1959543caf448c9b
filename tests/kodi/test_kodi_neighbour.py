"""Beside Trakt's own add-on: never two prompts, never two that scrobble, and the user says who asks."""

from __future__ import annotations

from typing import Callable, Iterator, Tuple

import pytest

from tests.kodi.evening import Evening
from tests.kodi.others import ASKED, NEIGHBOUR
from tests.kodi.stage import Home, Kodi, change_database, fill_library, running
from tests.players.stage import Display
from verdict.sandbox import Sandbox

HEADING = "Trakt's own add-on asks for ratings, too"


@pytest.fixture
def neighbours(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> Iterator[Tuple[Kodi, Evening]]:
    """A Kodi of its own in which Trakt's add-on is enabled."""
    home = own_home()
    change_database(
        home, "Addons", f"UPDATE installed SET enabled = 1, disabledReason = 0 WHERE addonID = '{NEIGHBOUR}'"
    )
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        yield kodi, Evening(kodi, sandbox)


def answer(neighbours: Tuple[Kodi, Evening], line: str) -> None:
    """Choose a line of the question, and go where short films do no harm to Kodi itself."""
    kodi, evening = neighbours
    evening.see_list(HEADING)
    evening.choose(line)
    kodi.until(lambda: not kodi.is_on("System.HasActiveModalDialog"))
    kodi.go_to_a_calm_window()


def asked(kodi: Kodi) -> str:
    return kodi.text(f"Window(home).Property({ASKED})")


def test_it_is_said_once_and_until_then_verdict_stays_quiet(neighbours: Tuple[Kodi, Evening]) -> None:
    kodi, evening = neighbours
    before = len(evening.box.requests)
    answer(neighbours, "Decide later")
    evening.watch("The Matrix")
    assert evening.decision("later")["because"] == "another add-on asks about it"
    kodi.until(lambda: asked(kodi) == "1")
    assert not kodi.has_prompt
    assert evening.not_rated_yet() == ["The Matrix"]
    begun = [record for record in evening.box.requests[before:] if record.path == "/scrobble/start"]
    assert begun == []  # another Kodi may still tell of the end of an earlier film


def test_verdict_asks_where_the_user_says_so(neighbours: Tuple[Kodi, Evening]) -> None:
    kodi, evening = neighbours
    answer(neighbours, "Verdict asks")
    evening.ask()
    assert asked(kodi) == "0"
    evening.press("number9")
    evening.rating_arrives("tt0133093", 9)


def test_trakts_add_on_asks_where_the_user_says_so(neighbours: Tuple[Kodi, Evening]) -> None:
    kodi, evening = neighbours
    answer(neighbours, "Trakt's add-on asks")
    evening.watch("The Matrix")
    assert evening.decision("pass")["because"] == "the settings say not to ask"
    kodi.until(lambda: asked(kodi) == "1")
