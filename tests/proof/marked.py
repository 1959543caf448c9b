"""Homes whose secrets are marked, what runs in them, and the search for what leaked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set

from tests.proof.nursery import ROOT
from verdict.sandbox import Sandbox

OWN = ("verdict.toml", "token.json")  # the files that secrets are kept in
PLUGIN = (sys.executable, str(ROOT / "plugin.py"))
MEDIA = next((ROOT / "tests" / "media").glob("Indiana *.mkv"))


def secrets_of(box: Sandbox) -> List[str]:
    trakt, token = box.settings()["trakt"], box.settings()["token"]
    names = ("client_id", "client_secret", "api_key", "password_sha1")
    return [*(trakt[name] for name in names), token["access_token"], token["refresh_token"]]


def environment(home: Path, **more: str) -> Dict[str, str]:
    """Of a user whose everything is in this home, and who wants to know of every fault."""
    own = {"VERDICT_HOME": str(home), "VERDICT_DEBUG": "1", "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1"}
    elsewhere = {"HOME": str(home), "MPV_HOME": f"{home}/mpv", "XDG_CONFIG_HOME": f"{home}/config"}
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, **own, **elsewhere, **more}


def no_mpv() -> Optional[str]:
    """Why no film can be played in this process, or None."""
    try:
        import mpv  # noqa: F401
    except (ImportError, OSError) as problem:
        return f"no libmpv: {problem}"
    return None if Path("/proc/self/environ").exists() else "the process list is read from /proc"


def said_by(home: Path, words: Sequence[str]) -> str:
    done = subprocess.run(
        [*PLUGIN, *words], env=environment(home), capture_output=True, text=True, timeout=60
    )
    return done.stdout + done.stderr


def kept_in(home: Path) -> str:
    files = [path for path in home.rglob("*") if path.is_file() and path.name not in OWN]
    assert any(path.name == "journal.sqlite3" for path in files)
    return "".join(path.read_bytes().decode("latin-1") for path in files)


def leaks(text: str, box: Sandbox) -> List[str]:
    return [line for line in text.splitlines() if any(secret in line for secret in secrets_of(box))]


def fail(box: Sandbox, api: str, fault: Dict[str, Any]) -> None:
    """Let every answer repeat all that a server of this API is ever told."""
    known = secrets_of(box)
    text = " ".join(known[2:4] if api == "v1" else [*known[:2], *known[4:]])
    filled = {k: v.replace("{secrets}", text) if isinstance(v, str) else v for k, v in fault.items()}
    if filled:
        box.fail(times=None, **filled)


def processes(home: str) -> Set[str]:
    """The command lines and environments of all processes of this home."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes().decode("latin-1")
            if home in environ:
                found.add((folder / "cmdline").read_bytes().decode("latin-1") + "\n" + environ)
        except OSError:
            continue
    return found
