"""Every secret that is known here, so that it can be blotted out of what others say."""

from __future__ import annotations

import json
from typing import List

from verdict.cli.places import Places
from verdict.cli.streams import plain

NAMES = (
    "client_id",
    "client_secret",
    "api_key",
    "password_sha1",
    "access_token",
    "refresh_token",
)


def told(text: str, places: Places) -> str:
    """What Trakt said, fit to be shown: on one line, and without a secret that it may have repeated."""
    return plain(without_secrets(text, places))


def without_secrets(text: str, places: Places) -> str:
    """The text with every secret in it blotted out."""
    from verdict.trakt.words import hidden

    return hidden(text, known_secrets(places))


def known_secrets(places: Places) -> List[str]:
    """Every value under the name of a secret, as the files have it."""
    from verdict.cli.toml import read_toml
    from verdict.trakt import application

    tables, _ = read_toml(places.config_file)
    found = _values(tables) + _values(_token(places)) + [application.CLIENT_ID, application.CLIENT_SECRET]
    return [value for value in found if value]


def _values(data: object) -> List[str]:
    if not isinstance(data, dict):
        return []
    own = [str(value) for name, value in data.items() if name in NAMES]
    return own + [secret for value in data.values() for secret in _values(value)]


def _token(places: Places) -> object:
    try:
        return json.loads(places.token_file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
