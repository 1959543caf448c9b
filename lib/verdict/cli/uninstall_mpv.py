"""`verdict uninstall-mpv`: the user's mpvs as they were before."""

from __future__ import annotations

import argparse

from verdict.cli.gate import BEGINS
from verdict.cli.install_mpv import for_each_place
from verdict.cli.mpv_places import SCRIPT
from verdict.cli.ours import take_away

DESCRIPTION = """\
Take Verdict's script out of every mpv of yours. Ratings, settings and the
agent's service stay (verdict uninstall-service)."""
EXAMPLE = "verdict uninstall-mpv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    del args
    return for_each_place(lambda place: take_away(place.scripts / SCRIPT, BEGINS))
