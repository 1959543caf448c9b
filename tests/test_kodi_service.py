"""The service's ear, with Kodi's own classes as its stubs have them: light, and nothing goes unheard."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, List

import pytest

from verdict.hosts.kodi import ADDON_ID, house, service
from verdict.hosts.kodi.service import Ear, run_service

LIB = Path(__file__).resolve().parent.parent / "lib"
LOADS = """
import sys
sys.path.insert(0, sys.argv[1])
import verdict.hosts.kodi.service
print(*sorted(name for name in sys.modules if name.startswith("verdict.")))
"""


class Told:
    """A house that notes what it is told."""

    def __init__(self) -> None:
        self.said: List[Any] = []

    def close(self, is_quitting: Callable[[], bool]) -> None:
        self.said.append(f"closed, and Kodi {'ends' if is_quitting() else 'goes on'}")

    def __getattr__(self, name: str) -> Any:
        return lambda *said: self.said.append((name, *said))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()

    def opened() -> Told:
        told.said.append("opened")
        return told

    monkeypatch.setattr(house, "open_house", opened)
    monkeypatch.setattr(service.xbmc, "getCondVisibility", lambda _: False)
    return told


def test_importing_the_service_loads_nothing_of_the_house() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS, str(LIB)], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["verdict.hosts", "verdict.hosts.kodi", "verdict.hosts.kodi.service"]


def test_a_film_opens_the_house_at_once(told: Told) -> None:
    Ear().onNotification("xbmc", "Player.OnAVStart", "{}")
    assert told.said == ["opened"]


def test_a_message_of_ours_opens_the_house_and_is_not_lost(told: Told) -> None:
    Ear().onNotification(ADDON_ID, "Other.rate", '{"imdb": "tt0113277"}')
    assert told.said == ["opened", ("told", "rate", {"imdb": "tt0113277"})]


def test_the_house_is_opened_once(told: Told) -> None:
    ear = Ear()
    ear.onNotification("xbmc", "Player.OnAVStart", "{}")
    ear.onNotification(ADDON_ID, "Other.tick", "{}")
    assert told.said == ["opened", ("told", "tick", {})]


def test_what_kodi_says_of_other_things_opens_nothing(told: Told) -> None:
    ear = Ear()
    ear.onNotification("xbmc", "GUI.OnScreensaverActivated", "{}")
    ear.onNotification("plugin.other", "Other.rate", "{}")
    ear.onNotification("xbmc", "Playlist.OnAdd", "{}")
    ear.onSettingsChanged()
    ear.onScanFinished("video")
    ear.leave()
    assert told.said == []


def test_an_open_house_hears_of_settings_the_library_and_the_playlist(told: Told) -> None:
    ear = Ear()
    ear.wake()
    ear.onSettingsChanged()
    ear.onScanFinished("music")
    ear.onScanFinished("video")
    ear.onNotification("xbmc", "Playlist.OnAdd", "{}")
    ear.leave()
    assert told.said[1:4] == [("adjusted",), ("collect",), ("queued",)]


def test_the_house_is_closed_with_the_word_whether_kodi_ends_too(told: Told) -> None:
    ear = Ear()
    ear.wake()
    ear.onNotification("xbmc", "System.OnQuit", "{}")
    ear.leave()
    assert told.said == ["opened", "closed, and Kodi ends"]


def test_that_kodi_ends_is_heard_after_it_has_told_us_to_end(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = Ear()
    ear.wake()
    monkeypatch.setattr(service.xbmc, "sleep", lambda _: ear.onNotification("xbmc", "System.OnQuit", "{}"))
    ear.leave()
    assert told.said == ["opened", "closed, and Kodi ends"]


def test_who_leaves_takes_up_nothing_more(told: Told) -> None:
    ear = Ear()
    ear.wake()
    ear.leave()
    ear.onNotification(ADDON_ID, "Other.rate", "{}")
    ear.onSettingsChanged()
    assert told.said == ["opened", "closed, and Kodi goes on"]


@pytest.mark.parametrize("data", ["", "[1]", "{", "null"])
def test_a_message_without_fields_has_none(told: Told, data: str) -> None:
    Ear().onNotification(ADDON_ID, "Other.send", data)
    assert told.said[-1] == ("told", "send", {})


def test_without_a_journal_the_service_waits_for_kodis_end_and_tries_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: List[int] = []
    monkeypatch.setattr(house, "open_house", lambda: tries.append(1))
    ear = Ear()
    ear.onNotification("xbmc", "Player.OnAVStart", "{}")
    ear.onNotification(ADDON_ID, "Other.send", "{}")
    ear.leave()
    assert tries == [1]


def unknown() -> None:
    """Open the house of an add-on that Kodi does not know."""
    raise RuntimeError("Unknown addon id")


def test_an_update_that_comes_while_the_house_is_opened_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(house, "open_house", unknown)
    monkeypatch.setattr(Ear, "waitForAbort", lambda _, timeout=-1: timeout != service.START_IS_OVER)
    monkeypatch.setattr(service.xbmc, "getCondVisibility", lambda _: False)
    run_service()


def test_a_house_that_cannot_be_opened_without_an_update_is_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(house, "open_house", unknown)
    monkeypatch.setattr(Ear, "waitForAbort", lambda *_: False)
    with pytest.raises(RuntimeError):
        Ear().wake()


def test_a_service_that_nothing_needed_opens_the_house_when_kodis_start_is_over(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ear, "waitForAbort", lambda _, timeout=-1: timeout < 0)
    run_service()
    assert told.said == ["opened", "closed, and Kodi goes on"]


def test_a_film_that_plays_already_opens_the_house_at_once(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.xbmc, "getCondVisibility", lambda asked: asked == "Player.HasVideo")
    assert waits_of_a_service(monkeypatch) == [-1]
    assert told.said[0] == "opened"


def test_a_kodi_that_ends_during_its_start_opens_nothing(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    assert waits_of_a_service(monkeypatch) == [service.START_IS_OVER]
    assert told.said == []


def waits_of_a_service(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """How long it waits in a Kodi that ends meanwhile; -1: for that end."""
    waits: List[float] = []

    def ends(_: Ear, timeout: float = -1) -> bool:
        waits.append(timeout)
        return True

    monkeypatch.setattr(Ear, "waitForAbort", ends)
    run_service()
    return waits
