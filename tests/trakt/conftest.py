"""A sandbox, a client for each API, and an account that is signed in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from marks import SECRETS, TOKEN, write_token

from verdict.trakt.client import TraktSettings
from verdict.trakt.v1 import ClientV1
from verdict.trakt.v2 import ClientV2


@pytest.fixture
def box() -> Iterator[Any]:
    from verdict.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "token.json"


@pytest.fixture
def settings(box: Any) -> TraktSettings:
    return TraktSettings(**box.settings()["trakt"])


@pytest.fixture
def signed_in(box: Any, token_file: Path) -> Path:
    """The token file of an account that is signed in to the sandbox."""
    return write_token(token_file, box.settings()["token"])


@pytest.fixture
def v1(settings: TraktSettings) -> Iterator[ClientV1]:
    client = ClientV1(replace(settings, api="v1"))
    yield client
    client.close()


@pytest.fixture
def v2(settings: TraktSettings, signed_in: Path) -> Iterator[ClientV2]:
    client = ClientV2(settings, signed_in)
    yield client
    client.close()


@pytest.fixture
def marked() -> Callable[[str], TraktSettings]:
    """Settings for any address, whose secrets are easy to find again."""
    return lambda url: TraktSettings(url=url, signin_url=url, username="someone", **SECRETS)


@pytest.fixture
def marked_token(token_file: Path) -> Path:
    return write_token(token_file, TOKEN)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time-outs of a fraction of a second."""
    monkeypatch.setattr("verdict.trakt.session.CONNECT_SECONDS", 0.2)
    monkeypatch.setattr("verdict.trakt.session.READ_SECONDS", 0.2)
    monkeypatch.setattr("verdict.trakt.transport.ORDINARY_SECONDS", 0.3)
    monkeypatch.setattr("verdict.trakt.transport.LIST_SECONDS", 0.3)
