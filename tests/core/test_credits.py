"""Which chapter titles are the end credits, and which only sound like it."""

from __future__ import annotations

import unicodedata

import pytest

from verdict.core.credits import names_credits


@pytest.mark.parametrize(
    "title",
    [
        "End Credits",
        "Credits",
        "END CREDITS",
        "end credits",
        "  End   Credits  ",
        "End Title",
        "Closing Credits",
        "Final Credits",
        "The End Credits",
        "Credits Roll",
        "Chapter 24: End Credits",
        "24. End Credits",
        "End Credits 2",
        "Abspann",
        "Kapitel 12: Abspann",
        "Nachspann",
        "Générique de fin",
        "Générique",
        "Créditos",
        "Créditos finales",
        "Créditos finais",
        "Titoli di coda",
        "Aftiteling",
        "Napisy końcowe",
        "Eftertexter",
        "Sluttekster",
        "Rulletekster",
        "Lopputekstit",
        "Титры",
        "Финальные титры",
        "Závěrečné titulky",
        "Jenerik",
        "エンドロール",
        "エンドクレジット",
        "片尾",
        "片尾字幕",
        "엔딩 크레딧",
        "כתוביות סיום",
        "تتر النهاية",
    ],
)
def test_a_chapter_that_is_named_for_the_end_credits_is_recognised(title):
    assert names_credits(title)
    assert names_credits(unicodedata.normalize("NFC", title))


@pytest.mark.parametrize(
    "title", ["Générique de fin", "Créditos finales", "Napisy końcowe", "エンドクレジット"]
)
def test_an_accent_may_be_a_character_of_its_own(title):
    assert names_credits(unicodedata.normalize("NFD", title))


@pytest.mark.parametrize(
    "title",
    [
        "Opening Credits",
        "Opening Titles",
        "The Credit Card",
        "Credit Card Fraud",
        "Main Titles",
        "Titles",
        "Cast",
        "Générique de début",
        "Créditos iniciales",
        "Titoli di testa",
        "Vorspann",
        "The End",
        "The End of the World",
        "Giving Credit",
        "Extra Credit",
        "Chapter 12",
        "Scene 24",
        "12",
        "",
        " ",
    ],
)
def test_a_chapter_that_only_sounds_like_it_is_not(title):
    assert not names_credits(title)


def test_a_title_of_any_length_is_read_in_no_time():
    assert not names_credits("1" * 100_000)
    assert not names_credits("end " * 50_000)
    assert not names_credits("credits" + " - " * 50_000 + "!")
