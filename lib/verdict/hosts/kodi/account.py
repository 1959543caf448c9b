"""Whose account is linked, and how it is unlinked."""

from __future__ import annotations

from typing import Optional

import xbmcaddon

from verdict.hosts.kodi import ADDON_ID, profile, texts
from verdict.hosts.kodi.settings import PASSWORD_SHA1, KodiSettings
from verdict.journal import Journal
from verdict.trakt.client import V1
from verdict.trakt.errors import TraktError

NOBODY = ""  # an account key that no settings make


def signed_in(kodi: KodiSettings, journal: Journal) -> Optional[str]:
    """The name of the account that is linked, as far as it was heard; None where none is linked."""
    trakt = kodi.settings.trakt
    if trakt.api == V1:
        return trakt.username if trakt.password_sha1 else None
    if not profile.token_file().exists():
        return None
    account = journal.account()
    return account.username if account else ""


def sign_out(kodi: KodiSettings, journal: Journal) -> None:
    """Unlink the account, at Trakt too where it answers. No rating is forgotten, only what Trakt told."""
    words = texts.words()
    problem = None
    if kodi.settings.trakt.api == V1:
        xbmcaddon.Addon(ADDON_ID).setSetting(PASSWORD_SHA1, "")
    else:
        problem = _revoke(kodi)
    journal.bind(NOBODY)
    journal.bind(kodi.settings.account_key)
    detail = words("sign_out_untold", reason=problem) if problem else ""
    texts.notify(words("signed_out"), detail, is_bad=bool(problem))


def _revoke(kodi: KodiSettings) -> Optional[str]:
    """Remove the token. Why Trakt could not be told, or None where it was."""
    from verdict.trakt.signin import sign_out as revoke

    try:
        return revoke(kodi.settings.trakt, profile.token_file())
    except (TraktError, ValueError) as problem:
        profile.token_file().unlink()
        return str(problem)
