"""From the gate's word that the file ended to the prompt: accepted by mpv, and on the screen.

The trace's `ended.at`, the stopwatch and this process read one and the same clock.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

from bench.figure import Finding, Measured
from bench.pixel import Colour, Eye, Place, distance
from bench.viewing import Evening
from bench.workshop import Workshop
from verdict.sandbox import Sandbox

OUTPUTS = {"x11": ("--vo=x11",), "default": ()}
PATIENCE = 20.0  # seconds
SETTLED = 0.6  # seconds after which the prompt stands as it will
FIRST_LOOK, LAST_LOOK = 1.0, 1.8  # seconds after its begin; the film takes two, its card comes last
BETWEEN = 0.05  # seconds from one look at the film to the next
STEP = 16  # pixels between two that are looked at


class Mark(NamedTuple):
    """A pixel that tells the prompt from all that the film and its card show; before: the closest."""

    place: Place
    before: Colour
    after: Colour


class Run(NamedTuple):
    """Milliseconds from the end of the file, and the requests that came before the prompt."""

    handed: float
    pixel: float
    requests: int
    output: str


def measure(workshop: Workshop) -> Iterator[Finding]:
    runs: Dict[str, List[Run]] = {}
    with Sandbox() as box, Eye(workshop.display.name) as eye:
        home = workshop.home(box)
        for output, options in OUTPUTS.items():
            mark = _find_mark(workshop, home, options, eye)
            repeat = range(workshop.times(7, 2))
            runs[output] = [_run(workshop, home, box, options, eye, mark) for _ in repeat]
    every = [run for of_output in runs.values() for run in of_output]
    yield Measured("prompt.handed", [run.handed for run in every])
    yield Measured("prompt.pixel_x11", [run.pixel for run in runs["x11"]])
    chosen = f"mpv chose --vo={runs['default'][0].output}, on a screen without a GPU"
    yield Measured("prompt.pixel_default", [run.pixel for run in runs["default"]], chosen)
    yield Measured("prompt.requests", [run.requests for run in every])


def _run(workshop: Workshop, home: Path, box: Sandbox, options: Tuple[str, ...], eye: Eye, mark: Mark) -> Run:
    with Evening(workshop, home, options) as evening:
        evening.event("opened")
        time.sleep(FIRST_LOOK)
        seen = eye.wait_for(mark.place, mark.before, mark.after, PATIENCE)
        ended = evening.event("ended")["at"]
        evening.decision("ask")
        accepted = next(at for at in (note["at"] for note in evening.notes("overlay")) if at >= ended)
        output = evening.notes("output")[0]["name"]
    to_wall = time.time() - time.monotonic()
    between = [record for record in box.requests if ended <= record.time - to_wall <= seen]
    arrived = [record for record in between if not record.path.startswith("/scrobble")]
    return Run(1000 * (accepted - ended), 1000 * (seen - ended), len(arrived), output)


def _find_mark(workshop: Workshop, home: Path, options: Tuple[str, ...], eye: Eye) -> Mark:
    """Play once, and keep the pixel whose colour in the prompt is farthest from all that it was before."""
    width, height = workshop.display.size
    film: List[bytes] = []
    with Evening(workshop, home, options) as evening:
        opened = evening.event("opened")["at"]
        time.sleep(FIRST_LOOK)
        while time.monotonic() < opened + LAST_LOOK:
            film.append(eye.picture(0, 0, width, height))
            time.sleep(BETWEEN)
        evening.decision("ask")
        time.sleep(SETTLED)
        prompt = eye.picture(0, 0, width, height)

    def colour(picture: bytes, place: Place) -> Colour:
        start = 4 * (place[1] * width + place[0])
        blue, green, red = picture[start : start + 3]
        return red, green, blue

    def mark(place: Place) -> Mark:
        after = colour(prompt, place)
        closest = min((colour(picture, place) for picture in film), key=lambda c: distance(c, after))
        return Mark(place, closest, after)

    places = [(x, y) for y in range(0, height, STEP) for x in range(0, width, STEP)]
    return max(map(mark, places), key=lambda mark: distance(mark.before, mark.after))
