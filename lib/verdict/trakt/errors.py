"""What can go wrong with Trakt, named by who has to act.

::

    TraktError
    ├── Unavailable(retry_after)   time:     offline, time-out, 429, 5xx -> back off, keep
    │   └── Stumbled               time:     500 -> the same, and what was sent may be why
    ├── SignInNeeded               the user: 401, 403, 420, 423, 426, v1's failed login -> keep, say it once
    └── Refused(reason)            nobody:   400, 404, 422, not_found, v1's failure -> set aside, show it

No message of these ever holds a token, a secret, a password hash or an API key.
"""

from __future__ import annotations

from typing import Optional


class TraktError(Exception):
    """Trakt did not do it; `str()` says why in plain words."""


class Unavailable(TraktError):
    """Not now: time heals it. `retry_after`: seconds that Trakt asked to wait, or None.

    untouched: it is certain that Trakt did nothing of what was asked; otherwise it may have.
    """

    def __init__(self, reason: str, retry_after: Optional[float] = None, untouched: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.untouched = untouched


class Stumbled(Unavailable):
    """Trakt broke over this very request: without one of its films the others may go."""


class SignInNeeded(TraktError):
    """The user has to act: sign in, correct a client id or key, unlock the account."""


class Refused(TraktError):
    """Trakt will never take this; trying again is no use."""
