"""Signing in with a code, and the list of what was rated, in the real Kodi."""

from __future__ import annotations

from tests.kodi.evening import Evening


def test_a_code_that_is_typed_in_elsewhere_signs_in(evening: Evening) -> None:
    token = evening.kodi.home.profile / "token.json"
    before = token.read_text("utf-8")
    evening.script(action="login")
    asked = evening.box.wait_for(lambda record: record.path == "/oauth/device/code", 20)
    evening.kodi.until(lambda: evening.kodi.is_on("Window.IsActive(progressdialog)"))
    evening.box.approve(asked.answer["user_code"])
    evening.kodi.until(lambda: token.read_text("utf-8") != before)
    evening.kodi.until(lambda: not evening.kodi.is_on("Window.IsActive(progressdialog)"))


def test_the_journal_shows_what_was_rated_last(evening: Evening) -> None:
    evening.rate_silently("tt0133093", 9)
    evening.script(action="journal")
    evening.see_list("Last rated")
    assert "9 · Superb" in evening.lines()[0]
    evening.leave_lists()
