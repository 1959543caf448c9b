"""Trouble: Trakt is away, Kodi is killed, the journal is damaged. No rating is lost, and Kodi can leave."""

from __future__ import annotations

from typing import Callable

from tests.kodi.evening import Evening
from tests.kodi.stage import Home, Kodi, fill_library, running
from tests.players.stage import Display
from verdict.sandbox import Sandbox

MATRIX = "tt0133093"
LEAVES_WITHIN = 5.0  # seconds for all of Kodi; it lets no script live longer than that


def test_a_rating_waits_while_trakt_is_away_and_is_sent_when_asked_to(evening: Evening) -> None:
    evening.box.stop()
    evening.ask()
    evening.press("number9")
    evening.see_word("Saved: 9 · Superb")
    evening.box.start()
    evening.script(action="send")
    evening.rating_arrives(MATRIX, 9)


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
    sandbox.start()
    with running(home, display) as kodi:
        evening.rating_arrives(MATRIX, 9)
        assert [str(entry.rating) for entry in evening.entries()] == ["9"]


def test_kodi_leaves_at_once_while_a_prompt_is_open_and_trakt_hangs(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.ask()
        assert kodi.quit() < LEAVES_WITHIN
        assert "didn't stop" not in home.log
        assert "Traceback" not in home.log


def test_a_damaged_journal_is_set_aside_and_a_new_one_is_begun(
    own_home: Callable[[], Home], display: Display
) -> None:
    home = own_home()
    journal = home.profile / "journal.sqlite3"
    journal.write_bytes(b"SQLite format 3\0" + b"nonsense" * 500)
    with running(home, display) as kodi:
        kodi.until(lambda: list(home.profile.glob("journal.corrupt-*")))
        assert kodi.quit() < LEAVES_WITHIN


def test_without_a_journal_kodi_goes_on_and_the_log_says_why(
    own_home: Callable[[], Home], display: Display
) -> None:
    home = own_home()
    (home.profile / "journal.sqlite3").mkdir()
    kodi = Kodi(home, display)
    try:
        kodi.wait_until_up()
        kodi.until(lambda: "[Verdict] The journal" in home.log)
        assert kodi.quit() < LEAVES_WITHIN
    finally:
        kodi.kill()
