"""What is said when a command fails, expected or not; a traceback only on request, and without secrets."""

from __future__ import annotations

import os
import sys
import traceback
from typing import List

from verdict.cli.places import Places
from verdict.cli.streams import complain, plain

DEBUG = "VERDICT_DEBUG"
_ON_REQUEST = f"run it again with {DEBUG}=1 for details"
_SECRETS = (
    "client_id",
    "client_secret",
    "api_key",
    "password_sha1",
    "access_token",
    "refresh_token",
)


class Problem(Exception):
    """The command cannot do it; `str()` says why in plain words. Exit code 1."""


class WrongUsage(Problem):
    """What was asked for makes no sense. Exit code 2."""


def tell(error: Exception) -> int:
    """Say what went wrong, and return the exit code."""
    if os.environ.get(DEBUG):
        print(_traceback(error), file=sys.stderr)
    complain(_words(error))
    return 2 if isinstance(error, WrongUsage) else 1


def _words(error: Exception) -> str:
    from verdict.journal import JournalError
    from verdict.trakt.errors import TraktError

    if isinstance(error, (Problem, JournalError, TraktError)):
        return plain(str(error))
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return plain(f"{where}{error.strerror}")
    if isinstance(error, ImportError) and error.name and not error.name.startswith("verdict"):
        return f"the Python package {error.name} is missing: install Verdict again, or that package"
    return f"this should not have happened ({type(error).__name__}); {_ON_REQUEST}"


def _traceback(error: Exception) -> str:
    from verdict.trakt.words import hidden

    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return "\n".join(plain(line) for line in hidden("".join(lines), _secrets()).splitlines())


def _secrets() -> List[str]:
    """Every value under the name of a secret, as the files have it."""
    from verdict.cli.toml import read_toml

    places = Places.from_environment()
    tables, _ = read_toml(places.config_file)
    found = _values(tables) + _values(_token(places))
    return [value for value in found if value]


def _values(data: object) -> List[str]:
    if not isinstance(data, dict):
        return []
    own = [str(value) for name, value in data.items() if name in _SECRETS]
    return own + [secret for value in data.values() for secret in _values(value)]


def _token(places: Places) -> object:
    import json

    try:
        return json.loads(places.token_file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
