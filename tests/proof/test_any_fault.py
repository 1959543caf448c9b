"""Whatever the client asks for and whatever goes wrong with it: a value or a typed error, and no secret."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict

import pytest

from tests.proof.house import INDY, write_private
from tests.proof.marked import leaks
from verdict.core.decisions import Action
from verdict.core.rating import Rating
from verdict.sandbox import CUTS, Sandbox
from verdict.trakt.client import Playing, Seen, Submission, TraktClient, TraktSettings, connect
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable

CALLS: Dict[str, Callable[[TraktClient], Any]] = {
    "rate": lambda client: client.rate([Submission(INDY, Rating(9), 1.0)]),
    "unrate": lambda client: client.rate([Submission(INDY, Rating("unrate"), 1.0)]),
    "scrobble": lambda client: client.scrobble(Playing(INDY, Action.STOP, 95.0, 1.0, 6900.0, finished=True)),
    "add_play": lambda client: client.add_play(INDY, 1.0),
    "account": lambda client: client.account(),
    "news": lambda client: client.news(INDY, Seen()),
    "recent": lambda client: client.recent(),
    "search": lambda client: client.search("Heat", 1995),
}
BROKEN: Dict[str, Dict[str, Any]] = {
    "empty": {"status": 200, "body": ""},
    "HTML": {"status": 200, "html": True},
    "plain words": {"status": 200, "body": "all is well"},
    "another kind of JSON": {"status": 200, "body": '"all is well"'},
    "no UTF-8": {"status": 200, "body": b"\xff\xfe{"},
    "truncated": {"truncate": 7},
    "endless": {"huge": 100_000_000},
    "dripping": {"drip": float("inf")},
    "silent": {"delay": float("inf")},
    **{f"cut {phase}": {"cut": phase} for phase in CUTS},
}
HEADED: Dict[str, Dict[str, Any]] = {
    "a wish to wait that makes no sense": {"status": 429, "retry_after": "99999999999999999999"},
    "a wish to wait until a day long past": {"status": 503, "retry_after": "Thu, 01 Jan 1970 00:00:00 GMT"},
    "an upgrade elsewhere": {"status": 426, "headers": {"X-Upgrade-URL": "javascript:alert(1)"}},
}
ACTS = {
    **dict.fromkeys((400, 404, 405, 412, 422), Refused),
    **dict.fromkeys((401, 403, 420, 423, 426), SignInNeeded),
    **dict.fromkeys((429, 500, 502, 503, 504, 520, 521, 522), Unavailable),
}
SLOW = ("dripping", "silent")


@pytest.fixture(params=["v1", "v2"])
def client(request: pytest.FixtureRequest, box: Sandbox, tmp_path: Path) -> Any:
    given = box.settings()
    write_private(tmp_path / "token.json", json.dumps(given["token"]))
    client = connect(TraktSettings(**{**given["trakt"], "api": request.param}), tmp_path / "token.json")
    yield client
    client.close()


def impatience() -> Any:
    """Short times, for servers that would use up the whole of the usual ones."""
    patch = pytest.MonkeyPatch()
    for name in ("transport.ORDINARY_SECONDS", "transport.LIST_SECONDS", "session.CONNECT_SECONDS"):
        patch.setattr(f"verdict.trakt.{name}", 0.2)
    return patch


def outcome(client: TraktClient, call: str, box: Sandbox) -> Any:
    """What became of it: a value, or the typed error. Anything else is no answer to be had."""
    try:
        return CALLS[call](client)
    except TraktError as error:
        problem = error
    assert str(problem)
    assert str(problem).isprintable()
    assert leaks(str(problem) + repr(problem), box) == []
    return problem


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", [*BROKEN, *HEADED])
def test_a_fault_leads_to_a_value_or_a_typed_error(
    fault: str, call: str, client: TraktClient, box: Sandbox
) -> None:
    box.fail(times=None, **{**BROKEN, **HEADED}[fault])
    patch = impatience() if fault in SLOW else None
    told = outcome(client, call, box)
    if patch:
        patch.undo()
    if fault in BROKEN and isinstance(told, TraktError):
        assert isinstance(told, Unavailable)
    box.heal()
    assert not isinstance(outcome(client, call, box), TraktError)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", ACTS)
def test_each_status_names_who_has_to_act(status: int, call: str, client: TraktClient, box: Sandbox) -> None:
    """One film that is refused is an outcome and no error, and v1 is not even asked about an old play."""
    box.fail(status, times=None)
    told = outcome(client, call, box)
    if isinstance(told, TraktError):
        assert isinstance(told, ACTS[status])
    else:
        assert ACTS[status] is Refused or not box.requests
    box.heal()
    assert not isinstance(outcome(client, call, box), TraktError)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_no_credentials_to_another_host(
    status: int, call: str, client: TraktClient, box: Sandbox
) -> None:
    with Sandbox() as other:
        box.fail(status, redirect=f"{other.url}/elsewhere", times=None)
        assert isinstance(outcome(client, call, box), Unavailable) or not box.requests
        assert other.requests == []
