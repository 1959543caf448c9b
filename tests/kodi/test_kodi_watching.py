"""What was really watched: resumed films, starts of one's own, pauses, speed, chapters, false ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kodi.evening import Evening
from tests.kodi.stage import CHAPTERS, clip
from tests.players.stage import FILM


@pytest.fixture
def strict(evening: Evening) -> Evening:
    """Half of a film has to be played."""
    evening.kodi.stage("finish.watched_at_least_percent", "50")
    return evening


def test_a_film_that_kodi_resumed_counts_from_its_beginning(strict: Evening) -> None:
    strict.resume_at("The Matrix", 5.0)
    opened = strict.play_from("The Matrix", True)
    assert opened["position"] == pytest.approx(5.0, abs=0.3)
    strict.see_prompt("The Matrix")


def test_a_start_of_ones_own_is_a_seek_even_where_kodi_could_have_resumed(strict: Evening) -> None:
    strict.resume_at("The Matrix", 3.0)
    opened = strict.play_from("The Matrix", {"seconds": 5})
    assert opened["position"] == 0
    assert strict.event("sought")["position"] == pytest.approx(5.0, abs=0.3)
    assert "was played" in strict.decision("pass")["because"]


def test_a_film_resumed_near_its_end_and_stopped_at_once_is_not_asked_about(strict: Evening) -> None:
    strict.resume_at("The Matrix", 7.0)
    strict.play_from("The Matrix", True)
    strict.kodi.stop()
    assert "was played" in strict.decision("pass")["because"]


def test_a_pause_is_not_watching(strict: Evening) -> None:
    strict.play("The Matrix")
    strict.press("pause")
    paused = strict.decision("scrobble", action="pause")
    strict.kodi.until(lambda: strict.kodi.is_on("Player.Paused"))
    strict.press("pause")
    resumed = strict.decision("scrobble", action="start")
    assert resumed["at"] > paused["at"]
    assert resumed["progress"] == paused["progress"]


def test_fast_forward_is_skimming(strict: Evening) -> None:
    strict.play("The Matrix")
    strict.kodi.fast_forward(8)
    assert strict.event("speed")["speed"] == 8
    assert "was played" in strict.decision("pass")["because"]


def test_the_next_chapter_is_a_seek(evening: Evening, tmp_path: Path) -> None:
    evening.play_file(clip(tmp_path, "Heat (1995) {imdb-tt0113277}.mkv", CHAPTERS))
    evening.press("chapterorbigstepforward")
    assert evening.event("sought")["position"] == pytest.approx(30, abs=1)


def test_end_credits_that_begin_early_count_as_the_end(evening: Evening, tmp_path: Path) -> None:
    evening.play_file(clip(tmp_path, "Heat (1995) {imdb-tt0113277}.mkv", CHAPTERS))
    evening.kodi.seek(74)  # a second before they begin
    beginning = evening.wait_for(event="chapter", title="End Credits")["position"]
    assert beginning == pytest.approx(90, abs=1)
    evening.kodi.stop()
    evening.decision("ask")
    evening.see_prompt("Heat")


def test_a_truncated_stream_did_not_finish(strict: Evening, tmp_path: Path) -> None:
    path = tmp_path / "Heat (1995) {imdb-tt0113277}.mkv"
    path.write_bytes(FILM.read_bytes()[:40_000])
    strict.play_file(path)
    ended = strict.event("ended")
    assert ended["reason"] == "eof"
    assert strict.decision("pass")["because"].startswith("it ended at ")


def test_a_film_is_asked_about_when_what_follows_it_cannot_be_played(
    evening: Evening, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(b"nonsense" * 100)
    evening.play_list(evening.of_library("The Matrix"), {"file": str(broken)})
    evening.finish()
    evening.decision("later")
    evening.see_prompt("The Matrix")


def test_a_film_is_asked_about_at_once_when_what_followed_it_was_taken_out(evening: Evening) -> None:
    evening.play_list(evening.of_library("The Matrix"), evening.of_library("Dune"))
    evening.kodi.call("Playlist.Remove", playlistid=1, position=1)
    evening.finish()
    evening.decision("ask")
    evening.see_prompt("The Matrix")


def test_a_film_waits_for_one_that_was_queued_while_it_played(evening: Evening) -> None:
    evening.play_list(evening.of_library("The Matrix"))
    evening.kodi.call("Playlist.Add", playlistid=1, item=evening.of_library("Dune"))
    evening.finish()
    evening.decision("later")
    assert evening.event("opened")["movie"]["title"] == "Dune"
    assert not evening.kodi.has_prompt
