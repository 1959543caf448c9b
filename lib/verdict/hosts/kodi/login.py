"""Signing in from the sofa: a code on the screen, typed in on a phone or computer."""

from __future__ import annotations

import time
from typing import Callable

import xbmc
import xbmcgui

from verdict.core.words import Words
from verdict.hosts.kodi import profile, rpc, texts
from verdict.hosts.kodi.log import log_to_kodi
from verdict.hosts.kodi.settings import read_settings
from verdict.trakt.errors import TraktError
from verdict.trakt.signin import DeviceCode, DeviceSignIn

BETWEEN_LOOKS = 0.25  # seconds; Kodi tells nobody that a progress dialog was cancelled


def sign_in() -> None:
    """Show a code and wait until somebody has typed it in, has cancelled here, or the code has ended."""
    log_to_kodi()
    words = texts.words()
    try:
        _sign_in(words)
    except (TraktError, ValueError) as problem:
        xbmcgui.Dialog().ok(words("failed"), str(problem))


def _sign_in(words: Words) -> None:
    device = DeviceSignIn(read_settings().settings.trakt, profile.token_file())
    dialog = xbmcgui.DialogProgress()
    try:
        code = device.request_code()
        dialog.create(words("sign_in"), _message(words, code))
        is_signed_in = device.wait(code, _pause(dialog, code))
    finally:
        dialog.close()
        device.close()
    if is_signed_in:
        texts.notify(words("signed_in"), "")
        rpc.send("send")


def _message(words: Words, code: DeviceCode) -> str:
    address = f"{words('go_to')}[CR][B]{code.verification_url}[/B]"
    return f"{address}[CR]{words('enter_code')}[CR][B]{code.user_code}[/B]"


def _pause(dialog: xbmcgui.DialogProgress, code: DeviceCode) -> Callable[[float], bool]:
    """Waits for some seconds; whether to stop, because somebody cancelled or Kodi ends."""
    monitor = xbmc.Monitor()

    def pause(seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not dialog.iscanceled():
            left = end - time.monotonic()
            if left <= 0:
                return False
            if monitor.waitForAbort(min(left, BETWEEN_LOOKS)):
                return True
            dialog.update(max(0, int(100 * (code.ends_at - time.monotonic()) / code.expires_in)))
        return True

    return pause
