"""A film rated here, and later on Trakt, before the rating of here could go: the later word holds."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from tests.test_courier_sandbox import INDY, MATRIX, House
from verdict.core.rating import Rated, Rating
from verdict.courier import RefusedReport, deliver
from verdict.journal import State
from verdict.sandbox import Sandbox
from verdict.trakt.client import Submission

HOUR = 3600.0


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Sandbox() as box:
        house = House(tmp_path, "v2", box)
        yield house
        house.journal.close()


def rate_on_the_site(house: House, rating: int, at: float) -> None:
    client = house.connect()
    client.rate([Submission(INDY, Rating(rating), at)])
    client.close()
    house.box.clear()


def bring(house: House) -> List[Any]:
    reports: List[Any] = []
    client = house.connect()
    deliver(house.journal, client, reports.append)
    client.close()
    return reports


def test_a_later_rating_on_the_site_holds_and_the_older_one_is_shown_with_the_reason(house: House) -> None:
    rate_on_the_site(house, 4, time.time())
    house.journal.add(INDY, Rating(9), time.time() - HOUR)
    (report,) = bring(house)
    assert isinstance(report, RefusedReport)
    (entry,) = house.journal.entries()
    assert entry.state is State.REFUSED
    assert entry.reason == "rated on Trakt since then, as 4: the later rating holds"
    assert house.rated() == {INDY.title: 4}
    assert house.journal.present(INDY) == Rated(advanced=4)
    assert len(house.journal.conflicts()) == 1


def test_an_earlier_rating_on_the_site_gives_way_to_the_one_that_waited(house: House) -> None:
    rate_on_the_site(house, 4, time.time() - 2 * HOUR)
    house.journal.add(INDY, Rating(9), time.time() - HOUR)
    bring(house)
    assert house.rated() == {INDY.title: 9}
    assert house.journal.conflicts() == []


def test_the_same_rating_on_both_sides_is_no_conflict(house: House) -> None:
    rate_on_the_site(house, 9, time.time())
    house.journal.add(INDY, Rating(9), time.time() - HOUR)
    bring(house)
    assert [entry.state for entry in house.journal.entries()] == [State.SENT]


def test_the_other_ratings_go(house: House) -> None:
    rate_on_the_site(house, 4, time.time())
    house.journal.add(INDY, Rating(9), time.time() - HOUR)
    house.journal.add(MATRIX, Rating(8), time.time() - HOUR)
    bring(house)
    assert house.rated() == {INDY.title: 4, MATRIX.title: 8}


def test_who_wants_the_older_rating_all_the_same_can_have_it_sent(house: House) -> None:
    rate_on_the_site(house, 4, time.time())
    house.journal.add(INDY, Rating(9), time.time() - HOUR)
    bring(house)
    house.journal.add(INDY, Rating(9), time.time())
    bring(house)
    assert house.rated() == {INDY.title: 9}


def test_a_rating_of_this_moment_goes_without_a_question(house: House) -> None:
    house.journal.add(INDY, Rating(9), time.time())
    bring(house)
    assert [request.path for request in house.box.requests] == ["/sync/ratings"]
