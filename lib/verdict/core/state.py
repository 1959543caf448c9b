"""All that the state machine knows between two events, and the phase that follows from it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Optional, Tuple

from verdict.core.events import LeftOff
from verdict.core.finished import Rules, Viewing
from verdict.core.movie import Movie
from verdict.core.parts import Played


@dataclass(frozen=True)
class Asking:
    """A prompt that is open.

    doubtful: which film it is was not said yet; is_corrected: a person said it, and nothing else may.
    """

    prompt: int
    movie: Movie
    source: str = ""
    doubtful: bool = False
    is_corrected: bool = False


@dataclass(frozen=True)
class State:
    """All that is known between two events. prompts: how many were opened so far."""

    rules: Rules = field(default_factory=Rules)
    viewing: Optional[Viewing] = None
    asking: Optional[Asking] = None
    prompts: int = 0
    left_off: Tuple[LeftOff, ...] = ()
    played: Tuple[Played, ...] = ()


class Phase(enum.Enum):
    IDLE = "idle"
    WATCHING = "watching"
    EARLY = "early"
    ASKING = "asking"


def phase_of(state: State) -> Phase:
    if state.viewing:
        return Phase.EARLY if state.asking else Phase.WATCHING
    return Phase.ASKING if state.asking else Phase.IDLE


def watching(state: State) -> Viewing:
    """The film that plays; only for phases in which one does."""
    if state.viewing is None:
        raise RuntimeError("no film plays in this phase")
    return state.viewing


def asked(state: State) -> Asking:
    """The prompt that is open; only for phases in which one is."""
    if state.asking is None:
        raise RuntimeError("no prompt is open in this phase")
    return state.asking
