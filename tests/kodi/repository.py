"""A repository on loopback that holds a newer version of the add-on, and the add-on that names it to Kodi."""

from __future__ import annotations

import contextlib
import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator

from tests.kodi.evening import Evening
from tests.kodi.stage import Home, Kodi, change_database
from tools.kodi_zip import ADDON, lay_out, pack
from verdict import __version__

NEWER = "99.0.0"
REPOSITORY = "repository.verdict.test"
RUNS = "stage.verdict"  # a property of the Home window: NEWER once that version's code was started


class Files(SimpleHTTPRequestHandler):
    """The files of a folder."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@contextlib.contextmanager
def newer_version(home: Home, folder: Path) -> Iterator[None]:
    """Serve it from this folder, and let the Kodi of this home, which is down, know of the repository."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        _write_newer(folder)
        _name_repository(home, f"http://127.0.0.1:{server.server_port}")
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def install(kodi: Kodi) -> None:
    """Let Kodi look for updates and install by itself, until the newer version's code is started."""
    kodi.call("Settings.SetSettingValue", setting="general.addonupdates", value=0)
    kodi.stage("builtin", "UpdateAddonRepos")
    kodi.until(lambda: kodi.text(f"Window(home).Property({RUNS})") == NEWER)


def update(evening: Evening) -> None:
    """Let Kodi install the newer version, and wait until that serves. The trace begins anew."""
    evening.with_new_trace(lambda: install(evening.kodi))


def begin_with(addon: Path, program: str) -> None:
    """Let the add-on in this folder do something before anything else."""
    entry = addon / "plugin.py"
    entry.write_text(f"{program}\n{entry.read_text('utf-8')}", "utf-8")


def _write_newer(folder: Path) -> None:
    addon = lay_out(folder / "built")
    _replace(addon / "addon.xml", f'id="{ADDON}" name="Verdict" version="{__version__}"')
    for file in addon.rglob("*.py"):
        _replace(file, f'__version__ = "{__version__}"')
    begin_with(addon, f"import xbmcgui; xbmcgui.Window(10000).setProperty('{RUNS}', '{NEWER}')")
    pack(addon, folder / ADDON)
    about = (addon / "addon.xml").read_text("utf-8").partition("?>")[2]
    (folder / "addons.xml").write_text(f"<addons>{about}</addons>", "utf-8")
    (folder / "addons.xml.md5").write_text(NEWER)


def _replace(file: Path, said: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace(said, said.replace(__version__, NEWER)), "utf-8")


def _name_repository(home: Home, address: str) -> None:
    folder = home.kodi / "addons" / REPOSITORY
    folder.mkdir()
    (folder / "addon.xml").write_text(
        f'<addon id="{REPOSITORY}" name="repository" version="1.0.0" provider-name="tests">'
        '<extension point="xbmc.addon.repository"><dir>'
        f"<info>{address}/addons.xml</info><checksum>{address}/addons.xml.md5</checksum>"
        f'<datadir zip="true">{address}/</datadir></dir></extension>'
        '<extension point="xbmc.addon.metadata"><platform>all</platform></extension></addon>'
    )
    change_database(
        home,
        "Addons",
        "INSERT INTO installed (addonID, enabled, installDate, origin) "
        f"VALUES ('{REPOSITORY}', 1, '2020-01-01 00:00:00', '{REPOSITORY}')",
    )
    change_database(home, "Addons", f"UPDATE installed SET origin = '{REPOSITORY}' WHERE addonID = '{ADDON}'")
