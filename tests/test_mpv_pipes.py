"""Windows' pipes, as far as they can be tried elsewhere: names, the bridge, processes, a child's answer."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Iterator, List, Tuple

import pytest

from verdict.hosts.mpv import ipc, pipes
from verdict.hosts.mpv.bridge import Bridge
from verdict.hosts.mpv.ipc import Gone
from verdict.hosts.mpv.link import LinkError
from verdict.hosts.mpv.pipes import PIPES, PipeEntry, Pipes, is_alive, is_pipe, selectable

PATIENCE = 10.0  # seconds
MUCH = 64 << 20  # bytes; more than what the buffers on the way may take


def on_sockets() -> Tuple[asyncio.AbstractEventLoop, Any]:
    """A loop whose pipes are sockets of this system: its transports keep the same contract."""
    loop = asyncio.new_event_loop()
    return loop, loop.create_unix_connection


@pytest.fixture(scope="module")
def bridge() -> Bridge:
    return Bridge(on_sockets)


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Tuple[str, socket.socket]]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "pipe"))
        server.listen()
        server.settimeout(PATIENCE)
        yield str(tmp_path / "pipe"), server


@pytest.fixture
def ends(
    bridge: Bridge, listening: Tuple[str, socket.socket]
) -> Iterator[Tuple[socket.socket, socket.socket]]:
    """Ours, as the bridge gives it out, and the player's."""
    name, server = listening
    ours = bridge.dial(name, PATIENCE)
    theirs, _ = server.accept()
    for end in (ours, theirs):
        end.settimeout(PATIENCE)
    with ours, theirs:
        yield ours, theirs


def test_only_pipes_with_our_name_and_a_process_are_players() -> None:
    names = ["verdict-12", "mpv-7", "verdict-", "verdict-x", "xverdict-3", "verdict-3.sock", "verdict-4"]
    assert Pipes(lambda: names).entries() == [
        PipeEntry(Path(PIPES + "verdict-12"), 12),
        PipeEntry(Path(PIPES + "verdict-4"), 4),
    ]


def test_names_that_cannot_be_read_are_none() -> None:
    def refuse() -> List[str]:
        raise PermissionError

    assert Pipes(refuse).entries() == []


def test_a_pipe_is_known_by_its_path() -> None:
    assert is_pipe(Path(PIPES + "verdict-12"))
    assert not is_pipe(Path("/run/user/7/verdict/12.sock"))


def test_on_this_system_there_are_no_pipes(tmp_path: Path) -> None:
    assert pipes.here() is None
    with pytest.raises(LinkError, match="no pipes"):
        ipc.connect(Path(PIPES + "verdict-12"), print)


def test_what_is_said_crosses_the_bridge_both_ways(ends: Tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.sendall(b"question\n")
    assert theirs.recv(100) == b"question\n"
    theirs.sendall(b"answer\n")
    assert ours.recv(100) == b"answer\n"


def test_a_read_that_waits_holds_up_no_write(ends: Tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    heard: List[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(ours.recv(100)), daemon=True)
    reader.start()
    ours.sendall(b"question\n")
    assert theirs.recv(100) == b"question\n"
    theirs.sendall(b"answer\n")
    reader.join(PATIENCE)
    assert heard == [b"answer\n"]


def test_a_player_that_leaves_is_noticed_after_its_last_word(
    ends: Tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    theirs.sendall(b"last\n")
    theirs.close()
    assert ours.recv(100) == b"last\n"
    assert ours.recv(100) == b""


def test_a_player_is_let_go_when_we_hang_up(ends: Tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.close()
    assert theirs.recv(100) == b""


def test_what_nobody_reads_does_not_pile_up(ends: Tuple[socket.socket, socket.socket]) -> None:
    _, theirs = ends
    theirs.settimeout(0.5)
    with pytest.raises(TimeoutError):
        theirs.sendall(bytes(MUCH))


def test_a_pipe_that_is_not_there_is_gone(
    bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "dial", lambda path, within: bridge.dial(str(tmp_path / "none"), within))
    with pytest.raises(Gone):
        ipc.connect(Path(PIPES + "verdict-12"), print)


def test_a_pipe_that_stays_busy_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: Any) -> Tuple[Any, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    bridge = Bridge(lambda: (asyncio.new_event_loop(), busy))
    monkeypatch.setattr(pipes, "dial", lambda path, within: bridge.dial(str(path), 0.05))
    with pytest.raises(LinkError, match="does not answer"):
        ipc.connect(Path(PIPES + "verdict-12"), print)


def test_a_link_works_over_the_bridge(
    bridge: Bridge, listening: Tuple[str, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, server = listening
    monkeypatch.setattr(pipes, "dial", lambda path, within: bridge.dial(name, within))
    answer = threading.Thread(target=answer_once, args=(server, b'{"request_id": 1, "error": "success", '))
    answer.start()
    link = ipc.connect(Path(PIPES + "verdict-12"), print)
    assert link.client_name == "ipc-9"
    link.close()
    answer.join(PATIENCE)


def answer_once(server: socket.socket, begins: bytes) -> None:
    player, _ = server.accept()
    with player:
        player.recv(1000)
        player.sendall(begins + b'"data": "ipc-9"}\n')
        player.recv(1000)


def test_an_entry_of_a_pipe_offers_what_one_of_a_folder_does(tmp_path: Path) -> None:
    from verdict.hosts.mpv.folder import Entry

    entry = PipeEntry(Path(PIPES + "verdict-12"), 12)
    for name in (name for name in dir(Entry) if not name.startswith("_")):
        assert hasattr(entry, name)
    assert (entry.socket, entry.is_settled(), entry.is_named_by_the_user) == (entry.file, False, False)
    entry.remove()


@pytest.mark.parametrize("make", [lambda: os.getpid(), lambda: 1], ids=["ours", "another's"])
def test_a_process_that_runs_is_alive(make: Callable[[], int]) -> None:
    assert is_alive(make())


def test_a_process_that_has_ended_is_not() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not is_alive(child.pid)
    assert not is_alive(0)


def test_what_a_child_says_can_be_waited_for_as_a_socket() -> None:
    said = b"x" * (1 << 20)
    child = subprocess.Popen(
        [sys.executable, "-c", f"print('x' * {len(said)}, end='')"], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    with selectable(child.stdout) as answer:
        socket.socket(fileno=os.dup(answer.fileno())).close()  # which a pipe's number could not be
        assert answer.read() == said
    child.wait()
