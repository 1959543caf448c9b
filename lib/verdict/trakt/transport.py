"""The one place that speaks HTTP: to addresses that secrets may go to; JSON out, a bounded answer back."""

from __future__ import annotations

import ipaddress
import json
import threading
import time
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

import verdict
from verdict.trakt.answer import Answer
from verdict.trakt.errors import Refused, Unavailable

if TYPE_CHECKING:
    from verdict.trakt.session import Session

USER_AGENT = f"Verdict/{verdict.__version__}"  # v2-facts.md: required
ORDINARY = 1 << 20  # bytes of an answer
LIST = 64 << 20  # bytes of an answer that lists all ratings of an account
ORDINARY_SECONDS, LIST_SECONDS = 10.0, 60.0  # from the request to the last byte of the answer
MOST_REDIRECTS = 3
RESTED_SECONDS = 30.0  # a connection unused for longer may be gone without a word: servers and routers forget
_HEADERS = {"User-Agent": USER_AGENT, "Content-Type": "application/json", "Accept": "application/json"}
_NOT_IN_AN_ADDRESS = set(" \\@?#")  # passwords, queries, and what two readers take for two hosts
_PORTS = {"http": 80, "https": 443}


class Transport:
    """Requests to one address. Opens nothing before the first; may be used from several threads.

    ValueError for an address that secrets must not go to. Every request raises Unavailable for all that can
    happen on the way; what Trakt answered is the caller's to judge.
    """

    def __init__(self, url: str, allow_http: bool = False) -> None:
        self._loopback = check_address(url, allow_http)
        self._url = url.rstrip("/")
        self._session: Optional[Session] = None
        self._used_at = 0.0
        self._is_over = False
        self._lock = threading.Lock()

    def get(
        self,
        *parts: str,
        query: Optional[Mapping[str, str]] = None,
        headers: Optional[Mapping[str, str]] = None,
        limit: int = ORDINARY,
    ) -> Answer:
        """Ask for what the parts of the path name. Redirects are followed on the same origin only."""
        url = self._address(parts) + (f"?{urlencode(query, errors='replace')}" if query else "")
        for _ in range(1 + MOST_REDIRECTS):
            answer = self._send("GET", url, None, headers, limit)
            if not 300 <= answer.status < 400:
                return answer
            url = _followed(url, answer)
        raise Unavailable("the address of Trakt leads in circles")

    def post(
        self,
        *parts: str,
        body: Mapping[str, Any],
        headers: Optional[Mapping[str, str]] = None,
        limit: int = ORDINARY,
    ) -> Answer:
        """Send the body as JSON. Never redirected: what we send is secret or changes something."""
        data = json.dumps(body).encode("ascii")
        answer = self._send("POST", self._address(parts), data, headers, limit)
        if 300 <= answer.status < 400:
            raise Unavailable("what answers at the address of Trakt sends us elsewhere")
        return answer

    def close(self) -> None:
        """Let go of the connections; a later request opens new ones."""
        with self._lock:
            session, self._session = self._session, None
        if session:
            session.close()

    def hang_up(self) -> None:
        """Break off, from another thread, the request that is under way; none can be made any more."""
        with self._lock:
            self._is_over = True
            session = self._session
        if session:
            session.hang_up()

    def _address(self, parts: Sequence[str]) -> str:
        return "/".join([self._url, *map(quoted, parts)])

    def _send(
        self,
        method: str,
        url: str,
        body: Optional[bytes],
        headers: Optional[Mapping[str, str]],
        limit: int,
    ) -> Answer:
        seconds = ORDINARY_SECONDS if limit <= ORDINARY else LIST_SECONDS
        everything: Dict[str, str] = {**_HEADERS, **(headers or {})}
        return self._open().exchange(method, url, everything, body, limit, seconds)

    def _open(self) -> Session:
        with self._lock:
            if self._is_over:
                raise Unavailable("Verdict is closing", untouched=True)
            if self._session is None:
                from verdict.trakt.session import Session

                self._session = Session(self._loopback)
            elif time.monotonic() - self._used_at > RESTED_SECONDS:
                self._session.close()  # its idle connections, that is; it goes on with new ones
            self._used_at = time.monotonic()
            return self._session


def check_address(url: str, allow_http: bool = False) -> str:
    """The host where that is this machine itself, else "". ValueError where secrets must not go there."""
    if not url.isprintable() or set(url) & _NOT_IN_AN_ADDRESS:
        raise ValueError("the address of Trakt may hold a scheme, a host, a port and a path, nothing else")
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.port == 0:
        raise ValueError("the address of Trakt begins with https:// and names a host")
    is_loopback = _is_loopback(parts.hostname)
    if parts.scheme == "http" and not (is_loopback or allow_http):
        raise ValueError("plain http would show the sign-in to everyone on the way: use https")
    return parts.hostname if is_loopback else ""


def quoted(part: str) -> str:
    """A part of a path in which nothing can leave its place. Refused for a part that names another folder."""
    if part in ("", ".", ".."):  # quoting does not help: whoever reads "%2E%2E" may undo it
        raise Refused(f"{part!r} cannot be looked up")
    return quote(part, safe="", errors="replace")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _followed(url: str, answer: Answer) -> str:
    """Where a redirect leads. Unavailable where that is another origin: credentials do not go along."""
    target = answer.headers.get("location", "")
    try:
        there = urljoin(url, target)
        is_same = bool(target) and _origin(urlsplit(there)) == _origin(urlsplit(url))
    except ValueError:
        is_same = False
    if not is_same or not there.isprintable() or "\\" in there:
        raise Unavailable("what answers at the address of Trakt sends us elsewhere")
    return there


def _origin(parts: SplitResult) -> Sequence[object]:
    return parts.scheme, parts.username, parts.hostname, parts.port or _PORTS.get(parts.scheme)
