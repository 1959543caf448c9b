"""The drawing: the right words and marks for focus, mouse, time and the present rating."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from verdict.core.movie import Movie
from verdict.core.rating import Rated, RatingMode
from verdict.hosts.mpv.overlay import Role, draw, draw_toast, draw_word, style
from verdict.hosts.mpv.overlay import shapes as vector

from .scenes import ADVANCED, SIMPLE, STARS, WORDS, layout, prompt, prompts, shapes, sizes, texts

RATED = Rated(advanced=8)
every_mode = pytest.mark.parametrize("mode", RatingMode)


def drawn(shown, seconds=None, in_all=15, size=(1280, 720)):
    return draw(layout(shown, size), shown, WORDS, seconds, in_all)


def ass_colour(colour):
    return f"&H{colour[4:]}{colour[2:4]}{colour[:2]}&"


def at(box):
    """Where a box's plate is drawn."""
    return f"\\pos({box.rect.x:.2f},{box.rect.y:.2f})"


def plates(shown, target):
    """The colours that the ground of a target is painted with."""
    table = layout(shown)
    box = next(box for box in table.boxes if box.target == target)
    return [line for line in shapes(draw(table, shown, WORDS)) if at(box) in line]


@settings(max_examples=60, deadline=None)
@given(prompts, sizes)
def test_every_event_is_one_line_with_its_tags_closed(shown, size):
    for line in drawn(shown, 7, size=size).split("\n"):
        assert line.startswith("{\\an")
        assert line.count("{") - line.count("\\{") == line.count("}") - line.count("\\}")


@every_mode
def test_question_title_and_year_are_said(mode):
    said = texts(drawn(prompt(mode)))
    assert {"How was it?", "Raiders of the Lost Ark", "1981"} <= set(said)


def test_love_and_hate_are_named_with_their_keys_and_drawn_as_hearts():
    events = drawn(prompt(SIMPLE))
    assert {"Love", "L", "Hate", "H"} <= set(texts(events))
    assert vector.heart(48.0) in events
    assert vector.broken_heart(48.0) in events


def test_ten_cells_are_numbered():
    said = texts(drawn(prompt(ADVANCED)))
    assert [text for text in said if text.isdigit() and text not in ("1981", "0")] == [
        *map(str, range(1, 11))
    ]


@pytest.mark.parametrize(
    ("mode", "target", "word"),
    [
        (ADVANCED, 0, "1 · Weak Sauce :("),
        (ADVANCED, 9, "10 · Totally Ninja!"),
        (STARS, 0, "0.5 stars"),
        (STARS, 1, "1 star"),
        (STARS, 8, "4.5 stars"),
    ],
)
@pytest.mark.parametrize("by", ["focus", "hover"])
def test_what_is_pointed_at_is_put_into_words(mode, target, word, by):
    assert word in texts(drawn(prompt(mode, **{by: target})))
    assert word not in texts(drawn(prompt(mode)))


def test_the_keys_worth_knowing_are_shown_until_something_is_pointed_at():
    fresh, pointed = texts(drawn(prompt(STARS))), texts(drawn(prompt(STARS, focus=3)))
    assert {"1", "2", "3", "4", "5"} <= set(fresh)
    assert not {"1", "2", "3", "4", "5"} & set(pointed)
    assert "0" in texts(drawn(prompt(ADVANCED)))


def test_the_buttons_are_named_with_their_keys():
    said = texts(drawn(prompt(present=RATED)))
    assert {"Skip", "Esc", "Never for this film", "N", "Un-rate", "U"} <= set(said)
    assert not {"Un-rate", "U"} & set(texts(drawn(prompt())))


@pytest.mark.parametrize(
    ("mode", "fact"),
    [(SIMPLE, "Your rating: Love"), (ADVANCED, "Your rating: 8 · Great"), (STARS, "Your rating: 4 stars")],
)
def test_a_rating_given_before_is_said(mode, fact):
    assert f"1981 · {fact}" in texts(drawn(prompt(mode, RATED)))


@every_mode
@pytest.mark.parametrize("moved", [{}, {"focus": 1}, {"hover": 0}, {"focus": 0, "hover": 1}])
def test_a_rating_given_before_stays_marked_wherever_focus_and_mouse_went(mode, moved):
    badge = vector.tick(float(style.MARK))
    assert drawn(prompt(mode, RATED, **moved)).count(badge) == 1
    assert badge not in drawn(prompt(mode, **moved))


