"""What is being watched, on its way from the state machine to the courier, as the settings want it.

The classic API forgets a film that is watched after a while, so it is told again while the film plays.
"""

from __future__ import annotations

import math
from typing import Callable, Tuple

from verdict.core.decisions import Action, Scrobble
from verdict.core.state import State
from verdict.core.viewing import watching_now
from verdict.courier import Courier
from verdict.settings import Settings
from verdict.trakt.client import V1, V2, Playing

TOLD_AGAIN_AFTER = 15 * 60.0  # seconds (v1-facts.md, movie/watching)


class Scrobbling:
    """due: when `tick` wants to be called, on `clock`; player: its version and when that was built."""

    def __init__(
        self,
        settings: Settings,
        courier: Courier,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
        player: Tuple[str, str] = ("", ""),
    ) -> None:
        self._settings = settings
        self._courier = courier
        self._clock = clock
        self._wall_clock = wall_clock
        self._player = player
        self.due = math.inf
        self._allow()

    def tell(self, scrobble: Scrobble) -> None:
        """Hand a decision on, where the settings say so."""
        self.due = math.inf
        if not self._settings.scrobble.enabled:
            return
        if scrobble.action is Action.START and self._settings.trakt.api == V1:
            self.due = self._clock() + TOLD_AGAIN_AFTER
        self._courier.scrobble(
            Playing(
                scrobble.movie,
                scrobble.action,
                scrobble.progress,
                self._wall_clock(),
                scrobble.duration,
                scrobble.finished,
                *self._player,
            )
        )

    def tick(self, state: State) -> None:
        """Tell again what plays, if it is time."""
        if self._clock() >= self.due:
            self._tell_now(state)

    def adjust(self, settings: Settings, state: State) -> None:
        """Other settings are in force: a film that plays is told at once, or no more."""
        was_enabled = self._settings.scrobble.enabled
        self._settings = settings
        self._allow()
        if not settings.scrobble.enabled:
            self.due = math.inf
        elif not was_enabled:
            self._tell_now(state)

    def _allow(self) -> None:
        self._courier.allow_scrobbles(self._settings.scrobble.enabled, self._settings.trakt.api == V2)

    def _tell_now(self, state: State) -> None:
        self.due = math.inf
        for decision in watching_now(state, self._clock()):
            if isinstance(decision, Scrobble):
                self.tell(decision)
