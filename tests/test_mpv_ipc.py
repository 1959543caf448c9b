"""The link over a socket, against a player that says what the test wants, when it wants it."""

from __future__ import annotations

import inspect
import json
import socket
import threading
from pathlib import Path
from typing import Any, Callable, Iterator, List

import pytest

from verdict.hosts.mpv import ipc
from verdict.hosts.mpv.ipc import Gone, IpcLink, connect
from verdict.hosts.mpv.link import Link, LinkError, Notice

Answer = Callable[[Any, int], bytes]


def done(number: int, data: Any = None, error: str = "success") -> bytes:
    return json.dumps({"request_id": number, "error": error, "data": data}).encode() + b"\n"


def told(name: str, **fields: Any) -> bytes:
    return json.dumps({"event": name, **fields}).encode() + b"\n"


class Player:
    """Answers `client_name`, then every request with what `answer` makes of it; None hangs up."""

    def __init__(self, answer: Callable[[Any, int], "bytes | None"]) -> None:
        ours, self.theirs = socket.socketpair()
        self.asked: List[Any] = []
        self.notices: List[Notice] = []
        self._answer = answer
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self.link = IpcLink(ours, self.notices.append, call_within=0.3)

    def _serve(self) -> None:
        with self.theirs, self.theirs.makefile("rb") as lines:
            for line in lines:
                request = json.loads(line)
                command, number = request["command"], request["request_id"]
                self.asked.append(command)
                said = done(number, "ipc-7") if command == ["client_name"] else self._answer(command, number)
                if said is None:
                    return
                self.theirs.sendall(said)

    def say(self, data: bytes) -> None:
        self.theirs.sendall(data)
        self.link.receive()


@pytest.fixture
def player_that() -> Iterator[Callable[..., Player]]:
    players: List[Player] = []

    def make(answer: Callable[[Any, int], "bytes | None"] = lambda _, number: done(number)) -> Player:
        players.append(Player(answer))
        return players[-1]

    yield make
    for player in players:
        player.link.close()


def test_it_is_a_link_like_the_embedded_one() -> None:
    for name, method in inspect.getmembers(Link, inspect.isfunction):
        if not name.startswith("_"):
            ours = inspect.signature(getattr(IpcLink, name))
            assert list(ours.parameters) == list(inspect.signature(method).parameters)


def test_it_knows_its_name_at_that_player(player_that: Callable[..., Player]) -> None:
    assert player_that().link.client_name == "ipc-7"


def test_a_command_gets_its_own_answer_whatever_comes_before_it(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda _, number: done(number - 1, "late") + told("seek") + done(number, "mine"))
    assert player.link.command("expand-text", "x") == "mine"
    assert [notice["event"] for notice in player.notices] == ["seek"]


def test_an_answer_in_pieces_is_put_together() -> None:
    lines = ipc._Lines()
    whole = told("client-message", args=["é"]) + told("seek")
    found = [message for byte in whole for message in lines.of(bytes([byte]))]
    assert [message["event"] for message in found] == ["client-message", "seek"]


def test_arguments_go_in_order_or_by_name(player_that: Callable[..., Player]) -> None:
    player = player_that()
    player.link.command("show-text", "a", 5)
    player.link.command("osd-overlay", id=3, data="x")
    assert player.asked[1:] == [["show-text", "a", 5], {"name": "osd-overlay", "id": 3, "data": "x"}]


def test_a_refusal_is_an_error_that_names_the_command(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda _, number: done(number, error="invalid parameter"))
    with pytest.raises(LinkError, match="osd-overlay: invalid parameter"):
        player.link.command("osd-overlay", id=1)
    assert not player.link.is_lost


def test_a_property_without_a_value_is_none(player_that: Callable[..., Player]) -> None:
    assert player_that(lambda _, n: done(n, error="property unavailable")).link.get("path") is None


def test_a_property_is_told_until_it_is_given_up(player_that: Callable[..., Player]) -> None:
    player = player_that()
    player.link.observe("pause")
    player.link.unobserve("pause")
    player.link.unobserve("pause")
    (_, number, _), (_, same) = player.asked[1:]
    assert number == same
    assert [words[0] for words in player.asked[1:]] == ["observe_property", "unobserve_property"]


def test_a_player_that_does_not_answer_is_given_up_in_time(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda *_: b"")
    with pytest.raises(LinkError, match="does not answer"):
        player.link.command("ignore")
    assert (player.link.is_lost, player.link.has_ended) == (True, False)


def test_notices_do_not_make_a_call_wait_for_longer(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda *_: told("seek"))
    with pytest.raises(LinkError, match="does not answer"):
        player.link.command("ignore")


def test_a_player_that_vanishes_in_mid_request_is_gone(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda *_: None)
    with pytest.raises(Gone):
        player.link.command("ignore")
    assert player.link.has_ended
    with pytest.raises(Gone):
        player.link.command("ignore")
    assert player.link.get("path") is None


def test_a_player_that_hangs_up_is_noticed_without_a_question(player_that: Callable[..., Player]) -> None:
    player = player_that()
    player.theirs.shutdown(socket.SHUT_RDWR)
    player.link.receive()
    assert player.link.has_ended


def test_what_a_stuck_player_may_pile_up_is_bounded(
    player_that: Callable[..., Player], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipc, "MOST_NOTICES", 50)
    player = player_that(lambda *_: told("seek") * 60)
    with pytest.raises(LinkError, match="without an end"):
        player.link.command("ignore")
    assert len(player.notices) <= 60


def test_a_line_without_an_end_is_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipc, "LONGEST_LINE", 100)
    lines = ipc._Lines()
    with pytest.raises(ValueError, match="too long"):
        list(lines.of(b"x" * 200))


@pytest.mark.parametrize("noise", [b"hello\n", b"{]\n"])
def test_what_is_no_json_ends_the_link(player_that: Callable[..., Player], noise: bytes) -> None:
    player = player_that()
    player.say(noise)
    assert player.link.is_lost


@pytest.mark.parametrize("noise", [b"[]\n", b"5\n", b"\n", b'{"event": 5}\n', b'{"request_id": 99}\n'])
def test_json_that_means_nothing_is_passed_over(player_that: Callable[..., Player], noise: bytes) -> None:
    player = player_that()
    player.say(noise)
    assert (player.link.is_lost, player.notices) == (False, [])


def test_a_name_that_is_no_utf_8_comes_and_goes_unchanged(player_that: Callable[..., Player]) -> None:
    player = player_that(lambda command, number: done(number, command[-1]))
    player.say(b'{"event": "start-file", "path": "caf\xe9"}\n')
    assert player.notices[0]["path"].encode("utf-8", "surrogateescape") == b"caf\xe9"


def test_where_nobody_listens_there_is_no_link(tmp_path: Path) -> None:
    stale = tmp_path / "1.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(stale))
    for path in (stale, tmp_path / "none.sock"):
        with pytest.raises(Gone):
            connect(path, print)


def test_a_player_that_never_says_a_word_is_still_there(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "1.sock"))
        mute.listen()
        with pytest.raises(LinkError, match="does not answer") as caught:
            connect(tmp_path / "1.sock", print, within=0.05)
    assert not isinstance(caught.value, Gone)


def test_a_path_that_no_socket_can_have_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(LinkError):
        connect(tmp_path / ("x" * 300), print)
