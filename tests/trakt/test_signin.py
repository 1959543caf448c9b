"""Signing in, staying signed in and signing out: every answer of Trakt's, and several of us at once."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Callable, List, Optional, Type

import pytest
from marks import TOKEN, assert_no_secret, told_by, write_token
from raw_server import RawServer, http

import verdict
from verdict.trakt.client import TraktSettings
from verdict.trakt.errors import Refused, SignInNeeded, TraktError, Unavailable
from verdict.trakt.signin import DeviceCode, DeviceSignIn, OAuth, Tokens, sign_out

CODE = {
    "device_code": "marked-device-code",
    "user_code": "ABCD1234",
    "verification_url": "https://trakt.tv/activate/x?y",
    "expires_in": 600,
    "interval": 5,
}
FRESH = {**TOKEN, "access_token": "fresh-access", "refresh_token": "fresh-refresh"}


def body(data: Any) -> bytes:
    return json.dumps(data).encode()


class Patience:
    """A clock and a wait in one; what was waited for is kept."""

    def __init__(self, cancel_after: Optional[int] = None) -> None:
        self.now, self.waits, self._cancel_after = 1000.0, [], cancel_after
        self.waits: List[float]

    def clock(self) -> float:
        return self.now

    def pause(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.now += seconds
        return len(self.waits) == self._cancel_after


@pytest.fixture
def device(marked: Callable[[str], TraktSettings], token_file: Path) -> Callable[..., Any]:
    """The waits of a sign-in that gets these answers to its polls."""

    def run(*polls: bytes, code: Any = CODE, patience: Optional[Patience] = None) -> Any:
        patience = patience or Patience()
        with RawServer(http(body=body(code)), *polls) as server:
            signin = DeviceSignIn(marked(server.url), token_file, patience.clock)
            try:
                agreed = signin.wait(signin.request_code(), patience.pause)
                return agreed, patience.waits
            except TraktError as error:
                assert_no_secret(told_by(error))
                raise
            finally:
                signin.close()
                run.requests = server.requests  # type: ignore[attr-defined]

    return run


PENDING = http(400, b"")
AGREED = http(200, body(FRESH))


def test_the_code_is_shown_as_it_came(marked: Callable[[str], TraktSettings], token_file: Path):
    with RawServer(http(body=body(CODE))) as server:
        code = DeviceSignIn(marked(server.url), token_file, lambda: 50.0).request_code()
    assert code == DeviceCode(
        "ABCD1234", "https://trakt.tv/activate/x?y", 600.0, 5.0, "marked-device-code", ends_at=650.0
    )
    assert "marked-device-code" not in repr(code)
    assert server.requests[0].startswith(b"POST /oauth/device/code ")
    assert server.requests[0].endswith(b'{"client_id": "marked-client-id"}')


def test_the_person_agrees_and_the_token_is_on_disk(device: Callable[..., Any], token_file: Path):
    assert device(PENDING, http(400, b"not json {"), http(400, b"<html>"), AGREED) == (True, [5.0] * 4)
    assert json.loads(token_file.read_text()) == FRESH
    sent = json.loads(device.requests[1].partition(b"\r\n\r\n")[2])  # type: ignore[attr-defined]
    assert sent == {
        "code": "marked-device-code", "client_id": "marked-client-id", "client_secret": "marked-client-secret"
    }  # fmt: skip


def test_a_missing_client_secret_is_told_without_a_request(token_file: Path):
    with pytest.raises(SignInNeeded, match=r"trakt\.client_secret"):
        DeviceSignIn(TraktSettings(client_id="x"), token_file)


@pytest.mark.parametrize(
    ("status", "word"), [(404, "code"), (409, "used"), (410, "expired"), (418, "denied"), (403, "client id"),
                         (401, "client_secret"), (423, "locked"), (426, "VIP")],
)  # fmt: skip
@pytest.mark.parametrize("answer", [b"", b"<html>", b'{"error": "x"}'])
def test_an_end_without_a_token_is_told_in_words(
    device: Callable[..., Any], status: int, word: str, answer: bytes
):
    with pytest.raises(SignInNeeded, match=word):
        device(PENDING, http(status, answer))


def test_a_poll_that_is_refused_is_told(device: Callable[..., Any]):
    with pytest.raises(Refused):
        device(http(422, b""))


def test_slow_down_lengthens_every_wait_from_then_on(device: Callable[..., Any]):
    slow, slower = http(429, b""), http(429, b"", "Retry-After: 10")
    assert device(slow, PENDING, slower, PENDING, AGREED)[1] == [5.0, 10.0, 10.0, 20.0, 20.0]


def test_an_outage_only_makes_it_wait(device: Callable[..., Any]):
    down = [http(503, b"<html>", "Retry-After: 30"), b"", http(200, b"<html>")]
    with pytest.raises(Unavailable):
        device(*down)
    assert device(*down[:2], AGREED) == (True, [5.0, 30.0, 5.0])


def test_the_code_expires_by_the_clock(device: Callable[..., Any]):
    patience = Patience()
    with pytest.raises(SignInNeeded, match="expired"):
        device(PENDING, code={**CODE, "expires_in": 12}, patience=patience)
    assert patience.waits == [5.0, 5.0, 2.0]


def test_a_sign_in_can_be_cancelled_at_any_wait(device: Callable[..., Any], token_file: Path):
    assert device(PENDING, patience=Patience(cancel_after=2)) == (False, [5.0, 5.0])
    assert not token_file.exists()


def test_an_event_that_is_set_ends_the_waiting_at_once(device: Callable[..., Any]):
    cancelled, patience = threading.Event(), Patience()
    cancelled.set()
    patience.pause = cancelled.wait  # type: ignore[method-assign]
    assert device(PENDING, patience=patience)[0] is False


@pytest.mark.parametrize(
    ("field", "value", "interval"),
    [("interval", 0, 5), ("interval", "x", 5), ("interval", 10**9, 60), ("interval", "7", 7)],
)
def test_an_interval_without_sense_is_put_right(
    device: Callable[..., Any], field: str, value: Any, interval: float
):
    assert device(AGREED, code={**CODE, field: value})[1] == [interval]


@pytest.mark.parametrize("name", ["user_code", "verification_url", "device_code"])
@pytest.mark.parametrize("value", [None, "", 5, "a\nb", "\x1b[31m", "x" * 1000])
def test_a_code_that_nobody_could_type_is_no_code(device: Callable[..., Any], name: str, value: Any):
    with pytest.raises(Unavailable):
        device(code={**CODE, name: value})


@pytest.mark.parametrize(("status", "word"), [(403, "client id"), (401, "client_id")])
def test_a_dead_client_id_is_told_before_any_code(
    marked: Callable[[str], TraktSettings], token_file: Path, status: int, word: str
):
    with RawServer(http(status, b"invalid application")) as server, pytest.raises(SignInNeeded, match=word):
        DeviceSignIn(marked(server.url), token_file).request_code()


def test_every_request_of_the_sign_in_names_the_application(marked: Callable[[str], TraktSettings]):
    with RawServer(http(200, b"{}")) as server:
        oauth = OAuth(marked(server.url))
        for ask in (oauth.device_code, lambda: oauth.device_token("x"), lambda: oauth.refresh("x")):
            ask()
        oauth.revoke("x")
        oauth.close()
    assert len(server.requests) == 4
    for request in server.requests:
        assert b"\r\ntrakt-api-key: marked-client-id\r\n" in request
        assert b"\r\ntrakt-api-version: 2\r\n" in request


def test_a_refresh_is_broken_off_once_its_time_is_over(
    marked: Callable[[str], TraktSettings], token_file: Path
):
    write_token(token_file, {**TOKEN, "created_at": 1000, "expires_in": 10})
    with RawServer(b"") as server:
        tokens = Tokens(marked(server.url), token_file)

        def hang_up(connection: socket.socket) -> None:
            tokens.hang_up(0.0)
            server.silence(connection)

        server.answers = [hang_up]
        with pytest.raises(Unavailable):
            tokens.current()


def test_a_missing_client_id_is_told_without_a_request(token_file: Path):
    with pytest.raises(SignInNeeded, match=r"settings.*trakt\.client_id"):
        DeviceSignIn(TraktSettings(), token_file)


def test_a_disk_that_cannot_keep_the_token_is_told_before_the_person_types(
    marked: Callable[[str], TraktSettings], tmp_path: Path
):
    (tmp_path / "file").write_text("")
    with RawServer(http(body=body(CODE))) as server, pytest.raises(Unavailable, match="cannot be written"):
        DeviceSignIn(marked(server.url), tmp_path / "file" / "token.json").request_code()
    assert server.requests == []


def test_the_whole_way_against_the_sandbox(box: Any, settings: TraktSettings, token_file: Path):
    signin = DeviceSignIn(settings, token_file)
    code = signin.request_code()
    assert code.verification_url == f"{box.url}/activate"
    waits: List[float] = []

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        box.advance(seconds)
        if len(waits) == 2:
            box.approve(code.user_code)
        return False

    assert signin.wait(code, pause)
    assert Tokens(settings, token_file).current() == box.settings()["token"]["access_token"]
    assert sign_out(settings, token_file) is None
    assert not token_file.exists()


class Staying:
    """Tokens that live at a moment of our choice, against a server with these answers."""

    def __init__(self, marked: Callable[[str], TraktSettings], path: Path) -> None:
        self.marked, self.path, self.now = marked, path, 0.0

    def ask(self, *answers: bytes, rejected: str = "") -> str:
        with RawServer(*(answers or (b"",))) as server:
            self.requests = server.requests
            tokens = Tokens(self.marked(server.url), self.path, lambda: self.now)
            try:
                return tokens.instead_of(rejected) if rejected else tokens.current()
            except TraktError as error:
                assert_no_secret(told_by(error))
                raise
            finally:
                tokens.close()


@pytest.fixture
def staying(marked: Callable[[str], TraktSettings], token_file: Path) -> Staying:
    write_token(token_file, {**TOKEN, "created_at": 1000, "expires_in": 10000})
    return Staying(marked, token_file)


def test_a_token_is_used_until_its_margin(staying: Staying):
    staying.now = 1000 + 10000 - 600 - 1
    assert staying.ask() == "marked-access-token"
    assert staying.requests == []


def test_a_short_life_has_a_short_margin(staying: Staying, token_file: Path):
    write_token(token_file, {**TOKEN, "created_at": 1000, "expires_in": 100})
    staying.now = 1089
    assert staying.ask() == "marked-access-token"
    staying.now = 1090
    assert staying.ask(AGREED) == "fresh-access"


def test_a_refresh_asks_what_the_page_says_and_saves_the_pair(staying: Staying, token_file: Path):
    staying.now = 20000
    assert staying.ask(AGREED) == "fresh-access"
    head, _, sent = staying.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /oauth/token ")
    assert b"trakt-api-key: marked-client-id\r\ntrakt-api-version: 2" in b"\r\n".join(
        sorted(head.split(b"\r\n"))
    )
    assert json.loads(sent) == {
        "refresh_token": "marked-refresh-token",
        "client_id": "marked-client-id",
        "client_secret": "marked-client-secret",
        "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
        "grant_type": "refresh_token",
    }
    assert json.loads(token_file.read_text()) == FRESH
    assert sorted(path.name for path in token_file.parent.iterdir()) == ["token.json", "token.json.lock"]


@pytest.mark.parametrize(
    ("status", "kind"), [(400, SignInNeeded), (401, SignInNeeded), (403, SignInNeeded), (429, Unavailable),
                         (500, Unavailable), (503, Unavailable), (302, Unavailable),
                         (404, SignInNeeded), (422, SignInNeeded)],
)  # fmt: skip
@pytest.mark.parametrize("answer", [b'{"error": "invalid_grant"}', b"", b"<html>"])
def test_a_refresh_that_fails_keeps_the_old_pair(
    staying: Staying, token_file: Path, status: int, kind: Type[TraktError], answer: bytes
):
    before, staying.now = token_file.read_bytes(), 20000
    with pytest.raises(kind):
        staying.ask(http(status, answer))
    assert token_file.read_bytes() == before
    assert not token_file.with_name("token.json.new").exists()


@pytest.mark.parametrize(
    "answer", [b"", http(200, b"<html>"), http(200, b"{}"), http(200, body({**FRESH, "access_token": ""}))]
)
def test_a_refresh_without_a_token_in_its_answer_keeps_the_old_pair(
    staying: Staying, token_file: Path, answer: bytes
):
    before, staying.now = token_file.read_bytes(), 20000
    with pytest.raises(Unavailable):
        staying.ask(answer)
    assert token_file.read_bytes() == before


def test_a_server_that_echoes_the_refresh_token_does_not_make_us_tell_it(staying: Staying):
    staying.now = 20000
    with pytest.raises(SignInNeeded, match="odd"):
        staying.ask(http(422, b"marked-refresh-token of marked-client-secret is odd"))


def test_a_poll_that_echoes_the_code_does_not_make_us_tell_it(device: Callable[..., Any]):
    with pytest.raises(Refused, match="odd"):
        device(http(422, b"marked-device-code is odd"))


def test_a_wrong_client_secret_is_told_as_such(staying: Staying):
    staying.now = 20000
    with pytest.raises(SignInNeeded, match="client_secret"):
        staying.ask(http(401, b'{"error":"invalid_client"}'))


def test_a_token_that_still_lives_serves_while_it_cannot_be_refreshed(staying: Staying):
    staying.now = 1000 + 10000 - 1
    assert staying.ask(http(503, b"")) == "marked-access-token"


def test_the_refresh_token_is_not_spent_where_the_disk_takes_nothing(
    staying: Staying, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    staying.now = 20000
    monkeypatch.setattr("os.write", full)
    with pytest.raises(Unavailable, match="No space"):
        staying.ask(AGREED)
    assert staying.requests == []


def test_the_pair_is_on_disk_before_it_is_used(v2_after_expiry: Any, box: Any, signed_in: Path):
    seen = []
    original = v2_after_expiry._transport.get

    def get(*args: Any, **kwargs: Any) -> Any:
        used = kwargs["headers"]["Authorization"].partition(" ")[2]
        seen.append(used == json.loads(signed_in.read_text())["access_token"])
        return original(*args, **kwargs)

    v2_after_expiry._transport.get = get
    v2_after_expiry.account()
    assert seen == [True, True]


@pytest.fixture
def v2_after_expiry(v2: Any, box: Any) -> Any:
    box.expire_tokens()
    return v2


def test_a_token_that_another_process_refreshed_is_picked_up(staying: Staying, token_file: Path):
    write_token(token_file, FRESH)
    assert staying.ask(rejected="marked-access-token") == "fresh-access"
    assert staying.requests == []


def test_many_threads_refresh_once(box: Any, settings: TraktSettings, signed_in: Path):
    rejected = box.settings()["token"]["access_token"]
    box.expire_tokens()
    tokens = [Tokens(settings, signed_in) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        got = set(pool.map(lambda t: t.instead_of(rejected), tokens))
    assert got == {box.settings()["token"]["access_token"]}
    assert [request.path for request in box.requests] == ["/oauth/token"]


REFRESH = """
import sys
from pathlib import Path
import verdict
from verdict.trakt.client import TraktSettings
from verdict.trakt.signin import Tokens
url, client_id, client_secret, path, rejected = sys.stdin.read().split("\\n")
settings = TraktSettings(url=url, signin_url=url, client_id=client_id, client_secret=client_secret)
print(Tokens(settings, Path(path)).instead_of(rejected))
"""


def test_many_processes_refresh_once(box: Any, settings: TraktSettings, signed_in: Path):
    rejected = box.settings()["token"]["access_token"]
    told = "\n".join([box.url, settings.client_id, settings.client_secret, str(signed_in), rejected])
    source = str(Path(verdict.__file__).parent.parent)
    run = partial(
        subprocess.run, [sys.executable, "-c", REFRESH], input=told, text=True, stdout=subprocess.PIPE
    )
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(run, env={"PYTHONPATH": source}, check=True) for _ in range(3)]
    assert (
        {d.result().stdout.strip() for d in done} == {box.settings()["token"]["access_token"]} != {rejected}
    )
    assert [request.path for request in box.requests] == ["/oauth/token"]


def test_a_token_that_is_gone_is_not_made_up(staying: Staying, token_file: Path):
    token_file.unlink()
    with pytest.raises(SignInNeeded, match="sign in"):
        staying.ask(rejected="marked-access-token")


def test_a_token_without_a_refresh_token_ends_in_a_sign_in(staying: Staying, token_file: Path):
    write_token(token_file, {"access_token": "a", "created_at": 0, "expires_in": 1})
    staying.now = 100
    with pytest.raises(SignInNeeded):
        staying.ask(AGREED)
    assert staying.requests == []


def test_a_sign_out_revokes_and_removes(marked: Callable[[str], TraktSettings], marked_token: Path):
    with RawServer(http(200, b"")) as server:
        assert sign_out(marked(server.url), marked_token) is None
    assert not marked_token.exists()
    assert json.loads(server.requests[0].partition(b"\r\n\r\n")[2]) == {
        "token": "marked-access-token",
        "client_id": "marked-client-id",
        "client_secret": "marked-client-secret",
    }  # fmt: skip


@pytest.mark.parametrize("answer", [http(503, b""), http(401, b""), http(400, b"marked-refresh-token"), b""])
def test_a_sign_out_removes_even_where_trakt_was_not_told_and_says_so(
    marked: Callable[[str], TraktSettings], marked_token: Path, answer: bytes
):
    with RawServer(answer) as server:
        told = sign_out(marked(server.url), marked_token)
    assert told
    assert_no_secret(told)
    assert not marked_token.exists()


def test_a_sign_out_without_an_application_or_a_sound_file_removes_too(
    marked: Callable[[str], TraktSettings], marked_token: Path
):
    assert "client id" in str(sign_out(replace(marked("https://localhost"), client_id=""), marked_token))
    marked_token.write_text("{")
    assert "damaged" in str(sign_out(marked("https://localhost"), marked_token))
    assert not marked_token.exists()
    assert "not signed in" in str(sign_out(marked("https://localhost"), marked_token))
