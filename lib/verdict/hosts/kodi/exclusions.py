"""Sources that are never asked about: folders, plug-ins, the web."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Tuple

WEB = ("http://", "https://", "rtmp://", "rtsp://", "mms://")
STACK, BETWEEN_PARTS = "stack://", " , "  # a film in several files, as Kodi names it


@dataclass(frozen=True)
class Exclusions:
    """folders: paths or addresses, with a separator at their end or without."""

    folders: Tuple[str, ...] = ()
    plugins: bool = False
    web: bool = False

    def cover(self, *addresses: str) -> bool:
        """Whether one of the names that a source has is left out: a plug-in's stream has two."""
        return any(self._covers(part) for address in addresses for part in _parts(address))

    def _covers(self, address: str) -> bool:
        if self.plugins and address.startswith("plugin://"):
            return True
        if self.web and address.startswith(WEB):
            return True
        return any(_is_in(address, folder) for folder in self.folders)


def _parts(address: str) -> Iterator[str]:
    is_stack = address.startswith(STACK)
    yield from address[len(STACK) :].split(BETWEEN_PARTS) if is_stack else (address,)


def _is_in(address: str, folder: str) -> bool:
    place = folder.rstrip("/\\")
    return bool(place) and address.startswith((f"{place}/", f"{place}\\"))
