"""`verdict install-service`: the agent as a service of the user's own, by systemd."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from pathlib import Path
from typing import Mapping, Sequence

from verdict.cli.detached import own_command
from verdict.cli.failure import Problem
from verdict.cli.ours import lay
from verdict.cli.places import Places
from verdict.cli.streams import complain, plain, say

DESCRIPTION = """\
Keep the agent running from sign-in on, as a user service of systemd. Only mpv
from Flatpak or Snap needs this; any other mpv starts the agent by itself."""
EXAMPLE = "verdict install-service"
UNIT = "verdict.service"
BEGINS = b"# Verdict's service"
ANSWERS_WITHIN = 15.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    del args
    file = unit_file()
    try:
        became = lay(file, unit(own_command("watch", "--stay")), BEGINS)
    except OSError as problem:
        raise Problem(plain(str(problem))) from None
    say(f"The service {became}: {plain(str(file))}")
    return 0 if systemctl("daemon-reload") and systemctl("enable", "--now", UNIT) else 1


def unit_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Problem where there is no systemd."""
    if shutil.which("systemctl") is None:
        raise Problem("systemd is not here; start `verdict watch --stay` with your session in its own way")
    config = environment.get("XDG_CONFIG_HOME")
    folder = Path(config) if config else Path.home() / ".config"
    return folder / "systemd" / "user" / UNIT


def unit(command: Sequence[str]) -> bytes:
    home = os.environ.get("VERDICT_HOME")
    lines = [
        BEGINS.decode(),
        "[Unit]",
        "Description=Verdict asks how a film was, in every mpv",
        "",
        "[Service]",
        "ExecStart=" + " ".join(map(_quoted, command)),
        *([f"Environment={_quoted(f'VERDICT_HOME={Places.from_environment().data_dir}')}"] if home else []),
        "Restart=on-failure",
        "RestartSec=10",
        "",
        "[Install]",
        "WantedBy=default.target",
        "",
    ]
    return os.fsencode("\n".join(lines))


def systemctl(*words: str) -> bool:
    """Whether systemd did it; otherwise its reason is said, and what to do."""
    command = ["systemctl", "--user", *words]
    try:
        done = subprocess.run(  # noqa: S603 (our own words alone)
            command, capture_output=True, text=True, timeout=ANSWERS_WITHIN, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        complain(f"{' '.join(command)}: {plain(str(problem))}")
        return False
    if done.returncode:
        complain(
            f"{' '.join(command)}: {plain(done.stderr.strip()) or 'it failed'}; in your session, try again"
        )
    return not done.returncode


def _quoted(word: str) -> str:
    r"""A word as systemd reads it: % and $ mean something to it, and so do \ and " inside quotes."""
    plainly = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plainly}"'
