"""Signing in to the classic API: the SHA-1 of a password is tried, kept in verdict.toml, and never shown."""

from __future__ import annotations

import contextlib
import getpass
import sys
from dataclasses import replace

from verdict.cli.failure import Problem
from verdict.cli.house import House
from verdict.cli.secrets import told
from verdict.cli.streams import complain, is_terminal, plain, say
from verdict.cli.toml import set_value
from verdict.settings import sha1_of
from verdict.trakt.client import TraktSettings
from verdict.trakt.errors import SignInNeeded

LONGEST_PASSWORD = 4096  # bytes


def sign_in_by_password(house: House, from_stdin: bool) -> None:
    """Try the account of the settings, or the password that is given now. TraktError where it fails."""
    trakt = house.settings.trakt
    _check_rest(house, trakt)
    if trakt.password_sha1 and not from_stdin:
        try:
            _test(trakt)
            return
        except SignInNeeded as problem:
            if not is_terminal(sys.stdin):
                raise
            complain(told(str(problem), house.places))
    given = replace(trakt, password_sha1=sha1_of(_password(house, from_stdin)))
    _test(given)
    _keep(house, given)


def keep_password(house: House, password_sha1: str) -> None:
    """Write the hash into verdict.toml, "" to take it out. Problem where that cannot be done."""
    file = house.places.config_file
    try:
        set_value(file, "trakt", "password_sha1", password_sha1)
    except (ValueError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be changed safely"
        hint = "put the SHA-1 of the password there" if password_sha1 else "take it out"
        raise Problem(f"{file}: {why}; {hint} yourself, as trakt.password_sha1") from None


def _check_rest(house: House, trakt: TraktSettings) -> None:
    missing = [f"trakt.{name}" for name in ("api_key", "username") if not getattr(trakt, name)]
    if missing:
        raise Problem(f"{' and '.join(missing)} missing: put them into {house.places.config_file}")


def _test(trakt: TraktSettings) -> None:
    """account/test. SignInNeeded where user name, password or key are wrong."""
    from verdict.trakt.v1 import ClientV1

    try:
        client = ClientV1(trakt)
    except ValueError as problem:
        raise SignInNeeded(f"trakt.url: {problem}") from None
    with contextlib.closing(client):
        client.account_test()


def _password(house: House, from_stdin: bool) -> str:
    if from_stdin:
        line = sys.stdin.buffer.readline(LONGEST_PASSWORD).rstrip(b"\r\n")
        password = line.decode("utf-8", "surrogateescape")
    elif is_terminal(sys.stdin):
        password = getpass.getpass(f"Password of {plain(house.settings.trakt.username)} on Trakt: ")
    else:
        raise Problem(
            "trakt.password_sha1 is missing: run verdict login in a terminal, or with --password-stdin"
        )
    if not password:
        raise Problem("no password was given")
    return password


def _keep(house: House, given: TraktSettings) -> None:
    keep_password(house, given.password_sha1)
    house.settings = replace(house.settings, trakt=given)
    say(f"The password's SHA-1 is now in {plain(str(house.places.config_file))} as trakt.password_sha1")
