"""Titles of others: inert whatever they hold, legible, and shortened without harm."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verdict.hosts.mpv.overlay.text import ELLIPSIS, clean, elide, escape, estimate, wrap

from .scenes import TITLES, titles

WORD_JOINER = "\u2060"


@given(titles)
def test_an_escaped_text_opens_no_tag_breaks_no_line_and_can_be_sent(text):
    escaped = escape(text)
    assert not re.search(r"(?<!\\)[{}]", escaped)
    assert not re.search(r"\\[^{}" + WORD_JOINER + "]|\\\\$", escaped)
    assert not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in escaped)
    escaped.encode("utf-8")


@given(titles)
def test_what_is_seen_of_a_text_is_what_was_written(text):
    seen = escape(text).replace("\\{", "{").replace("\\}", "}").replace("\\" + WORD_JOINER, "\\")
    assert seen == clean(text)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("{\\b1}Bold", "\\{\\" + WORD_JOINER + "b1\\}Bold"),
        ("one\\Ntwo", "one\\" + WORD_JOINER + "Ntwo"),
        ("one\r\n two", "one two"),
        ("\u202eevil\u2066", "evil"),
        ("ב: Heat (1995)\u200e", "ב: Heat (1995)\u200e"),
        ("a\x00b", "a b"),
        ("\udcff", "\N{REPLACEMENT CHARACTER}"),
        ("ביקור", "ביקור"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_a_text_is_made_inert(written, seen):
    assert escape(written) == seen


@given(titles, st.integers(60, 900))
def test_an_elided_text_fits(text, room):
    text = clean(text)
    short = elide(text, room, 40)
    assert estimate(short, 40) <= room
    assert short == text or ELLIPSIS in short


@given(titles, st.integers(120, 900), st.integers(1, 3))
def test_a_wrapped_text_has_few_enough_lines_and_each_of_them_fits(text, room, lines):
    text = clean(text)
    wrapped = wrap(text, room, 40, lines)
    assert len(wrapped) <= lines
    assert all(estimate(line, 40) <= room for line in wrapped)


@given(st.sampled_from(TITLES), st.integers(500, 900))
def test_nothing_is_lost_where_nothing_is_elided(text, room):
    text = clean(text)
    wrapped = wrap(text, room, 40, 3)
    if not any(ELLIPSIS in line for line in wrapped):
        assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")


def test_lines_break_between_words():
    assert wrap("Raiders of the Lost Ark", 300, 40, 2) == ("Raiders of the", "Lost Ark")


def test_an_ellipsis_leaves_the_last_words_in_which_sequels_differ():
    short = elide("Harry Potter and the Deathly Hallows: Part 2", 500, 40)
    assert short.startswith("Harry Potter")
    assert short.endswith("… Part 2")


def test_an_ellipsis_tears_no_character_from_its_accents():
    text = "e\u0301" * 80
    short = elide(text, 400, 40)
    head, end = short.split(ELLIPSIS)
    assert not unicodedata.combining(end[0])
    assert len(head) % 2 == 0


@pytest.mark.parametrize(("narrow", "wide"), [("illi", "mmmm"), ("abcd", "千と千尋"), ("abcd", "ABCD")])
def test_wide_characters_count_for_more(narrow, wide):
    assert estimate(narrow, 40) < estimate(wide, 40)


def test_accents_and_joiners_take_no_room():
    assert estimate("e\u0301\u200d", 40) == estimate("e", 40)
