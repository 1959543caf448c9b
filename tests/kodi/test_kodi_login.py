"""Signing in and out on the screen, and the list of what was rated, in the real Kodi."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest

from tests.kodi.evening import Evening

MATRIX, DUNE = "tt0133093", "tt1160419"


@pytest.fixture
def token(evening: Evening) -> Iterator[Path]:
    """The token file, which is as it was afterwards."""
    path = evening.kodi.home.profile / "token.json"
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def code_on_screen(evening: Evening) -> str:
    """Wait until a code is shown; the code."""
    kodi = evening.kodi
    kodi.until(lambda: kodi.can_answer and kodi.shown("sign_in") == "Sign in to Trakt" and kodi.shown("code"))
    return kodi.shown("code")


def test_a_rating_that_waits_offers_to_sign_in_and_is_sent_after_it(evening: Evening, token: Path) -> None:
    kodi = evening.kodi
    token.unlink()
    evening.script(action="rate", imdb=MATRIX)
    kodi.until(lambda: kodi.can_answer)
    evening.press("number9")
    kodi.until(lambda: kodi.has_prompt and kodi.shown("detail").startswith("Press OK to sign in"))
    kodi.display.key("Return")
    code = code_on_screen(evening)
    assert kodi.shown("url") == f"{evening.box.url}/activate"
    assert kodi.shown("left").endswith(" left")
    assert list(kodi.home.profile.glob("sign-in-*.png"))
    evening.box.approve(code)
    evening.see_word("Signed in to Trakt")
    evening.rating_arrives(MATRIX, 9)
    assert token.exists()
    assert not list(kodi.home.profile.glob("sign-in-*.png"))
    evening.press("back")


def test_back_cancels_a_sign_in(evening: Evening, token: Path) -> None:
    before = token.read_bytes()
    evening.script(action="login")
    code_on_screen(evening)
    evening.press("back")
    evening.see_no_prompt()
    assert token.read_bytes() == before


def test_a_sign_in_that_was_denied_says_so_and_can_be_tried_again(evening: Evening, token: Path) -> None:
    evening.script(action="login")
    evening.box.deny(code_on_screen(evening))
    evening.kodi.until(lambda: evening.kodi.shown("ending") == "The sign-in was denied on Trakt's page")
    evening.kodi.until(lambda: evening.kodi.text("System.CurrentControlID") == "221")
    evening.press("select")
    evening.box.approve(code_on_screen(evening))
    evening.see_word("Signed in to Trakt")
    evening.press("back")


def test_a_film_that_begins_ends_the_sign_in(evening: Evening, token: Path) -> None:
    evening.script(action="login")
    code_on_screen(evening)
    evening.play("Dune")
    evening.see_no_prompt()


def test_the_classic_api_says_where_its_sign_in_is(evening: Evening) -> None:
    evening.kodi.stage("trakt.api", "v1")
    evening.script(action="login")
    evening.see_word("Trakt's classic API has no sign-in on the screen")
    assert evening.kodi.shown("detail") == "API key, user name and password go into this add-on's settings"
    evening.press("back")
    evening.kodi.stage("trakt.api", "v2")


def test_signing_out_is_asked_first_and_tells_trakt(evening: Evening) -> None:
    token = evening.kodi.home.profile / "token.json"
    evening.script(action="logout")
    evening.kodi.until(lambda: evening.kodi.is_on("Window.IsActive(yesnodialog)"))
    evening.press("left", "select")
    evening.box.wait_for(lambda record: record.path == "/oauth/revoke", 20)
    evening.kodi.until(lambda: not token.exists())
    evening.script(action="login")  # the tests that follow need an account, and the old token is revoked
    evening.box.approve(code_on_screen(evening))
    evening.see_word("Signed in to Trakt")
    evening.press("back")


def test_the_journal_shows_what_was_rated_last(evening: Evening) -> None:
    evening.rate_silently(MATRIX, 9)
    evening.script(action="journal")
    evening.see_list("Last rated")
    assert "9 · Superb" in evening.lines()[0]
    evening.leave_lists()
