"""Plays that wait: taken once, put back only where that is safe, and never lost with the process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

from verdict.core.decisions import Action
from verdict.core.movie import Movie, MovieIds
from verdict.journal import Journal, Parting
from verdict.trakt.client import Playing

HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
LIB = str(Path(__file__).resolve().parent.parent / "lib")
TAKING = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdict.journal import Journal
print(Journal.open(Path(sys.argv[2])).take_play(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.sqlite3")
    yield opened
    opened.close()


def test_a_play_is_taken_once(journal: Journal) -> None:
    journal.add_play(HEAT, 5.0)
    play = journal.take_play()
    assert play is not None
    assert (play.movie, play.watched_at) == (HEAT, 5.0)
    assert journal.take_play() is None
    assert journal.plays_waiting() == 0


def test_a_play_that_was_put_back_waits_again_and_one_that_is_settled_does_not(journal: Journal) -> None:
    journal.add_play(HEAT, 5.0)
    play = journal.take_play()
    assert play is not None
    journal.put_play_back(play)
    assert journal.take_play() == play
    journal.settle_play(play, None)
    assert journal.plays_waiting() == 0


def test_a_play_whose_process_was_killed_while_it_was_told_is_not_told_again(journal: Journal) -> None:
    journal.add_play(HEAT, 5.0)
    arguments = [sys.executable, "-c", TAKING, LIB, str(journal.path)]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "Heat" in process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert journal.take_play() is None


def test_what_a_player_parted_with_is_for_one_process(journal: Journal) -> None:
    parting = Parting(Playing(HEAT, Action.STOP, 40.0, 7.0, 6000.0, player="mpv"), doubtful=True)
    journal.part_with(parting)
    assert journal.has_parting()
    assert journal.take_parting() == parting
    assert journal.take_parting() is None
