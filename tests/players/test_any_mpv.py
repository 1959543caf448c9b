"""Any mpv of the user's own, with the real program, real keys and a real agent."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.players.any_mpv import VERDICT, Desk
from tests.players.stage import FILM, Display, Traced
from tests.players.test_play import rated
from verdict.sandbox import Sandbox

MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk_for(
    display: Display, sandbox: Sandbox, home_for: Callable[..., Path]
) -> Iterator[Callable[..., Desk]]:
    """Makes a desk whose verdict.toml has these tables."""
    desks = []

    def make(**tables: object) -> Desk:
        desks.append(Desk(home_for(sandbox, **tables), display))
        desks[-1].install()
        return desks[-1]

    yield make
    for desk in desks:
        desk.__exit__()


FINISHED = {"finish_at_percent": 1, "watched_at_least_percent": 0}


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return Path(shutil.copy(FILM, tmp_path / "The Matrix (1999) {imdb-tt0133093}.mkv"))


def running_agent(desk: Desk) -> Traced:
    agent = desk.agent()
    desk.wait_for_file("agent")
    return agent


def test_a_film_that_ends_is_rated_with_one_key(desk_for: MakeDesk, sandbox: Sandbox) -> None:
    desk = desk_for()
    agent = running_agent(desk)
    mpv = desk.mpv()
    agent.decision("ask")
    desk.display.key("9")
    agent.decision("record")
    mpv.end()
    sandbox.wait_for(lambda record: record.path == "/sync/ratings" and record.method == "POST")
    assert rated(sandbox) == [9]


@pytest.mark.parametrize("leave", ["q", "alt+F4", "SIGTERM"])
def test_leaving_near_the_end_asks(desk_for: MakeDesk, leave: str) -> None:
    desk = desk_for(finish=FINISHED)
    agent = running_agent(desk)
    mpv = desk.mpv(speed=1)
    agent.event("opened")
    if leave == "SIGTERM":
        mpv.process.terminate()
    else:
        desk.display.key(leave)
    agent.decision("ask")
    desk.display.key("7")
    assert agent.event("chosen")["rating"] == 7
    mpv.end()


def test_leaving_early_never_asks(desk_for: MakeDesk) -> None:
    desk = desk_for()
    agent = running_agent(desk)
    mpv = desk.mpv(speed=1)
    agent.event("opened")
    desk.display.key("q")
    agent.decision("pass")
    mpv.end()


def test_in_full_screen_the_prompt_is_the_same(desk_for: MakeDesk) -> None:
    desk = desk_for(rating={"mode": "simple"})
    agent = running_agent(desk)
    desk.mpv("--fullscreen")
    agent.decision("ask")
    desk.display.key("h")
    assert agent.event("chosen")["rating"] == "hate"


def test_a_playlist_goes_on_after_the_answer(desk_for: MakeDesk, second: Path) -> None:
    desk = desk_for()
    agent = running_agent(desk)
    mpv = desk.mpv(films=[FILM, second])
    for key, film in (("8", "tt0082971"), ("5", "tt0133093")):
        assert agent.decision("ask")["movie"]["ids"]["imdb"] == film
        desk.display.key(key)
        assert agent.event("chosen")["rating"] == int(key)
    mpv.end()


def test_a_playlist_waits_no_longer_than_the_countdown_and_keeps_the_film(
    desk_for: MakeDesk, second: Path
) -> None:
    desk = desk_for(rating={"timeout_seconds": 1})
    agent = running_agent(desk)
    mpv = desk.mpv(films=[FILM, second])
    for _ in range(2):
        asked = agent.decision("ask")["at"]
        assert agent.decision("later")["at"] - asked < 2
    mpv.end()
    films = json.loads(desk.verdict("unrated", "--json").stdout)["films"]
    assert {film["movie"]["ids"]["imdb"] for film in films} == {"tt0082971", "tt0133093"}


def test_two_players_ask_independently(desk_for: MakeDesk, second: Path) -> None:
    desk = desk_for(rating={"timeout_seconds": 0})
    agent = running_agent(desk)
    players = {"tt0082971": desk.mpv(), "tt0133093": desk.mpv(films=[second])}
    for _ in players:
        agent.decision("ask")
    for key, (film, mpv) in zip("36", players.items()):
        desk.key_to(mpv, key)
        record = agent.decision("record")
        assert (record["movie"]["ids"]["imdb"], record["rating"]) == (film, int(key))
        mpv.end()


def test_an_agent_that_is_killed_in_mid_prompt_takes_no_player_with_it(desk_for: MakeDesk) -> None:
    desk = desk_for(rating={"timeout_seconds": 0})
    agent = running_agent(desk)
    mpv = desk.mpv()
    agent.decision("ask")
    os.killpg(agent.process.pid, signal.SIGKILL)
    assert "Verdict is gone; going on" in mpv.end()
    assert mpv.process.returncode == 0


def test_who_wants_to_leave_does_not_wait_for_an_agent_that_hangs(desk_for: MakeDesk) -> None:
    desk = desk_for()
    agent = running_agent(desk)
    mpv = desk.mpv()
    agent.decision("ask")
    agent.process.send_signal(signal.SIGSTOP)
    desk.display.key("q")
    assert "did not answer" in mpv.end()


def test_an_agent_that_is_asked_to_leave_lets_players_go_on(desk_for: MakeDesk) -> None:
    desk = desk_for(rating={"timeout_seconds": 0})
    agent = running_agent(desk)
    mpv = desk.mpv()
    agent.decision("ask")
    agent.process.terminate()
    assert "Verdict" not in mpv.end()
    assert agent.end()[0] == 0
    assert not (desk.sockets / "agent").exists()


def test_an_agent_that_comes_later_counts_what_was_played_before(desk_for: MakeDesk) -> None:
    desk = desk_for()
    desk.forget_how_to_start()
    mpv = desk.mpv(speed=1)
    desk.play_until(desk.wait_for_file("*.sock"), 6.0)
    agent = desk.agent()
    assert agent.event("opened")["left_off"]["covered"][0][1] > 5.9
    desk.resume()
    agent.decision("ask")
    desk.display.key("4")
    mpv.end()


def test_a_socket_of_the_users_own_is_used_and_left_alone(desk_for: MakeDesk, tmp_path: Path) -> None:
    desk = desk_for(finish=FINISHED)
    own = tmp_path / "my socket"
    agent = running_agent(desk)
    mpv = desk.mpv(f"--input-ipc-server={own}", speed=1)
    agent.event("opened")
    assert own.is_socket()
    assert [file.suffix for file in desk.sockets.glob("[0-9]*")] == [".path"]
    desk.display.key("q")
    agent.decision("ask")
    desk.display.key("6")
    mpv.end()
    desk.wait_for_file("*.path", gone=True)


def test_of_two_players_with_one_path_the_one_there_is_asked_in_and_both_say_so(
    desk_for: MakeDesk, second: Path, tmp_path: Path
) -> None:
    desk = desk_for()
    desk.forget_how_to_start()
    script = desk.scripts / "verdict.lua"
    script.write_text(script.read_text("utf-8").replace("AGENT_STARTS = 10", "AGENT_STARTS = 1"), "utf-8")
    shared = f"--input-ipc-server={tmp_path / 'shared'}"
    first = desk.mpv(shared, "--keep-open=always", speed=1)
    desk.wait_for_file(f"{first.process.pid}.path")
    later = desk.mpv(shared, films=[second], speed=2)
    desk.wait_for_file(f"{later.process.pid}.path")
    agent = running_agent(desk)
    assert agent.decision("ask")["movie"]["ids"]["imdb"] == "tt0133093"
    desk.key_to(later, "3")
    assert agent.decision("record")["movie"]["ids"]["imdb"] == "tt0133093"
    later.end()
    first.process.terminate()
    assert "does another mpv use" in first.end()
    agent.process.terminate()
    assert "Two players share" in agent.end()[2]
    assert agent.decisions() == ["ask", "record"]


@pytest.mark.parametrize("command", ['"/nowhere/python3"', '"false"'])
def test_without_a_python_that_works_mpv_plays_on(desk_for: MakeDesk, command: str) -> None:
    desk = desk_for()
    desk.start_with(command)
    mpv = desk.mpv(speed=20)
    said = mpv.end()
    assert mpv.process.returncode == 0
    assert ("Verdict cannot be started" in said) is (command != '"false"')


def test_the_agent_comes_with_the_first_film_and_goes_with_the_last(
    desk_for: MakeDesk, sandbox: Sandbox
) -> None:
    desk = desk_for()
    agent = desk.agent_of_the_gate()
    mpv = desk.mpv(speed=1)
    agent.decision("ask")
    desk.display.key("2")
    agent.decision("record")
    mpv.end()
    assert (desk.sockets / "agent").exists()  # whoever reads what mpv says does not wait for it
    desk.wait_for_file("agent", gone=True)
    assert rated(sandbox) == [2]


def test_the_agent_is_told_of_a_home_that_only_the_installation_knew(desk_for: MakeDesk) -> None:
    desk = desk_for()
    agent = desk.agent_of_the_gate()
    desk.mpv(speed=1, VERDICT_HOME="")
    agent.event("opened")


def test_an_agent_that_left_its_mark_behind_is_started_anew(desk_for: MakeDesk) -> None:
    desk = desk_for()
    agent = desk.agent_of_the_gate()
    desk.sockets.mkdir(exist_ok=True)
    (desk.sockets / "agent").touch()
    desk.mpv(speed=1)
    agent.event("opened")


def test_stale_sockets_are_cleaned_up(desk_for: MakeDesk) -> None:
    desk = desk_for()
    desk.sockets.mkdir(mode=0o700, exist_ok=True)
    stale = desk.sockets / "1.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(stale))
    os.utime(stale, (0, 0))
    desk.agent()
    desk.wait_for_file("1.sock", gone=True)


def test_a_socket_in_a_folder_that_others_may_read_becomes_private(desk_for: MakeDesk) -> None:
    desk = desk_for()
    desk.sockets.mkdir(exist_ok=True)
    desk.sockets.chmod(0o755)
    running_agent(desk)
    assert desk.sockets.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("source", ["av://lavfi:sine=d=1"])
def test_music_opens_no_socket_and_starts_nothing(desk_for: MakeDesk, source: str) -> None:
    desk = desk_for()
    assert "Verdict" not in desk.mpv(films=[source]).end()
    assert list(desk.sockets.glob("*")) == []


def test_in_verdict_play_an_installed_gate_serves_and_calls_no_agent(desk_for: MakeDesk) -> None:
    desk = desk_for()
    command = [*VERDICT, "play", "--record", desk.home / "fifo", FILM, "--", "--ao=null", "--speed=4"]
    with Traced(desk.home / "fifo", command, desk.environment) as viewer:
        viewer.decision("ask")
        desk.display.key("9")
        assert viewer.end()[0] == 0
    assert [path.name for path in desk.sockets.glob("*")] == []


def test_settings_that_are_changed_apply_at_once(desk_for: MakeDesk) -> None:
    desk = desk_for()
    agent = running_agent(desk)
    desk.mpv(speed=1)
    agent.event("opened")
    config = desk.home / "verdict.toml"
    config.write_text(config.read_text("utf-8") + '[rating]\nmode = "simple"\n', "utf-8")
    agent.decision("ask")
    desk.display.key("2")
    assert agent.event("chosen")["rating"] == "hate"


def test_a_player_that_is_killed_after_its_film_finished_leaves_it_not_rated_yet(desk_for: MakeDesk) -> None:
    desk = desk_for(finish=FINISHED)
    agent = running_agent(desk)
    mpv = desk.mpv(speed=1)
    agent.event("opened")
    mpv.process.kill()
    assert agent.decision("later")["movie"]["ids"]["imdb"] == "tt0082971"
    desk.wait_for_file("*.sock", gone=True)


def test_a_second_agent_leaves_the_first_alone(desk_for: MakeDesk) -> None:
    desk = desk_for()
    running_agent(desk)
    done = desk.verdict("watch")
    assert (done.returncode, "at work already" in done.stderr) == (0, True)
