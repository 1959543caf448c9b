"""What the window makes of clicks and keys, with Kodi's own classes as its stubs have them."""

from __future__ import annotations

import math
from typing import Any, List, Optional

import pytest
import xbmcgui

from verdict.conversation import Pointed, Pressed
from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.prompt import Key, open_prompt
from verdict.core.rating import Rated, RatingMode
from verdict.hosts.kodi.window import FILMS, LETTER_W, LISTS, NOTHING, PromptWindow

NUMBERS = LISTS[RatingMode.ADVANCED]
PROMPT = open_prompt(7, Movie("Dune", 2021), RatingMode.ADVANCED, Rated(), correctable=True)


class Control:
    """A list of Kodi's; place: of the item that has the focus, -1 where there is none."""

    def __init__(self, place: int) -> None:
        self.place = place

    def getSelectedPosition(self) -> int:  # noqa: N802 (Kodi's name)
        return self.place


class Window(PromptWindow):
    """The window without a Kodi around it."""

    def __init__(self) -> None:
        self.said: List[Any] = []
        self.post = self.said.append
        self.asked = PROMPT
        self.settles_at = -math.inf
        self.place = 0
        self.focused = NOTHING

    def control(self, number: Optional[int]) -> Any:
        return Control(self.place)

    def getFocusId(self) -> int:  # noqa: N802 (Kodi's name)
        return self.focused

    def act(self, number: int, code: int = 0) -> None:
        action = xbmcgui.Action()
        action.getId = lambda: number  # type: ignore[method-assign]
        action.getButtonCode = lambda: code  # type: ignore[method-assign]
        self.onAction(action)


@pytest.fixture
def window() -> Window:
    return Window()


def pointed(window: Window) -> Any:
    (said,) = window.said
    assert isinstance(said, Pointed)
    return said.target, said.clicked


def test_an_ok_on_a_choice_is_a_click_on_it(window: Window) -> None:
    window.place = 8
    window.onClick(NUMBERS)
    assert pointed(window) == (8, True)


def test_an_ok_in_the_first_moment_only_points(window: Window) -> None:
    window.settles_at = math.inf
    window.place = 8
    window.onClick(NUMBERS)
    assert pointed(window) == (8, False)


@pytest.mark.parametrize("place", [-1, 10])
def test_a_list_without_that_item_says_nothing(window: Window, place: int) -> None:
    window.place = place
    window.onClick(NUMBERS)
    assert window.said == []


def test_a_film_beyond_those_that_are_known_says_nothing(window: Window) -> None:
    window.asked = Choice(7, Movie("Dune"), hits=(Movie("Dune", 2021),))
    window.place = 1
    window.onClick(FILMS)
    assert window.said == []


def test_a_button_that_the_prompt_does_not_have_says_nothing(window: Window) -> None:
    window.onClick(203)  # un-rate, where nothing was rated
    assert window.said == []


def test_the_word_after_it_takes_an_ok(window: Window) -> None:
    window.asked = None
    window.onClick(NOTHING)
    (said,) = window.said
    assert (said.prompt, said.key) == (0, Key.ENTER)


def test_digits_count_from_the_first_moment(window: Window) -> None:
    window.settles_at = math.inf
    window.act(xbmcgui.REMOTE_0 + 9)
    assert [(said.prompt, said.key) for said in window.said] == [(7, Key.DIGIT_9)]


def test_what_follows_a_click_is_no_key(window: Window) -> None:
    window.act(xbmcgui.ACTION_SELECT_ITEM)
    assert window.said == []


def test_w_says_that_it_is_the_wrong_film(window: Window) -> None:
    window.act(0, LETTER_W)
    (said,) = window.said
    assert isinstance(said, Pressed)
    assert said.key is Key.WRONG


def test_an_arrow_tells_where_it_moved_to(window: Window) -> None:
    window.focused, window.place = NUMBERS, 4
    window.act(xbmcgui.ACTION_MOVE_RIGHT)
    key, point = window.said
    assert (key.key, point.target, point.clicked) == (Key.OTHER, 4, False)


def test_the_mouse_is_no_key(window: Window) -> None:
    window.focused, window.place = NUMBERS, 4
    window.act(xbmcgui.ACTION_MOUSE_MOVE)
    assert pointed(window) == (4, False)
