"""Whose account is linked."""

from __future__ import annotations

from typing import Optional

from verdict.hosts.kodi import profile
from verdict.hosts.kodi.settings import KodiSettings
from verdict.journal import Journal
from verdict.trakt.client import V1


def signed_in(kodi: KodiSettings, journal: Journal) -> Optional[str]:
    """The name of the account that is linked, as far as it was heard; None where none is linked."""
    trakt = kodi.settings.trakt
    if trakt.api == V1:
        return trakt.username if trakt.password_sha1 else None
    if not profile.token_file().exists():
        return None
    account = journal.account()
    return account.username if account else ""
