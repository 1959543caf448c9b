"""Killed between the key press and the mark "sent", at each write and each word: nothing is lost.

A real process with a real SQLite is stopped by the kernel before and after each of its steps, killed at the
next one in each turn, and started again; the sandbox is the witness. The two scenes that matter most are gone
through step by step, the others with VERDICT_PROOF_FULL=1; otherwise these take every few steps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Tuple

import pytest

from tests.proof import tracer
from tests.proof.house import FULL, INDY, MATRIX, Place, make_home, rate
from tests.proof.nursery import Nursery
from verdict.core.movie import Movie
from verdict.sandbox import Sandbox

pytestmark = pytest.mark.skipif(bool(tracer.missing()), reason=str(tracer.missing()))
LEAST_DEATHS = 500
DEATHS = "deaths at a step: "
HARMLESS = 20  # steps more than counted before; threads do not take the same turns each time


@dataclass(frozen=True)
class Scene:
    """before: what waits in the journal already, None where there is no journal yet; rates: what the deed
    rates the film, None for nothing; every: how many steps from one death to the next.
    """

    deed: str
    words: Tuple[str, ...]
    before: Optional[Tuple[Tuple[Movie, int], ...]]
    rates: Optional[int]
    every: int = 1


SCENES = {
    "a rating over one that waits": Scene("cli", ("rate", "tt0082971", "9"), ((INDY, 3), (MATRIX, 8)), 9),
    "a key at the prompt": Scene("evening", ("DIGIT_9",), ((MATRIX, 8),), 9),
    "all that waits": Scene("cli", ("send",), ((INDY, 3), (MATRIX, 8)), None, 3),
    "the first rating of all": Scene("cli", ("rate", "tt0082971", "9"), None, 9, 9),
    "the first film of all": Scene("evening", ("DIGIT_9",), None, 9, 11),
    "a Python of its own": Scene("plugin", ("rate", "tt0082971", "9"), ((INDY, 3),), 9, 30),
}


@pytest.fixture(params=["v1", "v2"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("name", SCENES)
def test_a_death_at_any_step_loses_nothing_that_was_called_saved(
    name: str, api: str, nursery: Nursery, box: Sandbox, folder: Path, points: "Counter[str]"
) -> None:
    scene = SCENES[name]
    place = Place(nursery, box, make_home(folder / "home", box, api))
    if scene.before is not None:
        rate(place.template, *scene.before)
    place.renew()
    steps = place.run(scene.deed, *scene.words, trace=True).steps
    assert steps > 50
    for step in range(1, steps + HARMLESS, 1 if FULL else scene.every):
        place.renew()
        ran = place.run(scene.deed, *scene.words, trace=True, kill_at=step)
        saved, unsaved = _said(scene, ran.out)
        place.assert_recovers(saved, unsaved, given=len(scene.before or ()) + (scene.rates is not None))
        if not ran.killed:
            break
        points[f"{DEATHS}{name}, {api}"] += 1


def test_so_many_deaths_were_gone_through_that_none_was_left_out_by_chance(points: "Counter[str]") -> None:
    """After those above; where only some of them were chosen to run there is nothing to count."""
    died = {kind: number for kind, number in points.items() if kind.startswith(DEATHS)}
    if len(died) < 2 * len(SCENES):
        pytest.skip("not all scenes were run")
    assert sum(died.values()) >= LEAST_DEATHS, died


def test_a_program_that_calls_saved_what_is_not_is_found_out(
    nursery: Nursery, box: Sandbox, folder: Path
) -> None:
    scene = Scene("boast", (), ((MATRIX, 8),), 9)
    place = Place(nursery, box, make_home(folder / "home", box, "v2"))
    rate(place.template, (MATRIX, 8))
    place.renew()
    steps = place.run("boast", trace=True).steps
    assert any(_is_found_out(place, scene, step) for step in range(1, steps))


def _is_found_out(place: Place, scene: Scene, step: int) -> bool:
    place.renew()
    saved, unsaved = _said(scene, place.run(scene.deed, trace=True, kill_at=step).out)
    try:
        place.assert_recovers(saved, unsaved, given=2)
    except (AssertionError, KeyError):
        return True
    return False


def _said(scene: Scene, out: str) -> "tuple[Dict[str, int], Dict[str, int]]":
    """What was called saved, and what was not yet."""
    saved = {str(movie.ids.imdb): rating for movie, rating in scene.before or ()}
    if scene.rates is None:
        return saved, {}
    new = {str(INDY.ids.imdb): scene.rates}
    return ({**saved, **new}, {}) if "Saved" in out else (saved, new)
