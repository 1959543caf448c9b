"""`verdict watch`: the agent that asks in every mpv."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from pathlib import Path

from verdict.cli.failure import Problem
from verdict.cli.gate import upkeep
from verdict.cli.house import House
from verdict.cli.logs import tell_more
from verdict.cli.mpv_places import socket_folders
from verdict.cli.places import HOME
from verdict.cli.streams import complain, plain

DESCRIPTION = """\
Ask in every mpv of yours, once "verdict install-mpv" has set it up. mpv starts
this by itself when a film begins, and it ends with the last player: you need
it only to see why something does not work, or for a service."""
EXAMPLE = "verdict watch --stay"
BETWEEN_TURNS = 5.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stay", action="store_true", help="stay also while there is no player")
    parser.add_argument("--apart", action="store_true", help="let go of the terminal; mpv starts it so")
    parser.add_argument("--home", metavar="FOLDER", help=f"as {HOME}; mpv starts it so")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is going on")
    parser.add_argument(
        "--record", metavar="TRACE", type=Path, help="append what happens in all players to this file"
    )


def run(args: argparse.Namespace) -> int:
    if args.home:
        os.environ[HOME] = args.home
    if args.verbose:
        tell_more()
    with contextlib.closing(House()) as house:
        while not _watch(house, args):
            if not args.stay:
                complain("another agent is at work already")
                return 0
            time.sleep(BETWEEN_TURNS)
    return 0


def _watch(house: House, args: argparse.Namespace) -> bool:
    from verdict.hosts.mpv import pipes
    from verdict.hosts.mpv.folder import NotPrivate
    from verdict.hosts.mpv.watch import Watching, watch

    for script in upkeep(house.places):
        if script.todo:
            complain(plain(script.todo))
    how = Watching(socket_folders(house.places.run_dir), args.stay, args.record, pipes.here())
    source, settings, journal = house.settings_file, house.settings, house.journal()
    if args.apart:
        _let_go()
    try:
        return watch(how, source, settings, journal, house.connect, house.token_file)
    except (NotPrivate, OSError) as problem:
        raise Problem(str(problem)) from None


def _let_go() -> None:
    """The terminal, and whoever reads what mpv says, need not wait for the agent; nor does Ctrl-C end it."""
    if sys.platform != "win32":  # there mpv starts it apart from every terminal
        with contextlib.suppress(OSError):  # mpv has done so already
            os.setsid()
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 (no path of ours)
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
