"""The add-on's own folder in Kodi's profile, and what is kept there under the same names as elsewhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import xbmcaddon
import xbmcvfs

from verdict.hosts.kodi import ADDON_ID

JOURNAL, TOKEN, TRACE, SETTINGS = "journal.sqlite3", "token.json", "trace.jsonl", "settings.xml"


@lru_cache(maxsize=None)
def folder() -> Path:
    """Asked for once: Kodi does not know an add-on any more that it has just disabled, or updates."""
    profile = xbmcaddon.Addon(ADDON_ID).getAddonInfo("profile")
    return Path(xbmcvfs.translatePath(profile))


def journal_file() -> Path:
    return folder() / JOURNAL


def token_file() -> Path:
    return folder() / TOKEN


def trace_file() -> Path:
    return folder() / TRACE


def settings_file() -> Path:
    return folder() / SETTINGS
