"""What `status --check` says of the real mpv and libmpv."""

from __future__ import annotations

import shutil

import pytest

from verdict.hosts.mpv import versions


def test_the_real_library_names_its_version_and_runs_lua() -> None:
    found = versions.library()
    assert found.version.startswith("mpv ")
    assert found.has_lua


@pytest.mark.skipif(shutil.which("mpv") is None, reason="no mpv program here")
def test_the_real_program_names_its_version() -> None:
    assert (versions.program() or "").startswith("mpv ")


def test_a_program_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert versions.program() is None
