"""What Verdict stands on: locked with hashes, and each package listed with its licence."""

from __future__ import annotations

import re
import shutil
import subprocess
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


@pytest.mark.skipif(not shutil.which("pip-audit"), reason="pip-audit is not installed")
def test_no_known_weakness_is_in_the_lock() -> None:
    command = ["pip-audit", "-r", str(LOCK), "--disable-pip", "--progress-spinner=off"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    said = done.stdout + done.stderr
    if "could not be audited" in said:
        pytest.skip("the package index here does not tell of weaknesses")
    if done.returncode and re.search("ConnectionError|Max retries|ServiceError|Timeout", said):
        pytest.skip("the list of weaknesses cannot be reached")
    assert done.returncode == 0, said
