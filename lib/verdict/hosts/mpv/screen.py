"""The prompt on mpv's OSD: drawing, keys, mouse, and the gate that holds the picture."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Tuple

from verdict.conversation import Pointed, Pressed, Shown, SignInWanted, Typed
from verdict.core.choice import Choice
from verdict.core.prompt import Prompt
from verdict.core.signing_in import SigningIn
from verdict.core.words import Words
from verdict.hosts.mpv import keys
from verdict.hosts.mpv.link import Link, LinkError, Notice
from verdict.hosts.mpv.overlay import (
    Layout,
    draw,
    draw_choice,
    draw_sign_in,
    draw_word,
    lay_out,
    lay_out_choice,
    lay_out_sign_in,
    res_x_for,
)
from verdict.hosts.mpv.terminal import TerminalPrompt, has_display

OVERLAY = 57  # any number; overlays are numbered for each client apart
ABOVE_ALL = 1000  # the overlay's z: over the on-screen controller
HEIGHT = 720  # the drawing's own, whatever the window has
GONE = "none"
# Seconds. mpv (0.35, video/out/vo.c) forgets that something is to be drawn where it is told so while it draws
# a film's last picture, up to 0.05 s ahead of time: a prompt would not be seen until something else is drawn.
DRAWN_AGAIN = ("0.05", "0.4")
_UNREADABLE = ("null", "tct", "caca")
_NEED_A_DISPLAY = ("sdl",)  # draws into memory where there is none
_SHOWN_WITH = ("osd-dimensions", "mouse-pos", "user-data/osc/margins")


class MpvScreen:
    """Draws on one mpv, and turns its keys and clicks into messages for the app."""

    def __init__(
        self, link: Link, words: Words, post: Callable[[Any], None], terminal: TerminalPrompt
    ) -> None:
        self._link = link
        self._terminal = terminal
        self._words = words
        self._post = post
        self._prompt: Optional[Shown] = None
        self._seconds: Optional[int] = None
        self._seconds_in_all = 0
        self._word: Optional[Tuple[str, str]] = None
        self._layout: Optional[Layout] = None
        self._size = (0, 0)
        self._mouse: Optional[Tuple[float, float]] = None
        self._keys: Optional[keys.Mode] = None
        self._theirs: Tuple[Any, Any] = ((), ())
        self._drawn = ""

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        self._open(prompt, seconds_left, keys.Mode.RATING)

    def show_choice(self, choice: Choice, seconds_left: Optional[int]) -> None:
        self._open(choice, seconds_left, keys.Mode.TYPING if choice.is_typing else keys.Mode.CHOOSING)

    def show_sign_in(self, signing: SigningIn, seconds_left: Optional[int]) -> None:
        self._open(signing, seconds_left, keys.Mode.SIGNING)

    def say(self, headline: str, detail: str) -> None:
        self._prompt, self._word = None, (headline, detail)
        self._take_keys(self._keys or keys.Mode.RATING)
        self._draw()

    def hide(self) -> None:
        self._prompt = self._word = self._layout = None
        self._give_keys_back()
        self._put("")

    def hold(self, seconds: float) -> None:
        self._to_gate("hold", f"{seconds:.3f}")

    def release(self) -> None:
        self._to_gate("release")

    def forsake(self, link: Link) -> None:
        """The player has gone: what is still shown goes to this link, and nowhere."""
        self._link = link

    def hear(self, notice: Notice) -> None:
        """Take one of mpv's notices; those that are not about the prompt are passed over."""
        if notice.get("event") == "client-message":
            self._message(notice["at"], notice.get("args") or [])
        elif notice.get("event") == "property-change" and self._keys:
            self._changed(notice["at"], str(notice.get("name")), notice.get("data"))

    def _open(self, prompt: Shown, seconds_left: Optional[int], mode: keys.Mode) -> None:
        is_new = self._prompt is None or prompt.id != self._prompt.id
        if is_new:
            self._seconds_in_all = seconds_left or 0
        self._prompt, self._seconds, self._word = prompt, seconds_left, None
        self._take_keys(mode)
        self._draw()
        for seconds in DRAWN_AGAIN if is_new else ():
            self._to_gate("draw-in", seconds)

    def _message(self, at: float, args: Any) -> None:
        prompt = self._prompt
        number = prompt.id if prompt else 0
        if args[:1] == [keys.KEY_MESSAGE]:
            self._post(Pressed(at, number, keys.key_of(args[1])))
        elif args[:2] == [keys.MOUSE_MESSAGE, "click"] and prompt:
            place = _place(self._link.get("mouse-pos"))
            self._post(Pointed(at, number, self._target_at(place), clicked=True))
        elif args[:1] == [keys.SIGN_IN_MESSAGE]:
            self._post(SignInWanted(at))
        elif keys.typed(args):
            self._post(Typed(at, number, keys.typed(args)))

    def _changed(self, at: float, name: str, value: Any) -> None:
        if name in ("osd-dimensions", "user-data/osc/margins"):
            self._drawn = ""
            self._draw()
        elif name == "mouse-pos" and self._prompt:
            place, before = _place(value), self._mouse
            self._mouse = place
            if before is not None and place != before:  # the first one is where the mouse was left lying
                self._post(Pointed(at, self._prompt.id, self._target_at(place)))

    def _target_at(self, place: Optional[Tuple[float, float]]) -> Optional[int]:
        return self._layout.target_at(*place) if self._layout and place else None

    def _take_keys(self, mode: keys.Mode) -> None:
        if self._keys is mode:
            return
        is_first, self._keys = self._keys is None, mode
        if is_first:  # later ours would stand among them
            bindings, key_list = self._link.get("input-bindings"), self._link.get("input-key-list")
            self._theirs = bindings or (), key_list or ()
        text = keys.section(self._link.client_name, *self._theirs, mode)
        self._link.command("define-section", keys.SECTION, text, "force")
        self._link.command("enable-section", keys.SECTION)
        for name in _SHOWN_WITH if is_first else ():
            self._link.observe(name)

    def _give_keys_back(self) -> None:
        if self._keys is None:
            return
        self._keys = self._mouse = None
        for name in _SHOWN_WITH:
            self._link.unobserve(name)
        self._link.command("disable-section", keys.SECTION)

    def _draw(self) -> None:
        dimensions = self._link.get("osd-dimensions") or {}
        self._size = int(dimensions.get("w") or 0), int(dimensions.get("h") or 0)
        if not all(self._size) or self._is_unseen():
            self._print()
        elif self._prompt:
            margins = _margins(self._link.get("user-data/osc/margins"))
            self._put(self._drawing(self._prompt, margins))
        elif self._word:
            self._layout = None
            self._put(draw_word(self._word, self._size))

    def _drawing(self, prompt: Shown, margins: Tuple[float, float, float, float]) -> str:
        if isinstance(prompt, SigningIn):
            self._layout = lay_out_sign_in(prompt, self._words, self._size, margins)
            return draw_sign_in(self._layout, prompt, self._words, self._seconds)
        time = self._seconds, self._seconds_in_all
        if isinstance(prompt, Choice):
            self._layout = lay_out_choice(prompt, self._words, self._size, margins)
            return draw_choice(self._layout, prompt, self._words, *time)
        self._layout = lay_out(prompt, self._words, self._size, margins)
        return draw(self._layout, prompt, self._words, *time)

    def _is_unseen(self) -> bool:
        """Whether mpv draws where nobody can read: into text, or without any display."""
        output = self._link.get("current-vo")
        return output in _UNREADABLE or (output in _NEED_A_DISPLAY and not has_display())

    def _print(self) -> None:
        """There is no window: the terminal shows what it can."""
        if self._prompt:
            self._terminal.show(self._prompt)
        elif self._word:
            self._terminal.say(*self._word)

    def _put(self, data: str) -> None:
        """Show these events; nothing is sent where nothing changed."""
        if data == self._drawn:
            return
        self._drawn = data
        shape: Dict[str, Any] = {"id": OVERLAY, "format": "ass-events" if data else GONE, "data": data}
        if data:
            shape.update(res_x=res_x_for(self._size), res_y=HEIGHT, z=ABOVE_ALL)
        self._link.command("osd-overlay", **shape)

    def _to_gate(self, *message: str) -> None:
        try:
            self._link.command("script-message-to", "verdict", *message)
        except LinkError:
            return  # no gate, nothing to hold


def _place(value: Any) -> Optional[Tuple[float, float]]:
    if not isinstance(value, dict):
        return None
    return float(value.get("x", -1)), float(value.get("y", -1))


def _margins(value: Any) -> Tuple[float, float, float, float]:
    """The room that mpv's controller takes, as fractions: left, right, top, bottom."""
    margins = value if isinstance(value, dict) else {}
    left, right, top, bottom = (float(margins.get(side) or 0.0) for side in "lrtb")
    return left, right, top, bottom
