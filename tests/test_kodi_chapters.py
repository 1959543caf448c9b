"""When a late chapter is looked at in Kodi: two minutes of film, end credits from a minute and a half on."""

from __future__ import annotations

import math
from typing import Any, Dict, List

import pytest

from verdict.core.events import Kind
from verdict.hosts.kodi import chapters
from verdict.hosts.kodi.chapters import SETTLED, Chapters
from verdict.hosts.kodi.films import Playing
from verdict.hosts.kodi.listener import Listener


class Film:
    """What Kodi's player and its labels say; time stands still unless it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.position, self.duration = 1000.0, 0.0, 120.0
        self.labels: Dict[str, str] = {"Player.Chapters": "0.00000,25.00000,25.00000,75.00000"}
        self.told: List[Any] = []
        monkeypatch.setattr(chapters.xbmc, "getInfoLabel", lambda name: self.labels.get(name, ""))
        monkeypatch.setattr(chapters.time, "monotonic", lambda: self.now)
        self.chapters = Chapters(self, self.told.append)  # type: ignore[arg-type]

    def getTime(self) -> float:  # noqa: N802
        return self.position

    def getTotalTime(self) -> float:  # noqa: N802
        return self.duration

    def plays(self, seconds: float, chapter: str) -> None:
        self.now += seconds
        self.position += seconds
        self.labels["Player.ChapterName"] = chapter
        self.chapters.look()


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch) -> Film:
    return Film(monkeypatch)


def test_the_first_look_is_when_the_credits_have_begun_and_there_is_none_before(film: Film) -> None:
    film.chapters.goes(1.0)
    assert film.chapters.due == film.now + 90 + SETTLED
    film.plays(60, "The stairs")
    assert film.told == []
    film.plays(30 + SETTLED, "End Credits")
    assert [(event.title, event.position) for event in film.told] == [("End Credits", 90.0)]
    assert film.chapters.due == math.inf


def test_a_pause_needs_no_look_and_a_faster_film_an_earlier_one(film: Film) -> None:
    film.chapters.goes(0.0)
    assert film.chapters.due == math.inf
    film.chapters.goes(2.0)
    assert film.chapters.due == film.now + 45 + SETTLED


def test_a_seek_into_the_credits_is_looked_at_though_the_clock_still_stands_before_it(film: Film) -> None:
    film.chapters.goes(1.0)
    film.chapters.moved_to(100.0)
    assert film.chapters.due == film.now + SETTLED
    film.position = 100.0
    film.plays(SETTLED, "End Credits")
    assert [(event.title, event.position) for event in film.told] == [("End Credits", 90.0)]


@pytest.mark.parametrize("labels", ["", "nonsense", "0.00000,25.00000"])
def test_a_film_without_late_chapters_is_never_looked_at(film: Film, labels: str) -> None:
    film.labels["Player.Chapters"] = labels
    film.chapters.goes(1.0)
    assert film.chapters.due == math.inf


def test_a_film_that_is_over_is_not_looked_at(film: Film) -> None:
    film.chapters.goes(1.0)
    film.chapters.end()
    film.plays(120, "End Credits")
    assert film.told == []


def test_who_hears_of_a_seek_knows_already_when_to_look(film: Film) -> None:
    heard: List[float] = []
    listener = Listener(lambda _: playing, lambda _: heard.append(listener.due))
    listener.isPlayingVideo = lambda: True  # type: ignore[method-assign]
    listener.getPlayingFile = lambda: "/films/heat.mkv"  # type: ignore[method-assign]
    listener.getTime = film.getTime  # type: ignore[method-assign]
    listener.getTotalTime = film.getTotalTime  # type: ignore[method-assign]
    playing = Playing("/films/heat.mkv", None, Kind.MOVIE, True)
    listener.onAVStarted()
    listener.onPlayBackSeek(100_000, 100_000)
    assert heard == [film.now + 90 + SETTLED, film.now + SETTLED]
