"""Two add-ons that ask for the same rating: said once, and its user chooses which of them asks."""

from __future__ import annotations

import xbmc
import xbmcaddon

from verdict.core.words import Words
from verdict.hosts.kodi import ADDON_ID, neighbour
from verdict.hosts.kodi.chooser import Line, choose

WE, THEY = 0, 1
OUR_ASKING = "rating.ask"
STARTS = "Window.IsVisible(startup) | Window.IsVisible(splash)"
BETWEEN_CHECKS = 0.5  # seconds


def choose_who_asks(words: Words) -> None:
    """Whoever leaves the list decides later: Verdict stays quiet until then."""
    monitor = xbmc.Monitor()
    while xbmc.getCondVisibility(STARTS):  # Kodi refuses to go on to its first window from under a list
        if monitor.waitForAbort(BETWEEN_CHECKS):
            return
    lines = [
        Line(words("verdict_asks"), words("verdict_asks_how")),
        Line(words("trakt_asks"), words("trakt_asks_how")),
        Line(words("asks_later"), words("asks_later_how")),
    ]
    chosen = choose(words("two_ask"), lines)
    if chosen == WE:
        neighbour.stop_asking()
    elif chosen == THEY:
        xbmcaddon.Addon(ADDON_ID).setSetting(OUR_ASKING, "false")
