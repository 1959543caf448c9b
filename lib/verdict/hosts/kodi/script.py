"""What RunScript and the context menu start: a word to the service, or a window of its own."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import xbmc
import xbmcgui

from verdict.hosts.kodi import rpc

NAMES_A_FILM = ("dbid", "imdb", "tmdb", "trakt", "title")


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
    """RunScript(service.verdict,action=…,…); without an action, the menu."""
    fields = _fields(arguments)
    action = fields.pop("action", "")
    _ACTIONS.get(action, _menu)(fields)


def _rate(fields: Dict[str, Any]) -> None:
    rpc.send("rate", {**fields, **_film(fields)})


def _unrate(fields: Dict[str, Any]) -> None:
    _rate({**fields, "rating": "unrate"})


def _film(fields: Dict[str, Any]) -> Dict[str, Any]:
    """What is meant where the call names no film: what plays, else what the cursor is on."""
    if any(fields.get(name) for name in NAMES_A_FILM):
        return {}
    if xbmc.getCondVisibility("Player.HasVideo"):
        return {"playing": True}
    if xbmc.getInfoLabel("ListItem.DBTYPE") != "movie":
        return {}
    labels = {"dbid": "DBID", "imdb": "IMDBNumber", "title": "Title", "year": "Year"}
    return {name: xbmc.getInfoLabel(f"ListItem.{label}") for name, label in labels.items()}


def _send(_: Dict[str, Any]) -> None:
    rpc.send("send")


def _login(_: Dict[str, Any]) -> None:
    rpc.send("login")


def _logout(_: Dict[str, Any]) -> None:
    from verdict.hosts.kodi.login import log_out

    log_out()


def _type(fields: Dict[str, Any]) -> None:
    from verdict.hosts.kodi import keyboard

    keyboard.run(fields)


def _journal(_: Dict[str, Any]) -> None:
    from verdict.hosts.kodi.menu import show_journal

    show_journal()


def _menu(_: Dict[str, Any]) -> None:
    from verdict.hosts.kodi.menu import open_menu

    open_menu()


def _collect(_: Dict[str, Any]) -> None:
    from verdict.hosts.kodi.menu import collect

    collect()


def _who_asks(_: Dict[str, Any]) -> None:
    from verdict.hosts.kodi import texts
    from verdict.hosts.kodi.who_asks import choose_who_asks

    choose_who_asks(texts.words())


_ACTIONS: Dict[str, Callable[[Dict[str, Any]], None]] = {
    "rate": _rate,
    "unrate": _unrate,
    "send": _send,
    "login": _login,
    "logout": _logout,
    "type": _type,
    "journal": _journal,
    "collect": _collect,
    "who_asks": _who_asks,
}


def _fields(arguments: List[str]) -> Dict[str, Any]:
    """``name=value`` each; anything else is passed over."""
    pairs = (argument.partition("=") for argument in arguments)
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}
