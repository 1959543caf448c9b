"""Signing out, in the script that asks for it."""

from __future__ import annotations

import xbmcgui

from verdict.hosts.kodi import profile, rpc, texts
from verdict.hosts.kodi.log import log_to_kodi
from verdict.hosts.kodi.settings import forget_password, read_settings
from verdict.trakt.client import V1
from verdict.trakt.errors import TraktError


def log_out() -> None:
    """Unlink the account once the person has said yes; no rating is lost by it."""
    log_to_kodi()
    words = texts.words()
    if not _is_linked():
        texts.notify(words("not_signed_in"), "")
    elif xbmcgui.Dialog().yesno(words("sign_out"), words("sign_out_sure")):
        problem = _unlink()
        rpc.send("logout")
        detail = words("signed_out_here", reason=problem) if problem else ""
        texts.notify(words("signed_out"), detail, is_bad=bool(problem))


def _is_linked() -> bool:
    trakt = read_settings().settings.trakt
    return bool(trakt.password_sha1) if trakt.api == V1 else profile.token_file().exists()


def _unlink() -> str:
    """Why Trakt could not be told, or ""."""
    from verdict.trakt.signin import sign_out

    trakt = read_settings().settings.trakt
    if trakt.api == V1:
        forget_password()
        return ""
    try:
        return sign_out(trakt, profile.token_file()) or ""
    except (TraktError, ValueError) as problem:
        return str(problem)
