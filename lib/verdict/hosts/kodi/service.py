"""The service's one ear at Kodi. It is light: all that is heavy waits until Kodi's own start is over.

Kodi delivers its callbacks, to this ear and to the player's, only while this thread sleeps in `waitForAbort`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, Optional, Tuple

import xbmc

from verdict.hosts.kodi import ADDON_ID

if TYPE_CHECKING:
    from verdict.hosts.kodi.house import House

START_IS_OVER = 2.0  # seconds; a film or a message of ours is not kept waiting for it
LAST_WORDS = 50  # milliseconds
IS_TOLD_TO_END = 1.0  # seconds; an add-on that is updated is forgotten by Kodi a moment before it is told
OURS = "Other."  # Kodi puts it before the messages that add-ons send
QUEUED = ("Playlist.On", "Player.OnPropertyChanged")  # Kodi's words for a playlist that is not what it was
PLAYS = "Player.OnAVStart"
QUITS = "System.OnQuit"


class Ear(xbmc.Monitor):
    """Hears what is no playback, and has the house opened by the first thing that needs it."""

    def __init__(self) -> None:
        super().__init__()
        self._house: Optional[House] = None
        self._is_tried = False
        self._quits = False  # Kodi itself, that is: an add-on that is updated or disabled ends alone

    def wake(self) -> Optional[House]:
        """The house, opened if it was not; None where it cannot be."""
        if not self._is_tried:
            self._is_tried = True
            self._house = self._opened()
        return self._house

    def _opened(self) -> Optional[House]:
        from verdict.hosts.kodi.house import open_house

        try:
            return open_house()
        except RuntimeError:  # Kodi does not know us any more?
            if not self.waitForAbort(IS_TOLD_TO_END):
                raise
            return None

    def leave(self) -> None:
        """Kodi ends, or goes on without us."""
        house, self._house = self._house, None
        if house:
            house.close(self._is_quitting)

    def _is_quitting(self) -> bool:
        """Whether Kodi itself ends. It says so before it tells us to end, but is heard in a sleep only."""
        if not self._quits:
            xbmc.sleep(LAST_WORDS)
        return self._quits

    def onNotification(self, sender: str, method: str, data: str) -> None:
        message = _read(sender, method, data)
        self._quits = self._quits or method == QUITS
        house = self.wake() if message or method == PLAYS else self._house
        if house and message:
            house.told(*message)
        elif house and method.startswith(QUEUED):
            house.queued()

    def onSettingsChanged(self) -> None:
        if self._house:
            self._house.adjusted()

    def onScanFinished(self, library: str) -> None:
        if self._house and library == "video":
            self._house.collect()


def run_service() -> None:
    """Be the service until Kodi ends."""
    ear = Ear()
    if xbmc.getCondVisibility("Player.HasVideo") or not ear.waitForAbort(START_IS_OVER):
        ear.wake()
        ear.waitForAbort()
    ear.leave()


def _read(sender: str, method: str, data: str) -> Optional[Tuple[str, Dict[str, Any]]]:
    """A message of ours and what came with it; None for what Kodi or others say."""
    if sender != ADDON_ID or not method.startswith(OURS):
        return None
    try:
        fields = json.loads(data)
    except ValueError:
        fields = None
    return method[len(OURS) :], fields if isinstance(fields, dict) else {}
