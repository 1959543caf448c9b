"""The sandbox itself: up and down, records, the surface for other processes, the command, its secrets."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests

import verdict.sandbox
from verdict.sandbox import Sandbox

HOME = Path(verdict.sandbox.__file__).parent
NEEDED = {"api", "url", "signin_url", "client_id", "client_secret", "api_key", "username", "password_sha1"}


def test_it_goes_down_and_comes_up_on_the_same_port_with_all_that_it_held(v2, box):
    v2.rate(9)
    box.stop()
    with pytest.raises(requests.ConnectionError):
        v2.get("/sync/ratings/movies")
    box.start()
    assert [told["rating"] for told in v2.get("/sync/ratings/movies").json()] == [9]


def test_going_down_ends_a_request_that_is_held(v2, box):
    box.fail(delay=float("inf"))
    failed = threading.Event()

    def ask():
        try:
            v2.rate(9)
        except requests.ConnectionError:
            failed.set()

    thread = threading.Thread(target=ask)
    thread.start()
    box.wait_for(lambda record: True, arrived=True)
    box.stop()
    assert failed.wait(5)
    thread.join()


def test_one_connection_carries_many_requests(v2, box):
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", box.port, timeout=5)
    sockets = set()
    for _ in range(3):
        line.request("GET", "/movies/481", headers={"User-Agent": "Test/1.0"})
        line.getresponse().read()
        sockets.add(id(line.sock))
    line.close()
    assert len(sockets) == 1


def test_a_request_is_on_record_as_soon_as_its_answer_is_seen(v2, box):
    for rating in (3, 4):
        v2.rate(rating)
        record = box.requests[-1]
        assert (record.method, record.path, record.status) == ("POST", "/sync/ratings", 201)
        assert record.json["movies"][0]["rating"] == rating
        assert record.headers["user-agent"] == record.headers["User-Agent"] == "Test/1.0"
        assert record.answer["added"]["movies"] == 1
    box.clear()
    assert box.requests == []


def test_a_request_is_waited_for(v2, box):
    thread = threading.Thread(target=lambda: (v2.rate(9), v2.rate(8)))
    thread.start()
    record = box.wait_for(lambda r: r.path == "/sync/ratings", 5, count=2)
    assert record.json["movies"][0]["rating"] == 8
    thread.join()


def test_waiting_in_vain_says_what_there_was(v2, box):
    v2.get("/movies/481")
    with pytest.raises(TimeoutError, match=r"GET /movies/481 -> 200"):
        box.wait_for(lambda record: record.method == "POST", 0.01)


def test_a_film_that_was_added_can_be_rated(v2, box):
    film = box.add_movie("A Film of My Own", 2024, imdb="tt7777777")
    v2.rate(9, imdb="tt7777777")
    assert [rated["trakt"] for rated in box.ratings()] == [film.trakt]


def test_a_reset_forgets_ratings_and_faults_and_keeps_the_token(v2, box):
    v2.rate(9)
    box.fail(503, times=None)
    box.reset()
    assert (box.ratings(), box.requests) == ([], [])
    assert v2.get("/sync/ratings/movies").json() == []


@pytest.mark.parametrize("wrong", [{"mode": "stars"}, {"moode": "simple"}])
def test_a_condition_that_is_none_is_refused(box, wrong):
    with pytest.raises(ValueError, match=r"stars|moode"):
        box.set(**wrong)
    assert box.conditions.mode == "advanced"


def test_the_settings_are_what_a_client_needs(box):
    settings = box.settings()
    assert set(settings) == {"trakt", "token"}
    assert set(settings["trakt"]) == NEEDED
    assert set(settings["token"]) == {
        "access_token",
        "token_type",
        "expires_in",
        "refresh_token",
        "scope",
        "created_at",
    }


class Elsewhere:
    """Another process's view, by HTTP alone."""

    def __init__(self, box: Sandbox) -> None:
        self.base = f"{box.url}/sandbox/"

    def get(self, name, **query):
        return requests.get(self.base + name, params=query).json()

    def post(self, name, **body):
        return requests.post(self.base + name, json=body)


@pytest.fixture
def elsewhere(box):
    return Elsewhere(box)