@pytest.mark.parametrize("target", [4, 10, 11])
def test_focus_and_mouse_look_different_from_rest_and_from_each_other(target):
    rest = plates(prompt(), target)
    focus, hover = plates(prompt(focus=target), target), plates(prompt(hover=target), target)
    assert ass_colour(style.ACCENT) in focus[0]
    assert ass_colour(style.INK) in hover[0]
    assert len({rest[0], focus[0], hover[0]}) == 3


def test_the_focus_of_the_keys_stays_visible_while_the_mouse_is_elsewhere():
    ground, ring = plates(prompt(focus=4, hover=7), 4)
    assert ass_colour(style.ACCENT) not in ground
    assert ass_colour(style.ACCENT) in ring
    assert drawn(prompt(STARS, focus=4, hover=7)) != drawn(prompt(STARS, hover=7))


@pytest.mark.parametrize(("target", "whole", "half"), [(0, 0, 1), (1, 1, 0), (6, 3, 1), (9, 5, 0)])
@pytest.mark.parametrize(("by", "colour"), [("focus", style.ACCENT), ("hover", style.INK)])
def test_stars_are_filled_up_to_what_is_pointed_at(target, whole, half, by, colour):
    table = layout(prompt(STARS))
    star = vector.star(table.of(Role.CHOICE)[0].rect.h)
    solid = [
        line for line in shapes(drawn(prompt(STARS, **{by: target}))) if star in line and "\\1a&H00&" in line
    ]
    assert all(ass_colour(colour) in line for line in solid)
    assert sum("\\clip" not in line for line in solid) == whole
    assert sum("\\clip" in line for line in solid) == half


def test_the_countdown_is_shown_and_its_bar_shrinks():
    full, late = drawn(prompt(), 15), drawn(prompt(), 3)
    assert "Closes in 15 s" in texts(full)
    assert "Closes in 3 s" in texts(late)
    width = layout(prompt()).of(Role.BAR)[0].rect
    assert vector.rounded(width.w, width.h, width.h / 2) in full
    assert vector.rounded(width.w * 3 / 15, width.h, width.h / 2) in late


def test_without_a_countdown_neither_seconds_nor_bar_are_shown():
    bar = layout(prompt()).of(Role.BAR)[0]
    still, counting = drawn(prompt()), drawn(prompt(), 15)
    assert at(bar) in counting
    assert at(bar) not in still
    assert not any("Closes" in text for text in texts(still))


@pytest.mark.parametrize(("seconds", "in_all"), [(0, 15), (-3, 15), (60, 15), (5, 0)])
def test_a_countdown_out_of_its_range_is_drawn_all_the_same(seconds, in_all):
    assert f"Closes in {max(0, seconds)} s" in texts(drawn(prompt(), seconds, in_all))


def test_a_title_full_of_tags_is_drawn_as_text():
    events = drawn(prompt(movie=Movie("{\\b1}{\\fs200}\\N", 2001)))
    assert "{\\b1}" not in events
    assert "{\\fs200}" not in events
    assert "\\N" not in events


def test_the_word_after_a_choice_is_a_card_with_two_lines():
    assert texts(draw_word(["Saved: 9 · Superb", "sent to Trakt"], (1280, 720))) == [
        "Saved: 9 · Superb",
        "sent to Trakt",
    ]
    assert draw_word("Saved\nsent", (1280, 720)) == draw_word(["Saved", "sent"], (1280, 720))


def test_in_a_narrow_window_the_word_gets_smaller_and_takes_two_rows_before_it_is_cut():
    rows = texts(draw_word(["Saved: 9 · Superb", "Trakt does not know this film"], (300, 900)))
    assert " ".join(rows) == "Saved: 9 · Superb Trakt does not know this film"


@pytest.mark.parametrize("text", ["", "Saved", "{\\b1}" * 200])
@pytest.mark.parametrize("size", [(1280, 720), (400, 720), (320, 240), (1, 1)])
def test_notes_of_any_length_are_drawn_inert(text, size):
    for events in (draw_word(text, size), draw_toast(text, size)):
        assert events
        assert "{\\b1}" not in events


def test_no_font_is_named_and_no_icon_is_a_character():
    for mode in RatingMode:
        events = drawn(prompt(mode, RATED), 9)
        assert "\\fn" not in events
        assert not set("♥♡★☆✓👍👎") & set(events)


def test_a_drawing_takes_less_than_three_milliseconds():
    shown = prompt(ADVANCED, RATED)
    table = layout(shown)
    took = []
    for seconds in range(20):
        start = time.perf_counter()
        draw(table, shown, WORDS, seconds)
        took.append(time.perf_counter() - start)
    assert sorted(took)[len(took) // 2] < 0.003
