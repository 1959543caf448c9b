"""`verdict send`: everything that waits, now."""

from __future__ import annotations

import argparse
import contextlib
from typing import Callable, List, Optional

from verdict.cli.house import House
from verdict.cli.secrets import told
from verdict.cli.streams import complain, plain, say
from verdict.cli.waiting import Patience
from verdict.cli.watched import send_plays
from verdict.cli.words import films, rating_words, ratings, taken_as, what_to_do
from verdict.courier import Matched, RefusedReport, Report, Sent, deliver
from verdict.journal import Entry
from verdict.journal.conflicts import CONFLICT
from verdict.trakt.errors import TraktError

DESCRIPTION = """\
Send to Trakt every rating that still waits, and then the films that finished
while Trakt could not be told (scrobble.enabled). Where Trakt asked to wait, that is
done for up to a minute; beyond that it is said until when.

Exit code 0: nothing waits any more. 1: something still waits, or was refused."""
EXAMPLE = "verdict send"
PATIENCE = 60.0  # seconds, all in all, that are waited where Trakt asked for it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing; the exit code tells")
    parser.add_argument("--refused", action="store_true", help="send again what Trakt refused before")


def run(args: argparse.Namespace) -> int:
    with contextlib.closing(House()) as house:
        if args.refused:
            house.journal().retry_refused()
        return send(house, args.quiet)


def send(house: House, quiet: bool = False) -> int:
    """Send what waits, with a progress bar on a terminal; the exit code."""
    waiting = house.journal().counts().waiting
    code = _send_ratings(house, quiet, waiting) if waiting else 0
    told, plays_left = send_plays(house)
    if not quiet:
        _tell_of_plays(told, plays_left)
        if not (waiting or told or plays_left):
            say("Nothing waits to be sent")
    return 1 if code or plays_left else 0


def _send_ratings(house: House, quiet: bool, waiting: int) -> int:
    sending = Sending(house, quiet)
    problem = sending.run(waiting)
    left = house.journal().counts().waiting
    if not quiet:
        sending.tell(left, problem)
    return 1 if left or sending.refused else 0


def _tell_of_plays(told: int, left: int) -> None:
    if told:
        say(f"Told Trakt of {films(told)} watched before")
    if left:
        complain(f"{films(left)} watched before, of which Trakt could not be told yet")


class Sending:
    """One run, of as many deliveries as Trakt's wishes to wait make of it."""

    def __init__(self, house: House, quiet: bool) -> None:
        self._house = house
        self._quiet = quiet
        self.sent = 0
        self.refused: List[RefusedReport] = []
        self.taken_otherwise: List[Entry] = []

    def run(self, waiting: int) -> Optional[TraktError]:
        """Send, and wait where that is asked for; why something still waits, or None."""
        from verdict.cli.progress import Bar

        try:
            with contextlib.closing(self._house.connect()) as client, Bar(waiting, self._quiet) as bar:

                def report(report: Report) -> None:
                    if not isinstance(report, Matched):
                        bar.advance()
                    self._count(report)

                patience = Patience(PATIENCE, bar.waits)
                return self._deliver(patience, lambda: deliver(self._house.journal(), client, report).problem)
        except TraktError as problem:
            return problem

    def _deliver(self, patience: Patience, once: Callable[[], Optional[TraktError]]) -> Optional[TraktError]:
        journal = self._house.journal()
        while True:
            patience.wait_until(journal.held_until())
            problem = once()
            if problem is None or not patience.reaches(journal.held_until()):
                return problem

    def _count(self, report: Report) -> None:
        if isinstance(report, RefusedReport):
            self.refused.append(report)
        elif isinstance(report, Sent):
            self.sent += 1
        if isinstance(report, (Sent, Matched)) and report.entry.named:
            self.taken_otherwise.append(report.entry)

    def tell(self, left: int, problem: Optional[TraktError]) -> None:
        """Say what became of it all."""
        if self.sent:
            say(f"Sent {ratings(self.sent)} to Trakt")
        for entry in self.taken_otherwise:
            say(taken_as(entry))
        for report in self.refused:
            entry = report.entry
            what = f"{rating_words(entry.rating)} for {plain(entry.movie.label)}"
            complain(f"Trakt refused {what}: {told(report.reason, self._house.places)}")
        if any(report.reason.startswith(CONFLICT) for report in self.refused):
            complain("to say which rating holds: verdict conflicts")
        if left:
            why = what_to_do(self._house, problem) if problem else "another Verdict gave it meanwhile"
            complain(f"{ratings(left)} still wait{'s' if left == 1 else ''}: {why}")
