"""The texts of `verdict.core.words` in Kodi's language, by their numbers in strings.po."""

from __future__ import annotations

from typing import Iterator, Mapping

import xbmcaddon
import xbmcgui

from verdict.core.words import Words
from verdict.hosts.kodi import ADDON_ID
from verdict.hosts.kodi.numbers import NUMBERS

# What is said otherwise in Kodi: there is neither a command line nor a file of settings.
_HERE = {
    "enter_signs_in": "ok_signs_in",
    "ask_less": "ok_asks_less",
    "classic_sign_in_how": "classic_in_settings",
    "no_client_id_how": "client_id_in_settings",
}


class _Table(Mapping[str, str]):
    """Kodi is asked for each text when it is needed: its language may be changed while we run."""

    def __getitem__(self, text: str) -> str:
        return xbmcaddon.Addon(ADDON_ID).getLocalizedString(NUMBERS[_HERE.get(text, text)])

    def __iter__(self) -> Iterator[str]:
        return iter(NUMBERS)

    def __len__(self) -> int:
        return len(NUMBERS)


def words() -> Words:
    """All texts in the language that Kodi speaks."""
    return Words(_Table())


def notify(headline: str, text: str, is_bad: bool = False) -> None:
    """Say something in Kodi's own manner, in the corner of the screen."""
    icon = xbmcgui.NOTIFICATION_WARNING if is_bad else xbmcaddon.Addon(ADDON_ID).getAddonInfo("icon")
    xbmcgui.Dialog().notification(headline, text, icon, 8000 if is_bad else 4000, False)
