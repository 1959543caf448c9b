"""The choice of a film over the picture: boxes in their places at every size, whatever was found or typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import Layout, Role, draw_choice, lay_out_choice

WORDS = Words()
HITS = tuple(Movie(f"A film with the number {n}", 1990 + n) for n in range(5))
ODD = Movie("{\\b1}\nمرحبا " + "long " * 60)
SHOWN = {
    "hits": Choice(1, Movie("Dune")).searching().found(HITS),
    "none": Choice(1, Movie("Dune")).searching().found([]),
    "searching": Choice(1, Movie("Dune")).searching(),
    "wrong": Choice(1, HITS[0], was_taken=True).searching().found(HITS),
    "odd": Choice(1, ODD).searching().found([ODD] * 5),
    "typing": Choice(1, Movie("Dune"), typed=""),
    "typed": Choice(1, Movie("Dune"), typed="{\\an8}" + "dune " * 30),
}
SIZES = [(1280, 720), (640, 480), (3840, 2160), (400, 700), (320, 240), (2560, 600)]


def layout(name: str, size: "tuple[int, int]") -> Layout:
    return lay_out_choice(SHOWN[name], WORDS, size)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("size", SIZES)
def test_boxes_lie_on_the_panel_beside_each_other(name: str, size: "tuple[int, int]") -> None:
    panel, *boxes = layout(name, size).boxes
    assert panel.role is Role.PANEL
    for box in boxes:
        assert box.rect.inside(panel.rect), box
    for one, other in itertools.combinations(boxes, 2):
        assert not one.rect.overlaps(other.rect), (one, other)


@pytest.mark.parametrize("name", SHOWN)
def test_every_target_has_one_box_and_a_click_on_it_means_it(name: str) -> None:
    found = layout(name, (1280, 720))
    boxes = [box for box in found.boxes if box.target is not None]
    assert [box.target for box in boxes] == list(range(len(SHOWN[name].targets)))
    for box in boxes:
        assert found.target_at(*box.rect.center) == box.target


@pytest.mark.parametrize("name", SHOWN)
def test_text_of_others_draws_nothing_but_letters(name: str) -> None:
    drawn = draw_choice(layout(name, (1280, 720)), SHOWN[name], WORDS, 9)
    assert "{\\b1}" not in drawn
    assert "{\\an8}" not in drawn


def test_focus_and_mouse_change_the_picture() -> None:
    choice, found = SHOWN["hits"], layout("hits", (1280, 720))
    pictures = {draw_choice(found, shown, WORDS) for shown in (choice, choice.point(0), choice.point(1))}
    assert len(pictures) == 3


@given(st.integers(1, 4000), st.integers(1, 4000), st.sampled_from(sorted(SHOWN)))
def test_no_size_is_too_odd(width: int, height: int, name: str) -> None:
    found = layout(name, (width, height))
    assert draw_choice(found, SHOWN[name], WORDS, 3)


def test_in_a_narrow_window_a_title_takes_two_lines_before_it_is_elided() -> None:
    choice = Choice(1, Movie("Dune")).searching().found([Movie("The Lives of Others", 2006)])
    (film,) = lay_out_choice(choice, WORDS, (400, 720)).of(Role.FILM)
    assert film.text.split("\n") == ["The Lives of", "Others"]
    (film,) = lay_out_choice(choice, WORDS, (1280, 720)).of(Role.FILM)
    assert film.text == "The Lives of Others"


@pytest.mark.parametrize("size", SIZES)
def test_what_trakt_knows_is_said_in_full(size: "tuple[int, int]") -> None:
    shown = lay_out_choice(SHOWN["none"], WORDS, size).of(Role.TITLE)
    assert " ".join(box.text for box in shown) == WORDS("no_hits")


def test_the_year_stays_behind_a_title_that_is_written_from_right_to_left() -> None:
    for title, mark in (("وجدة", "\u200e"), ("Dune", "")):
        choice = Choice(1, Movie(title, 2012)).searching()
        (facts,) = lay_out_choice(choice, WORDS, (1280, 720)).of(Role.FACTS)
        assert facts.text.endswith(f"{title}{mark} (2012)")
