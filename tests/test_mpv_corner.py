"""The corner of an mpv: what it draws, which key it takes and gives back, over a link that remembers."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import pytest

from verdict.core.events import Wanted
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.hosts.mpv.corner import MESSAGE, SECTION, MpvCorner
from verdict.hosts.mpv.link import LinkError

FILM = Movie("The Matrix", 1999)
PRESSED = {"event": "client-message", "args": [MESSAGE], "at": 5.0}


class RememberedLink:
    client_name = "ipc-1"

    def __init__(self) -> None:
        self.commands: List[Any] = []
        self.observed: List[str] = []
        self.size: Optional[Dict[str, int]] = {"w": 1280, "h": 720}
        self.is_gone = False

    def command(self, *args: Any, **named: Any) -> Any:
        if self.is_gone:
            raise LinkError("gone")
        self.commands.append((*args, named) if named else args)

    def get(self, name: str) -> Any:
        return self.size

    def observe(self, name: str) -> None:
        self.observed.append(name)

    def unobserve(self, name: str) -> None:
        self.observed.remove(name)

    @property
    def shown(self) -> str:
        drawn = [command[-1] for command in self.commands if command[0] == "osd-overlay"]
        return str(drawn[-1]["data"]) if drawn else ""


@pytest.fixture
def link() -> RememberedLink:
    return RememberedLink()


@pytest.fixture
def posted() -> List[Any]:
    return []


@pytest.fixture
def corner(link: RememberedLink, posted: List[Any]) -> MpvCorner:
    return MpvCorner(link, Words(), posted.append)


def test_an_offer_shows_the_film_and_takes_its_one_key(corner: MpvCorner, link: RememberedLink) -> None:
    corner.offer(FILM, "F8")
    assert "The Matrix (1999)" in link.shown
    (section,) = [command for command in link.commands if command[0] == "define-section"]
    assert section[1:3] == (SECTION, f"F8 script-message-to ipc-1 {MESSAGE}")


def test_its_key_says_that_the_film_is_to_be_rated(corner: MpvCorner, posted: List[Any]) -> None:
    corner.hear(PRESSED)
    corner.offer(FILM, "F8")
    corner.hear(PRESSED)
    assert posted == [Wanted(5.0)]


def test_faded_the_key_still_counts_and_cleared_it_does_not(
    corner: MpvCorner, link: RememberedLink, posted: List[Any]
) -> None:
    corner.offer(FILM, "F8")
    corner.fade()
    assert (link.shown, link.observed) == ("", [])
    corner.hear(PRESSED)
    corner.clear()
    corner.hear(PRESSED)
    assert len(posted) == 1
    assert link.commands[-1] == ("disable-section", SECTION)


def test_a_window_of_another_size_is_drawn_anew(corner: MpvCorner, link: RememberedLink) -> None:
    corner.note("2 films are not rated yet")
    before = link.shown
    link.size = {"w": 400, "h": 720}
    corner.hear({"event": "property-change", "name": "osd-dimensions", "data": link.size, "at": 6.0})
    assert link.shown != before


def test_without_a_window_nothing_is_drawn(corner: MpvCorner, link: RememberedLink) -> None:
    link.size = None
    corner.note("2 films are not rated yet")
    assert link.shown == ""


def test_clearing_what_was_never_shown_says_nothing(corner: MpvCorner, link: RememberedLink) -> None:
    corner.clear()
    assert link.commands == []


def test_a_player_that_is_gone_needs_no_clearing(corner: MpvCorner, link: RememberedLink) -> None:
    corner.offer(FILM, "F8")
    link.is_gone = True
    corner.clear()
