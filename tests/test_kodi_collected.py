"""Ratings that Kodi holds: which of them are news for Trakt, and which are our echo. No Kodi is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Optional, Tuple

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, RatingMode
from verdict.hosts.kodi.collected import Found, compare, key_of, note, noted, unnoted
from verdict.hosts.kodi.exclusions import Exclusions
from verdict.hosts.kodi.written import LARGEST, written_tables
from verdict.journal import Journal

ALIEN = Movie("Alien", 1979, MovieIds("tt0078748"))
HEAT = Movie("Heat", 1995)
UNRATED = Rated()


def found(
    held: Tuple[Movie, int],
    notes: Optional[Dict[str, int]] = None,
    there: Rated = UNRATED,
    mode: RatingMode = RatingMode.ADVANCED,
) -> Tuple[Optional[Found], Dict[str, int]]:
    notes = notes or {}
    news, agreed = compare(unnoted([held], notes), notes, lambda _: there, mode)
    return (news[0] if news else None), agreed


def test_a_rating_that_trakt_does_not_have_is_news_and_goes_without_a_question() -> None:
    news, _ = found((ALIEN, 8))
    assert news is not None
    assert (news.movie, str(news.rating), news.is_plain) == (ALIEN, "8", True)


def test_what_we_wrote_ourselves_is_never_news_whatever_trakt_has_by_now() -> None:
    assert found((ALIEN, 8), {key_of(ALIEN): 8}, Rated("hate", 3)) == (None, {})


def test_a_rating_that_we_wrote_and_the_user_changed_is_news() -> None:
    news, _ = found((ALIEN, 6), {key_of(ALIEN): 8}, Rated("love", 8))
    assert news is not None
    assert news.is_plain


def test_a_film_that_we_un_rated_and_the_user_rated_again_is_news() -> None:
    assert found((ALIEN, 6), {key_of(ALIEN): 0})[0]


def test_what_both_say_alike_is_noted_and_not_sent() -> None:
    assert found((ALIEN, 8), there=Rated("love", 8)) == (None, {key_of(ALIEN): 8})


def test_where_both_say_something_else_and_nothing_was_noted_only_the_user_can_decide() -> None:
    news, _ = found((ALIEN, 8), there=Rated("hate", 3))
    assert news is not None
    assert not news.is_plain


@pytest.mark.parametrize(("number", "is_news"), [(6, False), (10, False), (5, True)])
def test_who_rates_by_love_and_hate_has_no_finer_word(number: int, is_news: bool) -> None:
    assert bool(found((ALIEN, number), there=Rated("love", 10), mode=RatingMode.SIMPLE)[0]) is is_news


@pytest.mark.parametrize("number", [0, -1, 11])
def test_what_is_no_rating_says_nothing(number: int) -> None:
    assert found((ALIEN, number), {key_of(ALIEN): 8}) == (None, {})


def test_a_film_that_trakt_cannot_tell_from_others_is_left_out() -> None:
    assert unnoted([(Movie("Heat"), 8)], {}) == {}
    assert unnoted([(HEAT, 8)], {}) == {key_of(HEAT): (HEAT, 8)}


def test_several_copies_of_a_film_count_once() -> None:
    assert len(unnoted([(ALIEN, 8), (ALIEN, 8)], {})) == 1


def test_notes_outlive_the_run(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    journal = Journal.open(file)
    note(journal, {key_of(ALIEN): 8})
    note(journal, {key_of(HEAT): 0})
    journal.close()
    again = Journal.open(file)
    assert noted(again) == {key_of(ALIEN): 8, key_of(HEAT): 0}
    again.close()


@pytest.mark.parametrize(
    ("addresses", "is_covered"),
    [
        (("/films/kids/Heat.mkv",), True),
        (("/films/kids2/Heat.mkv",), False),
        (("stack:///films/kids/Heat cd1.mkv , /films/kids/Heat cd2.mkv",), True),
        (("/tmp/stream.mkv", "plugin://plugin.video.x/?film=1"), False),
    ],
)
def test_a_folder_covers_what_is_in_it_and_nothing_beside(
    addresses: Tuple[str, ...], is_covered: bool
) -> None:
    for folder in ("/films/kids", "/films/kids/"):
        assert Exclusions((folder,)).cover(*addresses) is is_covered


def test_a_stream_is_known_by_each_of_its_names() -> None:
    names = ("https://example.org/film.mkv", "plugin://plugin.video.x/?film=1")
    assert Exclusions(plugins=True).cover(*names)
    assert Exclusions(web=True).cover(*names)
    assert not Exclusions().cover(*names)


def test_the_settings_file_is_read_by_table_and_key(tmp_path: Path) -> None:
    file = tmp_path / "settings.xml"
    file.write_text('<settings><setting id="rating.love">77</setting><setting id="odd"/></settings>')
    assert written_tables(file)["rating"] == {"love": "77"}


@pytest.mark.parametrize("content", [None, b"", b"<settings", b"\xff\xfe", b" " * (LARGEST + 1)])
def test_a_settings_file_that_cannot_be_read_says_nothing(tmp_path: Path, content: Optional[bytes]) -> None:
    file = tmp_path / "settings.xml"
    if content is not None:
        file.write_bytes(content)
    assert written_tables(file) == {}
