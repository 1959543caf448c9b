"""The prompt on mpv's OSD, over a link that only writes down what it is told."""

from __future__ import annotations

import io
from typing import Any, Dict, List, Tuple

import pytest

from verdict.core.movie import Movie
from verdict.core.prompt import Prompt
from verdict.core.rating import RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.link import LinkError
from verdict.hosts.mpv.screen import DRAWN_AGAIN, MpvScreen
from verdict.hosts.mpv.terminal import TerminalPrompt


class Paper:
    """A link; has_gate: whether the gate's script is there."""

    client_name = "main"

    def __init__(self) -> None:
        self.told: List[Tuple[Any, ...]] = []
        self.has_gate = True

    def command(self, *words: Any, **named: Any) -> None:
        self.told.append(words or tuple(named))
        if words[0] == "script-message-to" and not self.has_gate:
            raise LinkError("no such script")

    def get(self, name: str) -> Any:
        known: Dict[str, Any] = {"osd-dimensions": {"w": 1280, "h": 720}, "current-vo": "gpu"}
        return known.get(name)

    def observe(self, name: str) -> None:
        pass

    unobserve = observe


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def screen(paper: Paper) -> MpvScreen:
    words = Words()
    return MpvScreen(paper, words, lambda _: None, TerminalPrompt(io.StringIO(), words))


def prompt(number: int) -> Prompt:
    return Prompt(number, Movie("The Matrix", 1999), RatingMode.STARS)


def again(paper: Paper) -> List[str]:
    return [str(words[3]) for words in paper.told if words[2:3] == ("draw-in",)]


def test_mpv_is_told_to_draw_a_new_prompt_again_since_it_may_forget_the_first_time(
    screen: MpvScreen, paper: Paper
) -> None:
    screen.show(prompt(1), 15)
    names = [words[0] for words in paper.told]
    assert again(paper) == list(DRAWN_AGAIN)
    assert names.index("osd-overlay") < names.index("script-message-to")
    screen.show(prompt(2), 15)
    assert again(paper) == [*DRAWN_AGAIN, *DRAWN_AGAIN]


def test_a_countdown_is_drawn_once(screen: MpvScreen, paper: Paper) -> None:
    screen.show(prompt(1), 15)
    paper.told.clear()
    screen.show(prompt(1), 14)
    assert [words[0] for words in paper.told] == ["osd-overlay"]


def test_a_prompt_is_shown_where_there_is_no_gate(screen: MpvScreen, paper: Paper) -> None:
    paper.has_gate = False
    screen.show(prompt(1), 15)
    assert "osd-overlay" in [words[0] for words in paper.told]
