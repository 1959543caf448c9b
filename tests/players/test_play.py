"""`verdict play` with the real libmpv, real keys and clicks: from the end of a film to Trakt."""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest

from tests.players.stage import FILM, MEDIA, PATIENCE, QUIET_MPV, ROOT, Display, Viewer
from verdict.sandbox import Sandbox

HomeFor = Callable[..., Path]


@pytest.fixture
def watch(display: Display) -> Callable[..., Viewer]:
    def start(home: Path, **how: Any) -> Viewer:
        return Viewer(home, environment=display.environment, **how)

    return start


def rated(box: Sandbox) -> List[Any]:
    """What was submitted to the sandbox: the ratings in the order in which they came."""
    values = []
    for record in box.requests:
        if record.path.startswith("/rate/movie/"):
            values.append(record.json["rating"])
        elif record.path == "/sync/ratings" and record.method == "POST":
            values += [movie["rating"] for movie in record.json["movies"]]
        elif record.path == "/sync/ratings/remove":
            values += ["unrate" for _ in record.json["movies"]]
    return values


@pytest.mark.parametrize(
    ("api", "mode", "keys", "submitted"),
    [
        ("v2", "advanced", ["9"], 9),
        ("v2", "advanced", ["0"], 10),
        ("v2", "stars", ["4"], 8),
        ("v2", "stars", ["4", "Left"], 8),
        ("v2", "simple", ["l"], 10),
        ("v2", "simple", ["2"], 1),
        ("v1", "advanced", ["7"], 7),
        ("v1", "simple", ["1"], "love"),
        ("v1", "simple", ["h"], "hate"),
    ],
)
def test_a_film_that_ends_is_rated_with_one_key(
    watch: Callable[..., Viewer],
    display: Display,
    sandbox: Sandbox,
    home_for: HomeFor,
    api: str,
    mode: str,
    keys: List[str],
    submitted: object,
) -> None:
    with watch(home_for(sandbox, api, rating={"mode": mode})) as viewer:
        viewer.decision("ask")
        display.key(keys[0])
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [submitted]


@pytest.mark.parametrize(
    ("mode", "keys", "chosen"),
    [
        ("advanced", ["Right", "Right", "Right", "Return"], 3),
        ("advanced", ["Left", "Left", "Return"], 9),
        ("advanced", ["KP_8"], 8),
        ("stars", ["Right", "Right", "Right", "Return"], 3),
        ("simple", ["Right", "Right", "Return"], "hate"),
        ("simple", ["Right", "Left", "KP_Enter"], "love"),
    ],
)
def test_arrows_move_and_enter_submits_what_they_moved_to(
    watch: Callable[..., Viewer],
    display: Display,
    sandbox: Sandbox,
    home_for: HomeFor,
    mode: str,
    keys: List[str],
    chosen: object,
) -> None:
    with watch(home_for(sandbox, rating={"mode": mode})) as viewer:
        viewer.decision("ask")
        display.key(*keys)
        assert viewer.event("chosen")["rating"] == chosen


def test_a_stray_enter_rates_nothing(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox)) as viewer:
        viewer.decision("ask")
        display.key("Return", "Escape")
        assert viewer.event("dismissed")["why"] == "skip"
        assert viewer.end()[0] == 0
    assert rated(sandbox) == []


@pytest.mark.parametrize("leave", ["q", "alt+F4"])
def test_leaving_near_the_end_asks_and_leaving_again_skips(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, leave: str
) -> None:
    film = {"finish": {"finish_at_percent": 1, "watched_at_least_percent": 0}}
    with watch(home_for(sandbox, **film), mpv=["--speed=1"]) as viewer:
        viewer.event("opened")
        display.key(leave)
        viewer.decision("ask")
        display.key(leave)
        assert viewer.event("dismissed")["why"] == "skip"
        assert viewer.end()[0] == 0


