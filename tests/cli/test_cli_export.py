"""`export`: each film once with the rating that holds, in the columns of others, inert in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Dict, List

import pytest
from commandline import RAIDERS, Cli

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rated, Rating
from verdict.journal import Journal
from verdict.trakt.client import News, Outcome, RatedMovie, Seen

INDY = Movie("Raiders of the Lost Ark", 1981, MovieIds(RAIDERS, 85))
HEAT = Movie("Heat", 1995, MovieIds("tt0113277", 949))
NAMELESS = Movie("=HYPERLINK(1)\nx", 2000)
AT = 1_763_726_400.0  # noon of 2025-11-21, UTC


@pytest.fixture(autouse=True)
def _is_filled(cli: Cli) -> None:
    cli("journal")  # what Trakt tells is kept for the account that is in use
    journal = Journal.open(cli.home / "journal.sqlite3")
    journal.settle(journal.add(INDY, Rating(3), AT - 100), Outcome(INDY))
    journal.add(INDY, Rating(9), AT)
    journal.add(NAMELESS, Rating("love"), AT + 1)
    journal.add(Movie("Taken back", 2001), Rating(4), AT)
    journal.add(Movie("Taken back", 2001), Rating("unrate"), AT)
    told = [RatedMovie(HEAT, Rated(advanced=7), AT - 1000), RatedMovie(INDY, Rated(advanced=2), AT - 2000)]
    journal.learn(News(Seen(), ratings=told, complete=True), HEAT)
    journal.close()


def table(text: str) -> List[Dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_letterboxd_reads_its_own_columns_and_each_film_once(cli: Cli) -> None:
    heat, indy, odd = table(cli.apart("export", "--format", "letterboxd", TZ="UTC").out)
    assert heat == {
        "imdbID": "tt0113277",
        "tmdbID": "949",
        "Title": "Heat",
        "Year": "1995",
        "Rating10": "7",
        "WatchedDate": "",
    }
    assert (indy["imdbID"], indy["Rating10"], indy["WatchedDate"]) == (RAIDERS, "9", "2025-11-21")
    assert odd["Rating10"] == "10"


def test_a_title_is_no_formula_and_has_one_line(cli: Cli) -> None:
    assert table(cli("export", "--format", "csv").out)[-1]["title"] == "'=HYPERLINK(1) x"


def test_imdb_has_only_what_has_an_id_there_and_the_rest_is_counted(cli: Cli) -> None:
    ended = cli("export", "--format", "imdb")
    rows = table(ended.out)
    assert [(row["Const"], row["Your Rating"]) for row in rows] == [("tt0113277", "7"), (RAIDERS, "9")]
    assert "1 rating left out" in ended.err
    assert ended.code == 0


def test_json_tells_the_answer_as_it_was_given(cli: Cli) -> None:
    ratings = cli("export", "--format", "json").json["ratings"]
    assert [(rating["answer"], rating["given"]) for rating in ratings] == [
        (None, "trakt"),
        (9, "here"),
        ("love", "here"),
    ]


def test_love_and_hate_are_the_numbers_of_the_settings(cli: Cli) -> None:
    cli.configure("[rating]", "love = 8")
    assert table(cli("export", "--format", "csv").out)[-1]["rating"] == "8"


def test_a_file_is_written_whole_and_for_its_owner(cli: Cli) -> None:
    file = cli.home / "ratings.csv"
    file.write_text("before")
    ended = cli("export", "--format", "csv", "--output", str(file))
    assert ended.out == f"Wrote 3 ratings to {file}\n"
    assert len(table(file.read_text("utf-8"))) == 3
    assert [path for path in cli.home.iterdir() if path.name.endswith(".new")] == []


def test_a_folder_that_is_not_there_is_told(cli: Cli) -> None:
    ended = cli("export", "--format", "csv", "--output", str(cli.home / "no" / "file.csv"))
    assert ended.code == 1
    assert "No such file" in ended.err


def test_it_asks_nobody_and_wants_to_know_for_whom(cli: Cli) -> None:
    assert cli("export").code == 2
