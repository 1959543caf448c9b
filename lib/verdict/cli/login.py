"""`verdict login`: link a Trakt account, with a code (today's API) or a password (the classic one)."""

from __future__ import annotations

import argparse
import contextlib

from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.send import send
from verdict.cli.streams import complain, plain, say
from verdict.cli.words import what_to_do
from verdict.trakt.client import V1
from verdict.trakt.errors import TraktError

DESCRIPTION = """\
Link a Trakt account. You are shown a code and the page to type it in, on any
device; this command ends by itself once you have answered there. It needs
trakt.client_id and trakt.client_secret in verdict.toml.

With the classic API (trakt.api = "v1") it needs trakt.api_key and
trakt.username in verdict.toml, and asks for the password, of which only the
SHA-1 that this API wants is kept there.

What waits in the journal is sent afterwards."""
EXAMPLE = "verdict login"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="classic API: read the password from standard input instead of asking for it",
    )


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        try:
            _sign_in(house, args.password_stdin)
        except TraktError as problem:
            raise Problem(what_to_do(house, problem)) from None
        house.forget_account()
        _welcome(house)
        if house.journal().counts().waiting:
            send(house)
    return 0


def _sign_in(house: House, password_from_stdin: bool) -> None:
    if house.settings.trakt.api == V1:
        from verdict.cli.password import sign_in_by_password

        sign_in_by_password(house, password_from_stdin)
        return
    if password_from_stdin:
        raise Problem("--password-stdin is for the classic API; today's signs in with a code: verdict login")
    from verdict.cli.device import sign_in_by_code

    sign_in_by_code(house)


def _welcome(house: House) -> None:
    try:
        say(f"Signed in to Trakt as {plain(house.learn_account().username)}")
    except TraktError as problem:
        say("Signed in to Trakt")
        complain(what_to_do(house, problem))
