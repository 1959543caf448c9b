"""What all tests share: nobody waits for a Trakt that could be asked at once, and all speak English."""

from __future__ import annotations

import os

import pytest

os.environ["LC_ALL"] = "C.UTF-8"  # also for the processes that tests start


@pytest.fixture(autouse=True)
def _no_turnstile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verdict.trakt.turnstile.APART", 0.0)
