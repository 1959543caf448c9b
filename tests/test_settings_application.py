"""A packager's application serves every user who names none, and is shown to Trakt alone."""

from __future__ import annotations

from typing import Any, Tuple

import pytest

from verdict.settings import Settings
from verdict.trakt import application


@pytest.fixture(autouse=True)
def _is_packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "CLIENT_ID", "the-packagers-id")
    monkeypatch.setattr(application, "CLIENT_SECRET", "the-packagers-secret")


def named(**trakt: Any) -> Tuple[str, str]:
    settings, _ = Settings.from_mapping({"trakt": trakt}, "test")
    return settings.trakt.client_id, settings.trakt.client_secret


def test_who_names_no_application_has_the_packagers() -> None:
    assert named() == ("the-packagers-id", "the-packagers-secret")


def test_the_users_own_goes_before_it_and_is_never_mixed_with_it() -> None:
    assert named(client_id="mine", client_secret="my-secret") == ("mine", "my-secret")
    assert named(client_id="mine") == ("mine", "")


@pytest.mark.parametrize("name", ["url", "signin_url"])
def test_another_server_never_sees_it(name: str) -> None:
    assert named(**{name: "https://elsewhere.example"}) == ("", "")


def test_the_source_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (application.CLIENT_ID, application.CLIENT_SECRET) == ("", "")
