"""Films watched while Trakt could not be told: sent after the ratings, once, where scrobbling is on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from commandline import RAIDERS, Cli

from verdict.core.movie import Movie, MovieIds
from verdict.journal import Journal
from verdict.sandbox import Sandbox

FILM = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds(RAIDERS))


def keep_play(cli: Cli) -> None:
    journal = Journal.open(cli.home / "journal.sqlite3")
    journal.add_play(FILM, 1_763_755_200.0)
    journal.close()


def test_send_tells_of_plays_once(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    keep_play(cli)
    ended = cli("send")
    assert (ended.code, ended.out) == (0, "Told Trakt of 1 film watched before\n")
    assert cli("send").out == "Nothing waits to be sent\n"
    assert box.plays() == [FILM.label]


def test_send_says_that_a_play_still_waits(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    keep_play(cli)
    box.stop()
    ended = cli("send")
    assert ended.code == 1
    assert "1 film watched before" in ended.err


def test_send_tells_nothing_where_scrobbling_is_off(cli: Cli, box: Sandbox) -> None:
    cli.link(box, "v2", "[scrobble]", "enabled = false")
    keep_play(cli)
    assert cli("send").code == 0
    assert box.requests == []


def test_two_processes_at_once_tell_of_each_play_once(cli: Cli, box: Sandbox) -> None:
    cli.link(box)
    for _ in range(3):
        keep_play(cli)
    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(cli.apart, "send", "--quiet") for _ in range(2)]
        assert all(end.result().code in (0, 1) for end in ends)
    assert cli("send").code == 0
    assert len(box.plays()) == 3
