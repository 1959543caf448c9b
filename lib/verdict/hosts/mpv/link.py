"""What we need of an mpv, whether it lives in this process or behind a socket."""

from __future__ import annotations

from typing import Any, Callable, Dict, Protocol, Tuple

Notice = Dict[str, Any]
"""What mpv tells, as its JSON IPC words it: {"event": "property-change", "name": …, "data": …, "at": …}.

at: when it was heard, in seconds on the host's clock.
"""

Sink = Callable[[Notice], None]


class LinkError(Exception):
    """mpv did not do it, or is gone."""


class Link(Protocol):
    """Commands and properties of one mpv. Its notices go to the sink that the link was made with."""

    client_name: str

    def command(self, *args: Any, **named: Any) -> Any:
        """Run a command, with its arguments in order or by name; LinkError where mpv refuses or is gone."""

    def get(self, name: str) -> Any:
        """A property's value, None where it has none just now."""

    def observe(self, name: str) -> None:
        """Have changes of a property told; the present value is told at once."""

    def unobserve(self, name: str) -> None:
        """Have them told no longer."""


def player_of(link: Link) -> Tuple[str, str]:
    """The player's version, as Trakt is told it; when that was built, mpv does not say."""
    return str(link.get("mpv-version") or "mpv"), ""


class NoLink:
    """In the place of a link to a player that has gone: takes everything and does nothing."""

    client_name = ""

    def command(self, *_: Any, **__: Any) -> Any:
        return None

    def get(self, name: str) -> Any:  # noqa: ARG002 (as in the protocol)
        return None

    def observe(self, name: str) -> None:  # noqa: ARG002 (as in the protocol)
        return None

    def unobserve(self, name: str) -> None:  # noqa: ARG002 (as in the protocol)
        return None
