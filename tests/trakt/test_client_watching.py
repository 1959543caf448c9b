"""What is being watched, told in both dialects; told twice is once, and what may be tried again is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from marks import INDY

from verdict import __version__
from verdict.core.decisions import Action
from verdict.core.movie import Movie, MovieIds
from verdict.trakt.client import Playing
from verdict.trakt.errors import Refused, TraktError, Unavailable
from verdict.trakt.v1 import ClientV1
from verdict.trakt.v2 import ClientV2

AT = 1795291200.0
START = Playing(INDY, Action.START, 12.34, AT, 6900.0, player="mpv 0.40", player_date="Mar 2025")
END = replace(START, action=Action.STOP, progress=96.7, finished=True)
EARLY = replace(START, action=Action.STOP, progress=40.0)


@pytest.mark.parametrize("action", list(Action))
def test_today_each_state_has_its_route_and_true_progress(v2: ClientV2, box: Any, action: Action) -> None:
    v2.scrobble(replace(START, action=action))
    (request,) = box.requests
    assert request.path == f"/scrobble/{action.value}"
    assert request.json["progress"] == 12.34
    assert request.json["movie"]["ids"]["imdb"] == "tt0082971"


def test_today_a_repeated_end_is_done(v2: ClientV2, box: Any) -> None:
    v2.scrobble(END)
    v2.scrobble(END)
    assert [request.status for request in box.requests] == [201, 409]
    assert len(box.plays()) == 1


def test_today_hardly_any_of_a_film_is_nothing(v2: ClientV2) -> None:
    with pytest.raises(Refused):
        v2.scrobble(replace(EARLY, progress=0.5))


def test_today_a_film_known_by_its_id_alone_is_looked_up_and_told_back(v2: ClientV2) -> None:
    assert v2.scrobble(replace(START, movie=Movie(ids=MovieIds("tt0082971")))).title == INDY.title


def test_today_a_film_known_by_its_name_alone_is_told_with_its_ids(v2: ClientV2, box: Any) -> None:
    v2.scrobble(replace(START, movie=Movie(INDY.title, INDY.year)))
    assert box.requests[-1].json["movie"]["ids"]["imdb"] == "tt0082971"


def test_today_a_film_that_no_search_finds_is_not_told(v2: ClientV2, box: Any) -> None:
    with pytest.raises(Refused, match="just one film"):
        v2.scrobble(replace(START, movie=Movie("Never Filmed", 1999)))
    assert [request.method for request in box.requests] == ["GET"]


def test_today_a_play_keeps_its_moment(v2: ClientV2, box: Any) -> None:
    assert v2.add_play(INDY, AT).refused is None
    (item,) = box.requests[0].json["movies"]
    assert item == {
        "ids": {"imdb": "tt0082971", "tmdb": 85},
        "watched_at": "2026-11-21T20:00:00.000Z",
    }
    assert v2.add_play(Movie(ids=MovieIds("tt9999999")), AT).refused


def test_the_classic_api_hears_minutes_whole_percents_and_who_speaks(v1: ClientV1, box: Any) -> None:
    v1.scrobble(START)
    (request,) = box.requests
    told = {key: value for key, value in request.json.items() if key not in ("username", "password")}
    assert request.path.startswith("/movie/watching/")
    assert told == {
        "imdb_id": "tt0082971",
        "tmdb_id": 85,
        "title": INDY.title,
        "year": 1981,
        "duration": 115,
        "progress": 12,
        "plugin_version": __version__,
        "media_center_version": "mpv 0.40",
        "media_center_date": "Mar 2025",
    }


def test_the_classic_api_hears_the_end_once(v1: ClientV1, box: Any) -> None:
    v1.scrobble(END)
    v1.scrobble(END)
    assert [request.path.split("/")[2] for request in box.requests] == ["scrobble", "scrobble"]
    assert len(box.plays()) == 1


def test_the_classic_api_hears_that_a_film_was_stopped_early_and_nothing_of_a_pause(
    v1: ClientV1, box: Any
) -> None:
    v1.scrobble(replace(START, action=Action.PAUSE))
    v1.scrobble(EARLY)
    assert [request.path.split("/")[2] for request in box.requests] == ["cancelwatching"]


@pytest.mark.parametrize("client", ["v1", "v2"])
@pytest.mark.parametrize(
    ("fault", "untouched"),
    [
        ({"status": 429, "retry_after": 1}, True),
        ({"status": 503}, True),
        ({"status": 500}, False),
        ({"cut": "before_answer"}, False),
    ],
    ids=["429", "503", "500", "cut"],
)
def test_it_is_known_whether_trakt_may_have_heard(
    client: str, fault: Any, untouched: bool, box: Any, request: pytest.FixtureRequest
) -> None:
    trakt = request.getfixturevalue(client)
    box.fail(**fault)
    with pytest.raises(Unavailable) as told:
        trakt.scrobble(END)
    assert told.value.untouched is untouched


@pytest.mark.parametrize("client", ["v1", "v2"])
def test_where_nobody_answers_trakt_did_not_hear(
    client: str, box: Any, request: pytest.FixtureRequest
) -> None:
    trakt = request.getfixturevalue(client)
    box.stop()
    with pytest.raises(Unavailable) as told:
        trakt.scrobble(END)
    assert told.value.untouched


def test_a_refresh_that_fails_is_before_the_request(v2: ClientV2, box: Any) -> None:
    box.expire_tokens()
    box.fail(500, path="/oauth/token", times=None)
    with pytest.raises(TraktError) as told:
        v2.scrobble(END)
    assert getattr(told.value, "untouched", False)
