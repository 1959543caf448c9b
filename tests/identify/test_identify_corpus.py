"""The corpus: kinds, titles, years and ids of names as they are met, and how sure we may be of them."""

from __future__ import annotations

from typing import Callable, List, Tuple

import pytest
from identify_corpus import Case, cases

from verdict.hosts.mpv.identify import Identity, identify

READ: List[Tuple[Case, Identity]] = [(case, identify(case.source)) for case in cases()]


def share_of(right: Callable[[Case, Identity], bool]) -> Tuple[float, str]:
    """The share of the corpus that is right, and the rest as a list to read."""
    wrong = [
        f"{case.source}\n    expected {case.kind}, {'|'.join(case.titles) or '-'} ({case.year}); got {got}"
        for case, got in READ
        if not right(case, got)
    ]
    return 1 - len(wrong) / len(READ), "\n".join(wrong)


def test_the_corpus_is_large_and_holds_every_kind() -> None:
    assert len(READ) >= 300
    kinds = {case.kind for case, _ in READ}
    assert kinds == {"movie", "episode", "trailer", "sample", "extra", "part", "live", "unknown"}
    assert len({case.source for case, _ in READ}) == len(READ)


def test_no_wrong_film_is_called_certain() -> None:
    wrong = [
        f"{case.source}: {got}"
        for case, got in READ
        if got.certain and not (case.ids and case.ids_are_right(got.movie) and case.title_is_right(got.movie))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_id_that_a_name_holds_is_found() -> None:
    share, wrong = share_of(lambda case, got: case.ids_are_right(got.movie))
    assert share == 1, wrong


def test_the_kind_is_right_for_99_of_100() -> None:
    share, wrong = share_of(lambda case, got: case.kind == got.kind)
    assert share >= 0.99, wrong


def test_title_and_year_are_right_for_98_of_100() -> None:
    share, wrong = share_of(
        lambda case, got: case.title_is_right(got.movie) and case.year_is_right(got.movie)
    )
    assert share >= 0.98, wrong


def test_episodes_live_television_and_unknown_files_hold_no_film() -> None:
    held = [got for _, got in READ if got.kind in ("episode", "live", "unknown") and got.movie]
    assert not held


@pytest.mark.parametrize("extension", ["avi", "MKV", "m4v"])
def test_the_extension_does_not_change_the_film(extension: str) -> None:
    for case, got in READ:
        if case.source.endswith(".mkv"):
            assert identify(case.source[:-3] + extension) == got
