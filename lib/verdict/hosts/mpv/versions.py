"""Which mpv is here: the program, the library, and whether the library runs Lua, as the gate needs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import Optional

from verdict.hosts.mpv.embedded import NoPlayer, load_library
from verdict.resources import resource

SECONDS = 5.0  # that the program may take to name its version


@dataclass(frozen=True)
class LibMpv:
    """version: in mpv's own words; has_lua: whether it runs scripts in Lua."""

    version: str
    has_lua: bool


def program() -> Optional[str]:
    """The first line of `mpv --version`; None where there is no such program, or it does not answer."""
    found = shutil.which("mpv")
    if not found:
        return None
    try:
        said = subprocess.run(  # noqa: S603 (our own words alone)
            [found, "--no-config", "--version"], capture_output=True, timeout=SECONDS, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    line = said.decode("utf-8", "replace").partition("\n")[0]
    return line.partition(" Copyright")[0].strip() or None


def library() -> LibMpv:
    """What the library says of itself, asked without a window and without the user's configuration.

    NoPlayer where there is none.
    """
    mpv = load_library()
    try:
        player = mpv.MPV(vo="null", ao="null", config=False, load_scripts=False)
    except Exception as error:
        raise NoPlayer("libmpv does not start") from error
    try:
        return LibMpv(str(player.mpv_version), _runs_lua(player))
    finally:
        player.terminate()


def _runs_lua(player: object) -> bool:
    try:
        player.command("load-script", str(resource("mpv/verdict.lua")))  # type: ignore[attr-defined]
    except Exception:  # python-mpv has many kinds for one refusal
        return False
    return True