def test_another_process_sees_settings_requests_and_ratings(v2, box, elsewhere):
    v2.rate(9)
    v2.get("/movies/481")
    assert elsewhere.get("settings") == box.settings()
    assert elsewhere.get("ratings") == box.ratings()
    assert [told["status"] for told in elsewhere.get("requests", path="/sync", method="post")] == [201]
    assert elsewhere.get("wait", path="/movies")["path"] == "/movies/481"
    assert elsewhere.get("wait", path="/none", timeout=0)["error"]


def test_another_process_sets_faults_and_lifts_them(v2, elsewhere):
    assert elsewhere.post("faults", status=503, path="/sync", times=None).status_code == 200
    assert (v2.rate(9).status_code, elsewhere.get("faults")[0]["hits"]) == (503, 1)
    requests.delete(elsewhere.base + "faults")
    assert v2.rate(9).status_code == 201


def test_another_process_sets_mode_account_clock_and_films(v2, box, elsewhere):
    elsewhere.post("mode", mode="simple")
    elsewhere.post("account", locked=True, show_rating_prompt=None)
    assert (box.conditions.mode, elsewhere.get("account")["locked"], v2.rate(9).status_code) == (
        "simple",
        True,
        423,
    )
    elsewhere.post("account", locked=False)
    elsewhere.post("movies", title="A Film", year=2024, tmdb=7_777_777)
    assert v2.rate(9, tmdb=7_777_777).json()["added"]["movies"] == 1
    elsewhere.post("reset")
    assert elsewhere.get("ratings") == []
    elsewhere.post("expire")
    assert v2.rate(9).status_code == 401


@pytest.mark.parametrize(("name", "status"), [("approve", 200), ("deny", 418)])
def test_another_process_approves_and_denies(v2, elsewhere, name, status):
    code = v2.sign("device/code").json()
    assert elsewhere.post(name, user_code=code["user_code"]).status_code == 200
    assert v2.sign("device/token", code=code["device_code"]).status_code == status
    assert elsewhere.post(name, user_code=code["user_code"]).status_code == 400


@pytest.mark.parametrize(
    ("name", "body"),
    [("mode", {"mode": "stars"}), ("mode", {}), ("faults", {"colour": 1}), ("account", {"x": 1})],
)
def test_a_wrong_word_from_another_process_is_explained(elsewhere, name, body):
    answer = elsewhere.post(name, **body)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


def test_no_secret_is_shown_by_repr_by_records_or_on_the_terminal(v1, v2, box, elsewhere, capfd):
    v1.rate("love")
    v1.get("movie/summary.json", "85", username="sandbox")
    v2.rate(9)
    fresh = v2.sign("token", refresh_token=v2.token["refresh_token"], grant_type="refresh_token",
                    redirect_uri="urn:ietf:wg:oauth:2.0:oob").json()  # fmt: skip
    told, world = elsewhere.get("requests"), box._app.world
    shown = repr([box, box.requests, world, world.keys, world.oauth.latest, box.requests[0].headers, told])
    shown += "".join(capfd.readouterr())
    secrets = [v2.trakt[k] for k in ("client_id", "client_secret", "api_key", "password_sha1")]
    secrets += [v2.token["access_token"], v2.token["refresh_token"], fresh["access_token"], box.password]
    assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.skipif(os.name == "nt", reason="signals are sent to a process as POSIX does")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_prints_its_settings_as_one_line_and_ends_when_told(number):
    code = "import sys; from verdict.sandbox import serve; sys.exit(serve(0, 'simple'))"
    env = {**os.environ, "PYTHONPATH": str(HOME.parents[1])}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as process:
        settings = json.loads(process.stdout.readline())
        told = requests.get(f"{settings['trakt']['url']}/sandbox/account").json()
        process.send_signal(number)
        rest = process.communicate(timeout=5)
    assert (told["mode"], process.returncode, rest) == ("simple", 0, ("", ""))


def imports_beyond(source: str, allowed: tuple[str, ...]) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return [
        name
        for name in found
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


def test_it_stands_on_the_standard_library_and_the_core_alone():
    allowed = ("verdict.sandbox", "verdict.core")
    assert imports_beyond("import requests, verdict.trakt", allowed) == ["requests", "verdict.trakt"]
    assert {file.name: imports_beyond(file.read_text("utf-8"), allowed) for file in HOME.glob("*.py")} == {
        file.name: [] for file in HOME.glob("*.py")
    }
