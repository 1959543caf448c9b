"""install-mpv, install-service, and the way back: in every place, twice, never over others' files."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Dict

import pytest
from commandline import Cli

from verdict.cli.detached import windowless
from verdict.cli.install_service import unit
from verdict.cli.mpv_places import mpv_places, on_windows, socket_folders

LUA = "verdict.lua"


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home, with nothing of mpv in it."""
    home = tmp_path / "user"
    home.mkdir()
    for name in ("MPV_HOME", "XDG_CONFIG_HOME", "VERDICT_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    monkeypatch.setenv("VERDICT_HOME", str(tmp_path / "v"))
    return home


@pytest.fixture
def systemd(user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl that writes down what it was asked, and fails where the file `broken` is there."""
    tools = tmp_path / "tools"
    tools.mkdir()
    asked = tmp_path / "asked"
    tool = tools / "systemctl"
    broken = shlex.quote(str(tmp_path / "broken"))
    lines = ["#!/bin/sh", f'echo "$*" >> {shlex.quote(str(asked))}', f"test ! -e {broken} || exit 1", ""]
    tool.write_text("\n".join(lines), "utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    return asked


def scripts_of(user: Path, where: str) -> Path:
    return user / where / "scripts" / LUA


def test_without_any_mpv_folder_the_standard_one_is_made(cli: Cli, user: Path) -> None:
    done = cli("install-mpv")
    script = scripts_of(user, ".config/mpv")
    assert (done.code, str(script) in done.out, script.is_file()) == (0, True, True)


def test_it_is_valid_lua_with_the_place_of_this_copy_in_it(cli: Cli, user: Path, tmp_path: Path) -> None:
    cli("install-mpv")
    text = scripts_of(user, ".config/mpv").read_text("utf-8")
    assert f'folder = "{tmp_path}/v/run"' in text
    assert '"watch", "--apart" }' in text
    assert "local INSTALLED = {}" not in text
    assert len(text.splitlines()) <= 200


def test_twice_is_as_good_as_once(cli: Cli, user: Path) -> None:
    cli("install-mpv")
    assert "is set up already" in cli("install-mpv").out


def test_an_older_one_is_renewed_and_a_link_stays_a_link(cli: Cli, user: Path, tmp_path: Path) -> None:
    script = scripts_of(user, ".config/mpv")
    script.parent.mkdir(parents=True)
    kept = tmp_path / "dotfiles.lua"
    kept.write_text("-- Verdict's gate: an older one\n", "utf-8")
    script.symlink_to(kept)
    assert "was renewed" in cli("install-mpv").out
    assert script.is_symlink()
    assert "local INSTALLED" in kept.read_text("utf-8")


def laid_by_an_older_one(script: Path) -> bytes:
    """What an older Verdict, with other words in its gate, would have laid there."""
    text = script.read_bytes().replace(b"going on", b"it goes on")
    blank = re.sub(rb"(INSTALLED = \{ -- )[0-9a-f]{16}", rb"\g<1>" + b"0" * 16, text)
    seal = hashlib.sha256(blank).hexdigest()[:16].encode()
    script.write_bytes(blank.replace(b"0" * 16, seal, 1))
    return script.read_bytes()


@pytest.mark.parametrize("command", [("status", "--offline"), ("watch",)], ids=str)
def test_after_an_update_the_script_is_renewed(cli: Cli, user: Path, command: "tuple[str, ...]") -> None:
    cli("install-mpv")
    script = scripts_of(user, ".config/mpv")
    ours = script.read_bytes()
    assert laid_by_an_older_one(script) != ours
    done = cli(*command)
    assert "was renewed" in done.out + done.err
    assert script.read_bytes() == ours
    assert cli("status", "--json").json["mpv_scripts"] == [{"file": str(script), "state": "current"}]


def test_one_that_was_changed_by_hand_is_left_and_said(cli: Cli, user: Path) -> None:
    cli("install-mpv")
    script = scripts_of(user, ".config/mpv")
    script.write_bytes(laid_by_an_older_one(script) + b"-- mine\n")
    before = script.read_bytes()
    assert "changed by hand: verdict install-mpv" in cli("status").out
    assert script.read_bytes() == before


def test_one_of_another_copy_of_verdict_is_left_and_said(
    cli: Cli, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("install-mpv")
    before = scripts_of(user, ".config/mpv").read_bytes()
    monkeypatch.setenv("VERDICT_HOME", str(tmp_path / "w"))
    assert "belongs to another copy" in cli("status").out
    assert scripts_of(user, ".config/mpv").read_bytes() == before


def test_without_a_script_there_is_nothing_to_say_of_it(cli: Cli, user: Path) -> None:
    script = scripts_of(user, ".config/mpv")
    assert cli("status", "--json").json["mpv_scripts"] == []
    script.parent.mkdir(parents=True)
    script.write_text("-- mine\n", "utf-8")
    assert cli("status", "--json").json["mpv_scripts"] == []


@pytest.mark.parametrize("command", ["install-mpv", "uninstall-mpv"])
def test_a_file_of_somebody_elses_is_left_as_it_is(cli: Cli, user: Path, command: str) -> None:
    script = scripts_of(user, ".config/mpv")
    script.parent.mkdir(parents=True)
    script.write_text("-- mine\n", "utf-8")
    done = cli(command)
    assert (done.code, "not Verdict's" in done.err, script.read_text("utf-8")) == (1, True, "-- mine\n")


def test_uninstalled_all_is_as_before(cli: Cli, user: Path) -> None:
    cli("install-mpv")
    assert cli("uninstall-mpv").code == 0
    assert not scripts_of(user, ".config/mpv").exists()
    assert "was not set up" in cli("uninstall-mpv").out


@pytest.mark.parametrize(
    ("environment", "folders", "expected"),
    [
        ({}, [], ".config/mpv"),
        ({}, [".mpv"], ".mpv"),
        ({}, [".mpv", ".config/mpv"], ".config/mpv"),
        ({"XDG_CONFIG_HOME": "{home}/x"}, [], "x/mpv"),
        ({"MPV_HOME": "{home}/m", "XDG_CONFIG_HOME": "{home}/x"}, [], "m"),
    ],
    ids=str,
)
def test_it_lies_where_mpv_looks(
    tmp_path: Path, environment: Dict[str, str], folders: "list[str]", expected: str
) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    set_so = {name: value.format(home=tmp_path) for name, value in environment.items()}
    assert mpv_places(set_so, tmp_path)[0].scripts == tmp_path / expected / "scripts"


@pytest.mark.parametrize(
    ("there", "scripts"),
    [
        (".var/app/io.mpv.Mpv", ".var/app/io.mpv.Mpv/config/mpv"),
        ("snap/mpv/current", "snap/mpv/current/.config/mpv"),
    ],
)
def test_a_sandboxed_mpv_gets_one_that_starts_nothing(
    cli: Cli, user: Path, tmp_path: Path, there: str, scripts: str
) -> None:
    (user / there).mkdir(parents=True)
    done = cli("install-mpv")
    text = scripts_of(user, scripts).read_text("utf-8")
    assert "start =" not in text
    assert "shared = true" in text
    assert 'folder = "/run/user/7/' in text
    assert "install-service" in done.out
    assert len(socket_folders(tmp_path)) == 2


def test_a_path_that_is_too_long_for_a_socket_is_refused(
    cli: Cli, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERDICT_HOME", str(tmp_path / ("x" * 90)))
    done = cli("install-mpv")
    assert (done.code, "too long" in done.err) == (1, True)


def test_the_service_is_laid_down_and_switched_on(cli: Cli, user: Path, systemd: Path) -> None:
    done = cli("install-service")
    file = user / ".config" / "systemd" / "user" / "verdict.service"
    assert (done.code, file.is_file()) == (0, True)
    assert systemd.read_text("utf-8").split("\n")[:2] == [
        "--user daemon-reload",
        "--user enable --now verdict.service",
    ]
    assert cli("uninstall-service").code == 0
    assert not file.exists()
    assert "--user disable --now verdict.service" in systemd.read_text("utf-8")


def test_where_systemd_refuses_that_is_said(cli: Cli, systemd: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    done = cli("install-service")
    assert (done.code, "daemon-reload" in done.err) == (1, True)


def test_without_systemd_it_says_what_to_do(
    cli: Cli, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = cli("install-service")
    assert (done.code, "watch --stay" in done.err) == (1, True)


def test_the_unit_quotes_what_means_something_to_systemd(user: Path) -> None:
    assert b'ExecStart="/a b/python" "x%%y" "$$z" "\\"q\\""' in unit(["/a b/python", "x%y", "$z", '"q"'])


def test_on_windows_it_lies_where_mpv_looks_there(tmp_path: Path) -> None:
    roaming, program = tmp_path / "Roaming", tmp_path / "program"
    (program / "portable_config").mkdir(parents=True)
    (program / "mpv.exe").touch(0o755)
    found = on_windows({"APPDATA": str(roaming), "PATH": str(program)}, tmp_path)
    assert [place.scripts.parent for place in found] == [roaming / "mpv", program / "portable_config"]
    assert [place.scripts.parent for place in on_windows({"MPV_HOME": "m", "PATH": ""}, tmp_path)] == [
        Path("m")
    ]
    assert on_windows({"PATH": ""}, tmp_path)[0].scripts == tmp_path / "AppData/Roaming/mpv/scripts"


def test_on_windows_the_agent_is_started_without_a_window(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    assert windowless([str(python), "-c"]) == [str(python), "-c"]
    (tmp_path / "pythonw.exe").touch()
    assert windowless([str(python), "-c"]) == [str(tmp_path / "pythonw.exe"), "-c"]
    assert windowless([]) == []


def test_the_command_in_the_gate_starts_this_copy(cli: Cli) -> None:
    from verdict.cli.detached import own_command

    done = subprocess.run(own_command("--version"), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("verdict ")


def test_the_folder_of_sockets_is_private(cli: Cli, user: Path, tmp_path: Path) -> None:
    cli("install-mpv")
    assert stat.S_IMODE((tmp_path / "v" / "run").stat().st_mode) == 0o700
