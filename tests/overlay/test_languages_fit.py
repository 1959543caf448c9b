"""Every language has room in mpv's picture: no text of ours is cut where the English one is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.overlay.scenes import RAIDERS
from tests.test_languages import LANGUAGES
from verdict.core.choice import Choice
from verdict.core.movie import Movie
from verdict.core.prompt import open_prompt
from verdict.core.rating import HATE, LABELS, LOVE, Rated, Rating, RatingMode
from verdict.core.signing_in import Ending, SigningIn, Stage
from verdict.core.words import Words
from verdict.hosts.mpv.language import words_in
from verdict.hosts.mpv.overlay import (
    Role,
    draw,
    draw_toast,
    draw_word,
    lay_out,
    lay_out_choice,
    lay_out_sign_in,
)
from verdict.hosts.mpv.overlay.text import clean, estimate

SIZES = ((1280, 720), (640, 480), (480, 270))
HEAT = Movie("Heat", 1995)
CHOICES = {
    "films": Choice(1, HEAT, hits=(HEAT, RAIDERS)),
    "nothing": Choice(1, HEAT, hits=(RAIDERS,), was_taken=True),
    "none": Choice(1, HEAT, hits=()),
    "no other": Choice(1, HEAT, hits=(), was_taken=True),
    "searching": Choice(1, HEAT, is_searching=True),
    "typing": Choice(1, HEAT, typed=""),
}
CODE = SigningIn(-1, Stage.WAITING, "5055CC52", "https://trakt.tv/activate", 600.0, 600.0)
SIGN_INS = {
    "asking": SigningIn(-1),
    "waiting": CODE,
    "unheard": replace(CODE, is_offline=True),
    **{ending.name: SigningIn(-1, Stage.ENDED, lives=60.0, ending=ending) for ending in Ending},
}

pytestmark = [
    pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name),
    pytest.mark.parametrize("size", SIZES, ids=str),
]


def words_of(folder) -> Words:
    return words_in(folder.name.split(".")[-1], {})


def cut(layout):
    return [box.text for box in layout.boxes if "…" in box.text]


@pytest.mark.parametrize("mode", RatingMode)
def test_nothing_of_the_prompt_is_cut_and_the_countdown_has_its_place(folder, size, mode):
    words = words_of(folder)
    for number in (1, 10):
        prompt = open_prompt(1, HEAT, mode, Rated(advanced=number), correctable=True)
        layout = lay_out(prompt, words, size)
        assert cut(layout) == []
        assert layout.of(Role.CLOCK)


@pytest.mark.parametrize("choice", CHOICES)
def test_nothing_of_the_choice_of_a_film_is_cut(folder, size, choice):
    words = words_of(folder)
    layout = lay_out_choice(CHOICES[choice], words, size)
    assert [text for text in cut(layout) if text != words("searching")] == []
    for line in layout.of(Role.INPUT):
        assert estimate(words("type_a_title"), line.font) <= line.rect.w


@pytest.mark.parametrize("stage", SIGN_INS)
def test_nothing_of_the_sign_in_is_cut(folder, size, stage):
    words = words_of(folder)
    texts = cut(lay_out_sign_in(SIGN_INS[stage], words, size))
    assert [text for text in texts if text != words("asking_for_code")] == []


def test_no_word_after_an_answer_is_cut(folder, size):
    words = words_of(folder)
    ratings = [(Rating(number), mode) for number in range(1, 11) for mode in list(RatingMode)[1:]]
    ratings += [(Rating(LOVE), RatingMode.SIMPLE), (Rating(HATE), RatingMode.SIMPLE)]
    headlines = [words("saved", rating=words.rating(rating, mode)) for rating, mode in ratings]
    headlines += [words(text) for text in ("unrated", "too_often", "never_again", "signed_in")]
    details = [words(text) for text in ("sent", "sent_later", "sent_when_linked", "sent_after_sign_in")]
    details += [words(text) for text in ("enter_signs_in", "sending_kept", "kept_are_sent", "nothing_waits")]
    assert [line for line in headlines if clean(line) not in draw_word([line, ""], size)] == []
    assert [line for line in details if clean(line) not in draw_word(["", line], size)] == []


def test_no_line_over_a_film_is_cut(folder, size):
    words = words_of(folder)
    for line in (words("one_waits"), words("some_wait", count=88)):
        assert clean(line) in draw_toast(line, size)


def test_love_and_hate_are_drawn_smaller_where_they_would_not_fit(folder, size):
    words = words_of(folder)
    narrow = (400, size[1])
    prompt = open_prompt(1, HEAT, RatingMode.SIMPLE, Rated())
    drawn = draw(lay_out(prompt, words, narrow), prompt, words)
    for box, text in zip(lay_out(prompt, words, narrow).of(Role.CHOICE), (words("love"), words("hate"))):
        line = next(line for line in drawn.splitlines() if line.endswith("}" + text))
        assert estimate(text, float(line.split("\\fs")[1].split("}")[0])) <= box.rect.w


def test_there_are_ten_words(folder, size):
    words = words_of(folder)
    assert len({words(f"word_{number}") for number in range(1, 11)}) == len(LABELS)
