"""The settings as they stand in Kodi's file, which may have been edited by hand. Nothing here needs Kodi."""

from __future__ import annotations

from pathlib import Path
from typing import Dict

LARGEST = 1_000_000  # bytes; ours has a few thousand


def written_tables(file: Path) -> Dict[str, Dict[str, str]]:
    """The values by table and key; nothing where the file is missing or cannot be read, as Kodi has it."""
    from xml.etree import ElementTree  # takes some milliseconds

    tables: Dict[str, Dict[str, str]] = {}
    try:
        if file.stat().st_size > LARGEST:
            return tables
        root = ElementTree.fromstring(file.read_bytes())  # noqa: S314 (its owner's own file)
    except (OSError, ElementTree.ParseError, ValueError):
        return tables
    for setting in root.iter("setting"):
        table, _, key = setting.get("id", "").partition(".")
        tables.setdefault(table, {})[key] = setting.text or ""
    return tables
