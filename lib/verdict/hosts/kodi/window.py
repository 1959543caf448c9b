"""The window that we ask in: what the skin file draws, and what the remote, the mouse and the keyboard say.

Kodi itself moves the focus, so that it answers at once; we hear of it and tell what is asked. Nothing but the
numbers here ties us to `script-verdict-prompt.xml`, which a skin may replace.
"""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Union

import xbmcaddon
import xbmcgui

from verdict.conversation import Pointed, Pressed
from verdict.core.choice import Choice, Turn
from verdict.core.events import Why
from verdict.core.prompt import Key, Prompt, Wrong
from verdict.core.rating import UNRATE, Rating, RatingMode
from verdict.hosts.kodi import ADDON_ID

FILE = "script-verdict-prompt.xml"
NOTHING = 100  # a control without a face: it has the focus while nothing is chosen
LISTS = {RatingMode.SIMPLE: 101, RatingMode.ADVANCED: 102, RatingMode.STARS: 103}
FILMS = 104
BUTTONS: Mapping[int, Any] = {
    201: Why.SKIP,
    202: Why.NEVER,
    203: Rating(UNRATE),
    204: Wrong.FILM,
    211: Turn.SEARCH,
    212: Turn.NONE,
    213: Why.SKIP,
}
BAR = 300

Asked = Union[Prompt, Choice]

_KEYS: Dict[int, Key] = {
    xbmcgui.ACTION_PREVIOUS_MENU: Key.SKIP,
    xbmcgui.ACTION_NAV_BACK: Key.SKIP,
    xbmcgui.ACTION_BACKSPACE: Key.SKIP,
    xbmcgui.ACTION_STOP: Key.SKIP,
    xbmcgui.ACTION_TOGGLE_WATCHED: Key.WRONG,  # the key W
    **{xbmcgui.REMOTE_0 + digit: Key(str(digit)) for digit in range(10)},
    **{xbmcgui.ACTION_JUMP_SMS2 + digit - 2: Key(str(digit)) for digit in range(2, 10)},
}
# A choice arrives as a click; what follows it must not be taken for another key.
_CLICKS = (0, xbmcgui.ACTION_SELECT_ITEM, xbmcgui.ACTION_MOUSE_LEFT_CLICK, xbmcgui.ACTION_TOUCH_TAP)


class PromptWindow(xbmcgui.WindowXMLDialog):
    """Shows texts under the names that the skin file asks for. Made by `open_window`."""

    post: Callable[[Any], None]
    asked: Optional[Asked] = None
    is_ready = False
    _fill: Callable[[], None] = staticmethod(lambda: None)

    def enter(self) -> None:
        """Come on the screen. The controls are there a little later."""
        self.is_ready = False
        self.show()

    def leave(self) -> None:
        self.asked = None
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
        if self.asked and target is not None:
            self.post(Pointed(time.monotonic(), self.asked.id, target, clicked=True))

    def onAction(self, action: xbmcgui.Action) -> None:
        number, now = action.getId(), time.monotonic()
        if number in _CLICKS:
            return
        prompt = self.asked.id if self.asked else 0
        if number != xbmcgui.ACTION_MOUSE_MOVE:
            self.post(Pressed(now, prompt, _KEYS.get(number, Key.OTHER)))
        if self.asked and self.asked.id == prompt and number not in _KEYS:
            self.post(Pointed(now, prompt, self._target(self.getFocusId())))

    def _target(self, control: int) -> Optional[int]:
        """Which of the targets a control stands for; None for a list that is still empty."""
        asked = self.asked
        if asked is None:
            return None
        if control == list_of(asked):
            place = int(self.getControl(control).getSelectedPosition())  # type: ignore[attr-defined]
            return place if 0 <= place < len(items_of(asked)) else None
        answer = BUTTONS.get(control)
        return asked.targets.index(answer) if answer in asked.targets else None


def list_of(asked: Asked) -> int:
    """The control that holds the choices, or the films."""
    return FILMS if isinstance(asked, Choice) else LISTS[asked.mode]


def items_of(asked: Asked) -> Sequence[Any]:
    """What stands in it: the first of the targets."""
    return asked.films if isinstance(asked, Choice) else asked.choices


def open_window(post: Callable[[Any], None]) -> PromptWindow:
    """A window that is not shown yet."""
    folder = xbmcaddon.Addon(ADDON_ID).getAddonInfo("path")
    window = PromptWindow(FILE, folder, "Default", "1080i")
    window.post = post
    return window
