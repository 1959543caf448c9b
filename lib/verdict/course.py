"""What the app's companions may ask of it."""

from __future__ import annotations

from typing import Protocol

from verdict.core.decisions import Record
from verdict.core.events import Event
from verdict.core.state import State


class Course(Protocol):
    """The app, as its companions know it."""

    @property
    def state(self) -> State:
        """What is known between two events."""

    def advance(self, event: Event) -> None:
        """Give an event to the state machine, and carry out what it decides."""

    def record(self, record: Record) -> None:
        """Bring a rating to disk; only then it is said to be saved."""

    def rest(self) -> None:
        """Nothing is wanted of the last picture: what was put off has its turn, or the player goes on."""
