"""By hand: the context menu, RunScript, the library's own rating, and what skins can see."""

from __future__ import annotations

from tests.kodi.evening import Evening

MATRIX = "tt0133093"


def test_the_context_menu_rates_a_film_of_the_library(evening: Evening) -> None:
    kodi = evening.kodi
    kodi.call("GUI.ActivateWindow", window="videos", parameters=["videodb://movies/titles/"])
    kodi.until(lambda: kodi.text("Container.NumItems") == str(len(kodi.numbers)))
    kodi.until(lambda: kodi.press("down") or kodi.text("ListItem.Title") == "Dune")
    kodi.display.key("c")  # real keys, as on a keyboard
    kodi.until(lambda: kodi.is_on("Window.IsActive(contextmenu)"))
    kodi.until(lambda: kodi.text("System.CurrentControl") == "Rate on Trakt" or kodi.display.key("Down"))
    kodi.display.key("Return")
    evening.see_prompt("Dune")
    kodi.display.key("7")
    evening.rating_arrives("tt1160419", 7)
    evening.see_no_prompt()
    kodi.go_to_a_calm_window()


def test_a_script_rates_by_number_or_id_with_a_prompt_or_without(evening: Evening) -> None:
    evening.script(action="rate", dbid=evening.kodi.numbers["Dune"])
    evening.see_prompt("Dune")
    evening.press("number3")
    evening.rating_arrives("tt1160419", 3)
    evening.script(action="rate", imdb=MATRIX, rating=4)
    evening.rating_arrives(MATRIX, 4)


def test_a_script_without_a_film_means_the_one_that_plays(evening: Evening) -> None:
    evening.play("Dune")
    evening.script(action="rate")
    evening.see_prompt("Dune")
    evening.press("back")
    evening.see_no_prompt()


def test_a_script_takes_a_rating_away(evening: Evening) -> None:
    evening.script(action="unrate", imdb=MATRIX)
    evening.box.wait_for(lambda record: record.path == "/sync/ratings/remove", 20)


def test_a_prompt_over_a_playing_film_does_not_stop_it(evening: Evening) -> None:
    evening.play("The Matrix")
    evening.script(action="rate", dbid=evening.kodi.numbers["Dune"])
    evening.see_prompt("Dune")
    assert evening.kodi.call("Player.GetActivePlayers")
    evening.press("number2")
    evening.rating_arrives("tt1160419", 2)
    assert evening.kodi.call("Player.GetActivePlayers")


def test_the_library_gets_the_rating_too(evening: Evening) -> None:
    kodi = evening.kodi
    number = kodi.numbers["The Matrix"]

    def stars() -> int:
        details = kodi.call("VideoLibrary.GetMovieDetails", movieid=number, properties=["userrating"])
        return int(details["moviedetails"]["userrating"])

    evening.script(action="rate", dbid=number, rating=6)
    kodi.until(lambda: stars() == 6)
    evening.script(action="unrate", dbid=number)
    kodi.until(lambda: stars() == 0)


def test_skins_can_see_the_prompt_and_the_last_rating(evening: Evening) -> None:
    kodi = evening.kodi
    evening.ask()
    assert kodi.text("Window(home).Property(service.verdict.prompt)") == "true"
    evening.press("number8")
    kodi.until(lambda: kodi.text("Window(home).Property(service.verdict.prompt)") == "")
    assert kodi.text("Window(home).Property(service.verdict.last)") == "The Matrix (1999) · 8 · Great"
