"""Signing in on the screen, as a value: a code to type in elsewhere, what became of it, and two buttons."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import Optional, Tuple, Union

from verdict.core.events import Why
from verdict.core.prompt import Key
from verdict.core.qr import Matrix, matrix

FIRST_ID = -1_000_000  # of sign-ins: below every prompt's number, so that neither takes the other's keys


class Stage(enum.Enum):
    """How far it is. An `ENDED` one has no token, and says why; an `AGREED` one has."""

    ASKING = "asking"
    WAITING = "waiting"
    AGREED = "agreed"
    ENDED = "ended"


class Ending(enum.Enum):
    """Why a sign-in ended without a token; the values are ids of texts."""

    DENIED = "sign_in_denied"
    EXPIRED = "sign_in_expired"
    USED = "sign_in_used"
    UNKNOWN = "sign_in_unknown"
    OFFLINE = "sign_in_offline"
    IMPOSSIBLE = "sign_in_impossible"


class Step(enum.Enum):
    """What the buttons do."""

    AGAIN = "again"
    CANCEL = "cancel"


SignInOutcome = Union[Step, Why]


@dataclass(frozen=True)
class SigningIn:
    """What stands on the screen.

    id: below `FIRST_ID`; url: as Trakt gave it; deadline: when the code ends, or the word on its end
    leaves by itself, on the clock of whoever made this; lives: seconds to the deadline at its beginning;
    is_offline: Trakt could not be asked just now, and is asked again; reason: more about `ending`, or "".
    """

    id: int
    stage: Stage = Stage.ASKING
    user_code: str = ""
    url: str = ""
    deadline: Optional[float] = None
    lives: float = 0.0
    is_offline: bool = False
    ending: Optional[Ending] = None
    reason: str = ""
    hover: Optional[int] = None

    @property
    def targets(self) -> Tuple[Step, ...]:
        """All that can be chosen."""
        return (Step.AGAIN, Step.CANCEL) if self.stage is Stage.ENDED else (Step.CANCEL,)

    @property
    def focus(self) -> Optional[int]:
        """What Enter means: to try again, once it has ended."""
        return 0 if self.stage is Stage.ENDED else None

    def press(self, key: Key) -> Tuple[SigningIn, Optional[SignInOutcome]]:
        """The same, and what the key means, if anything."""
        if key is Key.SKIP:
            return self, Step.CANCEL
        if key is Key.ENTER and self.focus is not None:
            return self, self.targets[self.focus]
        return self, None

    def point(self, target: Optional[int]) -> SigningIn:
        """The same with the mouse on a target, or on none."""
        if target == self.hover or (target is not None and target >= len(self.targets)):
            return self
        return replace(self, hover=target)

    def click(self, target: int) -> Tuple[SigningIn, Optional[SignInOutcome]]:
        """The same, and what the click means."""
        return self, self.targets[target] if target < len(self.targets) else None

    @property
    def link(self) -> str:
        """The page with the code in it already, for a phone's camera."""
        return link(self.url, self.user_code)

    @property
    def squares(self) -> Optional[Matrix]:
        """The link as a QR code; None where it is no address or too long for one."""
        if not self.link.startswith(("https://", "http://")):
            return None
        try:
            return matrix(self.link)
        except ValueError:
            return None


def link(url: str, user_code: str) -> str:
    """Trakt's page with the code filled in behind a slash; the page alone where it has a query."""
    return url if {"?", "#"} & set(url) else f"{url.rstrip('/')}/{user_code}"


def time_left(seconds: float) -> str:
    """Minutes and seconds, ``9:05``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
