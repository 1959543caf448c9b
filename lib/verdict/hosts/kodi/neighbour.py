"""`script.trakt`, Trakt's own add-on: it may ask for ratings and scrobble, too. Never do both.

Nothing of it is changed before its user has said so. Until then we are the one who stays quiet: that is all
we can do without touching what is another's, and a film that we kept can still be rated; two prompts, one
over the other, cannot be taken back.
"""

from __future__ import annotations

import xbmc
import xbmcaddon

ADDON = "script.trakt"
ASKS = "rate_movie"  # its setting, on unless its user turned it off


def is_enabled() -> bool:
    return bool(xbmc.getCondVisibility(f"System.AddonIsEnabled({ADDON})"))


def asks() -> bool:
    """Whether it asks for the rating of a film, as it is set now."""
    return is_enabled() and xbmcaddon.Addon(ADDON).getSetting(ASKS).lower() in ("true", "1")


def stop_asking() -> None:
    """What its user chose: the other settings of it stay as they are."""
    xbmcaddon.Addon(ADDON).setSetting(ASKS, "false")
