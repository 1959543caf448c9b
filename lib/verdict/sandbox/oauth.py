"""Tokens and device codes: who may come in, for how long, and what was used up."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from verdict.sandbox.clock import Clock
from verdict.sandbox.conditions import Conditions

_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that people mistake for another


@dataclass(repr=False)
class Token:
    """A pair of tokens. The refresh token works once."""

    created_at: int
    expires_in: int
    access_token: str = field(default_factory=lambda: secrets.token_hex(32))
    refresh_token: str = field(default_factory=lambda: secrets.token_hex(32))
    used: bool = False
    revoked: bool = False
    ended: bool = False  # before its time

    def is_alive(self, now: float) -> bool:
        return not self.revoked and not self.ended and now < self.created_at + self.expires_in

    def to_json(self) -> Dict[str, Any]:
        return {
            "access_token": self.access_token,
            "token_type": "bearer",
            "expires_in": self.expires_in,
            "refresh_token": self.refresh_token,
            "scope": "public",
            "created_at": self.created_at,
        }


@dataclass(repr=False)
class DeviceCode:
    """One sign-in on a device. state: pending, approved, denied or used."""

    device_code: str
    user_code: str
    ends_at: float
    interval: int
    state: str = "pending"
    polled_at: Optional[float] = None


class OAuth:
    """All tokens and device codes that were ever issued."""

    def __init__(self, clock: Clock, conditions: Conditions) -> None:
        self._clock = clock
        self._conditions = conditions
        self._tokens: List[Token] = []
        self._codes: List[DeviceCode] = []
        self.issue()

    @property
    def latest(self) -> Token:
        return self._tokens[-1]

    def issue(self) -> Token:
        token = Token(int(self._clock.now()), self._conditions.expires_in)
        self._tokens.append(token)
        return token

    def lets_in(self, access_token: str) -> bool:
        now = self._clock.now()
        return any(t.access_token == access_token and t.is_alive(now) for t in self._tokens)

    def refresh(self, refresh_token: object) -> Optional[Token]:
        """A new pair for a refresh token that was not used before; None otherwise."""
        old = next((t for t in self._tokens if t.refresh_token == refresh_token), None)
        if old is None or old.used or old.revoked:
            return None
        old.used = True
        return self.issue()

    def revoke(self, any_token: object) -> None:
        """End a pair; that a token is unknown is nobody's business."""
        for token in self._tokens:
            if any_token in (token.access_token, token.refresh_token):
                token.revoked = True

    def expire(self) -> None:
        """End the life of every access token, earlier than was said; refresh tokens stay good."""
        for token in self._tokens:
            token.ended = True

    def start_device(self) -> DeviceCode:
        user_code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))
        ends_at = self._clock.now() + self._conditions.device_expires_in
        code = DeviceCode(secrets.token_hex(32), user_code, ends_at, self._conditions.interval)
        self._codes.append(code)
        return code

    def settle(self, user_code: str, state: str) -> bool:
        """The user's answer, approved or denied. False where no such code waits."""
        wanted = user_code.strip().upper()
        for code in self._codes:
            if code.user_code == wanted and code.state == "pending" and self._clock.now() < code.ends_at:
                code.state = state
                return True
        return False

    def poll(self, device_code: object) -> int:
        """What a poll for the token meets, as an HTTP status; 200 uses the code up."""
        code = next((c for c in self._codes if c.device_code == device_code), None)
        if code is None:
            return 404
        final = {"used": 409, "denied": 418}.get(code.state)
        if final:
            return final
        if self._clock.now() >= code.ends_at:
            return 410
        return self._poll_in_time(code)

    def _poll_in_time(self, code: DeviceCode) -> int:
        now, last = self._clock.now(), code.polled_at
        code.polled_at = now
        if last is not None and now - last < code.interval:
            return 429
        if code.state == "pending":
            return 400
        code.state = "used"
        return 200
