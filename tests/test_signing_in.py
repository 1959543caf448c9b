"""A sign-in in its own thread, against a Trakt on loopback: every way that it can end."""

from __future__ import annotations

import json
import queue
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest

from verdict.core.signing_in import Ending, Stage
from verdict.sandbox import Sandbox
from verdict.settings import Settings
from verdict.signing_in import Desk, Progress, can_sign_in
from verdict.trakt.client import TraktSettings

PATIENCE = 20.0  # seconds; a wait that takes longer has failed


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(interval=1) as box:
        yield box


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    return tmp_path / "token.json"


class Room:
    """A desk, and what it told."""

    def __init__(self, token_file: Path) -> None:
        self._told: queue.SimpleQueue[Progress] = queue.SimpleQueue()
        self.desk = Desk(token_file, self._told.put)

    def next(self, stage: Stage) -> Progress:
        progress = self._told.get(timeout=PATIENCE)
        assert progress.stage is stage, progress
        return progress

    @property
    def is_quiet(self) -> bool:
        return self._told.empty()


@pytest.fixture
def room(token_file: Path) -> Iterator[Room]:
    room = Room(token_file)
    yield room
    room.desk.close(PATIENCE)


def settings(box: Sandbox, **changes: Any) -> TraktSettings:
    return replace(Settings.from_mapping(box.settings(), "test")[0].trakt, **changes)


def ended(room: Room) -> Ending:
    ending = room.next(Stage.ENDED).ending
    assert ending is not None
    return ending


def test_the_code_is_told_and_then_that_the_person_agreed(room: Room, box: Sandbox, token_file: Path) -> None:
    attempt = room.desk.begin(settings(box))
    shown = room.next(Stage.WAITING)
    assert (shown.attempt, shown.url) == (attempt.number, f"{box.url}/activate")
    box.approve(shown.user_code)
    assert room.next(Stage.AGREED).attempt == attempt.number
    assert json.loads(token_file.read_text())["access_token"]
    assert attempt.join(PATIENCE)


def test_a_person_who_says_no_is_heard(room: Room, box: Sandbox, token_file: Path) -> None:
    room.desk.begin(settings(box))
    box.deny(room.next(Stage.WAITING).user_code)
    assert ended(room) is Ending.DENIED
    assert not token_file.exists()


def test_a_code_that_has_expired_is_said_to_have(room: Room, box: Sandbox) -> None:
    room.desk.begin(settings(box))
    room.next(Stage.WAITING)
    box.advance(3600.0)
    assert ended(room) is Ending.EXPIRED


@pytest.mark.parametrize(("status", "ending"), [(404, Ending.UNKNOWN), (409, Ending.USED)])
def test_a_code_that_trakt_does_not_take_is_named_so(
    room: Room, box: Sandbox, status: int, ending: Ending
) -> None:
    box.fail(status, path="/oauth/device/token")
    room.desk.begin(settings(box))
    room.next(Stage.WAITING)
    assert ended(room) is ending


def test_slow_down_and_an_answer_that_is_no_json_only_mean_to_wait(room: Room, box: Sandbox) -> None:
    box.fail(429, path="/oauth/device/token")
    room.desk.begin(settings(box))
    box.approve(room.next(Stage.WAITING).user_code)
    room.next(Stage.AGREED)


@pytest.mark.parametrize("fault", [{"status": 503, "html": True}, {"cut": "before_work"}])
def test_a_trakt_that_is_away_for_a_while_is_said_to_be_and_asked_again(
    room: Room, box: Sandbox, fault: Dict[str, Any]
) -> None:
    box.fail(**fault, path="/oauth/device/token")
    room.desk.begin(settings(box))
    shown = room.next(Stage.WAITING)
    assert room.next(Stage.WAITING) == replace(shown, is_offline=True)
    assert room.next(Stage.WAITING) == shown
    box.approve(shown.user_code)
    room.next(Stage.AGREED)


def test_without_trakt_there_is_no_code(room: Room, box: Sandbox) -> None:
    box.stop()
    room.desk.begin(settings(box))
    assert ended(room) is Ending.OFFLINE


def test_a_client_id_that_trakt_does_not_know_is_said(room: Room, box: Sandbox) -> None:
    box.set(client_dead=True)
    room.desk.begin(settings(box))
    progress = room.next(Stage.ENDED)
    assert progress.ending is Ending.IMPOSSIBLE
    assert "client id" in progress.reason


def test_an_address_that_secrets_must_not_go_to_is_said(room: Room, box: Sandbox) -> None:
    room.desk.begin(settings(box, signin_url="http://example.org"))
    assert ended(room) is Ending.OFFLINE


def test_after_a_cancel_nothing_more_is_told(room: Room, box: Sandbox, token_file: Path) -> None:
    attempt = room.desk.begin(settings(box))
    room.next(Stage.WAITING)
    attempt.cancel()
    assert attempt.join(PATIENCE)
    assert room.is_quiet
    assert not token_file.exists()


def test_closing_the_desk_ends_every_thread(box: Sandbox, token_file: Path) -> None:
    room = Room(token_file)
    attempts = [room.desk.begin(settings(box)) for _ in range(2)]
    for _ in attempts:
        room.next(Stage.WAITING)
    room.desk.close(PATIENCE)
    assert all(attempt.join(0) for attempt in attempts)
    assert attempts[0].number != attempts[1].number


def test_closing_the_desk_breaks_off_a_request_that_hangs(box: Sandbox, token_file: Path) -> None:
    room = Room(token_file)
    box.fail(path="/oauth/device/code", delay=PATIENCE)
    attempt = room.desk.begin(settings(box))
    box.wait_for(lambda r: r.path == "/oauth/device/code", PATIENCE, arrived=True)
    room.desk.close(0.0)
    assert attempt.join(2.0)
    assert room.is_quiet


def test_a_code_needs_todays_api_and_a_client_id() -> None:
    assert can_sign_in(TraktSettings(client_id="x"))
    assert not can_sign_in(TraktSettings(client_id="x", api="v1"))
    assert not can_sign_in(TraktSettings())


def test_the_secrets_of_a_sign_in_are_not_in_what_is_told(room: Room, box: Sandbox) -> None:
    trakt = settings(box)
    room.desk.begin(trakt)
    told = repr(room.next(Stage.WAITING))
    assert trakt.client_id not in told
    assert trakt.client_secret not in told
