"""What the overlay's tests draw: sizes, titles, prompts, and the texts of a drawing as the eye reads them."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import strategies as st

from verdict.core.movie import Movie
from verdict.core.prompt import open_prompt
from verdict.core.rating import Rated, RatingMode
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import lay_out

SIMPLE, ADVANCED, STARS = RatingMode.SIMPLE, RatingMode.ADVANCED, RatingMode.STARS
WORDS = Words()
RAIDERS = Movie("Raiders of the Lost Ark", 1981)
NOT_RATED = Rated()
SIZES = (
    (640, 480), (1280, 720), (1920, 1080), (3840, 2160), (2560, 1080), (3440, 1440), (400, 720),
    (1080, 1920), (480, 270), (320, 240),
)  # fmt: skip
TITLES = (
    "Raiders of the Lost Ark",
    "M",
    "{\\b1}{\\pos(0,0)}\\N",
    "a\nb\r\n\tc\u2028d",
    "C:\\new\\",
    "ביקור התזמורת",
    "\u202egnorw",
    "وجدة",
    "千と千尋の神隠し" * 12,
    "😀🎬👨\u200d👩\u200d👧",
    "x" * 300,
    "Never " * 50,
    " ",
    "\ud800\x00",
)

sizes = st.one_of(
    st.sampled_from(SIZES),
    st.tuples(st.integers(240, 4096), st.integers(180, 2304)).filter(lambda s: 0.4 < s[0] / s[1] < 4),
)
titles = st.one_of(st.sampled_from(TITLES), st.text(max_size=300))
prompts = st.builds(
    lambda title, year, mode, present: open_prompt(1, Movie(title, year), mode, present),
    titles.filter(bool),
    st.sampled_from((None, 1981)),
    st.sampled_from(RatingMode),
    st.builds(Rated, advanced=st.sampled_from((None, 1, 5, 8, 10))),
)

_TAGS = re.compile(r"(?<!\\)\{[^}]*\}")


def prompt(mode=ADVANCED, present=NOT_RATED, movie=RAIDERS, **fields):
    return replace(open_prompt(1, movie, mode, present), **fields)


def layout(shown, size=(1280, 720), **options):
    return lay_out(shown, WORDS, size, **options)


def texts(events):
    """The texts of a drawing, without tags; paths left out."""
    return [_TAGS.sub("", line) for line in events.split("\n") if "\\p1}" not in line]


def shapes(events):
    """The paths of a drawing, with their tags."""
    return [line for line in events.split("\n") if "\\p1}" in line]
