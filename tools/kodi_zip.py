"""The installable add-on: dist/service.verdict-<version>.zip, with only what Kodi needs, and checked."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Dict, Iterator

from tools.kodi_bundle import LIBRARY, bundle
from tools.kodi_slim import slim

ROOT = Path(__file__).resolve().parent.parent
ADDON = "service.verdict"
LEFT_OUT = (
    "resources/mpv/",
    "resources/screenshots/",
    "lib/verdict/hosts/mpv/",
    "lib/verdict/cli/",
    "lib/verdict/sandbox/",
    "lib/verdict/__main__.py",
    "lib/verdict/resources.py",
    "lib/verdict/signals.py",
    "lib/verdict/core/trace_reader.py",
    "lib/verdict/trakt/clockcheck.py",
)
KINDS = {".py", ".po", ".xml", ".png", ".jpg"}
PARTS = ("lib/verdict", "resources")
OLDEST = "matrix"  # Kodi 19, the first with Python 3
MOMENT = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file


def files() -> Iterator[str]:
    """What goes into the add-on, as paths in the project."""
    yield from ("addon.xml", "plugin.py", "LICENSE")
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and path.suffix in KINDS and not name.startswith(LEFT_OUT):
                yield name


def lay_out(folder: Path) -> Path:
    """Put the add-on's folder, named as its id, into this folder."""
    addon = folder / ADDON
    for name, content in contents().items():
        target = addon / (f"{name}.txt" if name == "LICENSE" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o644)
    return addon


def contents() -> Dict[str, bytes]:
    """What stands in the add-on's files, by their paths in the project."""
    slimmed = {name: slim(ROOT / name) for name in files()}
    modules = {name: slimmed.pop(name).decode("utf-8") for name in list(slimmed) if _is_module(name)}
    return {**slimmed, **{name: source.encode("utf-8") for name, source in bundle(modules).items()}}


def _is_module(name: str) -> bool:
    return name.startswith(LIBRARY) and name.endswith(".py")


def pack(addon: Path, folder: Path) -> Path:
    """The zip of an add-on's folder."""
    version = re.search(r'<addon [^>]*version="([^"]+)"', (addon / "addon.xml").read_text("utf-8"))
    target = folder / f"{ADDON}-{version[1] if version else '0'}.zip"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(addon.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(addon.parent).as_posix(), MOMENT)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return target


def check(addon: Path) -> int:
    """Hold the folder against Kodi's own rules: 0 without a problem and without a warning."""
    rules = [sys.executable, "-m", "tools.kodi_rules"]
    command = [*rules, "--branch", OLDEST, "--skip-dependency-checks", str(addon)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    print(said.stdout + said.stderr)
    sound = said.returncode == 0 and not re.search(r"\bWARN\b|\bERROR\b", said.stdout + said.stderr)
    return 0 if sound else 1


def main() -> int:
    stage = ROOT / "build" / "kodi"
    shutil.rmtree(stage, ignore_errors=True)
    addon = lay_out(stage)
    target = pack(addon, ROOT / "dist")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")
    return check(addon)


if __name__ == "__main__":
    sys.exit(main())
