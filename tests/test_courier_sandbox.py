"""From the journal to a Trakt and back, both APIs, with real processes and a real network in between."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.courier import Courier, NewsArrived, RefusedReport, Sent, SignIn, Waits, deliver
from verdict.journal import Journal, State
from verdict.sandbox import Sandbox
from verdict.settings import Settings
from verdict.trakt.client import TraktClient, connect

INDY = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds("tt0082971"))
MATRIX = Movie("The Matrix", 1999, MovieIds("tt0133093"))
PATIENCE = 10.0
LIB = str(Path(__file__).resolve().parent.parent / "lib")
SENDING = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdict.courier import deliver
from verdict.journal import Journal
from verdict.settings import Settings
from verdict.trakt.client import connect
folder = Path(sys.argv[2])
settings, _ = Settings.from_mapping(json.loads((folder / "settings.json").read_text()), "settings")
journal = Journal.open(folder / "journal.sqlite3")
print("ready", flush=True)
sys.stdin.readline()
print(deliver(journal, connect(settings.trakt, folder / "token.json"), turn_within=20.0), flush=True)
"""


class House:
    """A journal and a Trakt for it."""

    def __init__(self, folder: Path, api: str, box: Sandbox) -> None:
        self.folder, self.box = folder, box
        given = box.settings()
        tables: Dict[str, Any] = {"trakt": {**given["trakt"], "api": api}}
        (folder / "settings.json").write_text(json.dumps(tables))
        (folder / "token.json").write_text(json.dumps(given["token"]))
        (folder / "token.json").chmod(0o600)
        self.settings, problems = Settings.from_mapping(tables, "the sandbox")
        assert problems == []
        self.journal = Journal.open(folder / "journal.sqlite3")

    def connect(self) -> TraktClient:
        return connect(self.settings.trakt, self.folder / "token.json")

    def rated(self) -> Dict[str, Any]:
        return {rating["title"]: rating["rating_advanced"] for rating in self.box.ratings()}

    def sender(self) -> "subprocess.Popen[str]":
        arguments = [sys.executable, "-c", SENDING, LIB, str(self.folder)]
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process


