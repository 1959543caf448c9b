"""Which film it was, as the app goes about it: Trakt's hits, the choice, corrections, parts of films."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Optional, Tuple

import pytest

from tests.test_app import HOUR, Evening, RememberedScreen
from verdict.app import App
from verdict.conversation import ChoosingScreen, Pointed, Typed
from verdict.core.choice import Choice
from verdict.core.decisions import Later
from verdict.core.events import Ended, Identified, Kind, Opened, Reason
from verdict.core.movie import Movie, MovieIds
from verdict.core.parts import Part
from verdict.core.prompt import Key, Prompt
from verdict.core.rating import Rating
from verdict.courier import HitsArrived
from verdict.host import Host

NAMED = Movie("Dune", 2021)
DUNE = Movie("Dune", 2021, MovieIds("tt1160419", 438631))
OLD = Movie("Dune", 1984, MovieIds("tt0087182", 841))
BLUE = Movie("Deadly Blue", 1999)
FILE = "dune.mkv"


class ChoosingRememberedScreen(RememberedScreen):
    """A screen that can also ask which film it was."""

    def show_choice(self, choice: Choice, seconds_left: Optional[int]) -> None:
        self.told.append(("choice", choice, seconds_left))


class Doubt(Evening):
    """An evening with a screen that can ask which film it was."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(folder, **settings)
        self.screen: ChoosingRememberedScreen = ChoosingRememberedScreen()
        self.corrections: List[Tuple[str, Movie]] = []
        self.app = App(
            self.settings,
            self.journal,
            self.courier,  # type: ignore[arg-type]
            self.screen,
            clock=lambda: self.now,
            wall_clock=lambda: 5000.0 + self.now,
            host=Host(
                choosing=self.screen,
                record=self.trace.append,
                corrected=lambda source, movie: self.corrections.append((source, movie)),
            ),
        )

    def play(self, film: Movie, doubtful: bool = False, **more: Any) -> None:
        opened = Opened(self.now, FILE, HOUR, movie=film, doubtful=doubtful, **more)
        self.app.handle(opened)

    def end(self) -> None:
        self.now += HOUR
        self.app.handle(Ended(self.now, Reason.EOF))

    def hits(self, movie: Movie, *hits: Movie) -> None:
        self.journal.keep_hits(movie.title, movie.year, hits)
        self.app.handle(HitsArrived(movie, list(hits)))

    @property
    def choice(self) -> Choice:
        return self.screen.all("choice")[-1][0]

    def rated(self) -> List[Tuple[Movie, Rating]]:
        return [(entry.movie, entry.rating) for entry in self.journal.entries()]


@pytest.fixture
def doubt(tmp_path: Path) -> Iterator[Doubt]:
    doubt = Doubt(tmp_path)
    yield doubt
    doubt.journal.close()


def test_the_only_hit_of_title_and_year_is_asked_about_and_rated(doubt: Doubt) -> None:
    doubt.play(NAMED)
    assert doubt.courier.searches == [NAMED]
    doubt.hits(NAMED, OLD, DUNE)
    doubt.end()
    assert doubt.prompt.movie == DUNE
    doubt.press(Key.DIGIT_9)
    assert doubt.rated() == [(DUNE, Rating(9))]