def test_stopping_early_never_asks(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox), mpv=["--speed=1"]) as viewer:
        viewer.event("opened")
        display.key("q")
        assert viewer.decisions() == ["pass"]


def test_seeking_to_the_end_never_asks(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox), mpv=["--start=90%"]) as viewer:
        assert viewer.decisions() == ["pass"]


def test_a_playlist_waits_for_each_answer_and_then_goes_on(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    second = tmp_path / "The Matrix (1999) {imdb-tt0133093}.mkv"
    shutil.copy(FILM, second)
    with watch(home_for(sandbox), films=[FILM, second]) as viewer:
        viewer.decision("ask")
        display.key("8")
        viewer.event("opened")
        assert viewer.decision("ask")["movie"]["ids"]["imdb"] == "tt0133093"
        display.key("9")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [8, 9]


def test_in_full_screen_the_prompt_is_the_same(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox), mpv=["--fullscreen"]) as viewer:
        viewer.decision("ask")
        display.picture_of_prompt(ROOT / "build" / "full-screen.png")
        display.key("6")
        assert viewer.event("chosen")["rating"] == 6


def test_an_unanswered_prompt_closes_by_itself_and_the_film_is_kept(
    watch: Callable[..., Viewer], sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox, rating={"timeout_seconds": 1})) as viewer:
        assert viewer.decisions() == ["ask", "later"]


def test_any_key_ends_the_countdown(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox, rating={"timeout_seconds": 3})
    with watch(home) as viewer:
        asked = viewer.decision("ask")["at"]
        display.key("space")
        display.do("sleep", "4")
        display.key("5")
        assert viewer.event("chosen")["at"] - asked > 3


def test_a_mouse_that_is_nudged_does_not_end_the_countdown(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox, rating={"timeout_seconds": 2})) as viewer:
        viewer.decision("ask")
        display.do("mousemove", "7", "7", "mousemove", "9", "9")
        assert viewer.event("dismissed")["why"] == "timeout"


