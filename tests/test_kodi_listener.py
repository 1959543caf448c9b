"""What Kodi's player says of a disc, as events: a menu of two seconds, and a film that is chosen in it."""

from __future__ import annotations

from typing import Any, List

import pytest

from verdict.core.events import Ended, Kind, Measured, Opened
from verdict.hosts.kodi import chapters, listener
from verdict.hosts.kodi.films import HAS_MENU, Playing
from verdict.hosts.kodi.listener import Listener


class Disc(Listener):
    """Kodi's getters for it."""

    def __init__(self) -> None:
        self.told: List[Any] = []
        self.length = 2.0
        super().__init__(lambda path: Playing(path, None, Kind.MOVIE, False), self.told.append)

    def isPlayingVideo(self) -> bool:  # noqa: N802
        return True

    def getPlayingFile(self) -> str:  # noqa: N802
        return "/disc/VIDEO_TS.IFO"

    def getTime(self) -> float:  # noqa: N802
        return 0.0

    def getTotalTime(self) -> float:  # noqa: N802
        return self.length


@pytest.mark.parametrize(
    ("has_menu", "kinds"),
    [(True, [Opened, Ended, Opened]), (False, [Opened, Measured])],
    ids=["disc", "file"],
)
def test_what_is_chosen_in_a_menu_is_opened_and_a_file_that_grows_is_measured(
    monkeypatch: pytest.MonkeyPatch, has_menu: bool, kinds: List[type]
) -> None:
    monkeypatch.setattr(listener.xbmc, "getCondVisibility", lambda what: has_menu and what == HAS_MENU)
    monkeypatch.setattr(chapters.xbmc, "getInfoLabel", lambda _: "")
    disc = Disc()
    disc.onAVStarted()
    disc.length = 7200.0
    disc.onAVChange()
    assert [type(event) for event in disc.told] == kinds
    assert disc.told[-1].duration == 7200
