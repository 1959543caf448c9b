"""The card in the corner: inside every picture, inert, with its key on it."""

from __future__ import annotations

import re

import pytest

from verdict.hosts.mpv.overlay import RES_Y, draw_card, res_x_for

SIZES = [(1280, 720), (854, 480), (3840, 2160), (320, 720), (1920, 400)]


def corners(drawing: str) -> "list[tuple[float, float]]":
    return [(float(x), float(y)) for x, y in re.findall(r"\\pos\(([-\d.]+),([-\d.]+)\)", drawing)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("title", ["Up (2009)", "A title that goes on and on " * 9, ""], ids=len)
def test_it_lies_inside_the_picture(size: "tuple[int, int]", title: str) -> None:
    for x, y in corners(draw_card(title, "Rate it now", "F8", size)):
        assert 0 <= x <= res_x_for(size)
        assert 0 <= y <= RES_Y / 2


def test_it_says_the_film_the_offer_and_the_key() -> None:
    drawing = draw_card("Up (2009)", "Rate it now", "F8", (1280, 720))
    assert [text in drawing for text in ("Up (2009)", "Rate it now", "F8")] == [True] * 3


def test_a_title_that_looks_like_a_command_is_only_text() -> None:
    assert r"}{\b1}" not in draw_card(r"{\b1}X", "Rate it now", "F8", (1280, 720))
