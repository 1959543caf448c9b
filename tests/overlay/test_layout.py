"""The table of rectangles: everything has its place at every size, and the mouse hits what is drawn there."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, RatingMode
from verdict.hosts.mpv.overlay import RES_Y, Rect, Role, style
from verdict.hosts.mpv.overlay.text import estimate

from .scenes import ADVANCED, SIMPLE, SIZES, STARS, WORDS, layout, prompt, prompts, sizes

RATED = Rated(advanced=8)
every_mode = pytest.mark.parametrize("mode", RatingMode)
every_size = pytest.mark.parametrize("size", SIZES)


def pixels(table, x, y):
    return x * table.size[0] / table.res_x, y * table.size[1] / RES_Y


def hit(table, x, y):
    return table.target_at(*pixels(table, x, y))


@settings(max_examples=150, deadline=None)
@given(prompts, sizes)
def test_boxes_do_not_overlap_and_lie_on_the_panel_inside_the_window(shown, size):
    panel, *boxes = layout(shown, size).boxes
    assert panel.role is Role.PANEL
    assert panel.rect.inside(Rect(0, 0, RES_Y * size[0] / size[1] + 1, RES_Y))
    for box in boxes:
        assert box.rect.inside(panel.rect), box
    for one, other in itertools.combinations(boxes, 2):
        assert not one.rect.overlaps(other.rect), (one, other)


@settings(max_examples=100, deadline=None)
@given(prompts, sizes)
def test_every_target_has_one_box_and_its_middle_hits_it(shown, size):
    table = layout(shown, size)
    boxes = [box for box in table.boxes if box.target is not None]
    assert sorted(box.target for box in boxes) == list(range(len(shown.targets)))
    for box in boxes:
        assert hit(table, *box.rect.center) == box.target


@settings(max_examples=100, deadline=None)
@given(prompts, sizes, st.floats(-0.2, 1.2), st.floats(-0.2, 1.2))
def test_a_click_hits_the_box_it_is_in_and_nothing_outside_of_boxes(shown, size, across, down):
    table = layout(shown, size)
    x_px, y_px = across * size[0], down * size[1]
    x, y = x_px * table.res_x / size[0], y_px * RES_Y / size[1]
    around = [box.target for box in table.boxes if box.target is not None and box.rect.holds(x, y)]
    assert table.target_at(x_px, y_px) == (around[0] if around else None)


@settings(max_examples=60, deadline=None)
@given(prompts, sizes)
def test_texts_fit_into_their_boxes_as_far_as_they_can_be_measured(shown, size):
    table = layout(shown, size)
    pixel = table.res_x / size[0]
    for box in table.boxes:
        if box.text and box.role is not Role.CHOICE:
            assert estimate(box.text, box.font) <= box.rect.w + pixel, box


@settings(max_examples=60, deadline=None)
@given(prompts, st.tuples(*[st.sampled_from((0, 0.1, 0.15, 40))] * 4))
def test_the_panel_keeps_clear_of_what_others_cover(shown, margins):
    size = (1280, 720)
    left, right, top, bottom = (m if m >= 1 else m * side for m, side in zip(margins, (1280, 1280, 720, 720)))
    panel = layout(shown, size, margins=margins).boxes[0].rect
    assert panel.inside(Rect(left, top, 1280 - left - right, 720 - top - bottom), slack=1)


def test_margins_that_leave_no_room_are_not_believed():
    shown = prompt()
    assert layout(shown, margins=(0, 0, 0.5, 0.4)) == layout(shown)


def test_margins_may_be_pixels():
    assert layout(prompt(), margins=(0, 0, 0, 72)) == layout(prompt(), margins=(0, 0, 0, 0.1))


@every_mode
def test_the_mouse_is_scaled_from_the_window_s_pixels(mode):
    small, large = layout(prompt(mode), (1280, 720)), layout(prompt(mode), (3840, 2160))
    for box in small.boxes:
        x, y = box.rect.center
        assert large.target_at(3 * x, 3 * y) == small.target_at(x, y)


@every_mode
def test_the_table_does_not_depend_on_focus_mouse_and_time(mode):
    still = layout(prompt(mode, RATED))
    assert layout(prompt(mode, RATED, focus=3, hover=1, deadline=9.0)) == still


@every_mode
def test_a_rating_that_becomes_known_moves_none_of_the_choices_and_buttons(mode):
    before, after = layout(prompt(mode)), layout(prompt(mode, RATED))
    for box in before.boxes:
        if box.target is not None:
            assert hit(after, *box.rect.center) == box.target


def test_half_stars_meet_and_leave_no_gap():
    halves = layout(prompt(STARS)).of(Role.CHOICE)
    for one, other in itertools.pairwise(halves):
        assert one.rect.right == pytest.approx(other.rect.x)


@pytest.mark.parametrize(("size", "rows"), [((1280, 720), 1), ((640, 480), 1), ((400, 720), 2)])
def test_ten_cells_stand_in_one_row_or_in_two_of_five_where_it_is_narrow(size, rows):
    cells = layout(prompt(), size).of(Role.CHOICE)
    assert len({cell.rect.y for cell in cells}) == rows
    assert len({cell.rect.x for cell in cells}) == 10 // rows


@every_mode
@every_size
def test_no_text_is_smaller_than_eight_pixels(mode, size):
    table = layout(prompt(mode, RATED), size)
    assert style.HINT * table.unit * size[1] / RES_Y >= 8


@every_mode
@pytest.mark.parametrize("size", [s for s in SIZES if s[0] > s[1] >= 480])
def test_on_a_television_and_in_any_window_of_its_shape_nothing_is_shrunk(mode, size):
    table = layout(prompt(mode, RATED), size)
    assert table.unit >= 1
    assert min(style.TITLE, style.CHOICE, style.WORD, style.QUESTION) >= 30
    assert style.HINT >= 20


@every_mode
@every_size
def test_cells_and_buttons_can_be_hit_with_a_mouse(mode, size):
    table = layout(prompt(mode, RATED), size)
    for box in table.boxes:
        if box.target is not None:
            assert box.rect.w * size[0] / table.res_x >= 10
            assert box.rect.h * size[1] / RES_Y >= 16


def test_un_rate_stands_only_where_there_is_a_rating_to_take_away():
    assert [box.text for box in layout(prompt()).of(Role.BUTTON)] == ["Skip", "Never for this film"]
    rated = layout(prompt(present=RATED)).of(Role.BUTTON)
    assert [box.text for box in rated] == ["Skip", "Never for this film", "Un-rate"]


def test_a_long_title_takes_two_lines_and_keeps_its_beginning_and_its_end():
    movie = Movie(
        "The Assassination and Persecution of Jean-Paul Marat as Performed by Inmates, Part Two", 1967
    )
    first, second = layout(prompt(movie=movie)).of(Role.TITLE)
    assert first.text.startswith("The Assassination")
    assert "…" in second.text
    assert second.text.endswith("Part Two")


def test_a_film_without_a_title_is_shown_by_its_id():
    movie = Movie(ids=MovieIds(imdb="tt0082971"))
    assert [box.text for box in layout(prompt(movie=movie)).of(Role.TITLE)] == ["tt0082971"]


@pytest.mark.parametrize("mode", [SIMPLE, ADVANCED, STARS])
def test_texts_are_measured_by_who_can(mode):
    asked = []

    def measure(text, size):
        asked.append(text)
        return 0.9 * estimate(text, size)

    layout(prompt(mode, RATED), measure=measure)
    assert {"Raiders of the Lost Ark", "How was it?", "Skip", WORDS("unrate")} <= set(asked)


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (1, 4000), (4000, 1), (60, 40)])
@every_mode
def test_a_window_that_is_not_there_yet_does_no_harm(mode, size):
    assert layout(prompt(mode, RATED), size).target_at(-1, -1) is None
