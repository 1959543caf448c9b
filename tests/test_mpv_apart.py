"""Which film a file is, from a process of its own: the same answer, whatever becomes of that process."""

from __future__ import annotations

import sys

import pytest

from verdict.hosts.mpv import apart
from verdict.hosts.mpv.apart import Helper, Identifier, Pending
from verdict.hosts.mpv.identify import identify

PATHS = [
    "/films/Up (2009) {imdb-tt1049413}.mkv",
    "/series/Some Show S01E02.mkv",
    "-x.mkv",
    "",
    "https://example.org/play",
    "/films/caf\udce9 \n (1999).mkv",
]


@pytest.mark.parametrize("path", PATHS)
def test_it_says_what_would_be_said_here(path: str) -> None:
    assert Helper(path).identity() == identify(path, None)


def test_it_is_pending_once_and_known_then() -> None:
    identifier = Identifier()
    with pytest.raises(Pending) as pending:
        identifier(PATHS[0])
    assert pending.value.helper.fileno() > 0
    identifier.take()
    assert identifier(PATHS[0]) == identify(PATHS[0], None)
    with pytest.raises(Pending):
        identifier(PATHS[1])
    identifier.stop()


def test_a_helper_that_fails_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_RUN", "raise SystemExit(1)")
    assert Helper(PATHS[0]).identity() == identify(PATHS[0], None)


@pytest.mark.parametrize("python", ["", "/nowhere/python3"])
def test_where_none_can_be_started_it_is_known_at_once(monkeypatch: pytest.MonkeyPatch, python: str) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert Identifier()(PATHS[0]) == identify(PATHS[0], None)


def test_a_name_that_no_process_can_be_given_is_no_crash() -> None:
    assert Identifier()("a\0b.mkv") == identify("a\0b.mkv", None)


def test_stopped_it_leaves_nothing_behind() -> None:
    identifier = Identifier()
    with pytest.raises(Pending) as pending:
        identifier(PATHS[0])
    identifier.stop()
    assert pending.value.helper._process.returncode is not None
