"""Signing in with a code, in a thread of its own for as long as it takes; any player's screen may show it.

Nothing here waits but that thread. What happens is told as `Progress`, for the host's queue.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Optional

from verdict.core.signing_in import Ending, Stage
from verdict.trakt.client import V2, TraktSettings
from verdict.trakt.errors import SignInNeeded, TraktError

log = logging.getLogger(__name__)

HANGS_UP_WITHIN = 0.2  # seconds; a thread that is left after that ends with the process

_ENDINGS: Dict[int, Ending] = {
    404: Ending.UNKNOWN,
    409: Ending.USED,
    410: Ending.EXPIRED,
    418: Ending.DENIED,
}


@dataclass(frozen=True)
class Progress:
    """How far an attempt is. expires_in: seconds that the code lives; the other fields as in `SigningIn`."""

    attempt: int
    stage: Stage
    user_code: str = ""
    url: str = ""
    expires_in: float = 0.0
    is_offline: bool = False
    ending: Optional[Ending] = None
    reason: str = ""


class Attempt:
    """One sign-in. `report` is called in its thread; after `cancel` it is called no more."""

    def __init__(
        self, number: int, settings: TraktSettings, token_file: Path, report: Callable[[Progress], None]
    ) -> None:
        self.number = number
        self._settings = settings
        self._token_file = token_file
        self._report = report
        self._cancelled = threading.Event()
        self._hang_up: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="verdict-sign-in", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Wait no longer; a request that is on its way is not waited for here."""
        self._cancelled.set()

    def hang_up(self) -> None:
        """Break off the request that is on its way, too: a token that it would have brought is lost."""
        self._cancelled.set()
        self._hang_up()

    def join(self, timeout: float) -> bool:
        """Whether the thread has ended within so many seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from verdict.trakt.signin import CodeEnded

        try:
            self._sign_in()
        except CodeEnded as ended:
            self._end(_ENDINGS[ended.status], "")
        except SignInNeeded as problem:
            self._end(Ending.IMPOSSIBLE, str(problem))
        except (TraktError, ValueError) as problem:
            self._end(Ending.OFFLINE, str(problem))
        except Exception:  # a fault of ours: the screen must not wait for it
            log.exception("unexpected")
            self._end(Ending.OFFLINE, "")

    def _sign_in(self) -> None:
        from verdict.trakt.signin import DeviceSignIn

        with contextlib.closing(DeviceSignIn(self._settings, self._token_file)) as device:
            self._hang_up = device.hang_up
            code = device.request_code()
            shown = (code.user_code, code.verification_url, code.expires_in)
            self._tell(Progress(self.number, Stage.WAITING, *shown))

            def heard(answers: bool) -> None:
                self._tell(Progress(self.number, Stage.WAITING, *shown, is_offline=not answers))

            if device.wait(code, self._cancelled.wait, heard):
                self._report(Progress(self.number, Stage.AGREED))  # the token is there, cancelled or not

    def _end(self, ending: Ending, reason: str) -> None:
        self._tell(Progress(self.number, Stage.ENDED, ending=ending, reason=reason))

    def _tell(self, progress: Progress) -> None:
        if not self._cancelled.is_set():
            self._report(progress)


class Desk:
    """Begins sign-ins for one token file. report: as an attempt's."""

    def __init__(self, token_file: Path, report: Callable[[Progress], None]) -> None:
        self._token_file = token_file
        self._report = report
        self._numbers = itertools.count(1)
        self._begun: List[Attempt] = []

    def begin(self, settings: TraktSettings) -> Attempt:
        attempt = Attempt(next(self._numbers), settings, self._token_file, self._report)
        self._begun = [*(old for old in self._begun if not old.join(0)), attempt]
        attempt.start()
        return attempt

    def close(self, timeout: float) -> None:
        """Cancel all, and wait for their threads, so many seconds in all; longer requests end then."""
        end = time.monotonic() + timeout
        for attempt in self._begun:
            attempt.cancel()
        late = [attempt for attempt in self._begun if not attempt.join(max(0.0, end - time.monotonic()))]
        for attempt in late:
            attempt.hang_up()
        for attempt in late:
            attempt.join(HANGS_UP_WITHIN)


def can_sign_in(settings: TraktSettings) -> bool:
    """Whether there is a code to be had: today's API, and a client id to ask with."""
    return settings.api == V2 and bool(settings.client_id)
