"""The same work by others from PyPI: pytrakt as a client, trakt-scrobbler as what listens to a player."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, NamedTuple, Optional

from bench.catalogue import ENTRIES
from bench.figure import Finding, Measured, spread
from bench.packages import FOLDER, PYTRAKT, install
from bench.weight import Weight, weigh
from bench.workshop import Workshop
from verdict.sandbox import Sandbox

HERE = Path(__file__).parent
PATIENCE = 180.0  # seconds


class Peer(NamedTuple):
    """An installed program: what it is called, and the folder that holds it."""

    name: str
    folder: Path

    @property
    def environment(self) -> Dict[str, str]:
        return {"PYTHONPATH": str(self.folder)}


def measure(workshop: Workshop) -> Iterator[Finding]:
    yield from _clients(workshop, _installed("pytrakt", "trakt", "--no-deps", *PYTRAKT))
    yield from _wholes(workshop, _installed("trakt-scrobbler", "trakt_scrobbler", "trakt-scrobbler==1.8.0"))


def _clients(workshop: Workshop, peer: Optional[Peer]) -> Iterator[Finding]:
    repeat = workshop.times(9, 3)
    ratings = workshop.times(60, 10)
    ours = _rate(workshop, "rate_with_verdict.py", {}, ratings)
    theirs = _rate(workshop, "rate_with_pytrakt.py", peer.environment, ratings) if peer else None
    missing = "" if peer else "pytrakt: skipped, pip could not install it"
    name = peer.name if peer else ""
    yield Measured(
        "peers.rating",
        ours["milliseconds"],
        f"{name}: {spread(theirs['milliseconds'], 'ms')}" if theirs else missing,
    )
    yield Measured(
        "peers.rating_requests",
        [ours["requests"] / ratings],
        f"{name}: {theirs['requests'] / ratings:g}" if theirs else missing,
    )
    their_weight = weigh("trakt.movies, trakt.sync", repeat, peer.environment) if peer else None
    our_weight = weigh(ENTRIES["trakt"][1] + ", verdict.trakt.session", repeat)
    yield from _weights("client", our_weight, name, their_weight, missing)


def _wholes(workshop: Workshop, peer: Optional[Peer]) -> Iterator[Finding]:
    repeat = workshop.times(9, 3)
    theirs: Optional[Weight] = None
    missing = "trakt-scrobbler: skipped, pip could not install it"
    if peer:
        try:
            elsewhere = {**peer.environment, "HOME": str(workshop.folder())}
            theirs = weigh("trakt_scrobbler.main", repeat, elsewhere)
        except subprocess.CalledProcessError:
            missing = "trakt-scrobbler: skipped, it cannot be imported here"
    ours = weigh(ENTRIES["mpv"][1] + ", verdict.cli.play, verdict.trakt.v2, verdict.trakt.session", repeat)
    yield from _weights("whole", ours, peer.name if peer else "", theirs, missing)


def _weights(key: str, ours: Weight, name: str, theirs: Optional[Weight], missing: str) -> Iterator[Finding]:
    took = f"{name}: {spread(theirs.took, 'ms')}" if theirs else missing
    held = f"{name}: {spread(theirs.held, 'MB')}" if theirs else missing
    yield Measured(f"peers.{key}_import", ours.took, took)
    yield Measured(f"peers.{key}_memory", ours.held, held)


def _rate(workshop: Workshop, script: str, environment: Dict[str, str], times: int) -> Dict[str, Any]:
    """Rate one film so often with this script against a sandbox of its own."""
    with Sandbox() as box:
        home = workshop.home(box)
        given = {**box.settings(), "home": str(home), "times": times}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", str(HERE / "clients" / script)],
            input=json.dumps(given),
            env={**os.environ, **environment},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
        )
        if not box.ratings():
            raise RuntimeError(f"{script} rated nothing")
        return {"milliseconds": json.loads(done.stdout), "requests": len(box.requests)}


def _installed(name: str, package: str, *what: str) -> Optional[Peer]:
    """The program in a folder of its own, installed once; None where pip cannot."""
    folder = FOLDER / name
    if not (folder / package).is_dir() and not install(folder, what):
        return None
    about = next(folder.glob(f"{name.replace('-', '_')}-*.dist-info"), folder)
    return Peer(f"{name} {about.stem.rpartition('-')[2]}", folder)
