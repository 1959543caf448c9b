"""The choice of a film: by number, by arrows, none of these, a search typed in; and no stray Enter."""

from __future__ import annotations

from typing import Optional, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdict.core.choice import LONGEST_TYPED, MOST_HITS, Choice, Find, Outcome, Turn, query
from verdict.core.events import Why
from verdict.core.matching import the_one
from verdict.core.movie import Movie, MovieIds
from verdict.core.prompt import Key

HITS = tuple(Movie(f"Film {n}", 1990 + n, MovieIds(tmdb=n)) for n in range(1, 8))
NAMED = Movie("Film")


def choice(hits: Optional[Tuple[Movie, ...]] = HITS) -> Choice:
    return Choice(1, NAMED, deadline=15.0).searching().found(hits)


def pressed(start: Choice, *keys: Key) -> Tuple[Choice, Optional[Outcome]]:
    outcome: Optional[Outcome] = None
    for key in keys:
        start, outcome = start.press(key)
    return start, outcome


def test_a_number_chooses_at_once_and_five_are_offered() -> None:
    assert choice().films == HITS[:MOST_HITS]
    assert pressed(choice(), Key.DIGIT_5)[1] == HITS[4]
    assert pressed(choice(), Key.DIGIT_6)[1] is None


def test_a_stray_enter_chooses_nothing() -> None:
    assert pressed(choice(), Key.ENTER)[1] is None


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ([Key.DOWN, Key.ENTER], HITS[0]),
        ([Key.DOWN, Key.DOWN, Key.UP, Key.ENTER], HITS[0]),
        ([Key.HOME, Key.ENTER], HITS[0]),
        ([Key.END, Key.ENTER], Why.SKIP),
        ([Key.UP, Key.LEFT, Key.ENTER], Turn.NONE),
        ([Key.NEVER], Turn.NONE),
        ([Key.DIGIT_0], Turn.NONE),
        ([Key.SKIP], Why.SKIP),
        ([Key.LOVE], None),
        ([Key.OTHER], None),
    ],
)
def test_keys_lead_to_a_film_to_none_of_these_or_out(keys: "list[Key]", outcome: object) -> None:
    assert pressed(choice(), *keys)[1] == outcome


def test_any_key_ends_the_countdown() -> None:
    assert pressed(choice(), Key.OTHER)[0].deadline is None


def test_a_search_is_typed_mended_and_sent() -> None:
    typing, outcome = pressed(choice(), Key.SEARCH)
    assert (typing.is_typing, outcome, typing.targets) == (True, None, ())
    typing = typing.type("Dune 20").type("\x1b222").press(Key.ERASE)[0].press(Key.ERASE)[0].type("1")
    assert typing.typed == "Dune 2021"
    assert typing.press(Key.ENTER)[1] == Find(Movie("Dune", 2021))
    assert typing.press(Key.DIGIT_1)[1] is None  # what is typed chooses nothing
    back, outcome = typing.press(Key.SKIP)
    assert (back.is_typing, outcome, back.films) == (False, None, HITS[:MOST_HITS])


def test_an_empty_search_is_not_sent() -> None:
    assert pressed(choice(), Key.SEARCH, Key.ENTER)[1] is None


@pytest.mark.parametrize(
    ("text", "movie"),
    [
        ("Dune", Movie("Dune")),
        (" Dune  Part Two ", Movie("Dune Part Two")),
        ("Dune (1984)", Movie("Dune", 1984)),
        ("Dune, 1984", Movie("Dune", 1984)),
        ("1984", Movie("1984")),
        ("1984 1984", Movie("1984", 1984)),
        ("Blade Runner 2049", Movie("Blade Runner 2049")),
        ("tt0087182", Movie(ids=MovieIds("tt0087182"))),
        ("tmdb:841", Movie(ids=MovieIds(tmdb=841))),
    ],
)
def test_what_a_person_types_is_a_title_a_year_or_an_id(text: str, movie: Movie) -> None:
    assert query(text) == movie


def test_while_trakt_is_asked_no_film_is_offered_and_offline_the_names_own() -> None:
    assert Choice(1, NAMED).searching().films == ()
    assert choice(None).films == (NAMED,)
    assert choice(()).films == ()


def test_the_wrong_film_is_not_offered_again() -> None:
    wrong = Choice(1, HITS[0], was_taken=True).searching().found(HITS)
    assert HITS[0] not in wrong.films
    assert Choice(1, HITS[0], was_taken=True).searching().found(None).films == ()


def test_a_click_chooses_and_one_beside_does_not() -> None:
    assert choice().click(1)[1] == HITS[1]
    assert choice().click(5)[0].is_typing
    assert choice().click(99)[1] is None
    assert choice().point(99).hover is None
    assert choice().point(2).pointed_at == 2


@given(st.lists(st.sampled_from(list(Key))), st.text(max_size=200))
def test_no_keys_and_no_text_break_it(keys: "list[Key]", text: str) -> None:
    now = choice()
    for key in keys:
        now, outcome = now.press(key)
        now = now.type(text)
        assert outcome is None or isinstance(outcome, (Movie, Find, Turn, Why))
        assert now.focus is None or now.is_typing or now.focus < len(now.targets)
        assert len(now.typed or "") <= LONGEST_TYPED


def test_the_one_hit_of_title_and_year_is_the_film() -> None:
    dune, old = Movie("Dune", 2021, MovieIds(tmdb=1)), Movie("Dune", 1984, MovieIds(tmdb=2))
    twin = Movie("DUNE", 2021, MovieIds(tmdb=3))
    assert the_one(Movie("dune!", 2021), [old, dune]) == dune
    assert the_one(Movie("Dune", 2021), [dune, dune]) == dune
    assert the_one(Movie("Dune", 2021), [dune, twin]) is None
    assert the_one(Movie("Dune"), [dune]) is None
    assert the_one(Movie("Dune", 2020), [dune, old]) is None
    assert the_one(Movie("Dune", 2021), []) is None
