"""Ratings that are given in Kodi itself: shown first, sent on a word or by a check, and never as an echo."""

from __future__ import annotations

from typing import Iterator

import pytest

from tests.kodi.evening import Evening
from tests.kodi.stage import Kodi

MATRIX, DUNE = "tt0133093", "tt1160419"


@pytest.fixture
def unrated(evening: Evening) -> Iterator[Evening]:
    """An evening that begins and ends without ratings in Kodi."""
    for title in evening.kodi.numbers:
        evening.rate_in_kodi(title, 0)
    evening.rate_silently("tt0078748", 5)  # Trakt has changed: what was known of it is read anew
    yield evening
    for title in evening.kodi.numbers:
        evening.rate_in_kodi(title, 0)


def scan(kodi: Kodi) -> None:
    kodi.call("VideoLibrary.Scan", showdialogs=False)


def test_they_are_shown_first_and_sent_when_the_user_agrees(unrated: Evening) -> None:
    unrated.rate_in_kodi("Dune", 7)
    unrated.open_menu()
    unrated.choose("Ratings given in Kodi")
    unrated.see_list("Ratings given in Kodi")
    assert unrated.lines() == ["Send this rating to Trakt", "Dune (2021) | 7 · Good in Kodi, none on Trakt"]
    assert 7 not in unrated.rated
    unrated.choose("Send")
    unrated.rating_arrives(DUNE, 7)
    unrated.see_list("Verdict")
    unrated.choose("Ratings given in Kodi")
    unrated.see_list("Ratings given in Kodi")
    assert unrated.lines() == ["Kodi holds no rating that Trakt does not have"]
    unrated.leave_lists()


def test_leaving_the_list_sends_nothing(unrated: Evening) -> None:
    unrated.rate_in_kodi("Dune", 3)
    unrated.open_menu()
    unrated.choose("Ratings given in Kodi")
    unrated.see_list("Ratings given in Kodi")
    unrated.press("back")
    unrated.see_list("Verdict")
    unrated.leave_lists()
    assert unrated.rated == [5]


def test_without_trakt_nothing_is_offered_and_the_reason_is_said(unrated: Evening) -> None:
    unrated.rate_in_kodi("Dune", 2)
    unrated.box.stop()
    unrated.open_menu()
    unrated.choose("Ratings given in Kodi")
    unrated.see_list("Ratings given in Kodi")
    assert unrated.lines()[0].startswith("What Trakt has is not known: ")
    unrated.leave_lists()


def test_a_scan_sends_what_was_changed_in_kodi_and_no_echo(unrated: Evening) -> None:
    kodi = unrated.kodi
    unrated.script(action="rate", dbid=kodi.numbers["The Matrix"], rating=9)
    kodi.until(lambda: unrated.stars("The Matrix") == 9)
    unrated.see_no_prompt()
    unrated.rate_in_kodi("Dune", 4)
    kodi.stage("library.collect", "true")
    scan(kodi)
    unrated.rating_arrives(DUNE, 4)
    unrated.rate_in_kodi("The Matrix", 6)
    unrated.rate_in_kodi("Dune", 0)
    scan(kodi)
    unrated.rating_arrives(MATRIX, 6)
    assert unrated.rated == [5, 9, 4, 6]
    assert not any(record.path == "/sync/ratings/remove" for record in unrated.box.requests)
