"""A connection that is reset in any phase, an answer without measure: a typed error in little memory."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from pathlib import Path
from typing import Iterator, List

import pytest

from tests.proof.house import INDY, Place, make_home, write_private
from tests.proof.nursery import Nursery
from verdict.core.rating import Rating
from verdict.journal import State
from verdict.sandbox import Sandbox
from verdict.trakt.client import Submission, TraktClient, TraktSettings, connect
from verdict.trakt.errors import SignInNeeded, TraktError, Unavailable

FILM = str(INDY.ids.imdb)
HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n"
PHASES = {
    "before the request is read": (0, b""),
    "after its head": (1, b""),
    "after all of it": (1 << 16, b""),
    "in the status line": (1 << 16, HEAD[:11]),
    "in the headers": (1 << 16, HEAD[:40]),
    "after the headers": (1 << 16, HEAD),
    "in the body": (1 << 16, HEAD + b'{"added": {"movies"'),
}
# What the two facts pages name, and who has to act. 409 is success for v2 and for v1's own text alone.
STATUSES = {
    **dict.fromkeys((429, 500, 502, 503, 504, 520, 521, 522), State.WAITING),
    **dict.fromkeys((401, 403, 420, 423, 426), State.WAITING),
    **dict.fromkeys((400, 404, 405, 412, 422), State.REFUSED),
}
MUCH = 100_000_000  # bytes of an answer
LITTLE = 40_000_000  # bytes of memory more than for a sound answer


class Resetting:
    """Reads so much of a request, says so much, and throws the connection away."""

    def __init__(self, reads: int, says: bytes) -> None:
        self._reads, self._says = reads, says
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection, contextlib.suppress(OSError):
                    if self._reads:
                        connection.recv(self._reads)
                    connection.sendall(self._says)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.fixture(params=["v1", "v2"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def client_for(url: str, api: str, box: Sandbox, folder: Path) -> TraktClient:
    import json

    given = box.settings()
    write_private(folder / "token.json", json.dumps(given["token"]))
    trakt = {**given["trakt"], "api": api, "url": url, "signin_url": url}
    return connect(TraktSettings(**trakt), folder / "token.json")


@pytest.fixture
def servers() -> Iterator[List[Resetting]]:
    begun: List[Resetting] = []
    yield begun
    for server in begun:
        server.close()


@pytest.mark.parametrize("phase", PHASES)
def test_a_reset_in_any_phase_is_unavailable_and_no_refusal(
    phase: str, api: str, box: Sandbox, servers: List[Resetting], tmp_path: Path
) -> None:
    servers.append(Resetting(*PHASES[phase]))
    client = client_for(servers[0].url, api, box, tmp_path)
    with pytest.raises(Unavailable):
        client.rate([Submission(INDY, Rating(9), 1.0)])
    client.close()


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("body", [None, "", "<html>" + "x" * 5000, '{"status": "succ'])
def test_every_status_of_the_pages_keeps_or_sets_aside_as_they_say(
    status: int, body: "str | None", api: str, box: Sandbox, tmp_path: Path
) -> None:
    path = {"path": "/rate/movie"} if api == "v1" else {}  # a server that says it to all speaks no v1
    box.fail(status, times=None, **path, **({} if body is None else {"body": body}))
    client = client_for(box.url, api, box, tmp_path)
    try:
        outcomes = client.rate([Submission(INDY, Rating(9), 1.0)])
        state = State.REFUSED if outcomes[0].refused else State.SENT
    except (Unavailable, SignInNeeded):
        state = State.WAITING
    client.close()
    assert state is STATUSES[status]


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("5", 5, 5),
        ("0.5", 0, 1),
        ("-5", 0, 0),
        ("1e400", 1, 86400),
        ("99999999999999999999", 1, 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1, 86400),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 0),
        ("soon", None, None),
        ("nan", None, None),
        ("", None, None),
    ],
)
def test_any_wish_to_wait_is_read_or_passed_over_and_never_longer_than_a_day(
    asked: str, least: "int | None", most: "int | None", api: str, box: Sandbox, tmp_path: Path
) -> None:
    box.fail(429, retry_after=asked, times=None)
    client = client_for(box.url, api, box, tmp_path)
    with pytest.raises(TraktError) as caught:
        client.rate([Submission(INDY, Rating(9), 1.0)])
    client.close()
    assert isinstance(caught.value, Unavailable)
    wait = caught.value.retry_after
    assert (wait is None) if least is None else (wait is not None and least <= wait <= (most or 0))


def test_an_answer_of_a_hundred_megabytes_costs_little_memory_and_keeps_the_rating(
    api: str, box: Sandbox, nursery: Nursery, folder: Path
) -> None:
    place = Place(nursery, box, make_home(folder / "home", box, api))
    place.renew()
    usual = place.run("cli", "rate", FILM, "9").peak
    place.renew()
    box.fail(huge=MUCH, times=None)
    ran = place.run("cli", "rate", FILM, "9")
    assert (ran.code, "kept for later" in ran.err) == (0, True)
    assert ran.peak < usual + LITTLE
    box.heal()
    place.assert_recovers({FILM: 9}, {}, given=1)
