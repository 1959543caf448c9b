"""The texts of `verdict.core.words` in Kodi's language, by their numbers in strings.po."""

from __future__ import annotations

from typing import Dict

import xbmcaddon
import xbmcgui

from verdict.core.words import Words
from verdict.hosts.kodi import ADDON_ID
from verdict.hosts.kodi.numbers import NUMBERS

# What is said otherwise in Kodi: there is neither a command line nor a file of settings.
_HERE = {
    "enter_signs_in": "ok_signs_in",
    "classic_sign_in_how": "classic_in_settings",
    "no_client_id_how": "client_id_in_settings",
}


def words() -> Words:
    """All texts in the language that Kodi speaks now."""
    addon = xbmcaddon.Addon(ADDON_ID)
    table: Dict[str, str] = {text: addon.getLocalizedString(number) for text, number in NUMBERS.items()}
    return Words({**table, **{text: table[here] for text, here in _HERE.items()}})


def notify(headline: str, text: str, is_bad: bool = False) -> None:
    """Say something in Kodi's own manner, in the corner of the screen."""
    icon = xbmcgui.NOTIFICATION_WARNING if is_bad else xbmcaddon.Addon(ADDON_ID).getAddonInfo("icon")
    xbmcgui.Dialog().notification(headline, text, icon, 8000 if is_bad else 4000, False)
