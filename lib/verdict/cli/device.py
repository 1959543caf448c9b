"""Signing in with a code that is typed in elsewhere: code, address and QR code, then waiting."""

from __future__ import annotations

import contextlib
import math
import sys
import time
from typing import Callable

from verdict.cli.house import House
from verdict.cli.streams import is_terminal, say
from verdict.core import qr
from verdict.core.signing_in import link
from verdict.trakt.signin import DeviceCode, DeviceSignIn

_BLACK_ON_WHITE, _AS_BEFORE = "\033[38;5;16;48;5;231m", "\033[0m"
_HALVES = {(False, False): " ", (True, False): "\u2580", (False, True): "\u2584", (True, True): "\u2588"}
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
        say(_qr_code(link(code.verification_url, code.user_code)))
    minutes = math.ceil(code.expires_in / 60)
    say(f"Waiting for your answer there, {minutes} minute{'' if minutes == 1 else 's'} at most …")


def _qr_code(url: str) -> str:
    """The address with the code in it, for a phone; "" where the terminal cannot show it."""
    try:
        drawn = _in_halves(qr.matrix(url))
        drawn.encode(sys.stdout.encoding or "ascii")
    except (ValueError, LookupError):  # too long, or no such letters: the code can be typed in as well
        return ""
    return drawn


def _in_halves(matrix: qr.Matrix) -> str:
    """Two rows of squares in a line of text, black on white whatever the terminal's colours are."""
    across = len(matrix) + 2 * qr.QUIET
    beside, above = (False,) * qr.QUIET, [(False,) * across] * qr.QUIET
    rows = [*above, *((*beside, *row, *beside) for row in matrix), *above]
    pairs = zip(rows[::2], [*rows[1::2], (False,) * across])
    lines = ("".join(_HALVES[upper, lower] for upper, lower in zip(*pair)) for pair in pairs)
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" for line in lines)
