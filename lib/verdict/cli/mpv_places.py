"""Where mpv keeps its scripts, for each way to install it, and where its sockets can be met."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import List, Mapping, Optional, Sequence

SCRIPT = "verdict.lua"
FLATPAK, SNAP = "io.mpv.Mpv", "mpv"


@dataclass(frozen=True)
class MpvPlace:
    """One mpv's configuration.

    what: its name for people; scripts: its folder of scripts; sockets: where it and the agent can meet, None
    for Verdict's own folder; can_start: whether it may start programs of the system.
    """

    what: str
    scripts: Path
    sockets: Optional[Path] = None
    can_start: bool = True


def mpv_places(environment: Mapping[str, str] = os.environ, home: Optional[Path] = None) -> List[MpvPlace]:
    """The user's own place first: it is there always. Flatpak's and Snap's where they are in use."""
    home = home or Path.home()
    find = on_windows if sys.platform == "win32" else on_posix
    return find(environment, home)


def on_posix(environment: Mapping[str, str], home: Path) -> List[MpvPlace]:
    found = [MpvPlace("mpv", _own(environment, home) / "scripts")]
    flatpak = home / ".var" / "app" / FLATPAK
    if flatpak.is_dir():
        scripts = flatpak / "config" / "mpv" / "scripts"
        found.append(MpvPlace("mpv from Flatpak", scripts, _flatpak_sockets(environment), can_start=False))
    snap = home / "snap" / SNAP / "current"
    if snap.is_dir():
        scripts = snap / ".config" / "mpv" / "scripts"
        found.append(MpvPlace("mpv from Snap", scripts, _snap_sockets(environment), can_start=False))
    return found


def on_windows(environment: Mapping[str, str], home: Path) -> List[MpvPlace]:
    """A `portable_config` beside an mpv.exe is the only one that this mpv reads."""
    roaming = environment.get("APPDATA")
    folder = (Path(roaming) if roaming else home / "AppData" / "Roaming") / "mpv"
    found = [MpvPlace("mpv", Path(environment.get("MPV_HOME") or folder) / "scripts")]
    program = shutil.which("mpv.exe", path=environment.get("PATH"))
    portable = Path(program).with_name("portable_config") if program else None
    if portable is not None and portable.is_dir():
        found.append(MpvPlace("mpv, the portable one", portable / "scripts"))
    return found


def socket_folders(own: Path) -> Sequence[Path]:
    """Where the agent looks: Verdict's own folder, and what sandboxed mpvs share with the system."""
    return [own, *(place.sockets for place in mpv_places() if place.sockets is not None)]


def _own(environment: Mapping[str, str], home: Path) -> Path:
    if environment.get("MPV_HOME"):
        return Path(environment["MPV_HOME"])
    config = environment.get("XDG_CONFIG_HOME")
    folder = Path(config) / "mpv" if config else home / ".config" / "mpv"
    older = home / ".mpv"
    is_older = not folder.is_dir() and older.is_dir() and sys.platform != "darwin"
    return older if is_older else folder


def _flatpak_sockets(environment: Mapping[str, str]) -> Optional[Path]:
    run = environment.get("XDG_RUNTIME_DIR")
    return Path(run) / "app" / FLATPAK / "verdict" if run else None


def _snap_sockets(environment: Mapping[str, str]) -> Optional[Path]:
    run = environment.get("XDG_RUNTIME_DIR")
    return Path(run) / f"snap.{SNAP}" / "verdict" if run else None
