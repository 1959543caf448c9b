"""What Kodi's Python loads of ours: how long the import takes, and whether `requests` is there yet."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List, Tuple

from tools.kodi_zip import lay_out

CHILD = """
import sys, time
import xbmc, xbmcaddon, xbmcgui, xbmcvfs  # built into Kodi
sys.path.insert(0, sys.argv[1])
begun = time.perf_counter()
import verdict.hosts.kodi.service
imported = time.perf_counter()
import verdict.hosts.kodi.house
loaded = time.perf_counter()
assert "requests" not in sys.modules
print([1000 * (imported - begun), 1000 * (loaded - imported)])
"""


def imports_of_service(repeat: int) -> Tuple[List[float], List[float]]:
    """Milliseconds in fresh processes: of the import, and of what the service then loads in its own thread.

    What is measured are the files that are shipped. The modules that are built into Kodi are loaded before.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _imports(lay_out(Path(folder)) / "lib", repeat)


def _imports(library: Path, repeat: int) -> Tuple[List[float], List[float]]:
    command = [sys.executable, "-c", CHILD, str(library)]
    took = []
    for turn in range(1 + repeat):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        if turn:  # the first one fills the caches of the disk
            took.append(json.loads(done.stdout))
    return [imported for imported, _ in took], [loaded for _, loaded in took]


def loads_requests(process: int) -> bool:
    """Whether a process has loaded Python's TLS, which nothing of ours but `requests` does."""
    return "_ssl.cpython" in Path(f"/proc/{process}/maps").read_text()
