"""verdict.toml as it is on disk: what counts of a broken one, and how one text in it is changed."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from verdict.cli.places import make_private

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MOST_BROKEN_LINES = 20
HARMLESS = ("rating", "scrobble", "finish", "prompt")  # tables that hold no secret and no address
_WHERE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")
_QUOTED = re.compile(r"'[^']{4,}'|\"[^\"]{4,}\"")  # what stands in the file may be a secret
_HEADER = re.compile(r"\s*\[\s*([\w-]+)\s*\]\s*(?:#.*)?")

Tables = Dict[str, Any]


def read_toml(path: Path) -> Tuple[Tables, List[str]]:
    """The tables, and what is wrong with the file; a file that is not there is an empty one.

    A line that is no TOML is named and left out. Unless it is surely none of [trakt], that table goes with
    it: without the one line that names the server, credentials would go to another one.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}, []
    except OSError as problem:
        return {}, [f"it cannot be read: {problem.strerror}"]
    return _Reading(raw).result()


class _Reading:
    def __init__(self, raw: bytes) -> None:
        self._problems: List[str] = []
        self._is_doubtful = False
        self._lines = [line.decode("utf-8", "replace") for line in raw.splitlines()]
        if self._lines:
            self._lines[0] = self._lines[0].lstrip("\ufeff")
        for number, line in enumerate(raw.splitlines(), 1):
            if line.decode("utf-8", "replace").encode() != line:
                self._leave_out(number, "not UTF-8")

    def result(self) -> Tuple[Tables, List[str]]:
        tables = self._tables()
        if tables is None:
            return {}, [*self._problems, "the rest is no TOML either: the defaults count"]
        if self._is_doubtful and "trakt" in tables:
            del tables["trakt"]
            self._problems.append("[trakt] does not count, and nothing is sent, until that is mended")
        return tables, self._problems

    def _tables(self) -> Optional[Tables]:
        while len(self._problems) <= MOST_BROKEN_LINES:
            try:
                return tomllib.loads("\n".join(self._lines))
            except RecursionError:
                return None
            except tomllib.TOMLDecodeError as problem:
                number = self._line_of(str(problem))
                if not self._lines[number - 1].strip():
                    return None
                self._leave_out(number, _WHERE.sub("", str(problem)))
        return None

    def _line_of(self, problem: str) -> int:
        """The number of the broken line; the last one that says anything where the end is to blame."""
        found = _WHERE.search(problem)
        if found and found[1] and int(found[1]) <= len(self._lines):
            return int(found[1])
        return max((n for n, line in enumerate(self._lines, 1) if line.strip()), default=1)

    def _leave_out(self, number: int, problem: str) -> None:
        told = _QUOTED.sub("…", problem)
        self._problems.append(f"line {number} is left out: {told}")
        above = (_HEADER.fullmatch(line) for line in reversed(self._lines[: number - 1]))
        table = next((header[1] for header in above if header), None)
        broken, self._lines[number - 1] = self._lines[number - 1], ""
        if table not in HARMLESS or broken.lstrip().startswith("["):
            self._is_doubtful = True


def set_value(path: Path, table: str, key: str, value: str) -> None:
    """Write one text into the file and leave every other line as it is. The file is private from then on.

    ValueError where the file is written in a way that this cannot be done to; OSError where it fails.
    """
    text = path.read_text("utf-8-sig") if path.exists() else ""
    before = tomllib.loads(text)
    changed = _with_value(text.splitlines(), table, key, f"{key} = {json.dumps(value)}")
    wanted = {**before, table: {**before.get(table, {}), key: value}}
    if tomllib.loads(changed) != wanted:
        raise ValueError("the file is written in an unusual way")
    _write(path, changed)


def _with_value(lines: List[str], table: str, key: str, line: str) -> str:
    headers = [(n, found[1]) for n, found in enumerate(map(_HEADER.fullmatch, lines)) if found]
    start = next((n for n, name in headers if name == table), None)
    if start is None:
        return "\n".join([*lines, f"[{table}]", line, ""])
    end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    here = next((n for n in range(start + 1, end) if re.match(rf"\s*{key}\s*=", lines[n])), None)
    before, after = (start + 1, start + 1) if here is None else (here, here + 1)
    return "\n".join([*lines[:before], line, *lines[after:], ""])


def _write(path: Path, text: str) -> None:
    path = Path(os.path.realpath(path))  # a link stays one
    make_private(path.parent)
    new = path.with_name(path.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o600)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
