"""What Verdict stands on: locked with hashes, and each package listed with its licence."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import List

import pytest

from bench.licences import LIST, LOCK, UNKNOWN, canonical, document, licence, locked, needed
from tests.proof.nursery import ROOT

try:
    import tomllib
except ImportError:  # Python 3.10
    import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]

ONLY_FOR_OLDER = {"tomli"}  # before Python 3.11; CI runs a later one


def dependencies() -> List[str]:
    """The names of all that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    stated = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return [canonical(re.split(r"[ ;<>=!~\[]", line)[0]) for line in stated]


def test_every_dependency_is_in_the_lock_with_all_that_it_needs() -> None:
    assert set(dependencies()) - set(locked()) <= ONLY_FOR_OLDER
    assert len(needed("verdict")) > len(dependencies()) / 2


def test_every_package_of_the_lock_has_one_version_and_hashes() -> None:
    entries = re.split(r"\n(?=[A-Za-z])", LOCK.read_text("utf-8").split("\n", 1)[1])
    assert len(entries) == len(locked())
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


def test_every_package_of_the_lock_is_listed_with_its_version_and_licence() -> None:
    listed = dict(re.findall(r"^\| (\S+) \| (\S+) \| [^|?]+ \|$", LIST.read_text("utf-8"), re.MULTILINE))
    for head in ("Package", "What"):
        del listed[head]
    assert listed == locked()


def test_the_list_says_what_the_packages_say() -> None:
    """As far as they are installed here."""
    said = dict(re.findall(r"^\| (\S+) \| \S+ \| ([^|]+) \|$", LIST.read_text("utf-8"), re.MULTILINE))
    known = {name: licence(name) for name in locked() if licence(name) != UNKNOWN}
    assert len(known) > len(locked()) / 2
    assert {name: said[name] for name in known} == known
    assert document().startswith("# ")


VULNERABLE = "Found 2 known vulnerabilities in 1 package\nName Version\nrequests 1.0 CVE-1\n"
UNKNOWN_HERE = "{0}  Dependency not found on PyPI and could not be audited: {0} (1)\n"
UNREACHABLE = "pip_audit._service.interface.ConnectionError: Could not connect\n"


@pytest.mark.parametrize(
    ("said", "code", "ends", "tells"),
    [
        (VULNERABLE, 1, 1, "CVE-1"),
        (VULNERABLE + UNKNOWN_HERE.format("rich"), 1, 1, "CVE-1"),
        ("No known vulnerabilities found\n", 0, 0, "No known weakness"),
        ("".join(map(UNKNOWN_HERE.format, locked())), 0, 0, "skipped: "),
        (UNKNOWN_HERE.format("rich"), 0, 0, "of the other 1 "),
        (UNREACHABLE, 1, 0, "skipped: "),
        ("usage: pip-audit", 2, 2, "usage"),
    ],
)
def test_the_audit_fails_for_a_weakness_and_says_what_it_could_not_look_up(
    said: str, code: int, ends: int, tells: str, tmp_path: Path
) -> None:
    """With a stand-in for pip-audit, since what it finds changes by the day."""
    venv = tmp_path / "build" / "audit" / "bin"
    venv.mkdir(parents=True)
    (venv.parent / ".ready").touch()
    (tmp_path / ".ci").mkdir()
    shutil.copy(LOCK, tmp_path / ".ci")
    (tmp_path / "said").write_text(said, "utf-8")
    (venv / "pip-audit").write_text(
        f"#!/bin/sh\ncat {shlex.quote(str(tmp_path / 'said'))}\nexit {code}\n", "utf-8"
    )
    (venv / "pip-audit").chmod(0o755)
    done = subprocess.run([str(ROOT / ".ci" / "audit")], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == ends
    assert tells in done.stdout
