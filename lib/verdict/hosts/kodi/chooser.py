"""A list to choose from, drawn by the skin's own DialogSelect.xml, in the thread of the script that asks.

Kodi's `Dialog().select` would do, but for two things: it answers -1 when playback ends under it, and it keeps
its script alive while Kodi leaves, as `doModal` does even longer (7 s). This one stays where it is, and lets
its script end as soon as Kodi wants to go.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, Sequence

import xbmc
import xbmcgui

FILE = "DialogSelect.xml"
HEADING, PLAIN_LIST, BUTTON, LIST, CANCEL, SECOND_BUTTON = 1, 3, 5, 6, 7, 8  # as every skin has them
CANCEL_WORD = 222  # in Kodi's own language
BETWEEN_LOOKS = 0.1  # seconds; `waitForAbort` cannot be cut short, and only in it the keys arrive


class Line(NamedTuple):
    """What is to be chosen, and a smaller text below it."""

    text: str
    detail: str = ""


class QuitEar(xbmc.Monitor):
    """Hears that Kodi is to end. A script is told so by `waitForAbort` only when the skin is gone already."""

    is_quitting = False

    def onNotification(self, sender: str, method: str, data: str) -> None:  # noqa: ARG002 (Kodi's signature)
        self.is_quitting = self.is_quitting or method == "System.OnQuit"


class Chooser(xbmcgui.WindowXMLDialog):
    """chosen: the number of the line, None where there was no choice. Made by `choose`."""

    heading = ""
    lines: Sequence[Line] = ()
    first = 0
    chosen: Optional[int] = None
    is_open = True

    def run(self) -> None:
        """Stay on the screen until there is an answer, Kodi closes the window, or Kodi ends."""
        ear = QuitEar()
        self.show()
        while self.is_open:
            if ear.waitForAbort(BETWEEN_LOOKS) or ear.is_quitting:
                return  # to close it now, or only to look at it, waits for a Kodi that waits for us
            self.is_open = self.is_open and bool(xbmc.getCondVisibility(f"Window.IsVisible({FILE})"))
        self.close()

    def onInit(self) -> None:
        for control in (PLAIN_LIST, BUTTON, SECOND_BUTTON):  # Kodi keeps the clicks of number 3 for itself
            self._hide(control)
        self._control(HEADING).setLabel(self.heading)
        self._control(CANCEL).setLabel(xbmc.getLocalizedString(CANCEL_WORD))
        choices = self._control(LIST)
        choices.reset()
        choices.addItems([xbmcgui.ListItem(*line) for line in self.lines])
        choices.selectItem(self.first)
        self.setFocusId(LIST)

    def onClick(self, controlId: int) -> None:
        if controlId == LIST:
            self.chosen = int(self._control(LIST).getSelectedPosition())
        if controlId in (LIST, CANCEL):
            self.is_open = False

    def onAction(self, action: xbmcgui.Action) -> None:
        if action.getId() in (xbmcgui.ACTION_PREVIOUS_MENU, xbmcgui.ACTION_NAV_BACK):
            self.is_open = False

    def _hide(self, number: int) -> None:
        """Not every skin has every control."""
        try:
            self.getControl(number).setVisible(False)
        except RuntimeError:
            return

    def _control(self, number: int) -> Any:
        return self.getControl(number)


def choose(heading: str, lines: Sequence[Line], first: int = 0) -> Optional[int]:
    """The number of the line that was chosen; None where the list was left, or Kodi ends."""
    window = Chooser(FILE, "")
    window.heading, window.lines, window.first = heading, lines, min(first, max(0, len(lines) - 1))
    window.run()
    return window.chosen
