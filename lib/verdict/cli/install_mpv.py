"""`verdict install-mpv`: the gate in the scripts folder of every mpv that the user has."""

from __future__ import annotations

import argparse
import os
from typing import Callable, Dict, List, Sequence, Union

from verdict.cli.detached import own_command
from verdict.cli.failure import Problem
from verdict.cli.mpv_places import SCRIPT, MpvPlace, mpv_places
from verdict.cli.ours import lay
from verdict.cli.places import Places
from verdict.cli.streams import complain, plain, say
from verdict.resources import resource

DESCRIPTION = """\
Set up every mpv of yours: a film that you watch in it, from a file manager or
a terminal, ends with the same prompt as in "verdict play". One small script is
laid into mpv's scripts folder (also those of MPV_HOME, Flatpak and Snap). Once
more after an update, or when Verdict has moved."""
EXAMPLE = "verdict install-mpv"
BEGINS = b"-- Verdict's gate:"
LONGEST_PATH = 103  # bytes, of a socket on macOS; Linux takes four more
_LONGEST_NAME = "4194304-ffffffffffff.sock"
_EMPTY = b"local INSTALLED = {}\n"

Value = Union[bool, str, Sequence[str]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    del args
    if os.name != "posix":
        raise Problem("not on this system yet: mpv's pipes cannot be watched here; verdict play works")
    places = Places.from_environment()
    places.make_run_dir()
    sandboxed = [place for place in mpv_places() if not place.can_start]
    code = for_each_place(lambda place: lay(place.scripts / SCRIPT, gate(place, places), BEGINS))
    for place in sandboxed:
        say(f"{place.what} may not start programs: let the agent run always, with verdict install-service")
    return code


def for_each_place(work: Callable[[MpvPlace], str]) -> int:
    """Do it everywhere and say what became of it; 1 where it failed anywhere."""
    code = 0
    for place in mpv_places():
        try:
            say(f"{place.what} {work(place)}: {plain(str(place.scripts / SCRIPT))}")
        except OSError as problem:
            complain(plain(str(problem)))
            code = 1
    return code


def gate(place: MpvPlace, places: Places) -> bytes:
    """The script for this mpv, with where Verdict lives. Problem where a socket cannot be there."""
    folder = place.sockets or places.run_dir
    if len(os.fsencode(folder / _LONGEST_NAME)) > LONGEST_PATH:
        raise Problem(f"{folder} is too long a path for a socket; choose a shorter VERDICT_HOME")
    facts: Dict[str, Value] = {"folder": str(folder), "shared": place.sockets is not None}
    home = os.environ.get("VERDICT_HOME")
    if home:
        facts["home"] = str(places.data_dir)
    command = own_command("watch", "--apart")
    if place.can_start and command:
        facts["start"] = command
    filled = b"".join(b"    %s = %s,\n" % (name.encode(), _lua(value)) for name, value in facts.items())
    return resource(f"mpv/{SCRIPT}").read_bytes().replace(_EMPTY, b"local INSTALLED = {\n%s}\n" % filled)


def _lua(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, str):
        return b'"%s"' % b"".join(_escaped(byte) for byte in os.fsencode(value))
    words: List[bytes] = [_lua(word) for word in value]
    return b"{ %s }" % b", ".join(words)


def _escaped(byte: int) -> bytes:
    return b"\\%03d" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte])
