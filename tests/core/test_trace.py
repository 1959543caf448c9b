"""Events and decisions as JSON lines: what is written can be read, and what is wrong is named."""

from __future__ import annotations

import json
import math

import pytest

from verdict.core.decisions import Action, Ask, Close, Later, Pass, Record, Scrobble
from verdict.core.events import (
    ChapterEntered,
    Chosen,
    Dismissed,
    Ended,
    Kind,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
    Why,
)
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.core.trace import write
from verdict.core.trace_reader import read_event

from .playing import DOOM, RAIDERS, left_at

EVENTS = [
    Opened(0.0, "/films/a.mkv", 7200.0, 0.0, RAIDERS, Kind.MOVIE, certain=True),
    Opened(1.5, "https://example.org/a?b=c", None, 12.5, None, Kind.UNKNOWN),
    Opened(2.0, "/films/b.mkv", 7200.0, movie=DOOM, left_off=left_at(90.0, (0.0, 60.0), (70.0, 90.0))),
    Opened(3.0, "", 7200.0, movie=Movie("{\\b1}\n\u2028\u202eמלך 🎬", 1999, MovieIds(trakt=5))),
    *(Opened(4.0, "/a", 60.0, kind=kind) for kind in Kind),
    Paused(5.0),
    Resumed(6.0),
    Sought(7.0, 3600.5),
    SpeedChanged(8.0, 1.5),
    Measured(9.0, 7201.0),
    Measured(9.0, None),
    ChapterEntered(10.0, "End Credits"),
    ChapterEntered(10.0, "Générique", 6900.0),
    *(Ended(11.0, reason) for reason in Reason),
    Ended(12.0, Reason.EOF, more=True, position=7199.0),
    *(Chosen(13.0, Rating(value)) for value in (1, 10, "love", "hate", "unrate")),
    Chosen(13.0, Rating(9), prompt=4),
    *(Dismissed(14.0, why) for why in Why),
    Dismissed(14.0, Why.SKIP, prompt=4),
]
DECISIONS = [
    Ask(1.0, RAIDERS, "it ended", 1),
    Close(2.0, 1),
    Record(3.0, RAIDERS, Rating("love")),
    Scrobble(4.0, Action.STOP, RAIDERS, 92.5),
    Later(5.0, RAIDERS, "another film followed"),
    Pass(6.0, "it is a trailer"),
]


def opened(**fields):
    return json.dumps({"at": 0, "event": "opened", "source": "/a.mkv", "duration": 7200, **fields})


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_that_is_written_and_read_is_the_same(event):
    assert read_event(write(event)) == event


@pytest.mark.parametrize("entry", [*EVENTS, *DECISIONS], ids=lambda entry: type(entry).__name__)
def test_an_entry_is_one_line_of_json_with_its_time(entry):
    line = write(entry)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["at"] == entry.at


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda entry: type(entry).__name__)
def test_decisions_in_a_recording_are_no_events(decision):
    assert read_event(write(decision)) is None


@pytest.mark.parametrize("line", ["", " ", "\n", "\t\r\n"])
def test_an_empty_line_is_no_event(line):
    assert read_event(line) is None


@pytest.mark.parametrize(
    ("decision", "fields"),
    [
        (DECISIONS[0], {"decision": "ask", "because": "it ended"}),
        (DECISIONS[1], {"decision": "close"}),
        (DECISIONS[2], {"decision": "record", "rating": "love"}),
        (DECISIONS[3], {"decision": "scrobble", "action": "stop", "progress": 92.5}),
        (DECISIONS[4], {"decision": "later", "because": "another film followed"}),
        (DECISIONS[5], {"decision": "pass", "because": "it is a trailer"}),
    ],
)
def test_a_decision_is_written_in_the_documented_form(decision, fields):
    written = json.loads(write(decision))
    assert fields.items() <= written.items()
    if "movie" in vars(decision):
        assert written["movie"]["title"] == RAIDERS.title
        assert written["movie"]["year"] == 1981
        assert written["movie"]["ids"]["imdb"] == "tt0082971"


def test_a_file_name_that_is_no_utf_8_can_be_written_to_a_file():
    event = Opened(0.0, b"/films/L\xe9on.mkv".decode("utf-8", "surrogateescape"), 7200.0)
    line = write(event)
    assert read_event(line.encode("utf-8").decode("utf-8")) == event


