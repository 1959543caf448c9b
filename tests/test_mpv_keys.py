"""The keys of the prompt: one input section, in which the user's own keys go on."""

from __future__ import annotations

from typing import Dict

from verdict.hosts.mpv.keys import section


def bound(*bindings: Dict[str, object]) -> Dict[str, str]:
    """What each key does while the prompt has the floor, for a user with these bindings."""
    return dict(line.split(" ", 1) for line in section("us", bindings, ()).splitlines())


def test_a_q_of_the_users_own_skips_and_then_does_what_they_bound_it_to() -> None:
    theirs = {"key": "q", "cmd": "show-text no", "priority": 11}
    skips, *_, does = bound(theirs)["q"].split("; ")
    assert (skips, does) == ("script-message-to us verdict-key skip", "show-text no")


def test_a_closed_window_leaves_where_nobody_has_bound_it() -> None:
    assert bound()["CLOSE_WIN"].endswith("; quit")


def test_of_two_bindings_the_one_in_force_goes_on() -> None:
    weak = {"key": "x", "cmd": "show-text weak", "priority": 1}
    strong = {"key": "x", "cmd": "show-text strong", "priority": 11}
    assert bound(strong, weak)["x"].endswith("; show-text strong")


def test_a_binding_that_is_switched_off_stays_off() -> None:
    assert "x" not in bound({"key": "x", "cmd": "show-text x", "priority": -1})
