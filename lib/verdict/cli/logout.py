"""`verdict logout`: unlink the Trakt account."""

from __future__ import annotations

import argparse
import contextlib
from dataclasses import replace

from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.secrets import known_secrets
from verdict.cli.streams import complain, plain, say
from verdict.cli.words import what_to_do
from verdict.trakt.client import V1
from verdict.trakt.errors import TraktError
from verdict.trakt.words import hidden

DESCRIPTION = """\
Unlink the Trakt account: the sign-in is ended at Trakt and removed here. With
the classic API the password's hash is taken out of verdict.toml. Ratings stay
in the journal; what waits is sent once an account is linked again."""
EXAMPLE = "verdict logout"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        is_linked = _forget_password(house) if house.settings.trakt.api == V1 else _revoke(house)
        if is_linked:
            house.forget_account()
    say("Signed out" if is_linked else "No account was linked")
    return 0


def _revoke(house: House) -> bool:
    """Whether there was a sign-in; it is gone now, and Trakt was told where that was possible."""
    from verdict.trakt.signin import sign_out

    if not house.token_file.exists():
        return False
    secrets = known_secrets(house.places)
    try:
        problem = sign_out(house.settings.trakt, house.token_file)
    except ValueError as error:
        raise Problem(f"trakt.signin_url in {house.places.config_file}: {error}") from None
    except TraktError as error:
        raise Problem(what_to_do(house, error)) from None
    if problem:
        reason = plain(hidden(problem, secrets))
        complain(f"Trakt could not be told, and may know this sign-in for some time: {reason}")
    return True


def _forget_password(house: House) -> bool:
    from verdict.cli.password import keep_password

    if not house.settings.trakt.password_sha1:
        return False
    keep_password(house, "")
    house.settings = replace(house.settings, trakt=replace(house.settings.trakt, password_sha1=""))
    return True
