"""What Kodi's Python loads of ours: how long the import takes, and whether `requests` is there yet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import List

from tests.players.stage import ROOT

CHILD = """
import sys, time
import xbmc, xbmcaddon, xbmcgui, xbmcvfs  # built into Kodi
sys.path.insert(0, sys.argv[1])
begun = time.perf_counter()
import verdict.hosts.kodi.service
took = 1000 * (time.perf_counter() - begun)
assert "requests" not in sys.modules
print(took)
"""


def import_of_service(repeat: int) -> List[float]:
    """Milliseconds in fresh processes, with the modules that are built into Kodi loaded before."""
    command = [sys.executable, "-c", CHILD, str(ROOT / "lib")]
    took = []
    for turn in range(1 + repeat):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        if turn:  # the first one fills the caches of the disk
            took.append(json.loads(done.stdout))
    return took


def loads_requests(process: int) -> bool:
    """Whether a process has loaded Python's TLS, which nothing of ours but `requests` does."""
    return "_ssl.cpython" in Path(f"/proc/{process}/maps").read_text()
