"""The courier searches Trakt for a film, once, and says so where it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List, Optional

import pytest

from tests.test_courier_thread import PATIENCE, Office
from verdict.core.movie import Movie, MovieIds
from verdict.courier import HitsArrived
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable

DUNE = Movie("Dune", 2021, MovieIds("tt1160419"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.courier.stop(PATIENCE)
    office.journal.close()


def answer(office: Office, monkeypatch: pytest.MonkeyPatch, *answers: object) -> "List[object]":
    """Let Trakt's search answer so; what it was asked."""
    asked: List[object] = []
    left = list(answers)

    def search(title: str, year: Optional[int] = None) -> object:
        asked.append((title, year))
        found = left.pop(0)
        if isinstance(found, TraktError):
            raise found
        return found

    monkeypatch.setattr(office.trakt, "search", search, raising=False)
    return asked


def hits_from(office: Office) -> HitsArrived:
    """The next report of hits; others may come before it."""
    while not isinstance(report := office.next(), HitsArrived):
        pass
    return report


def test_hits_are_told_and_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(office, monkeypatch, [DUNE])
    office.courier.start()
    office.courier.ask_search(Movie("Dune", 2021))
    assert hits_from(office) == HitsArrived(Movie("Dune", 2021), [DUNE])
    assert office.journal.hits("Dune", 2021) == [DUNE]


def test_a_year_that_finds_nothing_is_left_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(office, monkeypatch, [], [DUNE])
    office.courier.start()
    office.courier.ask_search(Movie("Dune", 2020))
    assert hits_from(office).hits == [DUNE]
    assert asked == [("Dune", 2020), ("Dune", None)]


@pytest.mark.parametrize("problem", [Unavailable("down"), SignInNeeded("who?")])
def test_a_search_that_fails_is_told_and_not_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch, problem: TraktError
) -> None:
    answer(office, monkeypatch, problem)
    office.courier.start()
    office.courier.ask_search(Movie("Dune"))
    assert hits_from(office).hits is None
    assert office.journal.hits("Dune", None) is None


def test_without_an_account_nobody_waits_for_hits(office: Office) -> None:
    office.refusal = SignInNeeded("no account")
    office.courier.start()
    office.courier.ask_search(Movie("Dune"))
    assert hits_from(office).hits is None


def test_a_search_that_trakt_refuses_found_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(office, monkeypatch, Refused("what is that?"))
    office.courier.start()
    office.courier.ask_search(Movie("Dune"))
    assert hits_from(office).hits == []
