"""Kodi's own checker, without its look into Kodi's repositories: what is held to its rules is our folder."""

from __future__ import annotations

from typing import Any

from kodi_addon_checker import __main__ as checker
from kodi_addon_checker.addons.Repository import Repository


def _empty(self: Any, version: Any, path: str) -> None:
    self.version, self.path, self.addons = version, path, []


if __name__ == "__main__":
    Repository.__init__ = _empty
    checker.main()
