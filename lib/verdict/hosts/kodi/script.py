"""What RunScript and the context menu start: a word to the service, or a window of its own."""

from __future__ import annotations

from typing import Any, Dict, List

import xbmcgui

from verdict.hosts.kodi import rpc


def rate_item(item: xbmcgui.ListItem) -> None:
    """The item of the context menu: ask for the rating of this film."""
    tag = item.getVideoInfoTag()
    rpc.send(
        "rate",
        {
            "dbid": tag.getDbId(),
            "imdb": tag.getIMDBNumber(),
            "title": tag.getTitle(),
            "year": tag.getYear() or None,
        },
    )


def run_script(arguments: List[str]) -> None:
    """RunScript(service.verdict,action=…,…); without an action, what was rated last is shown."""
    fields = _fields(arguments)
    action = fields.pop("action", "")
    if action == "rate":
        rpc.send("rate", fields)
    elif action == "unrate":
        rpc.send("rate", {**fields, "rating": "unrate"})
    elif action == "send":
        rpc.send("send")
    elif action == "login":
        rpc.send("login")
    elif action == "logout":
        from verdict.hosts.kodi.login import log_out

        log_out()
    elif action == "type":
        from verdict.hosts.kodi import keyboard

        keyboard.run(fields)
    else:
        from verdict.hosts.kodi.lists import show_journal

        show_journal()


def _fields(arguments: List[str]) -> Dict[str, Any]:
    """``name=value`` each; anything else is passed over."""
    pairs = (argument.partition("=") for argument in arguments)
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}