@pytest.fixture(params=["v1", "v2"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with Sandbox() as box:
        house = House(tmp_path, request.param, box)
        yield house
        house.journal.close()


@pytest.fixture
def reports() -> "queue.Queue[Any]":
    return queue.Queue()


@pytest.fixture
def courier(house: House, reports: "queue.Queue[Any]") -> Iterator[Courier]:
    courier = Courier(house.journal, house.connect, reports.put)
    yield courier
    courier.stop(PATIENCE)


def test_a_rating_given_offline_reaches_trakt_when_it_is_back(
    house: House, courier: Courier, reports: "queue.Queue[Any]"
) -> None:
    house.box.stop()
    house.journal.add(INDY, Rating(9), 1_763_755_200.0)
    courier.start()
    assert isinstance(reports.get(timeout=PATIENCE), Waits)
    house.box.start()
    courier.wake()
    assert isinstance(reports.get(timeout=PATIENCE), Sent)
    assert house.rated() == {INDY.title: 9}


def test_a_film_that_trakt_does_not_know_is_set_aside_and_the_others_go(
    house: House, courier: Courier, reports: "queue.Queue[Any]"
) -> None:
    house.journal.add(Movie(ids=MovieIds("tt9999999")), Rating(3), 1_763_755_200.0)
    house.journal.add(MATRIX, Rating(8), 1_763_755_200.0)
    courier.start()
    kinds = [type(reports.get(timeout=PATIENCE)) for _ in range(2)]
    assert kinds == [RefusedReport, Sent]
    assert house.rated() == {MATRIX.title: 8}


def test_a_rating_taken_away_is_gone_there_and_here(house: House) -> None:
    client = house.connect()
    for rating in (Rating(9), Rating("unrate")):
        house.journal.add(INDY, rating, 1_763_755_200.0)
        assert deliver(house.journal, client).waiting == 0
    client.close()
    assert house.rated() == {}
    assert not house.journal.present(INDY)


def test_a_wish_to_wait_is_kept_and_the_journal_too(house: House) -> None:
    house.box.fail(429, retry_after=3600)
    house.journal.add(INDY, Rating(9), 1_763_755_200.0)
    client = house.connect()
    assert deliver(house.journal, client).waiting == 1
    asked = len(house.box.requests)
    assert deliver(house.journal, client).waiting == 1
    client.close()
    assert len(house.box.requests) == asked


def test_news_bring_the_rating_that_was_given_on_the_site(
    house: House, courier: Courier, reports: "queue.Queue[Any]"
) -> None:
    house.journal.add(INDY, Rating(7), 1_763_755_200.0)
    client = house.connect()
    deliver(house.journal, client)
    client.close()
    fresh = Journal.open(house.folder / "fresh.sqlite3")
    other = Courier(fresh, house.connect, reports.put)
    other.start()
    other.ask_news(INDY)
    news = reports.get(timeout=PATIENCE)
    assert other.stop(PATIENCE)
    assert isinstance(news, NewsArrived)
    assert (news.present.advanced, fresh.present(INDY).advanced) == (7, 7)
    fresh.close()


def test_a_sign_in_that_has_ended_is_reported_and_nothing_is_lost(
    house: House, courier: Courier, reports: "queue.Queue[Any]"
) -> None:
    house.box.fail(401, body='{"status":"failure","error":"failed authentication"}', times=None)
    house.journal.add(INDY, Rating(9), 1_763_755_200.0)
    courier.start()
    assert isinstance(reports.get(timeout=PATIENCE), SignIn)
    house.box.heal()
    assert house.journal.counts().waiting == 1


def test_two_processes_that_send_at_once_send_each_rating_once(house: House) -> None:
    films = [INDY, MATRIX]
    for film in films:
        house.journal.add(film, Rating(9), 1_763_755_200.0)
    processes = [house.sender() for _ in range(2)]
    said: List[str] = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        said.append(process.communicate()[0])
        assert process.returncode == 0
    assert sum(text.count("sent=2") for text in said) == 1
    assert sum(text.count("sent=0") for text in said) == 1
    assert {entry.state for entry in house.journal.entries()} == {State.SENT}


@pytest.mark.parametrize("cut", ["before_work", "before_answer"])
def test_a_sender_that_is_killed_half_way_loses_nothing(house: House, cut: str) -> None:
    """Killed with the request on its way, before and after Trakt did the work: it is sent again."""
    house.journal.add(INDY, Rating(9), 1_763_755_200.0)
    fault = house.box.fail(delay=PATIENCE, work=cut == "before_answer")
    process = house.sender()
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    house.box.wait_for(lambda record: True, PATIENCE, arrived=True)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    del fault
    house.box.heal()
    assert house.journal.counts().waiting == 1
    client = house.connect()
    assert deliver(house.journal, client).waiting == 0
    client.close()
    assert house.rated() == {INDY.title: 9}


@pytest.mark.parametrize("house", ["v2"], indirect=True)
def test_a_death_that_costs_the_sign_in_is_told_once_in_words_and_the_rating_goes_after_the_next(
    house: House, courier: Courier, reports: "queue.Queue[Any]"
) -> None:
    house.journal.add(INDY, Rating(9), 1_763_755_200.0)
    house.box.expire_tokens()
    house.box.fail(path="/oauth/token", delay=float("inf"))  # the token is taken, the answer lost
    with house.sender() as dying:
        assert dying.stdin is not None
        dying.stdin.write("go\n")
        dying.stdin.flush()
        house.box.wait_for(lambda request: request.path == "/oauth/token", PATIENCE, arrived=True)
        dying.kill()
    house.box.heal()
    courier.start()
    told = reports.get(timeout=PATIENCE)
    assert isinstance(told, SignIn)
    assert "sign in again" in told.reason
    assert house.journal.counts().waiting == 1
    (house.folder / "token.json").write_text(json.dumps(house.box.settings()["token"]))  # signed in again
    courier.wake()
    assert isinstance(reports.get(timeout=PATIENCE), Sent)
    assert house.rated() == {INDY.title: 9}
