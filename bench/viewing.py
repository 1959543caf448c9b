"""One film in a real player with a stopwatch in it, from its first picture to the key."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, List, Sequence

from bench.workshop import PROBE, Workshop
from tests.players.stage import FILM, Viewer


class Evening(Viewer):
    """A viewer whose stopwatch can be read."""

    def __init__(
        self,
        workshop: Workshop,
        home: Path,
        mpv: Sequence[str] = (),
        films: Sequence[object] = (FILM,),
        options: Sequence[str] = (),
    ) -> None:
        self._log = home / f"probe-{len(list(home.glob('probe-*')))}"
        self._log.touch()
        super().__init__(
            home,
            films=films,
            mpv=["--fullscreen", *mpv],
            options=options,
            environment=workshop.display.environment,
            command=(sys.executable, str(PROBE), str(self._log)),
        )

    def __enter__(self) -> Evening:
        return self

    def notes(self, what: str) -> List[Dict[str, Any]]:
        """What the stopwatch wrote of this so far, oldest first."""
        lines = self._log.read_text(encoding="utf-8").splitlines(keepends=True)
        notes = [json.loads(line) for line in lines if line.endswith("\n")]
        return [note for note in notes if note["what"] == what]
