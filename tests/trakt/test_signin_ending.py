"""A process that ends, or is interrupted, while it refreshes: the pair that Trakt gives meanwhile is kept."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Iterator

import pytest

from verdict.trakt.client import TraktSettings
from verdict.trakt.signin import Tokens

LIB = str(Path(__file__).resolve().parents[2] / "lib")
PATIENCE = 30.0  # seconds
BEGIN = """
import json, sys, threading
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdict.trakt.client import TraktSettings
from verdict.trakt.signin import Tokens

path = Path(sys.argv[3])
tokens = Tokens(TraktSettings(**json.loads(sys.argv[2])), path)
rejected = json.loads(path.read_text())["access_token"]
"""
# The way of a player: the courier's thread is a daemon, and the process ends when its window is closed.
QUITTING = """
threading.Thread(target=tokens.instead_of, args=(rejected,), daemon=True).start()
sys.stdin.readline()
print("leaving", flush=True)
"""
# The way of a command: the refresh is asked for in the main thread.
INTERRUPTED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
try:
    tokens.instead_of(rejected)
except KeyboardInterrupt:
    print("leaving", flush=True)
"""


@pytest.fixture
def slow(box: Any) -> Iterator[Any]:
    """A Trakt that has taken the refresh token, and whose answer is long on its way."""
    yield box.fail(path="/oauth/token", delay=float("inf"))
    box.heal()


def is_refresh(request: Any) -> bool:
    return bool(request.path == "/oauth/token")


@pytest.mark.parametrize("way", [QUITTING, INTERRUPTED], ids=["quitting", "interrupted"])
@pytest.mark.usefixtures("slow")
def test_a_pair_that_comes_while_the_process_ends_is_on_disk(
    box: Any, settings: TraktSettings, signed_in: Path, way: str
) -> None:
    arguments = [sys.executable, "-c", BEGIN + way, LIB, json.dumps(asdict(settings)), str(signed_in)]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        box.wait_for(is_refresh, PATIENCE, arrived=True)
        if way is INTERRUPTED:
            process.send_signal(signal.SIGINT)
        else:
            process.stdin.write("\n")
            process.stdin.flush()
        assert process.stdout.readline() == "leaving\n"
        box.heal()
        assert process.wait(PATIENCE) == 0
    assert json.loads(signed_in.read_text()) == box.settings()["token"]
    tokens = Tokens(settings, signed_in)
    assert tokens.current() == box.settings()["token"]["access_token"]
    tokens.close()