def test_never_for_this_film_is_kept(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    with watch(home) as viewer:
        viewer.decision("ask")
        display.key("n")
        viewer.end()
    with watch(home) as viewer:
        assert viewer.decisions() == ["pass"]


def test_a_rating_given_before_has_the_focus_and_can_be_taken_away(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    for keys, chosen in ((["7"], 7), (["Return"], 7), (["u"], "unrate")):
        with watch(home) as viewer:
            viewer.decision("ask")
            display.key(*keys)
            assert viewer.event("chosen")["rating"] == chosen
            viewer.end()
    assert rated(sandbox) == [7, 7, "unrate"]


def test_a_rating_made_on_the_site_has_the_focus(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox, "v1", rating={"mode": "auto"})
    with watch(home) as viewer:
        viewer.decision("ask")
        display.key("4")
        viewer.end()
    shutil.rmtree(home / "journal", ignore_errors=True)
    for file in home.glob("journal.sqlite3*"):
        file.unlink()
    sandbox.clear()
    with watch(home) as viewer:
        sandbox.wait_for(lambda record: "/movie/summary" in record.path)
        viewer.decision("ask")
        display.key("Return")
        assert viewer.event("chosen")["rating"] == 4


def test_a_switch_of_mode_on_the_site_shows_at_the_next_prompt(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox, "v1")
    for mode, chosen in (("simple", "love"), ("advanced", 1)):
        sandbox.set_mode(mode)
        with watch(home) as viewer:
            viewer.decision("ask")
            display.key("1")
            assert viewer.event("chosen")["rating"] == chosen
            viewer.end()


def test_the_keys_mean_again_what_they_meant_before(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    second = tmp_path / "The Matrix (1999) {imdb-tt0133093}.mkv"
    shutil.copy(FILM, second)
    with watch(home_for(sandbox), films=[FILM, second]) as viewer:
        viewer.decision("ask")
        display.do("key", "8")
        viewer.event("opened")
        display.key("space")
        viewer.event("paused")
        display.key("space")
        viewer.event("resumed")
        display.key("q")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [8]


def test_the_mouse_chooses_what_it_clicks(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    from verdict.core.movie import Movie
    from verdict.core.prompt import open_prompt
    from verdict.core.rating import Rated, RatingMode
    from verdict.core.words import Words
    from verdict.hosts.mpv.overlay import lay_out

    film = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981)
    prompt = open_prompt(1, film, RatingMode.ADVANCED, Rated(), 15.0)
    layout = lay_out(prompt, Words(), display.size)
    box = next(box for box in layout.boxes if box.target == 6)
    scale = display.size[1] / 720
    with watch(home_for(sandbox), mpv=["--fullscreen"]) as viewer:
        viewer.decision("ask")
        display.click(*(int(part * scale) for part in box.rect.center))
        assert viewer.event("chosen")["rating"] == 7


def test_with_trakt_away_the_rating_waits_in_the_journal(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    sandbox.stop()
    with watch(home) as viewer:
        viewer.decision("ask")
        display.key("9")
        viewer.decision("record")
        assert viewer.end()[0] == 0
    sandbox.start()
    with watch(home) as viewer:
        viewer.event("opened")
        sandbox.wait_for(lambda record: record.path == "/sync/ratings" and record.method == "POST")
    assert rated(sandbox) == [9]


def test_a_name_that_is_no_utf_8_plays_and_asks(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    film = os.fsencode(tmp_path) + b"/Caf\xe9 (1999) {imdb-tt0133093}.mkv"
    shutil.copy(FILM, film)
    with watch(home_for(sandbox), films=[os.fsdecode(film)]) as viewer:
        viewer.decision("ask")
        display.key("8")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [8]


def test_a_guessed_name_of_a_short_film_is_not_asked_about(
    watch: Callable[..., Viewer], sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    short = tmp_path / "The Matrix (1999).mkv"
    shutil.copy(FILM, short)
    with watch(home_for(sandbox), films=[short]) as viewer:
        assert viewer.decisions() == ["pass"]


def test_a_film_named_by_hand_is_certain(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    film = tmp_path / "clip.mkv"
    shutil.copy(FILM, film)
    with watch(home_for(sandbox), films=[film], options=["--imdb", "tt0133093"]) as viewer:
        assert viewer.decision("ask")["movie"]["ids"]["imdb"] == "tt0133093"
        display.key("Escape")


def test_the_trace_replays_to_the_same_decisions(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    from verdict.core.state import State
    from verdict.core.trace import write
    from verdict.core.trace_reader import read_event
    from verdict.core.viewing import advance

    with watch(home_for(sandbox)) as viewer:
        viewer.decision("ask")
        display.key("9")
        lines: List[Dict[str, Any]] = viewer.rest()
    state, again = State(), []
    for line in lines:
        event = read_event(json.dumps(line))
        if event:
            state, decisions = advance(state, event)
            again += [json.loads(write(decision)) for decision in decisions]
    assert again == [line for line in lines if "decision" in line]


def test_the_media_folder_holds_the_film_of_the_founding_page() -> None:
    assert FILM.parent == MEDIA
    assert FILM.stat().st_size < 500_000


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_kill_ask_as_q_does_and_the_second_time_leave_at_once(
    watch: Callable[..., Viewer], sandbox: Sandbox, home_for: HomeFor, number: signal.Signals
) -> None:
    film = {"finish": {"finish_at_percent": 1, "watched_at_least_percent": 0}}
    with watch(home_for(sandbox, **film), mpv=["--speed=1"]) as viewer:
        viewer.event("opened")
        viewer.process.send_signal(number)
        viewer.decision("ask")
        viewer.process.send_signal(number)
        assert viewer.end()[0] == 0


def test_without_a_window_the_terminal_asks_and_takes_the_keys(
    watch: Callable[..., Viewer], sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process, terminal = pty.fork()
    if process == 0:
        command = [sys.executable, str(ROOT / "plugin.py"), "play", str(FILM), "--", *QUIET_MPV]
        os.execve(sys.executable, command, {**bare, "VERDICT_HOME": str(home), "TERM": "xterm"})
    with os.fdopen(terminal, "rb+", buffering=0) as screen:
        shown = b""
        while b"1 to 9, 0 for 10" not in shown:
            shown += screen.read(4096)
        screen.write(b"8")
        with contextlib.suppress(OSError):  # how a terminal says that its program has ended
            while b"Saved: 8" not in shown:
                shown += screen.read(4096)
        os.waitpid(process, 0)
    assert b"How was it? Indiana Jones and the Raiders of the Lost Ark (1981)" in shown
    assert rated(sandbox) == [8]


def test_where_mpv_restored_the_position_the_part_before_it_counts(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    home = home_for(sandbox)
    (tmp_path / "later").mkdir()
    resume = [f"--watch-later-directory={tmp_path / 'later'}", "--save-position-on-quit", "--speed=1"]
    with watch(home, mpv=[*resume, "--start=70%"]) as viewer:
        viewer.event("opened")
        display.key("q")
        assert viewer.decisions() == ["pass"]
    for file in home.glob("journal.sqlite3*"):
        file.unlink()
    with watch(home, mpv=resume) as viewer:
        assert viewer.event("opened")["position"] > 5
        viewer.decision("ask")
        display.key("Escape")


def test_what_is_no_video_is_named_and_the_next_film_plays(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    broken = tmp_path / "Broken (1999) {imdb-tt0133093}.mkv"
    broken.write_text("this is no film", encoding="utf-8")
    with watch(home_for(sandbox), films=[broken, FILM]) as viewer:
        viewer.decision("ask")
        display.key("7")
        code, _, errors = viewer.end()
    assert code == 1
    assert "Broken (1999)" in errors
    assert rated(sandbox) == [7]


def with_config(tmp_path: Path, display: Display, **files: str) -> Dict[str, str]:
    """An environment in which a user of mpv has these files of configuration."""
    folder = tmp_path / "config" / "mpv"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return {**display.environment, "XDG_CONFIG_HOME": str(tmp_path / "config")}


def test_the_users_own_mpv_conf_and_input_conf_apply(
    display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    theirs = with_config(tmp_path, display, mpv_conf="speed=2\n", input_conf="F9 set pause yes\nF10 quit\n")
    with Viewer(home_for(sandbox), mpv=["--config"], environment=theirs) as viewer:
        viewer.event("opened")
        display.key("F9")
        viewer.event("paused")
        display.key("F10")
        assert viewer.end()[0] == 0


def test_an_option_after_the_dashes_wins_over_mpv_conf(
    display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    theirs = with_config(tmp_path, display, mpv_conf="speed=0.5\n")
    with Viewer(home_for(sandbox), mpv=["--config", "--speed=3"], environment=theirs) as viewer:
        viewer.event("opened")
        assert viewer.event("speed")["speed"] == 3
        viewer.decision("ask")
        display.key("Escape")


def test_with_keep_open_the_film_asks_at_its_end_and_stays_afterwards(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox), mpv=["--keep-open=yes"]) as viewer:
        viewer.decision("ask")
        display.key("8")
        viewer.decision("record")
        sandbox.wait_for(lambda record: record.path == "/sync/ratings" and record.method == "POST")
        assert viewer.process.poll() is None
        display.key("q")
        assert viewer.end()[0] == 0
        assert viewer.decisions() == ["ask", "record"]


def test_an_option_that_mpv_does_not_have_is_named(home_for: HomeFor, sandbox: Sandbox) -> None:
    command = [sys.executable, str(ROOT / "plugin.py"), "play", str(FILM), "--", "--no-such-option=1"]
    environment = {**os.environ, "VERDICT_HOME": str(home_for(sandbox))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode in (1, 2)
    assert "such-option" in done.stderr


def test_a_key_that_is_held_down_to_leave_does_not_skip_the_prompt(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    film = {"finish": {"finish_at_percent": 1, "watched_at_least_percent": 0}}
    with watch(home_for(sandbox, **film), mpv=["--speed=1", "--vo=x11"]) as viewer:
        viewer.event("opened")
        display.do("keydown", "q", "sleep", "1.5", "keyup", "q")
        viewer.decision("ask")
        display.key("7")
        assert viewer.event("chosen")["rating"] == 7


def test_moving_on_to_the_next_film_asks_first(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor, tmp_path: Path
) -> None:
    second = tmp_path / "The Matrix (1999) {imdb-tt0133093}.mkv"
    shutil.copy(FILM, second)
    film = {"finish": {"finish_at_percent": 1, "watched_at_least_percent": 0}}
    with watch(home_for(sandbox, **film), films=[FILM, second], mpv=["--speed=1"]) as viewer:
        viewer.event("opened")
        display.key("greater")
        viewer.decision("ask")
        display.key("8")
        assert viewer.event("opened")["movie"]["title"] == "The Matrix"
        display.key("q", "Escape")
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [8]


def test_the_wheel_moves_and_enter_submits(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    with watch(home_for(sandbox), mpv=["--fullscreen", "--vo=x11"]) as viewer:
        viewer.decision("ask")
        display.do("mousemove", "5", "5", "click", "4", "click", "4", "key", "Return")
        assert viewer.event("chosen")["rating"] == 2


def test_an_account_that_does_not_want_prompts_is_not_asked(
    watch: Callable[..., Viewer], sandbox: Sandbox, home_for: HomeFor
) -> None:
    sandbox.set(show_rating_prompt=False)
    with watch(home_for(sandbox), mpv=["--speed=1"]) as viewer:
        assert viewer.decisions() == ["pass"]


def test_a_journal_that_is_locked_for_a_while_loses_nothing(
    watch: Callable[..., Viewer], display: Display, sandbox: Sandbox, home_for: HomeFor
) -> None:
    home = home_for(sandbox)
    with watch(home) as viewer, contextlib.closing(sqlite3.connect(home / "journal.sqlite3")) as other:
        viewer.decision("ask")
        other.execute("BEGIN EXCLUSIVE")
        display.key("8")
        viewer.event("chosen")
        other.rollback()
        assert viewer.end()[0] == 0
    assert rated(sandbox) == [8]


class Stream(http.server.SimpleHTTPRequestHandler):
    """Serves the film under any name; a part of it where `breaks_off_at` says so."""

    breaks_off_at = 1.0

    def do_GET(self) -> None:
        film = FILM.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "video/x-matroska")
        self.send_header("Content-Length", str(int(len(film) * self.breaks_off_at)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(film[: int(len(film) * self.breaks_off_at)])

    def log_message(self, format: str, *args: object) -> None:
        """The tests' output is for their own words."""


@pytest.fixture
def stream() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/The%20Matrix%20(1999)%20%7Bimdb-tt0133093%7D.mkv"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("part", "decision"), [(1.0, "ask"), (0.4, "pass")])
def test_a_stream_asks_at_its_end_and_not_where_it_breaks_off(
    watch: Callable[..., Viewer],
    display: Display,
    sandbox: Sandbox,
    home_for: HomeFor,
    stream: str,
    monkeypatch: pytest.MonkeyPatch,
    part: float,
    decision: str,
) -> None:
    monkeypatch.setattr(Stream, "breaks_off_at", part)
    with watch(home_for(sandbox), films=[stream]) as viewer:
        assert viewer.event("opened")["movie"]["ids"]["imdb"] == "tt0133093"
        viewer.decision(decision)
        display.key("Escape")
