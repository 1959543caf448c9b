"""The answer that a fault sends in place of the real one, in the manner of the API that was asked."""

from __future__ import annotations

from http import HTTPStatus
from typing import Dict

from verdict.sandbox.faults import Fault
from verdict.sandbox.wire import Answer, Request, as_html, as_json, as_text, empty

V1_ERRORS = {401: "failed authentication", 503: "server is over capacity"}
V1_METHODS = ("account", "rate", "movie", "user", "activity")
UPGRADE_URL = "https://trakt.tv/vip"


def speaks_v1(request: Request) -> bool:
    """Whether the path is one of the classic API's."""
    first, second = [*request.segments, "", ""][:2]
    return first in V1_METHODS or (first == "search" and second.partition(".")[0] == "movies")


def answer_of(fault: Fault, request: Request) -> Answer:
    """What goes out instead: the fault's own body, or what Trakt sends with such a status."""
    answer = _body(fault, request)
    answer.headers.update(fault.headers)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer


def _body(fault: Fault, request: Request) -> Answer:
    if fault.redirect is not None:
        return empty(fault.status or 302, {"Location": fault.redirect})
    status = fault.status or (429 if fault.retry_after is not None else 200)
    if fault.huge is not None:
        return Answer(status, b'{"padding":"%s"}' % (b"x" * fault.huge), {"Content-Type": "application/json"})
    if fault.body is not None:
        return _own(fault, status)
    if fault.html:
        return as_html(status, reason(status))
    return usual(status, request)


def _own(fault: Fault, status: int) -> Answer:
    body = fault.body.encode() if isinstance(fault.body, str) else fault.body or b""
    kind = "text/html" if fault.html else "application/json"
    return Answer(status, body, {"Content-Type": kind})


def usual(status: int, request: Request) -> Answer:
    """What Trakt sends with this status when it means it."""
    if speaks_v1(request):
        error = V1_ERRORS.get(status, reason(status).lower())
        return as_json(status, {"status": "failure", "error": error})
    if status == 429 or status >= 500:
        return as_html(status, f"{status} {reason(status)}", "<p>cloudflare</p>")
    if status == 403:
        return as_text(status, "invalid or inactive application")
    return empty(status, _usual_headers(status))


def _usual_headers(status: int) -> Dict[str, str]:
    return {
        401: {"WWW-Authenticate": 'Bearer realm="Trakt", error="invalid_token"'},
        420: {"X-VIP-User": "false", "X-Account-Limit": "100", "X-Upgrade-URL": UPGRADE_URL},
        423: {"X-Account-Locked": "true", "X-Account-Deactivated": "false"},
        426: {"X-VIP-User": "false", "X-Upgrade-URL": UPGRADE_URL},
    }.get(status, {})


def reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
