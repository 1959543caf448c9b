"""Files that change are told, once they are whole; also where the system has no notices left to give."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Iterator

import pytest
import watchdog.observers

from verdict.hosts.mpv import changes
from verdict.hosts.mpv.changes import Changes, SettingsFile, following
from verdict.settings import Settings

PATIENCE = 10.0


@pytest.fixture(params=["notices", "looks"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that tells of changes, and one whose limit is reached."""
    if request.param == "looks":

        def refuses(*_: Any) -> Any:
            raise OSError("inotify instance limit reached")

        monkeypatch.setattr(watchdog.observers, "Observer", refuses)
        monkeypatch.setattr(changes, "LOOK_EVERY", 0.1)


@pytest.fixture
def told(tmp_path: Path) -> "Iterator[SimpleQueue[str]]":
    told: "SimpleQueue[str]" = SimpleQueue()
    watched = Changes()
    watched.watch(tmp_path, told.put)
    watched.start()
    yield told
    watched.stop()


@pytest.mark.usefixtures("system")
def test_a_file_that_comes_is_told(tmp_path: Path, told: "SimpleQueue[str]") -> None:
    (tmp_path / "1.sock").touch()
    assert told.get(timeout=PATIENCE) == "1.sock"


def test_a_folder_that_is_not_there_is_no_crash(tmp_path: Path) -> None:
    watched = Changes()
    watched.watch(tmp_path / "none", print)
    watched.start()
    watched.stop()


def test_a_file_written_in_steps_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "verdict.toml"
    told: "SimpleQueue[Settings]" = SimpleQueue()
    source = SettingsFile(
        (file,), lambda: Settings.from_mapping({"rating": {"mode": file.read_text()}}, "")[0]
    )
    with following(source, told.put):
        for text in ("", "simple", "stars"):
            file.write_text(text, "utf-8")
        (tmp_path / "other").touch()
        assert told.get(timeout=PATIENCE).rating.mode == "stars"
        with pytest.raises(Empty):
            told.get(timeout=3 * changes.SETTLES)


def test_a_file_that_is_put_in_its_place_is_told_too(tmp_path: Path) -> None:
    told: "SimpleQueue[Settings]" = SimpleQueue()
    new = tmp_path / "new"
    new.touch()
    with following(SettingsFile((tmp_path / "verdict.toml",), Settings), told.put):
        new.rename(tmp_path / "verdict.toml")
        assert told.get(timeout=PATIENCE) == Settings()


def test_one_that_cannot_be_read_is_a_word_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks() -> Settings:
        raise ValueError("broken")

    changes._tell(SettingsFile((), breaks), print)
    assert "broken" in caplog.text


def test_without_files_nothing_is_followed() -> None:
    with following(None, print):
        pass
