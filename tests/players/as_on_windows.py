"""The command line with mpv's pipes as Windows has them: told by names on a timer, carried by the bridge.

A gate that takes this for Windows lets its mpv listen at a socket with the name of a pipe, in the folder that
mpv was started in. So only what the system itself does is another than there.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any, List, Tuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))

from verdict.cli import main
from verdict.hosts.mpv import pipes
from verdict.hosts.mpv.bridge import Bridge
from verdict.hosts.mpv.pipes import PIPES, Pipes, is_alive


def names() -> List[str]:
    """A pipe would be gone with its mpv; of a socket the name stays."""
    found = [path.name[len(PIPES) :] for path in Path().iterdir() if path.name.startswith(f"{PIPES}verdict-")]
    return [name for name in found if is_alive(int(name.rpartition("-")[2]))]


def on_sockets() -> Tuple[asyncio.AbstractEventLoop, Any]:
    loop = asyncio.new_event_loop()
    return loop, loop.create_unix_connection


if __name__ == "__main__":
    bridge = Bridge(on_sockets)
    pipes.dial = lambda path, within: bridge.dial(str(path), within)
    pipes.here = lambda: Pipes(names)
    sys.exit(main())
