"""What the app says beside the picture: the card in the credits, films that wait, how to be asked less."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, Callable, Iterator, List, Tuple

import pytest

from tests.test_app import FILM, HOUR, NEXT, Evening
from verdict.app import Adjusted
from verdict.beside import BETWEEN_NOTES, CARD_STAYS, NOTE_STAYS
from verdict.conversation import Corner
from verdict.core.events import CreditsBegan, Ended, Paused, Reason, Wanted
from verdict.core.movie import Movie
from verdict.core.prompt import Key
from verdict.settings import Settings

CREDITS = 300.0  # seconds, of the settings' defaults


class RememberedCorner:
    """A corner that keeps what it was told."""

    def __init__(self) -> None:
        self.told: List[Tuple[Any, ...]] = []

    def offer(self, movie: Movie, key: str) -> None:
        self.told.append(("offer", movie, key))

    def note(self, text: str) -> None:
        self.told.append(("note", text))

    def fade(self) -> None:
        self.told.append(("fade",))

    def clear(self) -> None:
        self.told.append(("clear",))

    @property
    def said(self) -> List[Tuple[Any, ...]]:
        """All but what was taken away."""
        return [told for told in self.told if told[0] in ("offer", "note")]


class EveningWithCorner(Evening):
    def __init__(self, folder: Path, **settings: Any) -> None:
        self.corner = RememberedCorner()
        super().__init__(folder, self.corner, **settings)

    def end(self) -> None:
        self.app.handle(Ended(self.now, Reason.EOF))


Begin = Callable[..., EveningWithCorner]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    evenings: List[EveningWithCorner] = []

    def make(**settings: Any) -> EveningWithCorner:
        evenings.append(EveningWithCorner(tmp_path, **settings))
        return evenings[-1]

    yield make
    for evening in evenings:
        evening.journal.close()


def in_the_credits(evening: EveningWithCorner) -> EveningWithCorner:
    evening.open(FILM)
    evening.wait(HOUR - 100)
    return evening


def test_the_fake_has_the_real_ones_methods() -> None:
    for name, method in inspect.getmembers(Corner, inspect.isfunction):
        if not name.startswith("_"):
            fake = inspect.signature(getattr(RememberedCorner, name))
            assert list(fake.parameters) == list(inspect.signature(method).parameters)


def test_the_card_comes_when_the_credits_begin_and_fades(begin: Begin) -> None:
    evening = begin()
    evening.open(FILM)
    evening.wait(HOUR - CREDITS - 1)
    assert evening.corner.said == []
    evening.wait(2)
    assert evening.corner.said == [("offer", FILM, "F8")]
    evening.wait(CARD_STAYS)
    assert evening.corner.told[-1] == ("fade",)


def test_it_waits_while_the_film_is_paused(begin: Begin) -> None:
    evening = begin()
    evening.open(FILM)
    evening.app.handle(Paused(evening.now))
    evening.wait(2 * HOUR)
    assert evening.corner.said == []


def test_it_goes_with_the_film(begin: Begin) -> None:
    evening = in_the_credits(begin())
    evening.open(NEXT)
    assert evening.corner.told[-1] == ("clear",)


@pytest.mark.parametrize("prompt", [{"credits_card": False}, {"credits_minutes": 1}], ids=str)
def test_the_settings_say_whether_and_when(begin: Begin, prompt: Any) -> None:
    assert in_the_credits(begin(prompt=prompt)).corner.said == []


def test_a_change_of_the_settings_counts_at_once(begin: Begin) -> None:
    evening = begin()
    evening.open(FILM)
    evening.app.handle(Adjusted(Settings.from_mapping({"prompt": {"credits_card": False}}, "test")[0]))
    evening.wait(HOUR)
    assert evening.corner.said == []


def test_who_does_not_want_to_be_asked_gets_no_card(begin: Begin) -> None:
    assert in_the_credits(begin(rating={"ask": False})).corner.said == []


def test_its_key_opens_the_prompt_and_the_end_asks_no_more(begin: Begin) -> None:
    evening = in_the_credits(begin())
    evening.app.handle(Wanted(evening.now))
    assert evening.prompt.movie == FILM
    evening.press(Key.DIGIT_9)
    evening.wait(100)
    evening.end()
    assert len({id(shown[0]) for shown in evening.screen.all("show")}) == 1
    assert [str(entry.rating) for entry in evening.journal.entries()] == ["9"]
    assert evening.journal.unrated() == []


def test_a_prompt_that_is_open_at_the_end_holds_the_picture(begin: Begin) -> None:
    evening = in_the_credits(begin())
    evening.app.handle(Wanted(evening.now))
    evening.press(Key.RIGHT)
    holds = len(evening.screen.all("hold"))
    evening.end()
    assert len(evening.screen.all("hold")) == holds + 1
    assert evening.screen.told[-1][0] != "release"


def test_it_is_said_once_a_day_how_many_films_wait(begin: Begin) -> None:
    evening = begin()
    for film in (FILM, NEXT):
        evening.journal.keep_unrated(film, evening.now, "for the test")
    evening.open(Movie("Alien", 1979))
    assert evening.corner.said == [("note", "2 films are not rated yet: verdict unrated")]
    evening.wait(NOTE_STAYS)
    assert evening.corner.told[-1] == ("fade",)
    again = begin()
    again.open(FILM)
    assert again.corner.said == []
    tomorrow = begin()
    tomorrow.now += BETWEEN_NOTES
    tomorrow.open(FILM)
    assert tomorrow.corner.said == [("note", "1 film is not rated yet: verdict unrated")]


def test_it_is_said_only_as_the_first_film_begins(begin: Begin) -> None:
    evening = begin()
    evening.open(NEXT)
    evening.journal.keep_unrated(FILM, evening.now, "for the test")
    evening.open(Movie("Alien", 1979))
    assert evening.corner.said == []


def test_without_a_corner_nothing_is_said_there(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.open(FILM)
    evening.wait(HOUR)
    assert not any(isinstance(said, CreditsBegan) for said in evening.trace)
    evening.journal.close()
