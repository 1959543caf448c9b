"""The window of the prompt: what the skin file draws, and what the remote, the mouse and the keyboard say.

Kodi itself moves the focus, so that it answers at once; we hear of it and tell the prompt. Nothing but the
numbers here ties us to `script-verdict-prompt.xml`, which a skin may replace.
"""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Mapping, Optional

import xbmcaddon
import xbmcgui

from verdict.conversation import Pointed, Pressed
from verdict.core.events import Why
from verdict.core.prompt import Answer, Key, Prompt
from verdict.core.rating import UNRATE, Rating, RatingMode
from verdict.hosts.kodi import ADDON_ID

FILE = "script-verdict-prompt.xml"
NOTHING = 100  # a control without a face: it has the focus while nothing is chosen
LISTS = {RatingMode.SIMPLE: 101, RatingMode.ADVANCED: 102, RatingMode.STARS: 103}
BUTTONS: Mapping[int, Answer] = {201: Why.SKIP, 202: Why.NEVER, 203: Rating(UNRATE)}
BAR = 300

_KEYS: Dict[int, Key] = {
    xbmcgui.ACTION_PREVIOUS_MENU: Key.SKIP,
    xbmcgui.ACTION_NAV_BACK: Key.SKIP,
    xbmcgui.ACTION_BACKSPACE: Key.SKIP,
    xbmcgui.ACTION_STOP: Key.SKIP,
    **{xbmcgui.REMOTE_0 + digit: Key(str(digit)) for digit in range(10)},
    **{xbmcgui.ACTION_JUMP_SMS2 + digit - 2: Key(str(digit)) for digit in range(2, 10)},
}
# A choice arrives as a click; what follows it must not be taken for another key.
_CLICKS = (0, xbmcgui.ACTION_SELECT_ITEM, xbmcgui.ACTION_MOUSE_LEFT_CLICK, xbmcgui.ACTION_TOUCH_TAP)


class PromptWindow(xbmcgui.WindowXMLDialog):
    """Shows texts under the names that the skin file asks for. Made by `open_window`."""

    post: Callable[[Any], None]
    prompt: Optional[Prompt] = None
    is_ready = False
    _fill: Callable[[], None] = staticmethod(lambda: None)

    def enter(self) -> None:
        """Come on the screen. The controls are there a little later."""
        self.is_ready = False
        self.show()

    def leave(self) -> None:
        self.prompt = None
        self.close()

    def write(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            if self.getProperty(name) != text:
                self.setProperty(name, text)

    def fill(self, work: Callable[[], None]) -> None:
        """Do what needs the controls, now or as soon as they are there."""
        self._fill = work
        if self.is_ready:
            work()

    def onInit(self) -> None:
        self.is_ready = True
        self._fill()

    def onClick(self, controlId: int) -> None:
        target = self._target(controlId)
        if self.prompt and target is not None:
            self.post(Pointed(time.monotonic(), self.prompt.id, target, clicked=True))

    def onAction(self, action: xbmcgui.Action) -> None:
        number, now = action.getId(), time.monotonic()
        if number in _CLICKS:
            return
        prompt = self.prompt.id if self.prompt else 0
        if number != xbmcgui.ACTION_MOUSE_MOVE:
            self.post(Pressed(now, prompt, _KEYS.get(number, Key.OTHER)))
        if self.prompt and number not in _KEYS:
            self.post(Pointed(now, prompt, self._target(self.getFocusId())))

    def _target(self, control: int) -> Optional[int]:
        """Which of the prompt's targets a control stands for."""
        prompt = self.prompt
        if prompt is None:
            return None
        if control == LISTS[prompt.mode]:
            return int(self.getControl(control).getSelectedPosition())  # type: ignore[attr-defined]
        answer = BUTTONS.get(control)
        return prompt.targets.index(answer) if answer in prompt.targets else None


def open_window(post: Callable[[Any], None]) -> PromptWindow:
    """A window that is not shown yet."""
    folder = xbmcaddon.Addon(ADDON_ID).getAddonInfo("path")
    window = PromptWindow(FILE, folder, "Default", "1080i")
    window.post = post
    return window
