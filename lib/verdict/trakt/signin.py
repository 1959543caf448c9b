"""Signing in to today's API: device code, refresh, and the way out (v2-facts.md, "Device sign-in")."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from verdict.trakt.answer import Answer, error_for
from verdict.trakt.client import TraktSettings
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable
from verdict.trakt.reading import LONGEST_TEXT, number_of
from verdict.trakt.shielded import to_its_end
from verdict.trakt.tokenfile import Token, TokenFile
from verdict.trakt.transport import Transport

REDIRECT_URI = "urn:ietf:wg:oauth:2.0:oob"
SLOWER_SECONDS = 5.0  # RFC 8628, 3.5: what "slow down" adds where Trakt names no time
SHORTEST_INTERVAL, LONGEST_INTERVAL = 1.0, 60.0  # seconds
LONGEST_LIFE = 24 * 3600.0  # seconds; Trakt's codes live for ten minutes

_PENDING, _SLOW_DOWN = 400, 429
_ENDED: Dict[int, str] = {
    404: "Trakt does not know this code: start the sign-in again",
    409: "this code was used already: start the sign-in again",
    410: "the code has expired: start the sign-in again",
    418: "the sign-in was denied on Trakt's page",
}


class CodeEnded(SignInNeeded):
    """The code is of no use any more. status: Trakt's, 404 unknown, 409 used, 410 expired, 418 denied."""

    def __init__(self, status: int) -> None:
        super().__init__(_ENDED[status])
        self.status = status


@dataclass(frozen=True)
class DeviceCode:
    """What the person has to type, and where. expires_in, interval: seconds.

    verification_url is shown as it came; ends_at is by the clock of the `DeviceSignIn` that asked.
    """

    user_code: str
    verification_url: str
    expires_in: float
    interval: float
    device_code: str = field(repr=False)
    ends_at: float = 0.0


class OAuth:
    """The few requests to Trakt's sign-in host. ValueError for an address that secrets must not go to."""

    def __init__(self, settings: TraktSettings) -> None:
        self._transport = Transport(settings.signin_url, settings.allow_http)
        self._secrets = settings.secrets
        self._application = {"client_id": settings.client_id, "client_secret": settings.client_secret}
        self._headers = application_headers(settings.client_id)

    def check_application(self) -> None:
        """SignInNeeded where the client id is missing or is none, or the client secret is missing."""
        check_client_id(self._application["client_id"])
        if not self._application["client_secret"]:
            raise SignInNeeded(_INCOMPLETE)

    def device_code(self) -> Answer:
        return self._post("device", "code", client_id=self._application["client_id"])

    def device_token(self, device_code: str) -> Answer:
        return self._post("device", "token", code=device_code, **self._application)

    def refresh(self, refresh_token: str) -> Answer:
        grant = {"redirect_uri": REDIRECT_URI, "grant_type": "refresh_token"}
        return self._post("token", refresh_token=refresh_token, **self._application, **grant)

    def revoke(self, token: str) -> Answer:
        return self._post("revoke", token=token, **self._application)

    def error_for(self, answer: Answer, *secrets: str) -> Optional[TraktError]:
        """The error that the status stands for, without our secrets and these."""
        return error_for(answer, (*self._secrets, *secrets))

    def close(self) -> None:
        self._transport.close()

    def hang_up(self) -> None:
        self._transport.hang_up()

    def _post(self, *parts: str, **body: str) -> Answer:
        return self._transport.post("oauth", *parts, body=body, headers=self._headers)


