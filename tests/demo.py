"""`make demo`: a short film on a sandbox of our own, its rating, and the request that carried it."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Dict, Iterator, Optional

from tests.players.stage import ROOT, Display, Viewer, missing
from verdict.sandbox import Sandbox
from verdict.sandbox.log import Record

PICTURE = ROOT / "build" / "demo.png"
KEYS = {"simple": "l", "advanced": "9", "stars": "4"}


def main() -> int:
    choice = argparse.ArgumentParser(description=__doc__)
    choice.add_argument("--mode", default="auto", choices=["auto", "simple", "advanced", "stars"])
    choice.add_argument("--api", default="v2", choices=["v1", "v2"])
    wanted = choice.parse_args()
    mode = "advanced" if wanted.mode == "auto" else wanted.mode
    with Sandbox(mode=mode if mode == "simple" else "advanced") as box, tempfile.TemporaryDirectory() as home:
        _write_home(Path(home), box, wanted.api, wanted.mode)
        print(f"A sandbox of Trakt answers at {box.url}. The film begins; its prompt comes when it ends.")
        with _screen() as display:
            _watch(Path(home), display, KEYS[mode])
        sent = [record for record in box.requests if _is_rating(record)]
    if not sent:
        print("Nothing was rated, so nothing was sent.")
        return 0
    _print_exchange(sent[-1])
    return 0


@contextlib.contextmanager
def _screen() -> Iterator[Optional[Display]]:
    """A display of our own where there is none; None where a person sits in front of one."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield None
        return
    lacking = missing()
    if lacking:
        raise SystemExit(f"There is no display, and none can be started: {lacking}")
    print("There is no display: Xvfb is started, and a key is pressed for you.")
    with Display() as display:
        yield display


def _watch(home: Path, display: Optional[Display], key: str) -> None:
    options: Dict[str, Dict[str, str]] = {"environment": display.environment} if display else {}
    with Viewer(home, mpv=["--fullscreen"] if display else [], **options) as viewer:
        viewer.decision("ask")
        print("The film has finished, and the prompt is on the screen.")
        if display:
            display.picture_of_prompt(PICTURE)
            display.key(key)
            print(f"Pressed: {key}. The picture of the prompt is in {PICTURE.relative_to(ROOT)}")
        viewer.end()


def _write_home(home: Path, box: Sandbox, api: str, mode: str) -> None:
    settings = box.settings()
    tables = {"trakt": {**settings["trakt"], "api": api}, "rating": {"mode": mode}}
    lines = []
    for name, table in tables.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())]
    (home / "verdict.toml").write_text("\n".join(lines), encoding="utf-8")
    (home / "token.json").write_text(json.dumps(settings["token"]), encoding="utf-8")


def _is_rating(record: Record) -> bool:
    return record.method == "POST" and record.path.startswith(("/rate/movie", "/sync/ratings"))


def _print_exchange(record: Record) -> None:
    """The request as the sandbox received it, and its answer; secrets are blotted out."""
    seen = record.to_json()
    print(f"{seen['method']} {seen['path']}")
    print(json.dumps(seen["json"], indent=2, ensure_ascii=False))
    print(f"-> {seen['status']}")
    print(json.dumps(seen["answer"], indent=2, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