def test_a_title_in_any_script_stays_readable():
    assert "Амели" in write(Opened(0.0, "/a.mkv", 60.0, movie=Movie("Амели", 2001)))


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_still_written_as_json(odd):
    for event in (Paused(odd), Sought(0.0, odd), Opened(0.0, "/a", odd, odd)):
        json.loads(write(event), parse_constant=pytest.fail)


# --- written by hand -----------------------------------------------------------------------------------


def test_ids_may_be_null_or_left_out():
    for ids in ({}, {"imdb": None, "tmdb": None}, None):
        assert read_event(opened(movie={"title": "Dune", "year": 2021, "ids": ids})).movie == Movie(
            "Dune", 2021
        )
    assert read_event(opened(movie={"title": "Dune"})).movie == Movie("Dune")


@pytest.mark.parametrize("movie", [None, {}, {"title": ""}, {"title": None, "ids": {"imdb": ""}}])
def test_a_film_of_which_nothing_is_known_is_none(movie):
    assert read_event(opened(movie=movie)).movie is None


def test_what_is_left_out_of_an_opening_is_not_known():
    event = read_event('{"at": 3, "event": "opened", "source": "/a.mkv"}')
    assert event == Opened(3.0, "/a.mkv", None, 0.0, None, Kind.UNKNOWN, certain=False, left_off=None)


def test_more_may_be_left_out():
    assert read_event('{"at": 3, "event": "ended", "reason": "eof"}') == Ended(3.0, Reason.EOF)
    assert read_event('{"at": 3, "event": "ended", "reason": "eof", "more": true}').more


def test_a_choice_of_0_takes_the_rating_away():
    assert read_event('{"at": 3, "event": "chosen", "rating": 0}').rating.is_unrate


def test_a_choice_of_9_point_0_is_9():
    assert read_event('{"at": 3, "event": "chosen", "rating": 9.0}').rating == Rating(9)


def test_an_imdb_id_of_few_digits_is_taken_as_it_is_written():
    assert read_event(opened(movie={"ids": {"imdb": "tt1"}})).movie == Movie(ids=MovieIds("tt1"))


def test_a_film_is_told_as_it_was_said_and_without_an_id_of_trakt_that_nobody_knows():
    said = {"title": "Dune", "year": 2021, "ids": {"imdb": "tt1160419", "tmdb": 438631}}
    assert json.loads(write(read_event(opened(movie=said))))["movie"] == said


def test_fields_that_nobody_knows_are_passed_over():
    assert read_event('{"at": 3, "event": "paused", "mood": "good"}') == Paused(3.0)


# --- what is wrong is named ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "paused",
        '{"at": 1, "event": "paused"',
        '{"at": 1, "event": "paused"} {}',
        "{'at': 1}",
        '{"at": 1, "event": "opened", "source": "\n"}',
        "null",
        "5",
        '"paused"',
        "[]",
        '[{"at": 1, "event": "paused"}]',
        "\x00",
    ],
)
def test_what_is_no_json_object_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        read_event(line)


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" + "0" * 400, "1" * 6000]
)
@pytest.mark.parametrize(
    "line",
    [
        '{"at": N, "event": "paused"}',
        '{"at": 1, "event": "sought", "position": N}',
        '{"at": 1, "event": "speed", "speed": N}',
        '{"at": 1, "event": "duration", "duration": N}',
        '{"at": 1, "event": "chapter", "title": "x", "position": N}',
        '{"at": 1, "event": "ended", "reason": "eof", "position": N}',
        '{"at": 1, "event": "opened", "source": "/a", "duration": N}',
        '{"at": 1, "event": "opened", "source": "/a", "position": N}',
        '{"at": 1, "event": "opened", "movie": {"title": "x", "year": N}}',
        '{"at": 1, "event": "opened", "left_off": {"position": N}}',
        '{"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [[0, N]]}}',
        '{"at": 1, "event": "chosen", "rating": N}',
    ],
)
def test_a_number_that_is_none_or_has_no_end_is_refused(line, number):
    with pytest.raises(ValueError, match=r"."):
        read_event(line.replace("N", number, 1))


