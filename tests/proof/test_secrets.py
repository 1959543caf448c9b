"""No secret leaves its file: not in what processes say, log, record, keep, or show to the process list."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set

import pytest

from tests.proof.house import INDY, make_home, rate, write_private
from tests.proof.nursery import ROOT
from verdict.cli import main
from verdict.sandbox import Sandbox

FILM = str(INDY.ids.imdb)
MEDIA = next((ROOT / "tests" / "media").glob("*.mkv"))
OWN = ("verdict.toml", "token.json")  # the files that secrets are kept in
PROMPT_SECONDS = 1
COMMANDS: Sequence[Sequence[str]] = (
    ("rate", FILM, "9"),
    ("unrate", "tmdb:603"),
    ("status", "--check"),
    ("status", "--json"),
    ("send",),
    ("recent",),
    ("journal", "--json"),
    ("unrated", "--json"),
    ("identify", "--json", str(MEDIA)),
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


def secrets_of(box: Sandbox) -> List[str]:
    trakt, token = box.settings()["trakt"], box.settings()["token"]
    names = ("client_id", "client_secret", "api_key", "password_sha1")
    return [*(trakt[name] for name in names), token["access_token"], token["refresh_token"]]


def environment(home: Path, **more: str) -> Dict[str, str]:
    own = {"VERDICT_HOME": str(home), "VERDICT_DEBUG": "1", "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1"}
    return {**{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}, **own, **more}


def said_by(home: Path, words: Sequence[str]) -> str:
    command = [sys.executable, str(ROOT / "plugin.py"), *words]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def kept_in(home: Path) -> str:
    files = [path for path in home.rglob("*") if path.is_file() and path.name not in OWN]
    assert any(path.name == "journal.sqlite3" for path in files)
    return "".join(path.read_bytes().decode("latin-1") for path in files)


def leaks(text: str, box: Sandbox) -> List[str]:
    return [line for line in text.splitlines() if any(secret in line for secret in secrets_of(box))]


def fail(box: Sandbox, api: str, fault: Dict[str, Any]) -> None:
    """Let every answer repeat all that a server of this API is ever told."""
    known = secrets_of(box)
    text = " ".join(known[2:4] if api == "v1" else [*known[:2], *known[4:]])
    filled = {k: v.replace("{secrets}", text) if isinstance(v, str) else v for k, v in fault.items()}
    if filled:
        box.fail(times=None, **filled)


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


def _plays() -> Optional[str]:
    try:
        import mpv  # noqa: F401
    except (ImportError, OSError) as problem:
        return f"no libmpv: {problem}"
    return None if Path("/proc/self/environ").exists() else "the process list is read from /proc"


@pytest.mark.skipif(bool(_plays()), reason=str(_plays()))
@pytest.mark.parametrize("api", ["v1", "v2"])
def test_a_film_its_trace_and_the_processes_meanwhile_show_no_secret(
    api: str, box: Sandbox, tmp_path: Path
) -> None:
    home, trace = make_home(tmp_path / "home", box, api), tmp_path / "trace.jsonl"
    with (home / "verdict.toml").open("a", encoding="utf-8") as file:
        file.write(f"[rating]\ntimeout_seconds = {PROMPT_SECONDS}\n")
    rate(home, (INDY, 3))
    box.fail(503, times=None)
    command = [sys.executable, str(ROOT / "plugin.py"), "play", "--record", str(trace), str(MEDIA)]
    options = ["--", "--vo=null", "--ao=null", "--no-config", "--speed=4"]
    said = tmp_path / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [*command, *options], env=environment(home), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        seen: Set[str] = set()
        while process.poll() is None:
            seen |= _processes(str(home))
    assert process.returncode == 0
    assert any("play" in line for line in seen)
    assert '"ask"' in trace.read_text("utf-8")
    told = said.read_text("utf-8") + trace.read_text("utf-8") + "\n".join(seen)
    assert leaks(told + kept_in(home), box) == []


def _processes(home: str) -> Set[str]:
    """The command lines and environments of all processes of this home."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes().decode("latin-1")
            if home in environ:
                found.add((folder / "cmdline").read_bytes().decode("latin-1") + "\n" + environ)
        except OSError:
            continue
    return found


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


NASTY = (
    "<b>Bold</b> & <script>",
    "{\\b1}Bold{\\an8}",
    "[B]Bold[/B] [COLOR red]x[/COLOR]",
    "[bold red]Rich[/] [link=file:///etc/passwd]x[/link]",
    "\x1b[31mRed\x1b]0;title\x07\x9b2J",
    "one\ntwo\r\x08three",
    "\u202egnp.exe\u2066\u200f",
    "$(touch pwned) `id` ; rm",
    "%s %n {0} {title}",
)
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("title", NASTY)
def test_a_title_is_text_wherever_a_command_shows_it(
    title: str, box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    home = make_home(tmp_path / "home", box, "v2")
    monkeypatch.setenv("VERDICT_HOME", str(home))
    box.add_movie(title, 1981, "tt7654321")
    main(["rate", f"{title} (1981)", "9"])
    main(["rate", "tt7654321", "8"])
    for words in (["journal"], ["recent"], ["unrated"], ["status"], ["identify", f"{title} (1981).mkv"]):
        main(words)
    said = capsys.readouterr()
    assert not OBEYED.search(said.out + said.err)
    seen = " ".join(OBEYED.sub(" ", title).replace("\n", " ").split())
    assert seen in " ".join(said.out.split())


@pytest.mark.parametrize("title", NASTY)
def test_a_title_is_text_in_the_prompt_of_the_terminal(title: str) -> None:
    import io

    from verdict.core.movie import Movie
    from verdict.core.prompt import open_prompt
    from verdict.core.rating import Rated, RatingMode
    from verdict.core.words import Words
    from verdict.hosts.mpv.terminal import TerminalPrompt

    out = io.StringIO()
    prompt = TerminalPrompt(out, Words())
    prompt.show(open_prompt(1, Movie(title, 1981), RatingMode.ADVANCED, Rated(), None))
    prompt.say(title, title)
    assert not OBEYED.search(out.getvalue())


def test_a_folder_and_a_file_that_are_private_already_are_not_remarked_upon(
    box: Sandbox, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "home", box, "v2")
    write_private(home / "note", "")
    assert "others" not in said_by(home, ("status", "--offline"))
