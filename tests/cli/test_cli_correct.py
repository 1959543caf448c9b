"""`verdict correct`, and how the other commands tell which film Trakt made of a name."""

from __future__ import annotations

from commandline import Cli

from verdict.sandbox import Sandbox

NAME, FILM = "Das Leben der Anderen (2006)", "The Lives of Others (2006)"


def test_it_is_said_which_film_trakt_took(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    ended = cli("rate", NAME, "9")
    assert f"Trakt took {NAME} as {FILM}" in ended.out
    assert f"{FILM}, named {NAME}" in cli("journal").out
    assert cli("journal", "--json").json["ratings"][0]["named"] == NAME
    assert cli("status", "--json").json["taken_otherwise"] == 1
    assert "went to a film of another name" in cli("status").out


def test_sending_says_it_too(cli: Cli, box: Sandbox) -> None:
    cli("rate", NAME, "9")
    cli.link(box)
    assert f"Trakt took {NAME} as {FILM}" in cli("send").out


def test_the_wrong_film_loses_the_rating_and_the_right_one_has_it(linked: Cli, box: Sandbox) -> None:
    linked("rate", "Dune (1984)", "9")
    ended = linked("correct", "Dune (1984)", "Dune (2021)")
    assert ended.code == 0
    assert [(film["title"], film["year"]) for film in box.ratings()] == [("Dune", 2021)]


def test_a_correction_without_an_account_is_kept(cli: Cli) -> None:
    cli("rate", NAME, "9")
    assert cli("correct", NAME, "Dune (2021)").code == 0
    assert cli.states() == ["superseded", "waiting"]


def test_what_was_never_rated_cannot_be_corrected(cli: Cli) -> None:
    ended = cli("correct", NAME, "Dune (2021)")
    assert (ended.code, cli.states()) == (1, [])
    assert "no rating" in ended.err
