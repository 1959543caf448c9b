"""What its user should be told in the corner of the screen: each thing once, until it has changed."""

from __future__ import annotations

import logging
from typing import Any, List, Set

import xbmcgui

from verdict.core.words import Words
from verdict.courier import RefusedReport, Sent, SignIn, Waits
from verdict.hosts.kodi import rpc, texts
from verdict.hosts.kodi.films import HOME
from verdict.signing_in import can_sign_in
from verdict.trakt.client import V2, TraktSettings

log = logging.getLogger(__name__)


class Complaints:
    """Remembers what was said."""

    def __init__(self) -> None:
        self._sign_in = ""
        self._settings: Set[str] = set()

    def hear(self, report: Any) -> None:
        """The courier says something: why things wait, the menu says."""
        if isinstance(report, (Waits, SignIn)):
            xbmcgui.Window(HOME).setProperty(rpc.WAITS_PROPERTY, report.reason)
        elif isinstance(report, (Sent, RefusedReport)):
            xbmcgui.Window(HOME).clearProperty(rpc.WAITS_PROPERTY)
            self.forget()

    def sign_in(self, report: SignIn, trakt: TraktSettings, is_offered: bool, words: Words) -> None:
        """Ratings wait for a sign-in. is_offered: the word on the screen says so already."""
        if is_offered or report.reason == self._sign_in:
            return
        self._sign_in = report.reason
        is_unset = trakt.api == V2 and not can_sign_in(trakt)
        reason = words("client_id_in_settings") if is_unset else report.reason
        texts.notify(words("sign_in"), words("sign_in_needed", reason=reason), is_bad=True)

    def forget(self) -> None:
        """Something was changed: what is still wrong may be said again."""
        self._sign_in = ""

    def settings(self, problems: List[str], words: Words) -> None:
        """What does not fit among the settings, and has its default now."""
        for problem in problems:
            if problem not in self._settings:
                log.warning("%s", problem)
                texts.notify(words("setting_wrong"), problem, is_bad=True)
        self._settings = set(problems)
