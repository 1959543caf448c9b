"""A process that is killed while it refreshes: a pair that was written whole is not lost to the others."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from verdict.trakt.client import TraktSettings
from verdict.trakt.errors import SignInNeeded
from verdict.trakt.signin import Tokens

LIB = str(Path(__file__).resolve().parents[2] / "lib")
# Refreshes, and is killed before the step of this name; the room for the answer is the first thing written.
DYING = """
import json, os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdict.trakt import tokenfile
from verdict.trakt.client import TraktSettings
from verdict.trakt.signin import Tokens

step, calls = sys.argv[4], []

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def write(self, descriptor, data, real=tokenfile.TokenFile._write):
    calls.append(data)
    if (step, len(calls)) in (("room", 1), ("write", 2)):
        die()
    real(self, descriptor, data)

tokenfile.TokenFile._write = write
if step == "rename":
    tokenfile.TokenFile._replace = die
if step == "folder":
    tokenfile._sync_folder = die
settings = TraktSettings(**json.loads(sys.argv[2]))
Tokens(settings, Path(sys.argv[3])).instead_of(json.loads(Path(sys.argv[3]).read_text())["access_token"])
"""


def refresh_and_die(settings: TraktSettings, token_file: Path, step: str) -> None:
    arguments = [sys.executable, "-c", DYING, LIB, json.dumps(asdict(settings)), str(token_file), step]
    assert subprocess.run(arguments, timeout=30).returncode == -signal.SIGKILL


def spent(box: Any) -> int:
    return sum(request.path == "/oauth/token" and request.status == 200 for request in box.requests)


@pytest.mark.parametrize(("step", "refreshes"), [("room", 1), ("rename", 1), ("folder", 1)])
def test_after_a_kill_the_next_process_has_a_pair_that_works(
    box: Any, settings: TraktSettings, signed_in: Path, step: str, refreshes: int
) -> None:
    rejected = json.loads(signed_in.read_text())["access_token"]
    refresh_and_die(settings, signed_in, step)
    tokens = Tokens(settings, signed_in)
    access = tokens.instead_of(rejected)
    assert access == box.settings()["token"]["access_token"]
    assert spent(box) == refreshes
    assert signed_in.stat().st_mode & 0o077 == 0
    tokens.close()


def test_an_answer_that_died_with_its_reader_is_told_in_words_and_costs_no_file(
    box: Any, settings: TraktSettings, signed_in: Path
) -> None:
    before = signed_in.read_text()
    refresh_and_die(settings, signed_in, "write")
    tokens = Tokens(settings, signed_in)
    with pytest.raises(SignInNeeded, match="sign in again"):
        tokens.instead_of(json.loads(before)["access_token"])
    assert signed_in.read_text() == before
    tokens.close()
