"""Kodi's JSON-RPC from within: questions about the library, and words to the other parts of this add-on."""

from __future__ import annotations

import json
import logging
from typing import Any, Dict, Optional

import xbmc

from verdict.hosts.kodi import ADDON_ID

log = logging.getLogger(__name__)

WAITS_PROPERTY = "service.verdict.waits"  # of the Home window: why nothing can be sent just now, in words


def call(method: str, **params: Any) -> Dict[str, Any]:
    """The result of a call; nothing where Kodi refuses it, which the log tells."""
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    answer = json.loads(xbmc.executeJSONRPC(json.dumps(request)))
    result = answer.get("result")
    if "error" in answer:
        log.warning("Kodi refused %s: %s", method, answer["error"].get("message"))
    return result if isinstance(result, dict) else {}


def send(message: str, data: Optional[Dict[str, Any]] = None) -> None:
    """Say something to the service. It arrives in the service's own thread; any thread may say it."""
    call("JSONRPC.NotifyAll", sender=ADDON_ID, message=message, data=data or {})


def run_ourselves(action: str) -> None:
    """Start this add-on as a script, in a thread and an interpreter of its own."""
    xbmc.executebuiltin(f"RunScript({ADDON_ID},action={action})")
