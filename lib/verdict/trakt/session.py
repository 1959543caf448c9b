"""One exchange over HTTP that no server can stall, inflate or lead astray. Imports requests: only for later.

requests alone bounds each read, not their sum; decodes a whole chunk before it can be counted; reads the body
of a redirect unasked; lets .netrc override a sign-in; and urllib3 logs addresses, which hold v1's API key.
"""

from __future__ import annotations

import contextvars
import http.client
import io
import logging
import socket
import time
import zlib
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Mapping, Optional

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from verdict.trakt.answer import Answer
from verdict.trakt.errors import Unavailable
from verdict.trakt.wires import Breakable, Wires

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0  # what is slow is not gone; whoever has to end sooner hangs up
_CHUNK = 1 << 16  # bytes
_GZIP = 31  # zlib's wbits for gzip alone, the one encoding that we ask for
_LOGGERS = ("connection", "connectionpool", "poolmanager", "response", "util.retry")

_end = contextvars.ContextVar("end", default=float("inf"))  # of this exchange, by time.monotonic()


class _UntilTheEnd(io.RawIOBase):
    """A socket's file whose reads, however small, stop at the end of the exchange."""

    def __init__(self, sock: socket.socket, file: Any) -> None:
        self._socket, self._file, self._end = sock, file, _end.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> Optional[int]:
        left = self._end - time.monotonic()
        if left <= 0:
            raise socket.timeout("the exchange took too long")
        self._socket.settimeout(min(left, READ_SECONDS))
        count: Optional[int] = self._file.readinto(buffer)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_UntilTheEnd(sock, self.fp.detach()))


class _Http(Breakable, HTTPConnection):
    response_class = _Response


class _Https(Breakable, HTTPSConnection):
    response_class = _Response


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        return manager


class _WithoutAddresses(logging.Filter):
    """Blots addresses out of urllib3's log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple("…" if isinstance(a, str) and "/" in a else a for a in record.args)
        return True


class Session(requests.Session):
    """Takes proxies and certificate authorities from the environment, and nothing else."""

    def __init__(self, loopback: str = "") -> None:
        """loopback: the host where that is this machine, which no proxy comes between."""
        super().__init__()
        self._wires = Wires()
        self._around = {"no_proxy": loopback} if loopback else None
        self.auth = _as_it_is  # any auth of ours keeps .netrc out
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter())
        for name in _LOGGERS:
            logger = logging.getLogger(f"urllib3.{name}")
            if not any(isinstance(f, _WithoutAddresses) for f in logger.filters):
                logger.addFilter(_WithoutAddresses())

    def get_redirect_target(self, resp: requests.Response) -> Optional[str]:  # noqa: ARG002
        """None: requests would read the body of a redirect, of any size, to prepare the next request."""
        return None

    def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: Optional[bytes],
        limit: int,
        seconds: float,
    ) -> Answer:
        """One request, at most `limit` bytes of answer, at most `seconds` from the request on.

        Unavailable for all that can go wrong on the way.
        """
        token = _end.set(time.monotonic() + CONNECT_SECONDS + seconds)
        try:
            with self._wires.in_use():
                return self._exchange(method, url, headers, body, limit)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as problem:
            reason, untouched = _words(problem), _is_before_the_request(problem)
        except (http.client.HTTPException, OSError, ValueError, zlib.error):
            reason, untouched = "the exchange with Trakt broke off", False
        finally:
            _end.reset(token)
        # Out here, since what was caught holds the address, and would hang on an error raised in there.
        raise Unavailable(reason, untouched=untouched)

    def hang_up(self) -> None:
        """Break off what is under way in other threads, for good: `exchange` raises Unavailable there."""
        self._wires.hang_up()

    def _exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: Optional[bytes], limit: int
    ) -> Answer:
        response = self.request(
            method,
            url,
            data=body,
            headers={**headers, "Accept-Encoding": "gzip"},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            proxies=self._around,
            allow_redirects=False,
            stream=True,
        )
        try:
            names = {name.lower(): value for name, value in response.headers.items()}
            body = _body(response.raw, names, limit)
        finally:
            response.close()
        if self._wires.is_over:
            raise ValueError("what was broken off can look like an end")
        return Answer(response.status_code, names, body)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _body(raw: Any, headers: Mapping[str, str], limit: int) -> bytes:
    """The decoded body. ValueError where it is too long, cut short, or encoded as we did not ask for."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise ValueError("an encoding that was not asked for")
    inflate = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
    body, received = bytearray(), 0
    for part in iter(lambda: raw.read(_CHUNK, decode_content=False), b""):
        received += len(part)
        body += inflate.decompress(part, limit + 1 - len(body)) if inflate else part
        if len(body) > limit:
            raise ValueError("more than anyone asked for")
    if received < _length(headers) or (inflate and received and not inflate.eof):
        raise ValueError("cut short")
    return bytes(body)


def _length(headers: Mapping[str, str]) -> int:
    """The bytes that were announced: older versions of urllib3 do not miss them."""
    length = headers.get("content-length", "")
    return int(length) if length.isdigit() and "transfer-encoding" not in headers else 0


def _is_before_the_request(problem: Exception) -> bool:
    """Whether no connection came about, so that nothing was asked."""
    kinds = requests.exceptions
    if isinstance(problem, (kinds.ConnectTimeout, kinds.SSLError, kinds.ProxyError)):
        return True
    cause = problem.args[0] if problem.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def _words(problem: Exception) -> str:
    """What went wrong, in our own words: theirs hold the address."""
    kinds = requests.exceptions
    if isinstance(problem, (kinds.Timeout, urllib3.exceptions.TimeoutError)):
        return "Trakt did not answer in time"
    if isinstance(problem, kinds.SSLError):
        return "the certificate of what answers in Trakt's place cannot be trusted"
    if isinstance(problem, kinds.ProxyError):
        return "the proxy does not let us through to Trakt"
    if isinstance(problem, kinds.ConnectionError):
        return "Trakt cannot be reached"
    return "the exchange with Trakt broke off"
