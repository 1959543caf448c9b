"""`verdict install-mpv`: the gate in the scripts folder of every mpv that the user has."""

from __future__ import annotations

import argparse
from typing import Callable

from verdict.cli.gate import BEGINS, gate
from verdict.cli.mpv_places import SCRIPT, MpvPlace, mpv_places
from verdict.cli.ours import lay
from verdict.cli.places import Places
from verdict.cli.streams import complain, plain, say

DESCRIPTION = """\
Set up every mpv of yours: a film that you watch in it, from a file manager or
a terminal, ends with the same prompt as in "verdict play". One small script is
laid into mpv's scripts folder (also those of MPV_HOME, Flatpak and Snap). An
update renews it by itself; once more when Verdict has moved."""
EXAMPLE = "verdict install-mpv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    del args
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
