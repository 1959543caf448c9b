"""The sign-in over the picture: boxes in their places at every size, and a QR code that can be read."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.overlay.scenes import SIZES, texts
from verdict.core import qr
from verdict.core.signing_in import Ending, SigningIn, Stage
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import RES_Y, Layout, Role, draw_sign_in, lay_out_sign_in

WORDS = Words()
WAITING = SigningIn(-1, Stage.WAITING, "5055CC52", "https://trakt.tv/activate", 600.0, 600.0)
SHOWN = {
    "asking": SigningIn(-1),
    "waiting": WAITING,
    "unheard": replace(WAITING, is_offline=True),
    "no picture": replace(WAITING, url="https://trakt.tv/" + "activate/" * 20),
    "odd": replace(WAITING, url="{\\b1}\n" * 40, user_code="{\\an8}" * 30),
    "expired": SigningIn(-1, Stage.ENDED, lives=60.0, ending=Ending.EXPIRED),
    "impossible": SigningIn(-1, Stage.ENDED, ending=Ending.IMPOSSIBLE, reason="{\\b1} the reason " * 30),
}
Size = Tuple[int, int]


def layout(name: str, size: Size = (1280, 720)) -> Layout:
    return lay_out_sign_in(SHOWN[name], WORDS, size)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("size", SIZES)
def test_boxes_lie_on_the_panel_beside_each_other(name: str, size: Size) -> None:
    found = layout(name, size)
    panel, *boxes = found.boxes
    assert panel.role is Role.PANEL
    for box in boxes:
        assert box.rect.inside(panel.rect, slack=1.0), box
    for one, other in itertools.combinations(boxes, 2):
        assert not one.rect.overlaps(other.rect, slack=1.0), (one, other)


@pytest.mark.parametrize("name", SHOWN)
def test_every_button_has_one_box_and_a_click_on_it_means_it(name: str) -> None:
    found = layout(name)
    boxes = [box for box in found.boxes if box.target is not None]
    assert [box.target for box in boxes] == list(range(len(SHOWN[name].targets)))
    for box in boxes:
        x, y = box.rect.center
        assert found.target_at(x * 1280 / found.res_x, y) == box.target


@pytest.mark.parametrize("size", SIZES)
def test_every_square_of_the_qr_code_takes_whole_pixels_and_at_least_two(size: Size) -> None:
    box = layout("waiting", size).of(Role.QR)[0]
    across = len(qr.matrix(WAITING.link)) + 2 * qr.QUIET
    pixels = box.rect.h * size[1] / RES_Y / across
    assert pixels == pytest.approx(round(pixels), abs=0.01)
    assert round(pixels) >= 2


def test_the_code_and_the_address_are_told_whole() -> None:
    for size in SIZES:
        told = [box.text for box in layout("waiting", size).boxes]
        assert "5055CC52" in told
        assert "https://trakt.tv/activate" in "".join(told)


def test_an_address_that_is_too_long_for_a_qr_code_is_told_without_one() -> None:
    assert not layout("no picture").of(Role.QR)
    assert layout("no picture").of(Role.ADDRESS)


def test_what_is_drawn_says_how_long_the_code_is_good() -> None:
    assert "9:05 left" in texts(draw_sign_in(layout("waiting"), WAITING, WORDS, 545))


def test_that_trakt_is_away_and_why_it_ended_are_said() -> None:
    def drawn(name: str) -> str:
        return "\n".join(texts(draw_sign_in(layout(name), SHOWN[name], WORDS, 9)))

    assert "asked again" in drawn("unheard")
    assert "expired" in drawn("expired")
    assert "Try again" in drawn("expired")


@pytest.mark.parametrize("name", ["odd", "impossible"])
def test_text_of_others_draws_nothing_but_letters(name: str) -> None:
    drawn = draw_sign_in(layout(name), SHOWN[name], WORDS, 9)
    assert "{\\b1}" not in drawn
    assert "{\\an8}" not in drawn


def test_the_mouse_changes_the_picture() -> None:
    found = layout("waiting")
    assert draw_sign_in(found, WAITING, WORDS) != draw_sign_in(found, WAITING.point(0), WORDS)


@given(st.integers(1, 4000), st.integers(1, 4000), st.sampled_from(sorted(SHOWN)))
def test_no_size_is_too_odd(width: int, height: int, name: str) -> None:
    assert draw_sign_in(layout(name, (width, height)), SHOWN[name], WORDS, 3)
