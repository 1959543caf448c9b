"""Which film plays in Kodi: names, and what the real one cannot be had with (live television, discs)."""

from __future__ import annotations

from typing import Any, Dict, Set

import pytest

from verdict.core.events import Kind
from verdict.hosts.kodi import films
from verdict.hosts.kodi.films import Playing, what_plays
from verdict.hosts.kodi.names import ids_in, kind_of, plain, without_secrets
from verdict.hosts.kodi.settings import Exclusions

FILM = {
    "type": "movie",
    "title": "Heat",
    "year": 1995,
    "uniqueid": {"imdb": "tt0113277"},
    "file": "/f/Heat.mkv",
}


class Told:
    """What Kodi says when it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.item: Dict[str, Any] = dict(FILM)
        self.conditions: Set[str] = set()
        self.properties: Dict[str, str] = {}
        monkeypatch.setattr(films.rpc, "call", lambda *_, **__: {"item": self.item})
        monkeypatch.setattr(films.xbmc, "getCondVisibility", lambda asked: asked in self.conditions)
        monkeypatch.setattr(films.xbmc, "getLocalizedString", lambda _: "Trailer")
        monkeypatch.setattr(films.xbmc, "getCleanMovieTitle", lambda path: ("Heat", "1995"))
        monkeypatch.setattr(films, "_home_property", lambda name: self.properties.get(name, ""))

    def plays(self, exclusions: Exclusions = Exclusions()) -> Playing:  # noqa: B008  # it cannot be changed
        return what_plays("/f/Heat.mkv", exclusions)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(monkeypatch)


def test_a_channel_is_live_whatever_is_known_of_its_programme(told: Told) -> None:
    told.item.update(type="channel")
    assert told.plays().kind is Kind.LIVE
    told.item.update(type="movie")
    told.conditions.add("VideoPlayer.Content(livetv)")
    assert told.plays().kind is Kind.LIVE


def test_a_channel_of_a_tuner_has_a_number_where_a_film_has_ids(told: Told) -> None:
    told.item.update(type="channel", uniqueid=399461507)
    assert told.plays().kind is Kind.LIVE


def test_what_has_a_menu_is_not_certain_so_that_the_menu_alone_is_never_asked_about(told: Told) -> None:
    assert told.plays().certain
    told.conditions.add("VideoPlayer.HasMenu")
    assert not told.plays().certain


def test_an_address_of_an_add_on_is_left_out_by_what_was_asked_for_not_by_what_it_led_to(told: Told) -> None:
    told.item.update(file="/f/stream.mkv", mediapath="plugin://plugin.video.other/?x=1")
    assert told.plays().movie is not None
    assert told.plays(Exclusions(plugins=True)).movie is None
    assert told.plays(Exclusions(folders=("plugin://plugin.video.other/",))).movie is None


@pytest.mark.parametrize("ids", ["no json", "[]", '{"imdb": 7}', '{"imdb": "nonsense", "tmdb": -1}'])
def test_ids_of_another_add_on_that_make_no_sense_are_passed_over(told: Told, ids: str) -> None:
    told.item.update(type="unknown", uniqueid={})
    told.properties["script.trakt.ids"] = ids
    movie = told.plays().movie
    assert movie is not None
    assert not movie.ids
    assert not told.plays().certain


@pytest.mark.parametrize("resume", [None, {}, {"position": 0.0}, {"position": "late"}])
def test_a_film_that_was_never_left_is_resumed_nowhere(told: Told, resume: Any) -> None:
    told.item.update(resume=resume)
    assert told.plays().resume is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("pvr://channels/tv/All/7.pvr", Kind.LIVE),
        ("smb://nas/films/Heat-trailer.mkv", Kind.TRAILER),
        ("/f/Heat (1995) cd2.avi", Kind.PART),
        ("stack:///f/Heat cd1.avi , /f/Heat cd2.avi", None),
        ("/f/Heat.1995.Trailer.1080p.mkv", Kind.TRAILER),
        ("/f/Heat (1995)/trailer.mp4", Kind.TRAILER),
        ("/f/Heat trailer 2.mkv", Kind.TRAILER),
        ("/f/Trailer Park Boys (2006).mkv", None),
        ("/f/Sample People (2000).mkv", None),
        ("/f/heat-1995-sample.mkv", Kind.SAMPLE),
        ("/f/Heat (1995).mkv", None),
    ],
)
def test_a_path_can_show_that_something_is_no_film(path: str, kind: Any) -> None:
    assert kind_of(path) is kind


def test_ids_are_read_from_the_file_before_its_folder_and_not_where_they_contradict() -> None:
    assert ids_in("/f/Heat {imdb-tt0113277}/Heat.mkv").imdb == "tt0113277"
    assert ids_in("/f/x {imdb-tt0000001}/Heat [tmdbid=949].mkv").tmdb == 949
    assert not ids_in("/f/tt0113277 and tt0133093.mkv")


def test_an_address_is_kept_without_its_secrets() -> None:
    told = "smb://anna:secret@nas/films/Heat.mkv?token=1|User-Agent=x"
    assert without_secrets(told) == "smb://nas/films/Heat.mkv"


def test_a_title_is_kept_without_markup() -> None:
    assert plain("[B]Heat[/B] [COLOR red](4K)[/COLOR][CR]") == "Heat (4K)"
