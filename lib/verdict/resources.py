"""Where the files are that are not Python: beside the source, in an add-on, or in the installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of a file under ``resources/``; FileNotFoundError where this copy of Verdict lacks it."""
    for root in (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources"):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"this copy of Verdict is incomplete: resources/{name} is missing")