@pytest.mark.parametrize(
    "fields",
    [
        {"event": "paused"},
        {"at": None, "event": "paused"},
        {"at": "1", "event": "paused"},
        {"at": True, "event": "paused"},
        {"at": [1], "event": "paused"},
        {"at": 1},
        {"at": 1, "event": None},
        {"at": 1, "event": "stopped"},
        {"at": 1, "event": "Paused"},
        {"at": 1, "event": ["paused"]},
        {"at": 1, "event": {}},
        {"at": 1, "event": "sought"},
        {"at": 1, "event": "sought", "position": "90"},
        {"at": 1, "event": "speed"},
        {"at": 1, "event": "chapter", "title": 5},
        {"at": 1, "event": "ended"},
        {"at": 1, "event": "ended", "reason": "bored"},
        {"at": 1, "event": "ended", "reason": ["eof"]},
        {"at": 1, "event": "ended", "reason": "eof", "more": "yes"},
        {"at": 1, "event": "ended", "reason": "eof", "more": 1},
        {"at": 1, "event": "chosen"},
        {"at": 1, "event": "chosen", "rating": 11},
        {"at": 1, "event": "chosen", "rating": 4.5},
        {"at": 1, "event": "chosen", "rating": True},
        {"at": 1, "event": "chosen", "rating": "liked"},
        {"at": 1, "event": "chosen", "rating": [9]},
        {"at": 1, "event": "chosen", "rating": 9, "prompt": "1"},
        {"at": 1, "event": "chosen", "rating": 9, "prompt": True},
        {"at": 1, "event": "dismissed"},
        {"at": 1, "event": "dismissed", "why": "bored"},
        {"at": 1, "event": "dismissed", "why": {}},
        {"at": 1, "event": "opened", "source": 5},
        {"at": 1, "event": "opened", "source": ["/a"]},
        {"at": 1, "event": "opened", "duration": "7200"},
        {"at": 1, "event": "opened", "position": []},
        {"at": 1, "event": "opened", "kind": "film"},
        {"at": 1, "event": "opened", "kind": 0},
        {"at": 1, "event": "opened", "kind": []},
        {"at": 1, "event": "opened", "kind": ["movie"]},
        {"at": 1, "event": "opened", "certain": "true"},
        {"at": 1, "event": "opened", "movie": "Dune"},
        {"at": 1, "event": "opened", "movie": []},
        {"at": 1, "event": "opened", "movie": {"title": 5}},
        {"at": 1, "event": "opened", "movie": {"title": "Dune", "year": "soon"}},
        {"at": 1, "event": "opened", "movie": {"title": "Dune", "ids": []}},
        {"at": 1, "event": "opened", "movie": {"title": "Dune", "ids": ["tt0082971"]}},
        {"at": 1, "event": "opened", "movie": {"title": "Dune", "ids": "tt0082971"}},
        {"at": 1, "event": "opened", "movie": {"ids": {"imdb": "0082971"}}},
        {"at": 1, "event": "opened", "movie": {"ids": {"tmdb": -1}}},
        {"at": 1, "event": "opened", "left_off": 5},
        {"at": 1, "event": "opened", "left_off": {}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": 5}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [5]}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [[1]]}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [[1, 2, 3]]}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [["0", "9"]]}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": [[None, {}]]}},
        {"at": 1, "event": "opened", "left_off": {"position": 1, "covered": {"a": 1}}},
    ],
    ids=json.dumps,
)
def test_a_field_that_is_missing_or_of_the_wrong_kind_is_refused(fields):
    with pytest.raises(ValueError, match=r"."):
        read_event(json.dumps(fields))


@pytest.mark.parametrize("depth", [500, 900, 1000, 5000, 100_000])
@pytest.mark.parametrize(
    "line",
    ["X", '{"at": 1, "event": X}', '{"at": 1, "event": "opened", "movie": {"title": X}}'],
)
def test_a_line_that_is_nested_too_deeply_is_refused(line, depth):
    for nested in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth, "[" * depth):
        with pytest.raises(ValueError, match=r"."):
            read_event(line.replace("X", nested))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"at": 1, "event": "stopped"}', "stopped"),
        ('{"event": "paused"}', "at"),
        ('{"at": 1, "event": "ended", "reason": "bored"}', "^no such reason: 'bored'$"),
        ('{"at": 1, "event": "dismissed"}', "^no such why: None$"),
        ('{"at": 1, "event": "opened", "movie": {"ids": {"tmdb": "x"}}}', "^not a whole number: 'x'$"),
        ('{"at": 1, "event": "sought", "position": "90"}', "position"),
        ('{"at": 1, "event": "chosen", "rating": 11}', "11"),
        ('{"at": NaN, "event": "paused"}', "NaN"),
        ('{"at": 1,\n', r"^Expecting [^:]*$"),  # no line 2: the line of the trace is named by who reads it
    ],
)
def test_the_reason_names_what_is_wrong(line, named):
    with pytest.raises(ValueError, match=named):
        read_event(line)
