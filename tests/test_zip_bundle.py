"""The add-on's few files: every module as it was, and every name as it was meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest

from tools import kodi_bundle
from tools.kodi_bundle import Clash, bundle, home, name_of
from tools.kodi_slim import slim
from tools.kodi_zip import ROOT, files, lay_out

MODULES = [name for name in files() if name.startswith("lib/")]
SHIPPED = sorted({home(name_of(path)) for path in MODULES})
PACKAGES = ("", "core/", "hosts/", "hosts/kodi/", "journal/")


def bundled(**core: str) -> Dict[str, str]:
    """The shipped files of these modules of the core, and of one of the journal's."""
    sources = {f"lib/verdict/{package}__init__.py": "" for package in PACKAGES}
    sources["lib/verdict/journal/films.py"] = core.pop("films", "")
    return bundle({**sources, **{f"lib/verdict/core/{name}.py": text for name, text in core.items()}})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("addon")) / "lib"


@pytest.mark.parametrize("module", SHIPPED)
def test_each_file_can_be_the_first_to_be_loaded(module: str, library: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env={**os.environ, "PYTHONPATH": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_no_file_uses_a_name_that_it_does_not_have(library: Path) -> None:
    ruff = Path(sys.executable).parent / "ruff"
    rules = ["--isolated", "--no-cache", "--select", "F811,F821,F823"]
    done = subprocess.run(
        [str(ruff), "check", *rules, str(library)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES)
def test_every_line_is_found_again_by_its_place_in_a_shipped_file(
    path: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kodi_bundle, "BUILT", library / "verdict")
    name = home(name_of(path)).replace(".", "/")
    shipped = next(file for file in (library / f"{name}.py", library / name / "__init__.py") if file.exists())
    lines = shipped.read_text("utf-8").split("\n")
    source = slim(ROOT / path).decode("utf-8").split("\n")
    begins = lines.index(f"# {path}") + 1 if f"# {path}" in lines else 0
    for number, text in enumerate(source, 1):
        if text and "import" not in text and not text.startswith((" ", "if TYPE_CHECKING", ")")):
            assert lines[begins + number - 1] == text
            place = shipped.relative_to(library / "verdict").as_posix()
            assert kodi_bundle.origin(place, begins + number) == f"{path}:{number}"


def test_a_module_comes_after_those_that_it_needs() -> None:
    files = bundled(movie="from verdict.core.words import NAME\nTITLE = NAME\n", words="NAME = 'Dune'\n")
    text = files["lib/verdict/core/__init__.py"]
    assert text.index("NAME = 'Dune'") < text.index("TITLE = NAME")
    assert "import NAME" not in text


def test_another_file_asks_for_a_name_where_it_is_shipped() -> None:
    films = "from verdict.core.movie import Movie as Film\nfrom verdict.core import words as said\n"
    files = bundled(films=films, movie="class Movie: pass\n", words="")
    text = files["lib/verdict/journal/__init__.py"]
    assert "from verdict.core import Movie as Film" in text
    assert "from verdict import core as said" in text


@pytest.mark.parametrize(
    "second",
    ["NAME = 2\n", "def NAME(): pass\n", "from os import NAME\n", "if True:\n\timport NAME\n"],
)
def test_one_name_with_two_meanings_is_refused(second: str) -> None:
    with pytest.raises(Clash, match="NAME in verdict"):
        bundled(movie="NAME = 1\n", words=second)


@pytest.mark.parametrize("text", ["def open(): pass\n", "id = 3\n", "from os import open\n"])
def test_a_name_of_pythons_own_is_refused(text: str) -> None:
    with pytest.raises(Clash, match="Python's own"):
        bundled(movie=text)


@pytest.mark.parametrize(
    "text", ["from verdict.core import words\n", "from verdict.core.words import NAME as OTHER\n"]
)
def test_a_neighbour_under_another_name_is_refused(text: str) -> None:
    with pytest.raises(Clash, match="has no name of its own"):
        bundled(movie=text, words="NAME = 1\n")
