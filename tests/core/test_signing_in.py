"""A sign-in as a value: what keys and mouse make of it, and what its QR code leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verdict.core import qr
from verdict.core.prompt import Key
from verdict.core.signing_in import Ending, SigningIn, Stage, Step, link, time_left

ASKING = SigningIn(-1)
WAITING = SigningIn(-1, Stage.WAITING, "5055CC52", "https://trakt.tv/activate", 700.0, 600.0)
ENDED = SigningIn(-1, Stage.ENDED, ending=Ending.EXPIRED)


@pytest.mark.parametrize("signing", [ASKING, WAITING, ENDED])
def test_escape_cancels_at_any_time(signing: SigningIn) -> None:
    assert signing.press(Key.SKIP) == (signing, Step.CANCEL)


@pytest.mark.parametrize("signing", [ASKING, WAITING])
@pytest.mark.parametrize("key", [key for key in Key if key is not Key.SKIP])
def test_while_it_waits_no_other_key_ends_it(signing: SigningIn, key: Key) -> None:
    assert signing.press(key) == (signing, None)


def test_once_it_has_ended_enter_tries_again() -> None:
    assert ENDED.press(Key.ENTER)[1] is Step.AGAIN
    assert ENDED.targets == (Step.AGAIN, Step.CANCEL)


def test_a_click_means_the_button_under_it() -> None:
    assert ENDED.click(1)[1] is Step.CANCEL
    assert WAITING.click(0)[1] is Step.CANCEL
    assert WAITING.click(1)[1] is None


def test_the_mouse_is_on_a_button_or_on_none() -> None:
    assert WAITING.point(0).hover == 0
    assert WAITING.point(0).point(None) == WAITING
    assert WAITING.point(1) is WAITING


def test_the_qr_code_leads_to_the_page_with_the_code_in_it() -> None:
    assert WAITING.squares == qr.matrix("https://trakt.tv/activate/5055CC52")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "trakt.tv/activate", "https://trakt.tv/" + "x" * 130, ""]
)
def test_what_is_no_address_or_too_long_has_no_qr_code(url: str) -> None:
    assert replace(WAITING, url=url).squares is None


def test_an_address_with_a_query_is_left_as_it_came() -> None:
    assert link("https://trakt.tv/activate?a=b", "5055CC52") == "https://trakt.tv/activate?a=b"
    assert link("https://trakt.tv/activate/", "5055CC52") == "https://trakt.tv/activate/5055CC52"


@pytest.mark.parametrize(("seconds", "text"), [(600, "10:00"), (65, "1:05"), (0.5, "0:00")])
def test_the_time_left_is_told_in_minutes_and_seconds(seconds: float, text: str) -> None:
    assert time_left(seconds) == text
