"""What came back from Trakt, and which typed error its status is."""

from __future__ import annotations

import datetime
import json
import math
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Callable, Dict, Iterable, Mapping, Optional

from verdict.trakt.errors import Refused, SignInNeeded, Stumbled, TraktError, Unavailable
from verdict.trakt.words import shown

LONGEST_WAIT = 24 * 3600.0  # seconds; a longer Retry-After is a slip, not a wish
LONGEST_NUMBER = 20  # digits; ids and counts have fewer, and reading millions of digits takes minutes
_READ = 4096  # bytes of a body in which there may be a sentence
DONE_ALREADY = 409  # v2-facts.md: success
STUMBLED = 500  # of the family 5xx, the one that what was sent may bring about

# v2-facts.md, "Limits and errors": what the user has to be told. The rating is kept.
_TELL = {
    401: "Trakt does not accept the sign-in any more: sign in again",
    402: "Trakt asks for a paid account for this",
    403: "Trakt does not accept this application: its client id is dead or not approved (trakt.client_id)",
    420: "the limit of this Trakt account is reached",
    423: "this Trakt account is locked: Trakt's support can open it",
    426: "Trakt keeps this for VIP accounts",
}
_TURNED_AWAY = (
    "Cloudflare, which stands before Trakt, turned this program away (403): "
    "a VPN, a proxy or an old version of Verdict may be why"
)
# Of the family 4xx, these are a matter of time, or of the way there.
_LATER = {
    407: "the proxy wants a sign-in",
    408: "Trakt did not get the request in time",
    425: "Trakt asks to try again later",
    429: "Trakt asks to slow down",
}
# An overload is told before any work begins; Cloudflare tells by these that it could not connect to Trakt.
_NOT_EVEN_TRIED = (503, 521, 523)
_REFUSED = {
    404: "Trakt knows no such thing",
    405: "Trakt does not do that",
}


@dataclass(frozen=True)
class Answer:
    """Status, headers (names in lower case) and body of one answer. The body may be anything at all."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def json(self) -> Any:
        """The body as JSON. Unavailable where it is none: then nobody knows what Trakt did."""
        try:
            return _parsed(self.body)
        except (ValueError, RecursionError):
            pass  # raised below, so that no piece of the body hangs on the error
        raise Unavailable("what answered is not Trakt, or was cut short", self.retry_after())

    def fields(self) -> Dict[str, Any]:
        """The body as a JSON object. Unavailable where it is none."""
        data = self.json()
        if isinstance(data, dict):
            return data
        raise Unavailable("Trakt's answer has another form than expected", self.retry_after())

    def retry_after(self) -> Optional[float]:
        """Seconds that Trakt asks to wait, 0 to `LONGEST_WAIT`, or None where it does not ask."""
        wait = _wait(self.headers.get("retry-after", ""), self._now)
        if wait is None:
            wait = _wait(_until(self.headers.get("x-ratelimit", "")), self._now)
        return wait if wait is None else min(max(wait, 0.0), LONGEST_WAIT)

    def said(self, secrets: Iterable[str] = ()) -> str:
        """What the body says to a person, as one harmless line, or ""."""
        try:
            data = _parsed(self.body)
        except (ValueError, RecursionError):
            return shown(self.body[:_READ].decode("utf-8", "replace"), secrets)
        if isinstance(data, dict):
            found = (data.get(key) for key in ("error_description", "error", "message"))
            data = next((text for text in found if isinstance(text, str)), "")
        return shown(data[:_READ], secrets) if isinstance(data, str) else ""

    def _now(self) -> float:
        """The server's own clock where it tells: a date of its is right only by that."""
        told = _moment(self.headers.get("date", ""))
        return time.time() if told is None else told


def error_for(answer: Answer, secrets: Iterable[str] = ()) -> Optional[TraktError]:
    """The error that the status stands for (v2-facts.md), or None for success.

    A status that the page does not name counts like the first of its hundred, as HTTP has it.
    """
    status = answer.status
    if 200 <= status < 300 or status == DONE_ALREADY:
        return None
    if is_turned_away(answer):
        return SignInNeeded(_TURNED_AWAY)
    if status in _TELL:
        return SignInNeeded(_with(_TELL[status], _upgrade(answer, secrets) or answer.said(secrets)))
    if status in _LATER:
        return Unavailable(_LATER[status], answer.retry_after(), untouched=True)
    if 400 <= status < 500:
        reason = _REFUSED.get(status, "Trakt refuses the request")
        return Refused(_with(f"{reason} ({status})", answer.said(secrets)))
    reason = f"Trakt is out of order just now ({status})"
    kind = Stumbled if status == STUMBLED else Unavailable
    return kind(reason, answer.retry_after(), untouched=status in _NOT_EVEN_TRIED)


def is_turned_away(answer: Answer) -> bool:
    """Whether this 403 is Cloudflare's page and not Trakt's own word: callers without a good name get it."""
    start = answer.body[:_READ].lstrip().lower()
    return answer.status == 403 and start.startswith(b"<") and b"cloudflare" in start


def _upgrade(answer: Answer, secrets: Iterable[str]) -> str:
    return shown(answer.headers.get("x-upgrade-url", ""), secrets)


def _with(reason: str, said: str) -> str:
    return f"{reason}: {said}" if said else reason


def _parsed(body: bytes) -> Any:
    text = body.decode("utf-8-sig")
    data = json.loads(text, parse_int=_number, parse_constant=_no_number)
    if "\\ud" in text.lower():  # half a character, written as an escape: nothing could store or print it
        data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    return data


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _no_number(digits)


def _no_number(word: str) -> int:
    raise ValueError(f"not a number: {word[:LONGEST_NUMBER]}")


def _until(ratelimit: str) -> str:
    try:
        until = json.loads(ratelimit)["until"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return ""
    return until if isinstance(until, str) else ""


def _wait(text: str, now: Callable[[], float]) -> Optional[float]:
    """Seconds from a number, an HTTP date or an ISO date; None where it is neither."""
    try:
        seconds = float(text)
    except ValueError:
        moment = _moment(text)
        return None if moment is None else moment - now()
    return None if math.isnan(seconds) else seconds


def _moment(text: str) -> Optional[float]:
    """Seconds since 1970 of a date as HTTP or as ISO writes it, or None."""
    for read in (parsedate_to_datetime, iso_date):
        try:
            when = read(text)
            return (when if when.tzinfo else when.replace(tzinfo=datetime.timezone.utc)).timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def iso_date(text: str) -> datetime.datetime:
    """A date such as 2026-11-21T20:00:00.000Z. ValueError where it is none."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