class DeviceSignIn:
    """Sign in without a browser here: show a code, wait until the person has typed it in elsewhere.

    SignInNeeded where client id or secret is not set. The clock gives seconds from any start, and does not go
    back.
    """

    def __init__(
        self, settings: TraktSettings, token_file: Path, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._oauth, self._file, self._clock = OAuth(settings), TokenFile(token_file), clock
        self._oauth.check_application()

    def request_code(self) -> DeviceCode:
        """Ask Trakt for a code. SignInNeeded where it does not accept the client id.

        Unavailable, too, where the token could not be kept: better known before the person types.
        """
        with self._file.held(), self._file.room():
            pass
        answer = self._oauth.device_code()
        if answer.status == 401:
            raise SignInNeeded(_BAD_APPLICATION)
        error = self._oauth.error_for(answer)
        if error:
            raise error
        data = answer.fields()
        life = min(_seconds(data, "expires_in", 600.0), LONGEST_LIFE)
        interval = min(max(_seconds(data, "interval", 5.0), SHORTEST_INTERVAL), LONGEST_INTERVAL)
        user_code, url, code = (_line(data, k) for k in ("user_code", "verification_url", "device_code"))
        return DeviceCode(user_code, url, life, interval, code, self._clock() + life)

    def wait(
        self,
        code: DeviceCode,
        pause: Callable[[float], bool],
        heard: Callable[[bool], None] = lambda _: None,
    ) -> bool:
        """Wait until the person agreed: True, and the token is on disk. False where they cancelled here.

        pause: waits for so many seconds and says whether to stop, as `threading.Event.wait` does; heard: told
        whether Trakt answers, when that has changed. CodeEnded where the code has: expired, denied, used or
        unknown. A network that is away for a while only makes it wait.
        """
        interval = code.interval
        next_in = interval
        answers = True
        while True:
            left = code.ends_at - self._clock()
            if left <= 0:
                raise CodeEnded(410)
            if pause(min(next_in, left)):
                return False
            answer = self._polled(code)
            if answers is not _is_word_of_trakt(answer):
                answers = not answers
                heard(answers)
            if answer is None:
                next_in = interval
                continue
            if answer.status == _SLOW_DOWN:
                interval += answer.retry_after() or SLOWER_SECONDS
            elif self._is_signed_in(answer, code):
                return True
            next_in = max(interval, answer.retry_after() or 0.0)

    def close(self) -> None:
        """Let go of the connection."""
        self._oauth.close()

    def hang_up(self) -> None:
        """Break off, from another thread, the request that is under way; none can be made any more."""
        self._oauth.hang_up()

    def _polled(self, code: DeviceCode) -> Optional[Answer]:
        """Trakt's answer; None where it could not be asked."""
        try:
            return self._oauth.device_token(code.device_code)
        except Unavailable:
            return None

    def _is_signed_in(self, answer: Answer, code: DeviceCode) -> bool:
        """Whether the token came; it is on disk then. False for "not yet"."""
        if answer.status in _ENDED:
            raise CodeEnded(answer.status)
        if answer.status == 401:
            raise SignInNeeded(_BAD_APPLICATION)
        error = self._oauth.error_for(answer, code.device_code)
        if answer.status == _PENDING or isinstance(error, Unavailable):
            return False
        if error:
            raise error
        with self._file.held(), self._file.room() as save:
            _saved(answer, save)
        return True


class Tokens:
    """A valid access token at any time, however many threads and processes ask. Clock: seconds since 1970."""

    def __init__(
        self, settings: TraktSettings, token_file: Path, clock: Callable[[], float] = time.time
    ) -> None:
        self._oauth, self._file, self._clock = OAuth(settings), TokenFile(token_file, clock), clock
        self._is_renewing = False

    def check(self) -> None:
        """SignInNeeded where there is no token; asks nobody."""
        self._file.read()

    def current(self) -> str:
        """The token for the next request, refreshed first where it is about to expire.

        SignInNeeded where there is none or Trakt takes it back; Unavailable where it has expired and
        cannot be refreshed just now.
        """
        token = self._file.read()
        if not token.is_stale(self._clock()):
            return token.access
        try:
            return self._renewed(lambda t: t.is_stale(self._clock()))
        except Unavailable:
            if token.is_dead(self._clock()):
                raise
        return token.access

    def instead_of(self, rejected: str) -> str:
        """The token after one that Trakt answered with 401: another process's, or a refreshed one."""
        return self._renewed(lambda token: token.access == rejected)

    def secrets(self) -> Tuple[str, ...]:
        """What no message may hold: the present pair, as far as there is one."""
        try:
            token = self._file.read()
        except SignInNeeded:
            return ()
        return token.access, token.refresh

    def sign_out(self) -> Optional[str]:
        """Revoke the token and remove the file. Why Trakt could not be told, or None where it was."""
        with self._file.held():
            problem = self._revoked()
            self._file.remove()
        return problem

    def close(self) -> None:
        """Let go of the connection."""
        self._oauth.close()

    def hang_up(self, after: float) -> None:
        """Break off a refresh that is under way, if it still is so many seconds from now.

        Trakt takes the old token only once: what is broken off too early costs the sign-in.
        """
        if self._is_renewing:
            timer = threading.Timer(after, self._oauth.hang_up)
            timer.daemon = True
            timer.start()

    def _renewed(self, is_old: Callable[[Token], bool]) -> str:
        with ExitStack() as held:
            held.enter_context(self._file.held())
            token = self._file.read()
            if not is_old(token):
                return token.access
            if not token.refresh:
                raise SignInNeeded(_SIGN_IN_AGAIN)
            return to_its_end(lambda: self._refreshed(token), held)

    def _refreshed(self, token: Token) -> str:
        """While held: the access token after this one; its pair is on disk."""
        with self._file.room() as save:
            answer = self._asked_for_another(token.refresh)
            if answer.status in (400, 401):
                raise SignInNeeded(_why_no_refresh(answer))
            error = self._oauth.error_for(answer, token.refresh, token.access)
            if isinstance(error, Refused):  # of the sign-in, not of what was to be sent with it
                raise SignInNeeded(f"{error}: sign in again")
            if error:
                raise error
            return _saved(answer, save).access

    def _asked_for_another(self, refresh_token: str) -> Answer:
        self._is_renewing = True
        try:
            return self._oauth.refresh(refresh_token)
        finally:
            self._is_renewing = False

    def _revoked(self) -> Optional[str]:
        try:
            token = self._file.read()
            self._oauth.check_application()
            error = self._oauth.error_for(self._oauth.revoke(token.access), token.access, token.refresh)
        except TraktError as problem:
            error = problem
        return str(error) if error else None


def sign_out(settings: TraktSettings, token_file: Path) -> Optional[str]:
    """Sign out: revoke the token and remove it here. Why Trakt could not be told, or None where it was."""
    tokens = Tokens(settings, token_file)
    try:
        return tokens.sign_out()
    finally:
        tokens.close()


_INCOMPLETE = "no client secret for Trakt is set: put one into the settings as trakt.client_secret"
_BAD_APPLICATION = "Trakt does not accept this application: check trakt.client_id and trakt.client_secret"
_SIGN_IN_AGAIN = "Trakt has ended this sign-in: sign in again"


def application_headers(client_id: str) -> Dict[str, str]:
    """What every request to today's API says of the application (v2-facts.md, "Headers")."""
    return {"trakt-api-version": "2", "trakt-api-key": client_id}


def check_client_id(client_id: str) -> None:
    """SignInNeeded, saying where to put it, where the client id is missing or cannot be one."""
    if not client_id:
        raise SignInNeeded("no client id for Trakt is set: put one into the settings as trakt.client_id")
    if not (client_id.isascii() and client_id.isprintable()):
        raise SignInNeeded("trakt.client_id in the settings is not a client id")


def _saved(answer: Answer, save: Callable[[Dict[str, Any]], Token]) -> Token:
    """The token, on disk. Unavailable where the answer holds none."""
    try:
        return save(answer.fields())
    except ValueError:
        pass  # raised below, without the answer on it
    raise Unavailable("Trakt's answer holds no token")


def _is_word_of_trakt(answer: Optional[Answer]) -> bool:
    """Whether Trakt answered at all, and not with its own trouble."""
    return answer is not None and answer.status < 500


def _why_no_refresh(answer: Answer) -> str:
    """Nearly always invalid_grant, with a body that may be anything."""
    return _BAD_APPLICATION if b'"invalid_client"' in answer.body else _SIGN_IN_AGAIN


def _seconds(data: Dict[str, Any], key: str, otherwise: float) -> float:
    number = number_of(data.get(key))
    return float(number) if number is not None and number > 0 else otherwise


def _line(data: Dict[str, Any], key: str) -> str:
    text = data.get(key)
    if isinstance(text, str) and text and text.isprintable() and len(text) <= LONGEST_TEXT:
        return text
    raise Unavailable("Trakt's answer holds no code")
