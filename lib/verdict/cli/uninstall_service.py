"""`verdict uninstall-service`: the agent is started by mpv alone again."""

from __future__ import annotations

import argparse

from verdict.cli.failure import Problem
from verdict.cli.install_service import BEGINS, UNIT, systemctl, unit_file
from verdict.cli.ours import is_ours, take_away
from verdict.cli.streams import plain, say

DESCRIPTION = """\
Stop the agent's user service and take it away."""
EXAMPLE = "verdict uninstall-service"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    del args
    file = unit_file()
    is_stopped = not is_ours(file, BEGINS) or systemctl("disable", "--now", UNIT)
    try:
        became = take_away(file, BEGINS)
    except OSError as problem:
        raise Problem(plain(str(problem))) from None
    say(f"The service {became}: {plain(str(file))}")
    return 0 if is_stopped and systemctl("daemon-reload") else 1
