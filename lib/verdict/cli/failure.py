"""What is said when a command fails, expected or not; a traceback only on request, and without secrets."""

from __future__ import annotations

import os
import sys
import traceback

from verdict.cli.streams import complain, plain

DEBUG = "VERDICT_DEBUG"
_ON_REQUEST = f"run it again with {DEBUG}=1 for details"


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
    from verdict.cli.places import Places
    from verdict.cli.secrets import without_secrets

    lines = traceback.format_exception(type(error), error, error.__traceback__)
    text = without_secrets("".join(lines), Places.from_environment())
    return "\n".join(map(plain, text.splitlines()))
