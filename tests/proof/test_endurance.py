"""A month of films, pauses, seeks, playlists, with a network that comes and goes: only the films add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

import pytest

from tests.proof.house import FULL
from tests.proof.month import Elsewhere, Weight
from verdict.core.movie import Movie, MovieIds
from verdict.sandbox import Sandbox

FILMS = 1000 if FULL else 200
BYTES_A_FILM = 2048  # of journal and of memory: a row and its indices, and Trakt's word on the film
# Bytes of the whole process. v2's list of ratings is read whole where it changed, and is there as text, as
# JSON and as films for a moment: the most that is held at once grows with it.
RESIDENT = 4096
LARGEST_LOG = 1100 * 4096  # bytes; SQLite merges its log into the file at 1000 pages, and then begins it anew
ROOM = 200_000  # bytes that caches may take on their way to their full size
CONNECTIONS = 2  # handles: the courier's and the scrobbler's, which are open only while something is told


@pytest.fixture(params=[("v1", False), ("v2", False), ("v1", True), ("v2", True)], ids=str)
def month(request: pytest.FixtureRequest, tmp_path: Path, box: Sandbox) -> Iterator[Any]:
    """Once traced, and once as it is: tracing takes more memory than all that it looks at."""
    api, is_traced = request.param
    with Elsewhere() as elsewhere:
        month = elsewhere.month(tmp_path, api, box.settings(), is_traced)
        yield month
        month.close()


def watch(month: Any, box: Sandbox, films: range) -> Weight:
    """Every fifth film is replaced by the next, every seventh is offline."""
    for number in films:
        film = Movie(f"Film {number}", 2000, MovieIds(f"tt{7000000 + number}"))
        box.add_movie(film.title, 2000, film.ids.imdb)
        is_online = number % 7 != 6
        box.start() if is_online else box.stop()
        month.watch(film, is_online, ends=number % 5 != 4)
    weight: Weight = month.weigh()
    return weight


def test_a_month_grows_by_no_more_than_its_films(month: Any, box: Sandbox) -> None:
    half = watch(month, box, range(FILMS // 2))
    end = watch(month, box, range(FILMS // 2, FILMS))
    print(half, end, sep="\n")
    assert end.memory - half.memory < ROOM + BYTES_A_FILM * FILMS // 2
    if not end.memory:
        assert end.resident - half.resident < ROOM + RESIDENT * FILMS // 2
    assert end.journal < ROOM + BYTES_A_FILM * FILMS
    assert end.log < LARGEST_LOG
    assert end.threads <= half.threads
    assert end.all_threads <= half.all_threads
    assert end.handles <= half.handles + CONNECTIONS
    rated = [number for number in range(FILMS) if number % 5 != 4]
    assert month.kept() == (len(rated), FILMS - len(rated) - 1)  # the last one still plays
