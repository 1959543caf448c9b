"""The trace of a run: private, there at once, and without what an address keeps secret."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from verdict.core.events import Identified, LeftOff, Opened, Paused
from verdict.core.spans import Spans
from verdict.recording import check, recording, without_keys

STREAM = "https://me:marked-password@nas.example/Videos/1/stream.mkv?api_key=marked-key&id=1#marked-part"


def test_it_is_for_its_user_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with recording(tmp_path / "trace", anew=True):
            pass
        check(tmp_path / "other")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_each_line_is_there_at_once(tmp_path: Path) -> None:
    with recording(tmp_path / "trace", anew=True) as record:
        record(Paused(1.0))
        assert json.loads((tmp_path / "trace").read_text("utf-8")) == {"at": 1.0, "event": "paused"}


@pytest.mark.parametrize(("anew", "lines"), [(True, 1), (False, 2)])
def test_what_was_in_it_goes_or_stays(tmp_path: Path, anew: bool, lines: int) -> None:
    for _ in range(2):
        with recording(tmp_path / "trace", anew) as record:
            record(Paused(1.0))
    assert len((tmp_path / "trace").read_text("utf-8").splitlines()) == lines


def test_without_a_file_nothing_is_written() -> None:
    with recording(None, anew=True) as record:
        record(Paused(1.0))


def test_where_it_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        check(tmp_path)


def test_a_pipe_is_not_opened_before_its_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    check(tmp_path / "pipe")


def test_no_password_and_no_key_of_an_address_is_in_it(tmp_path: Path) -> None:
    with recording(tmp_path / "trace", anew=True) as record:
        record(Opened(0.0, STREAM, 60.0, left_off=LeftOff(STREAM, None, 1.0, Spans())))
        record(Identified(1.0, None, source=STREAM))
    lines = [json.loads(line) for line in (tmp_path / "trace").read_text("utf-8").splitlines()]
    assert "marked" not in json.dumps(lines)
    assert {lines[0]["source"], lines[0]["left_off"]["source"], lines[1]["source"]} == {without_keys(STREAM)}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/films/A? (2001).mkv", "/films/A? (2001).mkv"),
        ("/films/caf\udce9.mkv", "/films/caf\udce9.mkv"),
        ("-", "-"),
        ("https://nas/film.mkv", "https://nas/film.mkv"),
        ("smb://nas:445/film.mkv", "smb://nas:445/film.mkv"),
    ],
)
def test_a_path_and_an_address_without_secrets_stay_as_they_are(source: str, shown: str) -> None:
    assert without_keys(source) == shown


def test_two_addresses_that_differ_in_what_is_left_out_still_differ() -> None:
    shown = {without_keys(f"https://nas/stream?id={number}") for number in range(9)}
    assert len(shown) == 9
    assert all(one.startswith("https://nas/stream?") for one in shown)


@pytest.mark.parametrize("odd", ["https://[me:marked/x?k=1", "https://a@b@c/\udce9?marked"])
def test_an_address_that_cannot_be_read_tells_nothing(odd: str) -> None:
    assert "marked" not in without_keys(odd)
