"""The corner of mpv's picture: a line as a film begins, the card in its credits, and the card's one key."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Tuple

from verdict.core.events import Wanted
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.hosts.mpv.link import Link, LinkError, Notice
from verdict.hosts.mpv.overlay import RES_Y, draw_card, draw_toast, res_x_for

OVERLAY = 58  # beside the prompt's own
BELOW_THE_PROMPT = 900  # z
SECTION, MESSAGE = "verdict-card", "verdict-card"
_SIZE = "osd-dimensions"

Drawing = Callable[[Tuple[int, int]], str]


class MpvCorner:
    """Draws on one mpv, and tells when the card's key is pressed."""

    def __init__(self, link: Link, words: Words, post: Callable[[Any], None]) -> None:
        self._link = link
        self._words = words
        self._post = post
        self._drawing: Optional[Drawing] = None
        self._has_key = False

    def offer(self, movie: Movie, key: str) -> None:
        self._take(key)
        self._show(lambda size: draw_card(movie.label, self._words("rate_now"), key, size))

    def note(self, text: str) -> None:
        self._show(lambda size: draw_toast(text, size))

    def fade(self) -> None:
        if self._drawing is not None:
            self._drawing = None
            self._quietly(lambda: self._link.unobserve(_SIZE))
            self._quietly(lambda: self._put("none", ""))

    def clear(self) -> None:
        self.fade()
        if self._has_key:
            self._has_key = False
            self._quietly(lambda: self._link.command("disable-section", SECTION))

    def hear(self, notice: Notice) -> None:
        """Take one of mpv's notices; those that are not about the corner are passed over."""
        if notice.get("event") == "client-message":
            if self._has_key and (notice.get("args") or [])[:1] == [MESSAGE]:
                self._post(Wanted(notice["at"]))
        elif notice.get("name") == _SIZE and self._drawing is not None:
            self._draw()

    def _take(self, key: str) -> None:
        text = f"{key} script-message-to {self._link.client_name} {MESSAGE}"
        self._link.command("define-section", SECTION, text, "force")
        self._link.command("enable-section", SECTION, "allow-hide-cursor+allow-vo-dragging")
        self._has_key = True

    def _show(self, drawing: Drawing) -> None:
        if self._drawing is None:
            self._link.observe(_SIZE)
        self._drawing = drawing
        self._draw()

    def _draw(self) -> None:
        dimensions = self._link.get(_SIZE) or {}
        size = int(dimensions.get("w") or 0), int(dimensions.get("h") or 0)
        if self._drawing is not None and all(size):
            shape = {"res_x": res_x_for(size), "res_y": RES_Y, "z": BELOW_THE_PROMPT}
            self._put("ass-events", self._drawing(size), **shape)

    def _put(self, form: str, data: str, **shape: Any) -> None:
        named: Dict[str, Any] = {"id": OVERLAY, "format": form, "data": data, **shape}
        self._link.command("osd-overlay", **named)

    def _quietly(self, work: Callable[[], None]) -> None:
        """What is taken away from a player that is gone, is gone already."""
        try:
            work()
        except LinkError:
            return
