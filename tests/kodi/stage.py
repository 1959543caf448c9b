"""A real Kodi under Xvfb with the add-on in it: its home, its keys, its library, its windows."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional

from tests.kodi.others import NEIGHBOUR, write_neighbour
from tests.kodi.streams import write_streams
from tests.players.stage import FILM, MEDIA, Display
from tools.kodi_zip import ADDON, lay_out

NEEDED = ("kodi", "Xvfb", "import")
CHAPTERS = MEDIA / "chapters.mkv"
PATIENCE = 20.0  # seconds; a wait that takes longer has failed
LAST = 12  # lines of the trace that are told of a failure
BETWEEN_LOOKS = 0.05  # seconds, where Kodi offers nothing to wait for
EXIT = 12.0
PROMPT = "script-verdict-prompt.xml"
LABELS = {
    **{"question": 401, "title": 402, "facts": 403, "clock": 404, "headline": 405, "detail": 406},
    **{"choice": 422, "about": 423, "nothing": 425},
    **{"sign_in": 432, "left": 434, "ending": 435, "url": 436, "code": 437, "hint": 438},
}
STAGE = "script.stage"  # an add-on of the tests' own: it changes settings from within

Line = Dict[str, Any]


def missing() -> Optional[str]:
    """What this machine lacks, in words, or None."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clip(folder: Path, name: str, film: Path = FILM) -> Path:
    """One of our films under this name."""
    path = folder / name
    path.symlink_to(film)
    return path


class Film:
    """A clip of ours under a name and with an NFO, so that the library knows its ids."""

    def __init__(self, folder: Path, title: str, year: int, imdb: str) -> None:
        self.title, self.year, self.imdb = title, year, imdb
        self.path = clip(folder, f"{title} ({year}).mkv")
        self.path.with_suffix(".nfo").write_text(
            f"<movie><title>{title}</title><year>{year}</year>"
            f'<uniqueid type="imdb" default="true">{imdb}</uniqueid></movie>',
            encoding="utf-8",
        )


