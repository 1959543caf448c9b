"""Trouble: Trakt is away, Kodi is killed, the journal is damaged. No rating is lost, and Kodi can leave."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from typing import Callable

import pytest

from tests.kodi.evening import Evening
from tests.kodi.stage import Home, fill_library, running, started
from tests.players.stage import ROOT, Display
from verdict.journal import Journal
from verdict.sandbox import Sandbox

MATRIX = "tt0133093"


def test_a_rating_waits_while_trakt_is_away_and_goes_by_itself_when_it_is_back(evening: Evening) -> None:
    evening.box.stop()
    evening.ask()
    evening.press("number9")
    evening.see_word("Saved: 9 · Superb")
    evening.kodi.until(lambda: evening.kodi.shown("detail") == "will be sent when Trakt answers")
    evening.box.start()
    evening.rating_arrives(MATRIX, 9)


def test_a_rating_that_waits_for_the_user_is_sent_when_asked_to(evening: Evening) -> None:
    refused = evening.box.fail(401, path="/sync/ratings", times=None)
    evening.rate_silently(MATRIX, 8)
    evening.kodi.until(lambda: evening.kodi.is_on("Window.IsActive(notification)"))
    refused.lift()
    evening.script(action="send")
    evening.rating_arrives(MATRIX, 8)


def test_a_rating_survives_the_death_of_kodi(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    sandbox.stop()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.ask()
        evening.press("number9")
        kodi.until(lambda: evening.entries())
        kodi.kill()
    assert "Traceback" not in home.log  # there was no network at all
    sandbox.start()
    with running(home, display) as kodi:
        evening.kodi = kodi  # not another evening: that would forget a rating that has come already
        evening.rating_arrives(MATRIX, 9)
        assert [str(entry.rating) for entry in evening.entries()] == ["9"]


def test_kodi_leaves_while_a_prompt_is_open(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        Evening(kodi, sandbox).ask()
        kodi.quit()
        leaves_well(home)
    with contextlib.closing(Journal.open(home.profile / "journal.sqlite3")) as journal:
        assert [kept.movie.title for kept in journal.unrated()] == ["The Matrix"]


def test_kodi_leaves_while_the_answer_of_trakt_does_not_end(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    with running(home, display) as kodi:
        evening = Evening(kodi, sandbox)
        sandbox.fail(drip=0.5, times=None)
        evening.script(action="rate", imdb=MATRIX, rating=9)
        sandbox.wait_for(lambda record: record.path == "/sync/ratings", 20)
        kodi.quit()
        leaves_well(home)
    sandbox.heal()
    with running(home, display) as kodi:
        sandbox.wait_for(lambda record: record.path == "/sync/ratings", 20, count=2)


def test_a_damaged_journal_is_set_aside_and_a_new_one_is_begun_and_the_user_is_told(
    own_home: Callable[[], Home], display: Display
) -> None:
    home = own_home()
    journal = home.profile / "journal.sqlite3"
    journal.write_bytes(b"SQLite format 3\0" + b"nonsense" * 500)
    with started(home, display) as kodi:
        kodi.until(lambda: kodi.is_on("Window.IsActive(notification)"))
        kodi.until(lambda: list(home.profile.glob("journal.corrupt-*")))
        kodi.until(lambda: home.is_serving)
        kodi.quit()
        leaves_well(home)


@pytest.mark.parametrize("in_its_place", ["a folder", "a file where nothing can be written"])
def test_where_no_journal_can_be_opened_kodi_goes_on_and_the_user_is_told(
    own_home: Callable[[], Home], display: Display, in_its_place: str
) -> None:
    home = own_home()
    journal = home.profile / "journal.sqlite3"
    if in_its_place == "a folder":
        journal.mkdir()
    else:
        journal.symlink_to("/proc/journal.sqlite3")
    with started(home, display) as kodi:
        kodi.until(lambda: kodi.is_on("Window.IsActive(notification)"))
        assert "[Verdict] The journal" in home.log
        kodi.quit()
        leaves_well(home)


def test_a_trace_of_kodi_replays_to_the_same_decisions(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    home.write_settings({**home.settings, "finish.watched_at_least_percent": "50"})
    sandbox.reset()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.play("Dune")
        kodi.seek(30)
        evening.event("sought")
        kodi.stop()
        evening.decision("pass")
        evening.play("The Matrix")
        evening.press("pause", "pause")
        evening.decision("ask")
        evening.see_prompt("The Matrix")
        evening.press("number9")
        evening.decision("record")
        kodi.quit()
    command = [sys.executable, "-m", "verdict", "replay", str(home.profile / "trace.jsonl")]
    replayed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "lib")
    decisions = [line for line in home.trace() if "decision" in line]
    assert [json.loads(line) for line in replayed.stdout.splitlines()] == decisions
    assert {line["decision"] for line in decisions} >= {"pass", "ask", "record", "scrobble"}


def leaves_well(home: Home) -> None:
    """Kodi had to kill nothing of ours, and nothing of ours broke."""
    assert "didn't stop" not in home.log
    assert "Traceback" not in home.log
