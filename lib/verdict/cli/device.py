"""Signing in with a code that is typed in elsewhere: code, address and QR code, then waiting."""

from __future__ import annotations

import contextlib
import io
import sys
import time
from typing import Callable

from verdict.cli.house import House
from verdict.cli.streams import is_terminal, say
from verdict.trakt.signin import DeviceCode, DeviceSignIn

_sleep: Callable[[float], None] = time.sleep


def sign_in_by_code(house: House) -> None:
    """Show the code, and come back when the person has agreed. TraktError for every other end."""
    house.places.make_data_dir()
    with contextlib.closing(_device_sign_in(house)) as sign_in:
        code = sign_in.request_code()
        _show(code)
        sign_in.wait(code, _pause)


def _device_sign_in(house: House) -> DeviceSignIn:
    from verdict.trakt.errors import SignInNeeded

    try:
        return DeviceSignIn(house.settings.trakt, house.token_file)
    except ValueError as problem:
        raise SignInNeeded(f"trakt.signin_url in verdict.toml: {problem}") from None


def _pause(seconds: float) -> bool:
    _sleep(seconds)
    return False


def _show(code: DeviceCode) -> None:
    say(f"Open   {code.verification_url}")
    say(f"Enter  {code.user_code}")
    if is_terminal(sys.stdout):
        say(_qr_code(f"{code.verification_url.rstrip('/')}/{code.user_code}"))
    say(f"Waiting for your answer there, {code.expires_in / 60:.0f} minutes at most …")


def _qr_code(url: str) -> str:
    """The address with the code in it, for a phone; "" where the terminal cannot show it."""
    try:
        import segno
    except ImportError:  # the code can be typed in as well
        return ""
    drawn = io.StringIO()
    try:
        segno.make(url, micro=False).terminal(drawn, compact=True)
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except (segno.DataOverflowError, UnicodeEncodeError, LookupError):
        return ""
    return drawn.getvalue().rstrip("\n")
