"""What plays is handed to the courier as the settings want it, and again every fifteen minutes with v1."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Tuple

import pytest

from tests.test_app import FILM, HOUR, Evening
from verdict.app import Adjusted
from verdict.core.events import Ended, Paused, Reason, Resumed
from verdict.core.prompt import Key
from verdict.scrobbling import TOLD_AGAIN_AFTER
from verdict.settings import Settings

V1 = {"trakt": {"api": "v1"}}


def told(evening: Evening) -> List[Tuple[str, float, bool]]:
    return [(p.action.value, p.progress, p.finished) for p in evening.courier.told]


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(tmp_path)


def test_a_whole_viewing_is_told_with_what_the_classic_api_wants_to_know(evening: Evening) -> None:
    evening.open(FILM)
    evening.now += HOUR / 2
    evening.app.handle(Paused(evening.now))
    evening.app.handle(Resumed(evening.now))
    evening.now += HOUR / 2
    evening.app.handle(Ended(evening.now, Reason.EOF))
    assert told(evening) == [
        ("start", 0.0, False),
        ("pause", 50.0, False),
        ("start", 50.0, False),
        ("stop", 100.0, True),
    ]
    last = evening.courier.told[-1]
    assert (last.duration, last.at) == (HOUR, 5000 + evening.now)


def test_a_film_that_was_stopped_early_has_not_finished(evening: Evening) -> None:
    evening.watch(seconds=0.3 * HOUR)
    assert told(evening)[-1] == ("stop", 30.0, False)


def test_a_rating_tells_nothing_of_watching(evening: Evening) -> None:
    evening.watch()
    before = len(evening.courier.told)
    evening.press(Key.DIGIT_9)
    assert len(evening.courier.told) == before


def test_without_scrobbling_a_film_is_rated_all_the_same(tmp_path: Path) -> None:
    evening = Evening(tmp_path, scrobble={"enabled": False})
    evening.watch()
    evening.press(Key.DIGIT_9)
    assert evening.courier.told == []
    assert evening.courier.allowed == (False, True)
    assert len(evening.journal.entries()) == 1


def test_the_classic_api_is_told_again_every_fifteen_minutes_while_it_plays(tmp_path: Path) -> None:
    evening = Evening(tmp_path, **V1)
    evening.open(FILM)
    evening.wait(2 * TOLD_AGAIN_AFTER)
    assert told(evening) == [("start", 0.0, False), ("start", 25.0, False), ("start", 50.0, False)]
    evening.app.handle(Paused(evening.now))
    evening.wait(HOUR)
    assert told(evening)[3:] == [("pause", 50.0, False)]


def test_todays_api_is_not_told_again_and_nothing_wakes_up_for_it(evening: Evening) -> None:
    evening.open(FILM)
    evening.wait(0.9 * HOUR)
    assert told(evening) == [("start", 0.0, False)]


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_a_switch_of_the_setting_applies_to_the_film_that_plays(tmp_path: Path, api: str) -> None:
    trakt = {"trakt": {"api": api}}
    evening = Evening(tmp_path, **trakt)
    evening.open(FILM)
    adjust(evening, scrobble={"enabled": False}, **trakt)
    evening.wait(HOUR / 2)
    adjust(evening, scrobble={"enabled": True}, **trakt)
    assert told(evening) == [("start", 0.0, False), ("start", 50.0, False)]


def adjust(evening: Evening, **tables: Any) -> None:
    evening.app.handle(Adjusted(Settings.from_mapping(tables, "test")[0]))
