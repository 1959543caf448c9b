"""What a server, a network or an address may do to one exchange."""

from __future__ import annotations

import gzip
import io
import logging
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Tuple

import pytest
from marks import SECRETS, assert_no_secret, told_by
from raw_server import Answer, RawServer, http, reset

import verdict
from verdict.trakt.errors import Refused, Unavailable
from verdict.trakt.transport import LIST, ORDINARY, Transport

KEY = SECRETS["api_key"]


def ask(answer: Answer, *answers: Answer, limit: int = ORDINARY) -> Any:
    with RawServer(answer, *answers) as server:
        transport = Transport(server.url)
        try:
            return transport.get("movie", KEY, headers={"X-Secret": KEY}, limit=limit)
        finally:
            transport.close()


def fails(*answers: Answer, limit: int = ORDINARY) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        ask(*answers, limit=limit)
    assert_no_secret(told_by(caught.value))
    return caught.value


def test_a_request_says_who_asks_and_what_it_wants():
    with RawServer(http(body=b'{"a": 1}')) as server:
        answer = Transport(server.url + "/").post("rate", "movie", body={"rating": 9})
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert answer.status == 200
    assert answer.json() == {"a": 1}
    assert head.startswith(b"POST /rate/movie HTTP/1.1\r\n")
    assert f"User-Agent: Verdict/{verdict.__version__}".encode() in head
    assert b"Content-Type: application/json" in head
    assert body == b'{"rating": 9}'


def test_every_part_of_a_path_stays_in_its_place():
    with RawServer(http()) as server:
        Transport(server.url).get("users", "a/../b?c#d e\n\udc80é%2F", query={"q": "&=é"})
    assert server.requests[0].startswith(
        b"GET /users/a%2F..%2Fb%3Fc%23d%20e%0A%3F%C3%A9%252F?q=%26%3D%C3%A9 "
    )


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_a_part_that_names_another_folder_is_refused(part: str):
    with pytest.raises(Refused):
        Transport("http://127.0.0.1:9").get("users", part, "ratings")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.trakt.tv", "http://127.0.0.1.example.org", "http://localhost.example.org", "ftp://localhost",
        "api.trakt.tv", "", "https://", "https://user:marked-api-key@api.trakt.tv", "https://a b", "https://a\\@b",
        "https://api.trakt.tv/?a=b", "https://api.trakt.tv/#a", "https://a:99999", "https://[::1", "http://10.0.0.1",
        "https://a\nb", "HTTP://example.org", "https://ex\u2100mple.org@",
    ],
)  # fmt: skip
def test_an_address_that_secrets_must_not_go_to_is_refused(url: str):
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # any words will do, but for the secret
        Transport(url)
    assert_no_secret(told_by(caught.value))


@pytest.mark.parametrize(
    "url",
    ["https://api.trakt.tv", "http://localhost:1", "http://127.9.9.9", "http://[::1]:80", "HTTP://LOCALHOST"],
)
def test_https_and_this_machine_itself_are_accepted(url: str):
    Transport(url)


def test_plain_http_is_accepted_where_the_settings_say_so():
    Transport("http://trakt.example.org", allow_http=True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_gets_no_request_at_all(status: int):
    with RawServer(http()) as other:
        fails(http(status, b"", f"Location: {other.url}/movie"))
        assert other.requests == []


@pytest.mark.parametrize("target", ["https://127.0.0.1/", "//evil.example.org/x", "http://[bad", "", "\\\\x"])
def test_a_redirect_to_another_origin_is_not_followed(target: str):
    assert "elsewhere" in str(fails(http(302, b"", f"Location: {target}")))


def test_a_redirect_on_the_same_origin_is_followed_for_a_read():
    with RawServer(http(301, b"", "Location: /there"), http(body=b"[1]")) as server:
        assert Transport(server.url).get("here").json() == [1]
    assert server.requests[1].startswith(b"GET /there ")


def test_a_write_is_never_redirected():
    with RawServer(http(307, b"", "Location: /there")) as server, pytest.raises(Unavailable):
        Transport(server.url).post("here", body={})
    assert len(server.requests) == 1


def test_redirects_in_circles_end():
    with RawServer(http(302, b"", "Location: /again")) as server, pytest.raises(Unavailable):
        Transport(server.url).get("again")
    assert len(server.requests) < 10


def test_the_body_of_a_redirect_is_bounded_too():
    bomb = gzip.compress(bytes(32 << 20))
    fails(http(302, bomb, "Content-Encoding: gzip", "Location: /x"))


def test_a_body_without_end_is_cut_off():
    fails(http(200, bytes(ORDINARY + 1)))


def test_a_long_list_may_be_longer_than_an_ordinary_answer():
    assert len(ask(http(200, bytes(ORDINARY + 1)), limit=LIST).body) == ORDINARY + 1


def test_a_gzip_bomb_is_counted_after_decoding_and_costs_little_memory():
    bomb = gzip.compress(bytes(200 << 20), 9)
    assert len(bomb) < ORDINARY
    tracemalloc.start()
    fails(http(200, bomb, "Content-Encoding: gzip"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * ORDINARY


@pytest.mark.parametrize(
    ("encoding", "encode"), [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("identity", bytes)]
)
def test_a_body_is_decoded(encoding: str, encode: Callable[[bytes], bytes]):
    assert ask(http(200, encode(b'{"a": 1}'), f"Content-Encoding: {encoding}")).json() == {"a": 1}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"no gzip at all"),
        ("gzip", gzip.compress(b'{"a": 1}' * 99)[:-9]),
        ("br", b"\x0b\x02\x80"),
        ("deflate", zlib.compress(b"{}")),
        ("gzip, gzip", gzip.compress(gzip.compress(b"{}"))),
    ],
)
def test_an_encoding_that_is_broken_or_not_asked_for_is_no_answer(encoding: str, body: bytes):
    fails(http(200, body, f"Content-Encoding: {encoding}"))


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\r\n\r\n", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 20",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n{}",
        b"HTTP/1.1 200 " + b"x" * 70000 + b"\r\n\r\n{}",
        reset,
    ],
)  # fmt: skip
def test_what_is_no_answer_is_unavailable(answer: Answer):
    fails(answer)


