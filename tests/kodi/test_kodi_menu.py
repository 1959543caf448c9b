"""The add-on's menu and what hangs from it, worked with the keys of a remote in the real Kodi."""

from __future__ import annotations

import time
from typing import Callable

from tests.kodi.evening import Evening
from tests.kodi.stage import Home, fill_library, running
from tests.players.stage import Display
from verdict.core.movie import Movie, MovieIds
from verdict.sandbox import Sandbox

MATRIX, DUNE = "tt0133093", "tt1160419"
LEAVES_WITHIN = 5.0  # seconds for all of Kodi


def keep_unrated(evening: Evening, *films: Movie) -> None:
    with evening.journal() as journal:
        for film in films:
            journal.keep_unrated(film, time.time(), "the test says so")


def test_the_menu_says_how_things_stand(evening: Evening) -> None:
    evening.rate_silently(MATRIX, 9)
    evening.rating_arrives(MATRIX, 9)
    keep_unrated(evening, Movie("Dune", 2021, MovieIds(DUNE)))
    evening.open_menu()
    lines = evening.lines()
    assert lines[0].startswith("Signed in to Trakt")
    assert lines[1:] == [
        "Not rated yet | 1",
        "Waiting to be sent | 0",
        "Last rated",
        "Ratings given in Kodi",
        "Settings",
    ]
    evening.leave_lists()


def test_a_film_that_is_not_rated_yet_is_rated_from_the_menu(evening: Evening) -> None:
    keep_unrated(evening, Movie("Dune", 2021, MovieIds(DUNE)))
    evening.open_menu()
    evening.choose("Not rated yet")
    evening.see_list("Not rated yet")
    evening.choose("Dune (2021)")
    evening.see_list("Dune (2021)")
    evening.choose("Rate it now")
    evening.see_prompt("Dune")
    evening.press("number7")
    evening.rating_arrives(DUNE, 7)
    assert evening.not_rated_yet() == []


def test_a_film_that_is_never_to_be_asked_about_leaves_the_list(evening: Evening) -> None:
    film = Movie("Solaris", 1972, MovieIds("tt0069293"))
    keep_unrated(evening, film)
    evening.open_menu()
    evening.choose("Not rated yet")
    evening.see_list("Not rated yet")
    evening.choose("Solaris")
    evening.see_list("Solaris (1972)")
    evening.choose("Never")
    evening.see_list("Verdict")
    assert evening.lines()[1] == "Not rated yet | 0"
    evening.leave_lists()
    with evening.journal() as journal:
        assert journal.is_never_asked(film)


def test_what_waits_is_shown_with_its_reason_and_sent_on_demand(evening: Evening) -> None:
    evening.box.stop()
    evening.rate_silently(MATRIX, 4)
    evening.kodi.until(lambda: evening.kodi.text("Window(home).Property(service.verdict.waits)"))
    evening.open_menu()
    evening.choose("Waiting to be sent")
    evening.kodi.until(lambda: evening.kodi.text("Control.GetLabel(1)").startswith("Waiting: "))
    assert [line for line in evening.lines() if line.endswith("4 · Poor · waiting")]
    evening.box.start()
    evening.choose("Send now")
    evening.rating_arrives(MATRIX, 4)
    evening.leave_lists()


def test_what_was_rated_last_can_be_rated_again(evening: Evening) -> None:
    evening.script(action="rate", dbid=evening.kodi.numbers["Dune"], rating=5)
    evening.rating_arrives(DUNE, 5)
    evening.see_no_prompt()
    evening.open_menu()
    evening.choose("Last rated")
    evening.see_list("Last rated")
    evening.choose("Dune (2021) | 5 · Meh · sent")
    evening.see_prompt("Dune")
    assert evening.kodi.shown("facts") == "2021 · Your rating: 5 · Meh"
    evening.press("back")
    evening.see_no_prompt()


def test_a_film_that_begins_leaves_the_menu_open(evening: Evening) -> None:
    evening.open_menu()
    evening.play("The Matrix")
    evening.kodi.stop()
    evening.event("ended")
    evening.see_list("Verdict")
    evening.leave_lists()


def test_kodi_leaves_at_once_while_the_menu_is_open(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    with running(home, display) as kodi:
        Evening(kodi, sandbox).open_menu()
        assert kodi.quit() < LEAVES_WITHIN
        assert kodi.process.returncode == 0
        assert "didn't stop" not in home.log


def test_signing_out_forgets_the_sign_in_and_keeps_what_waits(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.open_menu()
        evening.choose("Signed in")
        kodi.until(lambda: kodi.is_on("Window.IsActive(yesnodialog)"))
        sandbox.stop()  # so that the others' sign-in stays good
        evening.press("left", "select")
        evening.see_list("Verdict")
        assert evening.lines()[0] == "Sign in to Trakt"
        assert not (home.profile / "token.json").exists()
        sandbox.start()
        evening.leave_lists()
        evening.script(action="rate", imdb=MATRIX, rating=8)
        kodi.until(lambda: evening.entries())
        assert evening.rated == []
