"""The window that we ask in: what the skin file draws, and what the remote, the mouse and the keyboard say.

Kodi itself moves the focus, so that it answers at once; we hear of it and tell what is asked. Nothing but the
numbers here ties us to `script-verdict-prompt.xml`, which a skin may replace.
"""

from __future__ import annotations

import contextlib
import math
import time
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Union

import xbmc
import xbmcaddon
import xbmcgui

from verdict.conversation import Pointed, Pressed
from verdict.core.choice import Choice, Turn
from verdict.core.events import Why
from verdict.core.prompt import Key, Prompt, Wrong
from verdict.core.rating import UNRATE, Rating, RatingMode
from verdict.core.signing_in import SigningIn, Step
from verdict.hosts.kodi import ADDON_ID

FILE = "script-verdict-prompt.xml"
NOTHING = 100  # a control without a face: it has the focus while nothing is chosen
LISTS = {RatingMode.SIMPLE: 101, RatingMode.ADVANCED: 102, RatingMode.STARS: 103}
FILMS, AGAIN, CANCEL = 104, 221, 222
BUTTONS: Mapping[int, Any] = {
    201: Why.SKIP,
    202: Why.NEVER,
    203: Rating(UNRATE),
    204: Wrong.FILM,
    211: Turn.SEARCH,
    212: Turn.NONE,
    213: Why.SKIP,
    AGAIN: Step.AGAIN,
    CANCEL: Step.CANCEL,
}
BARS = (300, 301)
VANISHES_WITHIN = 10.0  # seconds
SETTLES_IN = 0.4  # seconds: an OK or a click that comes sooner was meant for what stood there before

Asked = Union[Prompt, Choice, SigningIn]

_KEYS: Dict[int, Key] = {
    xbmcgui.ACTION_PREVIOUS_MENU: Key.SKIP,
    xbmcgui.ACTION_NAV_BACK: Key.SKIP,
    xbmcgui.ACTION_BACKSPACE: Key.SKIP,
    xbmcgui.ACTION_STOP: Key.SKIP,
    **{xbmcgui.REMOTE_0 + digit: Key(str(digit)) for digit in range(10)},
    **{xbmcgui.ACTION_JUMP_SMS2 + digit - 2: Key(str(digit)) for digit in range(2, 10)},
}
LETTER_W = 0xF057  # Kodi's code of a key to which no key map gives a meaning
# A choice arrives as a click; what follows it must not be taken for another key.
_CLICKS = (0, xbmcgui.ACTION_SELECT_ITEM, xbmcgui.ACTION_MOUSE_LEFT_CLICK, xbmcgui.ACTION_TOUCH_TAP)


class PromptWindow(xbmcgui.WindowXMLDialog):
    """Shows texts under the names that the skin file asks for. Made by `open_window`."""

    post: Callable[[Any], None]
    asked: Optional[Asked] = None
    is_ready = False
    settles_at = math.inf  # by time.monotonic()
    _number = 0  # Kodi's own for this window
    _fill: Callable[[], None] = staticmethod(lambda: None)

    def enter(self) -> None:
        """Come on the screen. The controls are there a little later."""
        self.is_ready = False
        self.settles_at = time.monotonic() + SETTLES_IN  # counted anew once it is there
        self.show()

    def leave(self) -> None:
        self.close()

    def vanish(self, is_quitting: Callable[[], bool]) -> None:
        """Be gone before our interpreter ends: that waits until Kodi's main thread has closed an open window,
        and while Kodi disables or updates us, its main thread waits for our end, or for the lock of the
        thread that does. Both would stand still.

        After five seconds Kodi gives up, raises SystemExit in us, and closes the window as it was asked to.
        """
        end = time.monotonic() + VANISHES_WITHIN
        xbmc.executebuiltin(f"Dialog.Close({self._number},true)")  # nobody waits for it
        while time.monotonic() < end:
            with contextlib.suppress(SystemExit):
                if not is_on_screen() or is_quitting():
                    return

    def count(self, percent: float) -> None:
        """How much of the time is left."""
        for bar in filter(None, map(self.control, BARS)):
            bar.setPercent(percent)

    def control(self, number: Optional[int]) -> Any:
        """The control; None where a skin's own file has none of this number, or while Kodi has closed us."""
        try:
            return self.getControl(number) if number is not None and is_on_screen() else None
        except RuntimeError:
            return None

    def focus(self, number: int) -> None:
        if self.control(number) is not None:
            self.setFocusId(number)

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
        self._number = xbmcgui.getCurrentWindowDialogId()
        self.settles_at = time.monotonic() + SETTLES_IN
        self._fill()

    def onClick(self, controlId: int) -> None:
        target, now = self._target(controlId), time.monotonic()
        if self.asked and target is not None:
            self.post(Pointed(now, self.asked.id, target, clicked=now >= self.settles_at))
        elif self.asked is None:
            self.post(Pressed(now, 0, Key.ENTER))

    def onAction(self, action: xbmcgui.Action) -> None:
        number, now = action.getId(), time.monotonic()
        if number in _CLICKS and action.getButtonCode() != LETTER_W:
            return
        prompt = self.asked.id if self.asked else 0
        key = Key.WRONG if action.getButtonCode() == LETTER_W else _KEYS.get(number, Key.OTHER)
        if number != xbmcgui.ACTION_MOUSE_MOVE:
            self.post(Pressed(now, prompt, key))
        if self.asked and self.asked.id == prompt and key is Key.OTHER:
            self.post(Pointed(now, prompt, self._target(self.getFocusId())))

    def _target(self, control: int) -> Optional[int]:
        """Which of the targets a control stands for; None for a list that is still empty."""
        asked = self.asked
        if asked is None:
            return None
        if control == list_of(asked):
            place = int(self.control(control).getSelectedPosition())
            return place if 0 <= place < len(items_of(asked)) else None
        answer = BUTTONS.get(control)
        return asked.targets.index(answer) if answer in asked.targets else None


def list_of(asked: Asked) -> Optional[int]:
    """The control that holds the choices, or the films."""
    if isinstance(asked, SigningIn):
        return None
    return FILMS if isinstance(asked, Choice) else LISTS[asked.mode]


def items_of(asked: Asked) -> Sequence[Any]:
    """What stands in it: the first of the targets."""
    if isinstance(asked, SigningIn):
        return ()
    return asked.films if isinstance(asked, Choice) else asked.choices


def is_on_screen() -> bool:
    return xbmc.getCondVisibility(f"Window.IsActive({FILE})")


def open_window(post: Callable[[Any], None]) -> PromptWindow:
    """A window that is not shown yet."""
    folder = xbmcaddon.Addon(ADDON_ID).getAddonInfo("path")
    window = PromptWindow(FILE, folder, "Default", "1080i")
    window.post = post
    return window
