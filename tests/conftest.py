"""What all tests share: nobody waits for a Trakt that could be asked at once."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_turnstile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verdict.trakt.turnstile.APART", 0.0)
