"""What the client costs whoever only imports it: nothing that speaks HTTP, and no newer Python."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import List

import pytest

import verdict
import verdict.trakt

FOLDER = Path(verdict.trakt.__file__).parent
FILES = sorted(FOLDER.glob("*.py"))
OVER_HTTP = ("session", "wires")  # imported with the first request
HEAVY = ("requests", "urllib3", "ssl", "sqlite3", "http.client")


def run(code: str) -> List[str]:
    done = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys; print(*sys.modules)"],
        env={"PYTHONPATH": str(FOLDER.parent.parent)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in HEAVY if name in done.stdout.split()]


def test_importing_the_client_imports_nothing_heavy():
    names = [f"verdict.trakt.{file.stem}" for file in FILES if file.stem not in ("__init__", *OVER_HTTP)]
    assert run("import " + ", ".join(names)) == []


def test_the_first_request_does():
    code = (
        "from verdict.trakt.transport import Transport\nfrom verdict.trakt.errors import Unavailable\n"
        "try: Transport('http://127.0.0.1:1').get('x')\nexcept Unavailable: pass"
    )
    assert set(run(code)) >= {"requests", "urllib3"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_python_3_8_says_why_it_exists_and_guards_nothing_with_assert(file: Path):
    tree = ast.parse(file.read_text("utf-8"), feature_version=(3, 8))
    first_line = (ast.get_docstring(tree) or "").splitlines()[0]
    assert first_line.endswith(".")
    assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_needs_nothing_of_the_house_but_the_core(file: Path):
    tree = ast.parse(file.read_text("utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    ours = [name for name in imported if name.startswith("verdict")]
    assert all(name == "verdict" or name.startswith(("verdict.core", "verdict.trakt")) for name in ours)
