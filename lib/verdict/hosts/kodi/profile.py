"""The add-on's own folder in Kodi's profile, and what is kept there under the same names as elsewhere."""

from __future__ import annotations

from pathlib import Path

import xbmcaddon
import xbmcvfs

from verdict.hosts.kodi import ADDON_ID

JOURNAL, TOKEN, TRACE, SETTINGS = "journal.sqlite3", "token.json", "trace.jsonl", "settings.xml"


def folder() -> Path:
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