def test_a_connection_that_breaks_in_the_body_is_unavailable():
    def half(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1, 2")
        reset(connection)

    fails(half)


def test_nobody_at_the_address_is_unavailable():
    with RawServer(http()) as server:
        url = server.url
    with pytest.raises(Unavailable) as caught:
        Transport(url).post("rate", KEY, body={"password": KEY})
    assert_no_secret(told_by(caught.value))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("phase", ["silence", "status", "headers", "continue", "body", "chunks"])
def test_a_slow_drip_is_bounded_in_every_phase(phase: str):
    ok = b"HTTP/1.1 200 OK\r\n"
    with RawServer(b"") as server:
        server.answers = [{
            "silence": server.silence,
            "status": server.drip(b"HTTP/1.1 ", b"2"),
            "headers": server.drip(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
            "continue": server.drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            "body": lambda c: (c.sendall(ok + b"Content-Length: 9999\r\n\r\n"), server.drip(b"", b" ")(c)),
            "chunks": lambda c: (
                c.sendall(ok + b"Transfer-Encoding: chunked\r\n\r\n"), server.drip(b"", b"1\r\n \r\n")(c)
            ),
        }[phase]]  # fmt: skip
        start = time.monotonic()
        with pytest.raises(Unavailable, match="in time"):
            Transport(server.url).get("movie", KEY)
        assert time.monotonic() - start < 2


def test_certificates_and_proxies_come_from_the_environment_but_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login thief password thief\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with RawServer(http()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        Transport("http://trakt.example.org", allow_http=True).get("x", headers={"Authorization": "Bearer a"})
        Transport("http://trakt.example.org", allow_http=True).get("x")
    assert proxy.requests[0].startswith(b"GET http://trakt.example.org/x ")
    assert b"Authorization: Bearer a\r\n" in proxy.requests[0]
    assert b"uthorization" not in proxy.requests[1]


def test_no_proxy_comes_between_us_and_this_machine(monkeypatch: pytest.MonkeyPatch):
    with RawServer(http()) as proxy, RawServer(http(body=b"[]")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        assert Transport(server.url).get("x").json() == []
    assert proxy.requests == []


def test_no_cookie_is_kept():
    with RawServer(http(200, b"{}", "Set-Cookie: a=b")) as server:
        transport = Transport(server.url)
        transport.get("x")
        transport.get("x")
    assert b"Cookie" not in server.requests[1]


def test_the_log_of_the_library_below_holds_no_address(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        ask(http(200, b"{}"))
        ask(b"HTTP/1.1 200 OK\r\n: bad\r\n\x00\r\nContent-Length: 5\r\n\r\n{}")
    assert {"DEBUG", "WARNING"} <= {r.levelname for r in caplog.records if r.name.startswith("urllib3")}
    assert_no_secret(caplog.text)


def test_it_works_again_after_close():
    with RawServer(http()) as server:
        transport = Transport(server.url)
        for _ in range(2):
            assert transport.get("x").status == 200
            transport.close()


class Asking(threading.Thread):
    """A request in a thread of its own; its end is seen from outside."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(daemon=True)
        self.problem: Any = None
        self._transport = transport
        self.start()

    def run(self) -> None:
        try:
            self._transport.get("x")
        except Unavailable as problem:
            self.problem = problem


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time-outs that no test waits for."""
    for name in ("CONNECT_SECONDS", "READ_SECONDS"):
        monkeypatch.setattr(f"verdict.trakt.session.{name}", 3600.0)
    monkeypatch.setattr("verdict.trakt.transport.ORDINARY_SECONDS", 3600.0)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    "begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"HTTP/1.0 200 OK\r\n\r\n{"]
)
def test_a_request_that_hangs_is_broken_off_from_another_thread(begun: bytes):
    hangs = threading.Event()

    def hang(connection: socket.socket) -> None:
        connection.sendall(begun)
        hangs.set()
        server.silence(connection)

    with RawServer(hang) as server:
        transport = Transport(server.url)
        asking = Asking(transport)
        assert hangs.wait(10)
        transport.hang_up()
        asking.join(10)
        assert asking.problem.untouched is False


@pytest.mark.usefixtures("patient")
def test_a_handshake_that_hangs_is_broken_off_from_another_thread():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        transport = Transport(f"https://127.0.0.1:{listener.getsockname()[1]}")
        asking = Asking(transport)
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(1)  # its first word; now it waits for ours
            transport.hang_up()
            asking.join(10)
            assert asking.problem


@pytest.mark.usefixtures("patient")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue refuses")
def test_a_connection_that_does_not_come_about_is_broken_off_from_another_thread(
    monkeypatch: pytest.MonkeyPatch,
):
    from verdict.trakt.wires import Wires

    tries, add = threading.Event(), Wires.add
    monkeypatch.setattr(Wires, "add", lambda wires, wire: (add(wires, wire), tries.set()))
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        with socket.create_connection(address):  # the queue is full
            transport = Transport(f"http://127.0.0.1:{address[1]}")
            asking = Asking(transport)
            assert tries.wait(10)
            transport.hang_up()
            asking.join(10)
            assert asking.problem.untouched is True


def test_nothing_is_asked_any_more_once_it_has_hung_up():
    with RawServer(http()) as server:
        transport = Transport(server.url)
        transport.hang_up()
        with pytest.raises(Unavailable) as caught:
            transport.get("x")
    assert caught.value.untouched
    assert server.requests == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Tuple[Path, Path]:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, certificate


def over_tls(certificate: Tuple[Path, Path]) -> Callable[[Any], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])

    def send(connection: Any) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65536)
            secure.sendall(http(body=b"[7]"))

    return send


class TlsServer(RawServer):
    def _answer(self, connection: Any) -> None:
        self.answers[0](connection)  # type: ignore[operator]


def test_a_certificate_that_nobody_vouches_for_ends_the_exchange(certificate: Tuple[Path, Path]):
    with TlsServer(over_tls(certificate)) as server, pytest.raises(
        Unavailable, match="certificate"
    ) as caught:
        Transport(server.url.replace("http", "https")).get("movie", KEY)
    assert_no_secret(told_by(caught.value))


def test_an_authority_that_the_environment_names_is_trusted(
    certificate: Tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[1]))
    with TlsServer(over_tls(certificate)) as server:
        assert Transport(server.url.replace("http", "https")).get("x").json() == [7]


@pytest.mark.usefixtures("quick")
def test_plain_words_where_tls_is_expected_end_the_exchange():
    with RawServer(http()) as server, pytest.raises(Unavailable):
        Transport(server.url.replace("http", "https")).get("x")


def test_a_connection_is_kept_for_the_next_request_but_not_for_long(
    box: Any, monkeypatch: pytest.MonkeyPatch
):
    connected = []
    original = "urllib3.connectionpool.HTTPConnectionPool._new_conn"
    from urllib3.connectionpool import HTTPConnectionPool

    new = HTTPConnectionPool._new_conn
    monkeypatch.setattr(original, lambda pool: connected.append(1) or new(pool))  # type: ignore[func-returns-value]
    transport = Transport(box.url)
    for _ in range(3):
        transport.get("movies", "x")
    assert len(connected) == 1
    monkeypatch.setattr("verdict.trakt.transport.RESTED_SECONDS", -1.0)
    transport.get("movies", "x")
    assert len(connected) == 2
    transport.close()


def test_an_answer_may_be_as_slow_as_the_whole_exchange():
    from verdict.trakt import session, transport

    assert session.READ_SECONDS >= transport.ORDINARY_SECONDS


@pytest.mark.usefixtures("quick")
def test_one_silence_is_cut_short_long_before_the_whole_exchange_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("verdict.trakt.transport.ORDINARY_SECONDS", 60.0)
    with RawServer(b"") as server:
        server.answers = [server.silence]
        with pytest.raises(Unavailable, match="in time"):
            Transport(server.url).get("x")


def test_a_body_shorter_than_announced_is_missed_even_where_the_library_does_not():
    from verdict.trakt.session import _body

    whole = io.BytesIO(b"{}")
    raw = SimpleNamespace(read=lambda size, decode_content: whole.read(size))
    with pytest.raises(ValueError, match="cut short"):
        _body(raw, {"content-length": "10"}, ORDINARY)
