"""Kodi's keyboard on the screen. It blocks whoever opens it: a script of its own, never the service."""

from __future__ import annotations

from typing import Any, Dict
from urllib.parse import quote, unquote

import xbmc
import xbmcgui

from verdict.core.choice import Choice
from verdict.hosts.kodi import ADDON_ID, rpc, texts


def open_for(choice: Choice) -> None:
    """Have the keyboard opened for a search; what was typed comes back as a message ``typed``."""
    title = quote(choice.named.title, safe="")
    xbmc.executebuiltin(f"RunScript({ADDON_ID},action=type,prompt={choice.id},text={title})")


def close() -> None:
    """Take it away, wherever it stands; the script then tells that nothing was typed."""
    xbmc.executebuiltin("Dialog.Close(virtualkeyboard,true)")


def run(fields: Dict[str, Any]) -> None:
    """In the script: let the person type, and tell the service."""
    title = unquote(str(fields.get("text", "")))
    text = xbmcgui.Dialog().input(texts.words()("type_a_title"), title)
    rpc.send("typed", {"prompt": fields.get("prompt"), "text": text})
