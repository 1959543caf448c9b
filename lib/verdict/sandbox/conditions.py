"""How the account and the application stand at present: all that a test may set, in one place."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Dict, Mapping, Optional

MODES = ("simple", "advanced")


@dataclass
class Conditions:
    """Each line is one switch.

    expires_in, device_expires_in, interval, repeat_window: seconds.
    """

    mode: str = "advanced"  # v1's rating mode; v2 has none
    expires_in: int = 604_800  # life of the access tokens issued from now on
    device_expires_in: int = 600
    interval: int = 5  # between two polls for a device token
    show_rating_prompt: Optional[bool] = True
    watch_after_rating: Optional[str] = None  # "now": a rating adds a play where there is none
    client_dead: bool = False  # the application was deleted: 403 (v2), 401 (v1)
    locked: bool = False  # 423 (v2), 401 (v1)
    vip_only: bool = False  # writes: 426
    limit_reached: bool = False  # writes: 420
    write_limit: bool = False  # one write a second, then 429
    repeat_window: int = 3600  # a film scrobbled again this soon is refused: 409 (v2), failure (v1)
    unknown_status: int = 404  # of v1's "movie not found": 200 and 404 are both told of

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"{self.mode!r} is no rating mode of Trakt's: simple or advanced")

    def set(self, changes: Mapping[str, Any]) -> None:
        """Set some of them. ValueError names what is none, or does not fit."""
        unknown = set(changes) - {known.name for known in fields(self)}
        if unknown:
            raise ValueError(f"no such condition: {', '.join(sorted(unknown))}")
        replace(self, **changes)  # all of them fit, or none is set
        for name, value in changes.items():
            setattr(self, name, value)

    def to_json(self) -> Dict[str, Any]:
        return asdict(self)
