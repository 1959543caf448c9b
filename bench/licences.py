"""`python -m bench.licences`: LICENSES.md, from what CI installs and what its packages say of themselves."""

from __future__ import annotations

import importlib.metadata as metadata
import re
from pathlib import Path
from typing import Dict, Iterator, List, Set

ROOT = Path(__file__).resolve().parents[1]
LOCK, LIST = ROOT / ".ci" / "requirements.txt", ROOT / "LICENSES.md"
UNKNOWN = "?"
_HEAD = """\
# Licences of what Verdict stands on

Verdict itself is under the MIT licence (`LICENSE`). None of these packages is bundled with it; pip installs
them. This list is made by `python -m bench.licences` from `.ci/requirements.txt`, the versions that CI uses.
"""
_BESIDE = """
## Beside them

| What | Licence | For |
|---|---|---|
| libmpv, of the player mpv | GPL-2.0-or-later, or LGPL-2.1-or-later as it was built | `verdict play` |
| SQLite, as Python brings it | public domain | the journal |
| Kodi, which loads the add-on | GPL-2.0-or-later | the Kodi add-on |
| script.module.requests, which Kodi installs | Apache-2.0 | the Kodi add-on |
"""
_LONGEST = 60  # characters; what is longer is the licence itself


def locked() -> Dict[str, str]:
    """Name and version of every package of the lock."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    return {canonical(name): version for name, version in pins}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str) -> Set[str]:
    """The package, and all that it needs to run, as far as it is in the lock."""
    found: Set[str] = set()
    waiting = [name]
    while waiting:
        new = canonical(waiting.pop())
        if new not in found:
            found.add(new)
            waiting += _requirements(new)
    return found & set(locked())


def _requirements(name: str) -> List[str]:
    try:
        stated = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [re.split(r"[ ;<>=!~\[(]", line)[0] for line in stated if "extra ==" not in line]


def licence(name: str) -> str:
    """What the installed package says of its licence, UNKNOWN where it is not installed or does not say."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    stated = said.get("License-Expression") or said.get("License") or ""
    if stated and len(stated) <= _LONGEST and "\n" not in stated:
        return str(stated)
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if "License ::" in line]
    return ", ".join(classified) or UNKNOWN


def document() -> str:
    return "\n".join([_HEAD, *_tables(), _BESIDE])


def _tables() -> Iterator[str]:
    at_run_time = needed("verdict")
    groups = {
        "To run it": at_run_time,
        "To test and build it": set(locked()) - at_run_time,
    }
    for title, names in groups.items():
        yield f"## {title}\n\n| Package | Version | Licence |\n|---|---|---|"
        yield "\n".join(f"| {name} | {locked()[name]} | {licence(name)} |" for name in sorted(names)) + "\n"


if __name__ == "__main__":
    LIST.write_text(document(), "utf-8")
