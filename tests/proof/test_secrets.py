"""No secret leaves its file: not in what processes say, log, record, keep, or show to the process list."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
from pathlib import Path
from typing import Any, Dict, Sequence

import pytest

from tests.proof.house import INDY, make_home, rate, write_private
from tests.proof.marked import MEDIA, OWN, PLUGIN, environment, fail, kept_in, leaks, said_by, secrets_of
from tests.proof.nursery import ROOT
from verdict.cli import COMMANDS as ALL_COMMANDS
from verdict.cli import main
from verdict.cli.export_formats import FORMATS
from verdict.sandbox import Sandbox

FILM = str(INDY.ids.imdb)
NOT_HERE = {  # why a command is not among these, and what runs it instead
    "play": "test_secrets_playing",
    "sandbox": "its own credentials are what it is there to say",
}
COMMANDS: Sequence[Sequence[str]] = (
    ("rate", FILM, "9"),
    ("unrate", "tmdb:603"),
    ("correct", "tmdb:603", "tt0082971"),
    ("conflicts",),
    ("status", "--check"),
    ("status", "--json"),
    ("send",),
    ("recent",),
    ("journal", "--json"),
    ("unrated", "--json"),
    ("identify", "--json", str(MEDIA)),
    *(("export", "--format", name) for name in FORMATS),
    ("replay", str(ROOT / "tests" / "traces" / "an_evening_at_home.jsonl")),
    ("install-mpv",),
    ("install-service",),
    ("watch", "-v"),
    ("uninstall-service",),
    ("uninstall-mpv",),
    ("login",),
    ("logout",),
    ("no such command",),
)
FAULTS: Sequence[Dict[str, Any]] = (
    {},
    {"status": 401, "body": "{secrets}"},
    {"status": 422, "body": '{"error": "{secrets}"}'},
    {"status": 500, "body": "{secrets}"},
    {"status": 200, "body": '{"movies": "{secrets}"}'},
    {"redirect": "http://127.0.0.1:9/{secrets}"},
    {"cut": "during_answer"},
)


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "-".join(map(str, fault)) or "none")
def test_no_process_says_or_keeps_a_secret_however_its_command_fails(
    api: str, fault: Dict[str, Any], box: Sandbox, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "home", box, api)
    fail(box, api, fault)
    commands = COMMANDS if fault in FAULTS[:2] else COMMANDS[:1]
    said = "".join(said_by(home, words) for words in commands if fault or words != ("login",))
    assert "Saved" in said
    assert leaks(said + kept_in(home), box) == []


def test_every_command_is_run_with_marked_secrets() -> None:
    assert {words[0] for words in COMMANDS} >= set(ALL_COMMANDS) - set(NOT_HERE)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("api", ["v1", "v2"])
def test_a_process_that_crashes_in_the_middle_of_its_request_leaves_no_secret(
    api: str, box: Sandbox, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "home", box, api)
    box.fail(delay=float("inf"), times=None)
    command = [*PLUGIN, "rate", FILM, "9"]
    with subprocess.Popen(
        command, env=environment(home), cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        box.wait_for(lambda _: True, 20, arrived=True)
        process.send_signal(signal.SIGABRT)
        said, _ = process.communicate(timeout=20)
    box.heal()
    assert "Fatal Python error: Aborted" in said
    assert leaks(said + kept_in(home), box) == []


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
@pytest.mark.parametrize("api", ["v1", "v2"])
def test_all_that_is_made_is_made_for_its_user_alone_whatever_the_session_allows(
    api: str, box: Sandbox, tmp_path: Path
) -> None:
    home, outside = make_home(tmp_path / "home", box, api), tmp_path / "ratings.csv"
    made = (("rate", FILM, "9"), ("export", "--format", "csv", "--output", str(outside)), ("watch",))
    for words in made:
        done = subprocess.run([*PLUGIN, *words], env=environment(home), umask=0, timeout=60)
        assert done.returncode == 0
    found = [home, outside, *home.rglob("*")]
    assert {"journal.sqlite3", "run"} <= {path.name for path in found}
    assert [path for path in found if path.lstat().st_mode & 0o077] == []


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_folders_that_the_system_keeps_apart_are_all_closed_at_start(tmp_path: Path, box: Sandbox) -> None:
    kinds = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"}
    where = {name: str(tmp_path / folder) for name, folder in kinds.items()}
    folders = [Path(folder) / "verdict" for folder in where.values()]
    for folder in folders:
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    given = {k: v for k, v in environment(tmp_path, **where).items() if k != "VERDICT_HOME"}
    done = subprocess.run([*PLUGIN, "status", "--offline"], env=given, stdout=subprocess.DEVNULL, timeout=60)
    assert done.returncode == 0
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_a_traceback_of_what_should_not_happen_holds_no_secret(
    api: str,
    box: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = make_home(tmp_path / "home", box, api)
    monkeypatch.setenv("VERDICT_HOME", str(home))
    monkeypatch.setenv("VERDICT_DEBUG", "1")

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours: " + " ".join(secrets_of(box)))

    for place in ("verdict.trakt.transport.Transport._send", "verdict.cli.submit._tell"):
        monkeypatch.setattr(place, break_down)
        main(["rate", FILM, "9"])
        main(["recent"])
    said = capsys.readouterr()
    assert "Traceback" in said.err
    assert "[hidden]" in said.err
    assert leaks(said.out + said.err + kept_in(home), box) == []


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
@pytest.mark.parametrize("api", ["v1", "v2"])
def test_what_others_could_read_is_closed_to_them_at_start(api: str, box: Sandbox, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", box, api)
    rate(home, (INDY, 3))
    for path in home.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    home.chmod(0o777)
    said_by(home, ("send",))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*") if path.is_file()}
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_what_cannot_be_closed_to_others_is_said(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = make_home(tmp_path / "home", box, "v2")
    for name in OWN:
        (home / name).chmod(0o644)
    monkeypatch.setenv("VERDICT_HOME", str(home))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    main(["status", "--offline"])
    said = capsys.readouterr().err
    for name in OWN:
        assert re.search(rf"{name} can be read by others", said)


def test_a_folder_and_a_file_that_are_private_already_are_not_remarked_upon(
    box: Sandbox, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "home", box, "v2")
    write_private(home / "note", "")
    assert "others" not in said_by(home, ("status", "--offline"))
