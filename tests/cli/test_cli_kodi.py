"""Kodi's add-on in `status --check`: where it is, its version, and whether Kodi runs it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Optional

import pytest
from commandline import Cli

from verdict.cli.kodi_places import kodi_places
from verdict.hosts.mpv import versions
from verdict.hosts.mpv.embedded import NoPlayer

ADDON = (
    '<?xml version="1.0"?>\n<addon id="service.verdict" name="Verdict"\n version="0.9.1" provider-name="x">'
)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def nothing() -> None:
        raise NoPlayer("not here")

    monkeypatch.setattr(versions, "library", nothing)
    monkeypatch.setattr(versions, "program", lambda: None)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("APPDATA", raising=False)
    return tmp_path


def install(kodi: Path, enabled: Optional[bool]) -> None:
    addon = kodi / "addons" / "service.verdict"
    addon.mkdir(parents=True)
    (addon / "addon.xml").write_text(ADDON)
    if enabled is None:
        return
    folder = kodi / "userdata" / "Database"
    folder.mkdir(parents=True)
    for name, value in (("Addons27.db", not enabled), ("Addons33.db", enabled)):
        with sqlite3.connect(folder / name) as db:
            db.execute("CREATE TABLE installed (addonID TEXT, enabled BOOLEAN)")
            db.execute("INSERT INTO installed VALUES ('service.verdict', ?)", (value,))
        db.close()


def finding(cli: Cli) -> "dict[str, object]":
    return next(c for c in cli("status", "--check", "--json").json["checks"] if c["name"] == "kodi")


def test_without_kodi_that_is_said_and_nothing_is_to_be_done(cli: Cli, person: Path) -> None:
    assert finding(cli) == {"name": "kodi", "found": "not here", "todo": "", "ok": True}


def test_a_kodi_without_the_add_on_is_named(cli: Cli, person: Path) -> None:
    (person / ".kodi").mkdir()
    assert finding(cli)["found"] == "Kodi without Verdict's add-on"


def test_version_and_state_are_read_from_the_newest_database(cli: Cli, person: Path) -> None:
    install(person / ".var" / "app" / "tv.kodi.Kodi" / "data", True)
    assert finding(cli)["found"] == "Kodi from Flatpak with the add-on 0.9.1, enabled"


def test_an_add_on_that_is_not_enabled_says_where_to_enable_it(cli: Cli, person: Path) -> None:
    install(person / ".kodi", False)
    found = finding(cli)
    assert not found["ok"]
    assert "enable it in Kodi" in str(found["todo"])


def test_where_the_state_cannot_be_read_nothing_is_claimed(person: Path) -> None:
    install(person / ".kodi", None)
    (place,) = kodi_places(home=person)
    assert (place.version, place.is_enabled) == ("0.9.1", None)
    folder = person / ".kodi" / "userdata" / "Database"
    folder.mkdir(parents=True)
    (folder / "Addons33.db").write_bytes(b"no database" * 100)
    assert place.is_enabled is None