def test_what_trakt_said_before_is_remembered(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", 2021, [DUNE])
    doubt.play(NAMED)
    assert not doubt.courier.searches
    doubt.end()
    assert doubt.prompt.movie == DUNE


def test_a_film_with_an_id_is_not_searched_for(doubt: Doubt) -> None:
    doubt.play(DUNE)
    assert not doubt.courier.searches


def test_of_several_hits_the_user_chooses_first_and_then_rates(doubt: Doubt) -> None:
    doubt.play(NAMED)
    doubt.hits(NAMED, DUNE, Movie("Dune", 2021, MovieIds(tmdb=7)))
    doubt.end()
    assert not doubt.screen.all("show")
    doubt.press(Key.DIGIT_1)
    assert (doubt.prompt.movie, doubt.rated()) == (DUNE, [])
    doubt.press(Key.DIGIT_8)
    assert doubt.rated() == [(DUNE, Rating(8))]
    assert doubt.corrections == [(FILE, DUNE)]


def test_offline_a_likely_guess_goes_by_title_and_year(doubt: Doubt) -> None:
    doubt.play(NAMED)
    doubt.app.handle(HitsArrived(NAMED, None))
    doubt.end()
    doubt.press(Key.DIGIT_9)
    assert doubt.rated() == [(NAMED, Rating(9))]


def test_offline_a_film_in_doubt_is_rated_only_once_it_was_chosen(doubt: Doubt) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.press(Key.DIGIT_1)
    assert not doubt.screen.all("show")  # Trakt is still being asked
    doubt.app.handle(HitsArrived(Movie("Dune"), None))
    assert doubt.choice.films == (Movie("Dune"),)
    doubt.press(Key.DIGIT_1, Key.DIGIT_9)
    assert doubt.rated() == [(Movie("Dune"), Rating(9))]


def test_hits_that_come_while_the_choice_stands_are_shown(doubt: Doubt) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    assert doubt.choice.is_searching
    doubt.hits(Movie("Dune"), DUNE, OLD)
    assert doubt.choice.films == (DUNE, OLD)


@pytest.mark.parametrize("key", [Key.NEVER, Key.SKIP])
def test_none_of_these_and_skip_rate_nothing_and_let_the_player_go(doubt: Doubt, key: Key) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.press(key)
    assert doubt.screen.all("release")
    assert (doubt.rated(), doubt.journal.unrated()) == ([], [])


def test_a_choice_that_nobody_makes_is_kept_for_later(doubt: Doubt) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.wait(20)
    assert [unrated.movie for unrated in doubt.journal.unrated()] == [Movie("Dune")]
    assert doubt.screen.all("release")


def test_w_asks_which_film_it_was_and_the_rating_goes_to_that_one(doubt: Doubt) -> None:
    doubt.play(DUNE, certain=True)
    doubt.end()
    doubt.press(Key.WRONG)
    doubt.hits(Movie("Dune"), DUNE, OLD)
    assert doubt.choice.films == (OLD,)
    doubt.press(Key.DIGIT_1)
    assert doubt.prompt.movie == OLD
    doubt.press(Key.DIGIT_3)
    assert doubt.rated() == [(OLD, Rating(3))]
    assert doubt.corrections == [(FILE, OLD)]
    assert not doubt.journal.unrated()


def test_escape_leads_from_the_choice_back_to_the_prompt_that_it_came_from(doubt: Doubt) -> None:
    doubt.play(DUNE, certain=True)
    doubt.end()
    doubt.press(Key.WRONG, Key.SKIP)
    assert isinstance(doubt.screen.told[-2][1], Prompt)
    doubt.press(Key.DIGIT_9)
    assert doubt.rated() == [(DUNE, Rating(9))]


def test_a_search_that_is_typed_in_finds_the_film(doubt: Doubt) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.hits(Movie("Dune"))
    doubt.press(Key.SEARCH)
    for letter in "Deadly Blue 1999":
        doubt.app.handle(Typed(doubt.now, 1, letter))
    doubt.press(Key.ENTER)
    assert doubt.courier.searches[-1] == BLUE
    doubt.hits(BLUE, BLUE)
    doubt.press(Key.DIGIT_1, Key.DIGIT_5)
    assert doubt.rated() == [(BLUE, Rating(5))]


def test_an_id_that_is_typed_in_needs_no_search(doubt: Doubt) -> None:
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.press(Key.SEARCH)
    doubt.app.handle(Typed(doubt.now, 1, "tt0087182"))
    doubt.press(Key.ENTER, Key.DIGIT_5)
    assert doubt.rated() == [(Movie(ids=MovieIds("tt0087182")), Rating(5))]


def test_a_click_chooses_a_film(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", None, [DUNE, OLD])
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.app.handle(Pointed(doubt.now, 1, 1, clicked=True))
    assert doubt.prompt.movie == OLD


def test_where_no_screen_can_ask_a_film_in_doubt_is_kept_for_later(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.app.handle(Opened(evening.now, FILE, HOUR, movie=Movie("Dune"), doubtful=True))
    evening.now += HOUR
    evening.app.handle(Ended(evening.now, Reason.EOF))
    assert isinstance(evening.trace[-1], Later)
    assert not evening.screen.all("show")
    assert [unrated.movie for unrated in evening.journal.unrated()] == [Movie("Dune")]
    evening.journal.close()


def test_what_the_disk_says_late_is_asked_about(doubt: Doubt) -> None:
    doubt.play(NAMED)
    doubt.app.handle(Identified(doubt.now, OLD, certain=True, source=FILE))
    doubt.end()
    assert doubt.prompt.movie == OLD


def test_the_first_disc_of_another_run_counts(tmp_path: Path) -> None:
    for number in (1, 2):
        doubt = Doubt(tmp_path)
        doubt.play(DUNE, certain=True, kind=Kind.PART, part=Part(number, 2))
        doubt.end()
        assert bool(doubt.screen.all("show")) is (number == 2)
        doubt.journal.close()


def test_the_choosing_screen_is_one() -> None:
    screen: ChoosingScreen = ChoosingRememberedScreen()
    assert screen
