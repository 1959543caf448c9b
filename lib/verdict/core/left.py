"""What a viewing leaves behind for the next one of the same film: where it stopped, and what was covered."""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

from verdict.core.events import Kind, LeftOff, Opened
from verdict.core.finished import NEVER_ASKED, Viewing, least, refusal
from verdict.core.parts import Played, of_film, with_played
from verdict.core.state import State

SLACK_OF_RESUMING = (0.1, 300.0)  # how far from where it was left a resumed film may go on
FILMS_REMEMBERED = 20


def idle_after(state: State, viewing: Viewing) -> State:
    """The viewing is over. Where it stopped is remembered; a film that finished starts anew next time."""
    if refusal(viewing, state.rules):
        return _left_off(state, viewing)
    opened = viewing.opened
    done = of_film(state.played, opened.movie)
    played = tuple(one for one in state.played if one not in done)
    return replace(state, viewing=None, left_off=_others(state, opened), played=played)


def unheard_after(state: State, at: float) -> State:
    """The film plays on, but nobody listens any more. Whoever does next knows what of it was covered."""
    return _left_off(state, state.viewing.moved_to(at)) if state.viewing else state


def resumed_from_earlier(state: State, viewing: Viewing) -> Viewing:
    """Count what an earlier viewing covered, where this one goes on from where that one stopped."""
    opened = viewing.opened
    known = [opened.left_off, *(left for left in state.left_off if _is_of(left, opened))]
    slack = least(SLACK_OF_RESUMING, viewing.duration)
    near = [left for left in known if left and abs(viewing.position - left.position) <= slack]
    return replace(viewing, earlier=near[-1].covered) if near else viewing


def _left_off(state: State, viewing: Viewing) -> State:
    """A trailer or an extra bears the name of its film, and says nothing of how far that was watched."""
    opened = viewing.opened
    if opened.kind in NEVER_ASKED:
        return replace(state, viewing=None)
    movie = None if opened.kind is Kind.PART else opened.movie  # each part is left off by itself
    left = LeftOff(opened.source, movie, viewing.position, viewing.all_covered)
    left_off = (*_others(state, opened), left)[-FILMS_REMEMBERED:]
    return replace(state, viewing=None, left_off=left_off, played=_with_part(state, viewing))


def _others(state: State, opened: Opened) -> Tuple[LeftOff, ...]:
    return tuple(left for left in state.left_off if not _is_of(left, opened))


def _with_part(state: State, viewing: Viewing) -> Tuple[Played, ...]:
    """What was played of all parts, this one among them."""
    movie, part = viewing.opened.movie, viewing.opened.part
    if movie is None or part is None or viewing.duration is None:
        return state.played
    return with_played(state.played, Played(movie, part.number, viewing.duration, viewing.all_covered))


def _is_of(left: LeftOff, opened: Opened) -> bool:
    if left.movie and opened.movie and opened.kind is not Kind.PART:
        return left.movie.is_same_as(opened.movie)
    return left.source == opened.source
