"""Programs of others from PyPI, each in a folder of its own, since two of them share a name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Sequence

FOLDER = Path(__file__).resolve().parents[1] / "build" / "peers"
PYTRAKT = ("pytrakt==4.4.6", "deprecated", "wrapt", "requests-oauthlib", "oauthlib")
PATIENCE = 180.0  # seconds


def install(folder: Path, what: Sequence[str]) -> bool:
    """Whether pip could put these packages, or what its options among them say, into the folder."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--retries", "1", "--target", str(folder)]
    quiet = subprocess.DEVNULL
    try:
        return subprocess.run([*pip, *what], stdout=quiet, stderr=quiet, timeout=PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        return False
