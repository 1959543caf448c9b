"""How often identify is right, beside plain guessit on the same corpus, and its names per second."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, Tuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT)]

from guessit import guessit  # noqa: E402

from tests.identify.identify_corpus import Case, cases  # noqa: E402
from verdict.core.movie import Movie, MovieIds  # noqa: E402
from verdict.hosts.mpv.identify import identify  # noqa: E402
from verdict.hosts.mpv.identify.guess import guess  # noqa: E402

Answer = Tuple[str, Movie]


def ours(source: str) -> Answer:
    found = identify(source)
    return found.kind, found.movie or Movie()


def plain(source: str) -> Answer:
    """guessit as most programs call it: type=movie on the whole path. What it says of a kind is taken."""
    found = guessit(source, {"type": "movie", "single_value": True})
    tmdb = found.get("tmdb_id")
    ids = MovieIds(found.get("imdb_id"), int(tmdb) if tmdb else None)
    other = str(found.get("other", "")) + str(found.get("episode_details", ""))
    kind = "episode" if "episode" in found else "part" if "cd" in found else "movie"
    kind = next((k for k in ("trailer", "sample", "extra") if k in other.lower()), kind)
    return kind, Movie(str(found.get("title", "")), found.get("year"), ids)


def score(answers: List[Tuple[Case, Answer]]) -> Dict[str, float]:
    """Per cent. Title and year are judged where the corpus knows a film, the kind everywhere."""
    films = [(case, movie) for case, (_, movie) in answers if case.titles]
    with_ids = [(case, movie) for case, (_, movie) in answers if case.ids]
    return {
        "kind": share([case.kind == kind for case, (kind, _) in answers]),
        "title": share([case.title_is_right(movie) for case, movie in films]),
        "year": share([case.year_is_right(movie) for case, movie in films]),
        "ids": share([case.ids_are_right(movie) for case, movie in with_ids]),
        "no film where none is": share([not movie.title for case, (_, movie) in answers if not case.titles]),
    }


def share(right: List[bool]) -> float:
    return 100 * sum(right) / len(right)


def timed(read: Callable[[str], Answer], corpus: List[Case]) -> Tuple[Dict[str, float], float]:
    begun = time.perf_counter()
    answers = [(case, read(case.source)) for case in corpus]
    return score(answers), len(corpus) / (time.perf_counter() - begun)


def main() -> None:
    corpus = list(cases())
    guessit("Warm.Up.1999.mkv")
    theirs, their_rate = timed(plain, corpus)
    guess.cache_clear()
    own, own_rate = timed(ours, corpus)
    again_rate = timed(ours, corpus)[1]
    print(f"{len(corpus)} names{'':19}verdict   guessit (type=movie)")
    for what, figure in own.items():
        print(f"{what:<24}{figure:8.1f} %{theirs[what]:10.1f} %")
    print(f"{'names a second':<24}{own_rate:8.0f}  {their_rate:10.0f}")
    print(f"{'... a second time':<24}{again_rate:8.0f}")


if __name__ == "__main__":
    main()
