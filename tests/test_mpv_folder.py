"""The folder of sockets: private, the user's own, and nothing in it that is none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from verdict.hosts.mpv.folder import SETTLES, Entry, Folder, NotPrivate


def a_socket(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
    return path


def test_it_is_made_for_its_user_alone(tmp_path: Path) -> None:
    Folder(tmp_path / "run")
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


def test_one_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Folder(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "there")
    with pytest.raises(NotPrivate):
        Folder(tmp_path / "run")


def test_somebody_elses_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(NotPrivate):
        Folder(tmp_path)


def test_only_sockets_and_files_that_name_one_count(tmp_path: Path) -> None:
    a_socket(tmp_path / "1.sock")
    (tmp_path / "2.sock").touch()
    (tmp_path / "3.path").write_text("/tmp/mpv", "utf-8")
    (tmp_path / "4.path").mkdir()
    (tmp_path / "agent").touch()
    assert [entry.file.name for entry in Folder(tmp_path).entries()] == ["1.sock", "3.path"]


def test_what_another_user_left_there_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    a_socket(tmp_path / "1.sock")
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert folder.entries() == []


def test_an_entry_knows_the_socket_and_the_process(tmp_path: Path) -> None:
    named = tmp_path / "12.path"
    named.write_bytes(b"/tmp/caf\xe9")
    entry = Entry(named)
    assert (os.fsencode(str(entry.socket)), entry.pid, entry.is_named_by_the_user) == (
        b"/tmp/caf\xe9",
        12,
        True,
    )
    assert Entry(tmp_path / "7-abc.sock").pid == 7
    assert Entry(tmp_path / "x.sock").pid == 0


@pytest.mark.parametrize("content", [b"", b"a\0b"])
def test_a_file_that_names_none_has_none(tmp_path: Path, content: bytes) -> None:
    named = tmp_path / "12.path"
    named.write_bytes(content)
    assert Entry(named).socket is None
    named.unlink()
    assert Entry(named).socket is None


def test_a_socket_may_take_a_moment_before_its_mpv_listens(tmp_path: Path) -> None:
    entry = Entry(a_socket(tmp_path / "1.sock"))
    assert not entry.is_settled()
    then = entry.file.stat().st_mtime - 2 * SETTLES
    os.utime(entry.file, (then, then))
    assert entry.is_settled()
    entry.remove()
    entry.remove()
    assert not entry.is_settled()
