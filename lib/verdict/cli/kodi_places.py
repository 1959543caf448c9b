"""Whether Kodi is here, and Verdict's add-on in it: read from Kodi's own files, which are left alone."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Mapping, Optional

ADDON = "service.verdict"
_FLATPAK = "tv.kodi.Kodi"
_VERSION = re.compile(r"<addon\b[^>]*?\bversion=\"([^\"]{1,40})\"", re.DOTALL)


@dataclass(frozen=True)
class KodiPlace:
    """what: its name for people; home: the folder that Kodi calls special://home."""

    what: str
    home: Path

    @property
    def version(self) -> Optional[str]:
        """The add-on's version; None where it is not installed, "?" where its file cannot be read."""
        file = self.home / "addons" / ADDON / "addon.xml"
        try:
            found = _VERSION.search(file.read_text("utf-8", errors="replace"))
        except FileNotFoundError:
            return None
        except OSError:
            return "?"
        return found[1] if found else "?"

    @property
    def is_enabled(self) -> Optional[bool]:
        """Whether Kodi runs it; None where that cannot be read, as while Kodi is just writing."""
        for file in self._databases():
            try:
                with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as db:
                    query = "SELECT enabled FROM installed WHERE addonID = ?"
                    row = db.execute(query, (ADDON,)).fetchone()
            except sqlite3.Error:
                return None
            return bool(row[0]) if row else False
        return None

    def _databases(self) -> List[Path]:
        """Addons33.db and its like, the newest Kodi's first."""
        files = (self.home / "userdata" / "Database").glob("Addons*.db")
        numbered = [(int(digits), file) for file in files if (digits := file.stem[len("Addons") :]).isdigit()]
        return [file for _, file in sorted(numbered, reverse=True)]


def kodi_places(environment: Mapping[str, str] = os.environ, home: Optional[Path] = None) -> List[KodiPlace]:
    """Every Kodi of this user's."""
    return [place for place in _possible(environment, home or Path.home()) if place.home.is_dir()]


def _possible(environment: Mapping[str, str], home: Path) -> Iterator[KodiPlace]:
    yield KodiPlace("Kodi", home / ".kodi")
    yield KodiPlace("Kodi from Flatpak", home / ".var" / "app" / _FLATPAK / "data")
    yield KodiPlace("Kodi", home / "Library" / "Application Support" / "Kodi")
    if environment.get("APPDATA"):
        yield KodiPlace("Kodi", Path(environment["APPDATA"]) / "Kodi")
