"""Which film it was, outside the state machine: films that had to wait, and those asked for by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List

import pytest

from tests.test_app_films import DUNE, FILE, HOUR, NAMED, OLD, Doubt
from verdict.core.events import Ended, Opened, Reason
from verdict.core.movie import Movie, MovieIds
from verdict.core.prompt import Key
from verdict.core.rating import Rating
from verdict.offers import ByHand, Given, Rested

OTHER = Movie("Alien", 1979, MovieIds("tt0078748"))


@pytest.fixture
def doubt(tmp_path: Path) -> Iterator[Doubt]:
    doubt = Doubt(tmp_path)
    yield doubt
    doubt.journal.close()


def put_off(doubt: Doubt, film: Movie, **more: bool) -> None:
    """Watch a film that another one follows at once, and let that one be left early."""
    doubt.play(film, **more)
    doubt.now += HOUR
    doubt.app.handle(Ended(doubt.now, Reason.EOF, more=True))
    doubt.app.handle(Opened(doubt.now, "next.mkv", HOUR, movie=OTHER, certain=True))
    doubt.app.handle(Ended(doubt.now, Reason.STOP))
    doubt.app.handle(Rested(doubt.now))


def not_rated_yet(doubt: Doubt) -> List[Movie]:
    return [unrated.movie for unrated in doubt.journal.unrated()]


def test_a_film_in_doubt_that_had_to_wait_is_chosen_before_it_is_rated(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", None, [DUNE, OLD])
    put_off(doubt, Movie("Dune"), doubtful=True)
    assert not doubt.screen.all("show")
    doubt.press(Key.DIGIT_2, prompt=-1)
    assert (doubt.prompt.movie, doubt.rated()) == (OLD, [])
    doubt.press(Key.DIGIT_6, prompt=-1)
    assert doubt.rated() == [(OLD, Rating(6))]
    assert doubt.corrections == [(FILE, OLD)]
    assert not_rated_yet(doubt) == []


def test_w_in_a_prompt_that_had_to_wait_corrects_its_own_file(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", None, [DUNE, OLD])
    put_off(doubt, DUNE, certain=True)
    doubt.press(Key.WRONG, Key.DIGIT_1, Key.DIGIT_3, prompt=-1)
    assert doubt.rated() == [(OLD, Rating(3))]
    assert doubt.corrections == [(FILE, OLD)]


def test_a_chosen_film_that_nobody_rates_is_kept_under_its_right_name(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", None, [DUNE, OLD])
    put_off(doubt, Movie("Dune"), doubtful=True)
    doubt.press(Key.DIGIT_2, Key.SKIP, prompt=-1)
    assert not_rated_yet(doubt) == [OLD]


@pytest.mark.parametrize(("key", "kept"), [(Key.NEVER, []), (Key.SKIP, [Movie("Dune")])])
def test_none_of_these_forgets_a_film_that_had_to_wait_and_skip_keeps_it(
    doubt: Doubt, key: Key, kept: List[Movie]
) -> None:
    put_off(doubt, Movie("Dune"), doubtful=True)
    doubt.press(key, prompt=-1)
    assert (not_rated_yet(doubt), doubt.rated()) == (kept, [])
    assert doubt.screen.all("release")


def test_a_choice_that_nobody_made_is_not_asked_twice(doubt: Doubt) -> None:
    doubt.app.handle(Rested(doubt.now))
    doubt.play(Movie("Dune"), doubtful=True)
    doubt.end()
    doubt.app.handle(Rested(doubt.now))
    doubt.wait(20)
    assert doubt.screen.told[-1] == ("release",)
    assert not_rated_yet(doubt) == [Movie("Dune")]


def test_a_choice_that_the_next_film_closes_comes_again_as_a_choice(doubt: Doubt) -> None:
    put_off(doubt, Movie("Dune"), doubtful=True)
    doubt.app.handle(Opened(doubt.now, "next.mkv", HOUR, movie=OTHER, certain=True))
    doubt.app.handle(Ended(doubt.now, Reason.STOP))
    doubt.app.handle(Rested(doubt.now))
    assert doubt.choice.id == -2
    assert not doubt.screen.all("show")


def test_a_title_by_hand_that_trakt_knows_once_is_asked_about_with_its_ids(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", 2021, [OLD, DUNE])
    doubt.app.handle(ByHand(doubt.now, NAMED))
    assert doubt.prompt.movie == DUNE


def test_a_title_by_hand_that_means_several_films_is_chosen_first(doubt: Doubt) -> None:
    doubt.app.handle(ByHand(doubt.now, Movie("Dune")))
    doubt.hits(Movie("Dune"), DUNE, OLD)
    doubt.press(Key.DIGIT_1, Key.DIGIT_9, prompt=-1)
    assert doubt.rated() == [(DUNE, Rating(9))]
    assert doubt.corrections == []


def test_a_late_choice_for_a_prompt_that_is_gone_changes_nothing(doubt: Doubt) -> None:
    doubt.app.handle(ByHand(doubt.now, Movie("Dune")))
    doubt.app.handle(ByHand(doubt.now, OTHER))
    doubt.press(Key.DIGIT_1, prompt=-1)
    assert doubt.prompt.movie == OTHER
    assert doubt.rated() == []


def test_a_rating_given_for_a_title_in_doubt_asks_which_film_it_was(doubt: Doubt) -> None:
    doubt.journal.keep_hits("Dune", None, [DUNE, OLD])
    doubt.app.handle(Given(doubt.now, Movie("Dune"), Rating(9)))
    assert doubt.rated() == []
    doubt.press(Key.DIGIT_2, Key.DIGIT_9, prompt=-1)
    assert doubt.rated() == [(OLD, Rating(9))]


def test_a_rating_given_for_a_film_with_its_year_is_saved_at_once(doubt: Doubt) -> None:
    doubt.app.handle(Given(doubt.now, Movie("Dune", 2021), Rating(9)))
    assert doubt.rated() == [(Movie("Dune", 2021), Rating(9))]