class Home:
    """A scratch HOME with everything that Kodi and the add-on need."""

    def __init__(self, folder: Path, settings: Dict[str, str], token: Dict[str, Any]) -> None:
        self.settings = settings
        self.library: List[Film] = []
        self._place(folder)
        self.films = folder / "films"
        self.films.mkdir()
        self.profile.mkdir(parents=True)
        (folder / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
        self._write_userdata()
        self.write_settings(settings)
        (self.profile / "token.json").write_text(json.dumps(token), encoding="utf-8")
        addons = self.kodi / "addons"
        lay_out(addons)
        _wrap_requests(addons)
        _write_stage(addons)
        write_streams(addons)
        write_neighbour(addons)

    @classmethod
    def copied(cls, other: Home, folder: Path) -> Home:
        """The same home in another place: the same settings, account and library, and no journal yet."""
        home = cls.__new__(cls)
        home.settings, home.library, home.films = other.settings, other.library, other.films
        shutil.copytree(other.kodi, folder / ".kodi", ignore=shutil.ignore_patterns("journal.*", "*.jsonl"))
        shutil.copy(other.folder / ".asoundrc", folder)
        home._place(folder)
        home._write_userdata()
        home.write_settings(home.settings)
        return home

    def _place(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.kodi = folder / ".kodi"
        self.profile = self.kodi / "userdata" / "addon_data" / ADDON

    @property
    def log(self) -> str:
        return (self.kodi / "temp" / "kodi.log").read_text("utf-8", "replace")

    def write_settings(self, settings: Dict[str, str]) -> None:
        lines = "".join(f'<setting id="{name}">{value}</setting>' for name, value in settings.items())
        text = f'<settings version="2">{lines}</settings>'
        (self.profile / "settings.xml").write_text(text, encoding="utf-8")

    @property
    def is_serving(self) -> bool:
        """Whether the service has come up: its journal is there, and its trace has been begun anew."""
        return (self.profile / "trace.jsonl").exists()

    def trace(self) -> List[Line]:
        """What was decided so far. The last line may be under way."""
        with contextlib.suppress(FileNotFoundError):
            text = (self.profile / "trace.jsonl").read_text("utf-8")
            return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        return []

    def _write_userdata(self) -> None:
        userdata = self.kodi / "userdata"
        values = {
            "services.webserver": "true",
            "services.webserverport": str(self.port),
            "services.webserverauthentication": "false",
            "addons.unknownsources": "true",
            "general.addonupdates": "2",
            "videolibrary.updateonstartup": "false",
            "input.enablemouse": "true",
        }
        lines = "".join(f'<setting id="{name}">{value}</setting>' for name, value in values.items())
        (userdata / "guisettings.xml").write_text(f'<settings version="2">{lines}</settings>')
        (userdata / "advancedsettings.xml").write_text(
            f"<advancedsettings><jsonrpc><tcpport>{free_port()}</tcpport></jsonrpc></advancedsettings>"
        )


def _wrap_requests(addons: Path) -> None:
    """An add-on that holds the `requests` of this Python, as Kodi's own repository has it."""
    folder = addons / "script.module.requests"
    for name in ("requests", "urllib3", "idna", "certifi", "charset_normalizer"):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"{name} is missing")
        shutil.copytree(Path(spec.origin).parent, folder / "lib" / name)
    (folder / "addon.xml").write_text(
        '<addon id="script.module.requests" name="requests" version="2.99.0" provider-name="tests">'
        '<requires><import addon="xbmc.python" version="3.0.0"/></requires>'
        '<extension point="xbmc.python.module" library="lib"/>'
        '<extension point="xbmc.addon.metadata"><platform>all</platform></extension></addon>'
    )


def _write_stage(addons: Path) -> None:
    folder = addons / STAGE
    folder.mkdir()
    (folder / "addon.xml").write_text(
        f'<addon id="{STAGE}" name="stage" version="1.0.0" provider-name="tests">'
        '<requires><import addon="xbmc.python" version="3.0.0"/></requires>'
        '<extension point="xbmc.python.script" library="stage.py"><provides>executable</provides></extension>'
        '<extension point="xbmc.addon.metadata"><platform>all</platform></extension></addon>'
    )
    (folder / "stage.py").write_text(
        "import sys, xbmc, xbmcaddon, xbmcgui\n"
        "number, name, value = sys.argv[1].split('=', 2)\n"
        "if name == 'builtin':\n"
        "    xbmc.executebuiltin(value)\n"
        "else:\n"
        f"    xbmcaddon.Addon('{ADDON}').setSetting(name, value)\n"
        f"xbmcgui.Window(10000).setProperty('{STAGE}', number)\n"
    )


class Kodi:
    """One run of Kodi. Its end is checked by who started it."""

    def __init__(self, home: Home, display: Display) -> None:
        self.home = home
        self.display = display
        self.numbers: Dict[str, int] = {}  # of the films in the library, by title
        self.set_to: Dict[str, str] = {}  # what tests changed
        self._staged = 0
        self._is_to_end = False
        with contextlib.suppress(OSError):  # there may be no profile folder
            (home.profile / "trace.jsonl").unlink()
        environment = {
            "HOME": str(home.folder),
            "PATH": "/usr/bin:/bin",
            "DISPLAY": display.environment["DISPLAY"],
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "LANG": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            ["kodi", "--standalone", "--windowing=x11", "--audio-backend=alsa"],
            env=environment,
            cwd=home.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    # What it says

    def call(self, method: str, **params: Any) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.home.port}/jsonrpc", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            said = json.loads(answer.read())
        if "error" in said:
            raise AssertionError(f"{method}: {said['error']}")
        return said["result"]

    def until(self, what: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Look until there is something to see; what was seen."""
        end = time.monotonic() + patience
        while True:
            seen = what()
            if seen:
                return seen
            if time.monotonic() > end:
                told = "\n".join(map(json.dumps, self.home.trace()[-LAST:]))
                raise AssertionError(
                    f"it did not come; the log ends: {self.home.log[-3000:]}\nthe trace: {told}"
                )
            time.sleep(BETWEEN_LOOKS)

    def wait_until_up(self) -> None:
        def answers() -> bool:
            with contextlib.suppress(OSError):
                return bool(self.call("JSONRPC.Ping") == "pong")
            return False

        self.until(answers, 60)

    def is_on(self, condition: str) -> bool:
        return bool(self.call("XBMC.GetInfoBooleans", booleans=[condition])[condition])

    def text(self, label: str) -> str:
        return str(self.call("XBMC.GetInfoLabels", labels=[label])[label])

    def go_to_a_calm_window(self) -> None:
        """Where short films do no harm to Kodi itself, and from where a "back" too many does not lead Home.

        Home reads the library again whenever that changes, in a thread, and Kodi 20 dies now and then of it.
        """
        self.call("GUI.ActivateWindow", window="systeminfo")
        self.call("GUI.ActivateWindow", window="settings")

    @property
    def has_prompt(self) -> bool:
        return self.is_on(f"Window.IsActive({PROMPT})")

    @property
    def can_answer(self) -> bool:
        """Whether what is asked is on the screen, and OK means something there."""
        return self.has_prompt and self.text("Window(home).Property(service.verdict.prompt)") == "true"

    def shown(self, name: str) -> str:
        """A text of the prompt, while it is the topmost window."""
        return self.text(f"Control.GetLabel({LABELS[name]})")

    # What is done to it

    def press(self, *actions: str) -> None:
        for action in actions:
            self.call("Input.ExecuteAction", action=action)

    def play(self, item: Dict[str, Any], **options: Any) -> None:
        self.call("Player.Open", item=item, options=options)

    def seek(self, percent: float) -> None:
        self.call("Player.Seek", playerid=1, value={"percentage": percent})

    def fast_forward(self, speed: int) -> None:
        """Until it is as fast: Kodi does not hear of it while it is still about to play."""
        self.until(lambda: self.call("Player.SetSpeed", playerid=1, speed=speed)["speed"] == speed)

    def stop(self) -> None:
        self.call("Player.Stop", playerid=1)

    def stage(self, name: str, value: str) -> None:
        """Change a setting of the add-on, or carry out a built-in function (``builtin``)."""
        self.set_to[name] = value
        self._staged += 1
        number = str(self._staged)
        self.call("Addons.ExecuteAddon", addonid=STAGE, params=[f"{number}={name}={value}"])
        self.until(lambda: self.text(f"Window(home).Property({STAGE})") == number)

    def picture(self, path: Path) -> None:
        self.display.picture(path)

    def quit(self) -> float:
        """Ask it to leave; how many seconds that took."""
        begin = time.monotonic()
        self._is_to_end = True
        with contextlib.suppress(ConnectionError):  # it may be gone before it has answered
            self.call("Application.Quit")
        self.process.wait(EXIT)
        return time.monotonic() - begin

    @property
    def is_crashed(self) -> bool:
        """Whether it is gone, and nobody ended it."""
        return self.process.poll() is not None and not self._is_to_end

    def kill(self) -> None:
        self._is_to_end = not self.is_crashed
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(EXIT)


def prepare(home: Home, display: Display) -> None:
    """Let Kodi make its data bases; while it is down, enable the add-ons and name the films' folder.

    Enabled while it runs, an add-on that was never seen before brings a question that stands over everything.
    """
    kodi = Kodi(home, display)
    try:
        kodi.wait_until_up()
        kodi.quit()
    finally:
        kodi.kill()
    change_database(home, "Addons", "UPDATE installed SET enabled = 1, disabledReason = 0")
    change_database(
        home, "Addons", f"UPDATE installed SET enabled = 0, disabledReason = 1 WHERE addonID = '{NEIGHBOUR}'"
    )
    change_database(
        home,
        "MyVideos",
        "INSERT INTO path (strPath, strContent, strScraper, scanRecursive, useFolderNames) "
        f"VALUES ('{home.films}/', 'movies', 'metadata.local', 2147483647, 0)",
    )


def change_database(home: Home, name: str, statement: str) -> None:
    """Change one of Kodi's own data bases while it is down."""
    database = max((home.kodi / "userdata" / "Database").glob(f"{name}*.db"))
    with contextlib.closing(sqlite3.connect(database, timeout=10)) as db, db:
        db.execute(statement)


def fill_library(kodi: Kodi, films: List[Film]) -> Dict[str, int]:
    """Let Kodi scan the films; their numbers in its library by title."""
    kodi.call("VideoLibrary.Scan", showdialogs=False)

    def numbers() -> Optional[Dict[str, int]]:
        movies = kodi.call("VideoLibrary.GetMovies", properties=["title"]).get("movies", [])
        return {film["title"]: film["movieid"] for film in movies} if len(movies) == len(films) else None

    return dict(kodi.until(numbers))


@contextlib.contextmanager
def running(home: Home, display: Display) -> Iterator[Kodi]:
    """Kodi with our service in it, on a window where short films do no harm to Kodi itself."""
    with started(home, display) as kodi:
        kodi.until(lambda: home.is_serving)
        yield kodi


@contextlib.contextmanager
def started(home: Home, display: Display) -> Iterator[Kodi]:
    """Kodi, whatever becomes of our service in it."""
    kodi = Kodi(home, display)
    try:
        kodi.wait_until_up()
        kodi.go_to_a_calm_window()
        yield kodi
    finally:
        kodi.kill()
