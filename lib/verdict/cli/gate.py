"""The gate as it lies in the user's mpvs: filled in, sealed with a fingerprint, and kept up to date."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Union

from verdict.cli.detached import own_command, windowless
from verdict.cli.failure import Problem
from verdict.cli.mpv_places import SCRIPT, MpvPlace, mpv_places
from verdict.cli.ours import lay
from verdict.cli.places import HOME, Places
from verdict.resources import resource

BEGINS = b"-- Verdict's gate:"
CURRENT, RENEWED, FAILED = "current", "renewed", "not renewed"
CHANGED, ELSEWHERE = "changed by hand", "another copy's"
LONGEST_PATH = 103  # bytes, of a socket on macOS; Linux takes four more
_LONGEST_NAME = "4194304-ffffffffffff.sock"
_EMPTY = b"local INSTALLED = {}\n"
_FILLED = re.compile(rb"^local INSTALLED = \{ -- ([0-9a-f]{16})\n(.*?)^\}\n", re.DOTALL | re.MULTILINE)
_UNSEALED = b"0" * 16

Value = Union[bool, str, Sequence[str]]


def gate(place: MpvPlace, places: Places) -> bytes:
    """The script for this mpv, with where Verdict lives. Problem where a socket cannot be there."""
    folder = place.sockets or places.run_dir
    if sys.platform != "win32" and len(os.fsencode(folder / _LONGEST_NAME)) > LONGEST_PATH:
        raise Problem(f"{folder} is too long a path for a socket; choose a shorter VERDICT_HOME")
    facts: Dict[str, Value] = {"folder": str(folder), "shared": place.sockets is not None}
    home = os.environ.get(HOME)
    if home:
        facts["home"] = str(places.data_dir)
    command = windowless(own_command("watch", "--apart"))
    if place.can_start and command:
        facts["start"] = command
    filled = b"".join(b"    %s = %s,\n" % (name.encode(), _lua(value)) for name, value in facts.items())
    text = resource(f"mpv/{SCRIPT}").read_bytes()
    return _sealed(text.replace(_EMPTY, b"local INSTALLED = { -- %s\n%s}\n" % (_UNSEALED, filled)))


@dataclass(frozen=True)
class Script:
    """One that lies in an mpv's folder. state: one of the words above; todo: what to say, or ""."""

    file: Path
    state: str
    todo: str = ""


def upkeep(places: Places) -> List[Script]:
    """Renew what an older Verdict laid into the user's mpvs, where nobody has changed it since."""
    return [found for place in mpv_places() for found in _kept_up(place, places)]


def _kept_up(place: MpvPlace, places: Places) -> Iterator[Script]:
    file = place.scripts / SCRIPT
    try:
        before, now = file.read_bytes(), gate(place, places)
        if before == now:
            yield Script(file, CURRENT)
        elif not before.startswith(BEGINS):
            return
        elif not _is_untouched(before):
            yield Script(file, CHANGED, f"{file} is an older one, changed by hand: verdict install-mpv")
        elif _facts(before) != _facts(now):
            yield Script(file, ELSEWHERE, f"{file} belongs to another copy of Verdict: verdict install-mpv")
        else:
            lay(file, now, BEGINS)
            yield Script(file, RENEWED, f"{file} was renewed, as Verdict was; any mpv takes it as it starts")
    except FileNotFoundError:
        return
    except (OSError, Problem) as problem:
        yield Script(file, FAILED, str(problem))


def _sealed(text: bytes) -> bytes:
    """The script with its own fingerprint in it, by which it is known later that nobody has changed it."""
    return text.replace(_UNSEALED, hashlib.sha256(text).hexdigest()[: len(_UNSEALED)].encode(), 1)


def _is_untouched(text: bytes) -> bool:
    seal = _FILLED.search(text)
    return seal is not None and _sealed(text.replace(seal[1], _UNSEALED, 1)) == text


def _facts(text: bytes) -> bytes:
    filled = _FILLED.search(text)
    return filled[2] if filled else b""


def _lua(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, str):
        return b'"%s"' % b"".join(_escaped(byte) for byte in os.fsencode(value))
    words: List[bytes] = [_lua(word) for word in value]
    return b"{ %s }" % b", ".join(words)


def _escaped(byte: int) -> bytes:
    return b"\\%03d" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte])
