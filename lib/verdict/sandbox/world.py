"""Everything behind the wire: the catalogue, the account, the keys; one lock around all of it."""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass, field
from typing import Any, Dict

from verdict.sandbox.account import Account
from verdict.sandbox.catalogue import Catalogue
from verdict.sandbox.clock import Clock
from verdict.sandbox.conditions import Conditions
from verdict.sandbox.oauth import OAuth

USERNAME = "sandbox"


def _hex() -> str:
    return secrets.token_hex(16)


@dataclass(repr=False)
class Keys:
    """What a client shows: v1's API key and credentials, v2's client id and secret. Made anew each time."""

    client_id: str = field(default_factory=lambda: secrets.token_hex(32))
    client_secret: str = field(default_factory=lambda: secrets.token_hex(32))
    api_key: str = field(default_factory=_hex)
    username: str = USERNAME
    password: str = field(default_factory=_hex)

    @property
    def password_sha1(self) -> str:
        return hashlib.sha1(self.password.encode()).hexdigest()  # noqa: S324 (v1's choice)


class World:
    """The state that every route works on, under `lock`."""

    def __init__(self, conditions: Conditions) -> None:
        self.lock = threading.RLock()
        self.url = ""
        self.clock = Clock()
        self.conditions = conditions
        self.keys = Keys()
        self.catalogue = Catalogue()
        self.account = Account(self.clock)
        self.oauth = OAuth(self.clock, conditions)
        self.wrote_at = 0.0

    def settings(self) -> Dict[str, Any]:
        """What a client has to know to talk to this sandbox, the present token with it."""
        keys = self.keys
        trakt = {
            "api": "v2",
            "url": self.url,
            "signin_url": self.url,
            "client_id": keys.client_id,
            "client_secret": keys.client_secret,
            "api_key": keys.api_key,
            "username": keys.username,
            "password_sha1": keys.password_sha1,
        }
        return {"trakt": trakt, "token": self.oauth.latest.to_json()}
