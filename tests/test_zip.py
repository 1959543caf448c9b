"""What goes into Kodi's add-on: the same code, without what only its readers need."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Iterator, List

import polib
import pytest

from tools.kodi_slim import ELSEWHERE, slim, with_tabs, without_comments, without_types
from tools.kodi_zip import ROOT, files, lay_out, pack
from verdict.core.words import ENGLISH
from verdict.hosts.kodi.texts import _HERE

ART = {"icon.png", "fanart.jpg", "screenshot-01.jpg", "screenshot-02.jpg", "screenshot-03.jpg"}
CODE = [name for name in files() if name.endswith(".py")]
SOURCE = '''"""Says what it is for,

in more than one line."""

import os  # for its name

LONGEST: int = 80


class Film:
    """Only a docstring."""


class Named(Film):
    year: int = 0

    def name(
        self, path: str = "größer", *rest: Dict[str, int], most: Optional[
            int
        ] = None, **others: str
    ) -> List[
        str
    ]:
        """Says what it does."""
        # says why
        found: List[str] = ["# no comment" + os.path.basename(path),
            """as it
    was"""]
        return found
'''
SLIM = '''


import os

LONGEST = 80


class Film:
\t""


class Named(Film):
\tyear: int = 0

\tdef name(
        self, path = "größer", *rest, most = None, **others
    ):





\t\tfound = ["# no comment" + os.path.basename(path),
            """as it
    was"""]
\t\treturn found
'''


def test_comments_docstrings_and_types_stay_behind() -> None:
    kept = with_tabs(without_types(without_comments(SOURCE)))
    assert [line for line in kept.split("\n") if line] == [line for line in SLIM.split("\n") if line]


@pytest.mark.parametrize("name", CODE)
def test_the_code_is_the_same_in_the_same_lines(name: str) -> None:
    source = ast.parse((ROOT / name).read_text("utf-8"))
    kept = ast.parse(slim(ROOT / name).decode("utf-8"), feature_version=(3, 8))
    assert lines(kept) == lines(source)
    assert ast.dump(bare(kept)) == ast.dump(bare(source))


def lines(tree: ast.Module) -> List[int]:
    """Every statement's line, but the docstrings'."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt) and not is_text(node)]


class Bare(ast.NodeTransformer):
    """Takes away what may stay behind: docstrings, and the types of arguments, results and variables."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._block(node)

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self._block(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
        for number, field in enumerate(fields):
            node.body[node.body.index(field)] = ast.Expr(ast.Name(f"field {number}: {ast.unparse(field)}"))
        return self._block(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        return ast.Assign([node.target], node.value, None) if node.value else node

    def _block(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        body: List[ast.stmt] = getattr(node, "body", [])
        body[:] = [part for part in body if not is_text(part)]
        return node


def bare(tree: ast.Module) -> ast.AST:
    return Bare().visit(tree)  # type: ignore[no-any-return]


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_every_module_in_it_is_reached_from_the_entry_and_all_that_are_reached_are_in_it() -> None:
    modules = {_module(name): name for name in CODE if name.startswith("lib/")}
    reached = {"verdict"}
    todo = ["verdict.hosts.kodi"]
    while todo:
        module = todo.pop()
        if module not in reached:
            reached.add(module)
            todo += _imported((ROOT / modules[module]).read_text("utf-8"))
    assert sorted(reached) == sorted(modules)


def test_a_text_is_left_out_only_where_nothing_in_the_add_on_says_it() -> None:
    said = {
        node.value
        for name in CODE
        if not name.endswith(("core/words.py", "kodi/numbers.py", "kodi/texts.py"))
        for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(ENGLISH) >= ELSEWHERE
    assert ELSEWHERE & said <= set(_HERE)


@pytest.mark.parametrize("name", [name for name in files() if name.endswith(".po")])
def test_a_language_keeps_every_other_text(name: str) -> None:
    source, kept = polib.pofile(str(ROOT / name)), polib.pofile(slim(ROOT / name).decode("utf-8"))
    wanted = {entry.msgctxt: entry.msgstr for entry in source if entry.comment not in ELSEWHERE}
    assert {entry.msgctxt: entry.msgstr for entry in kept} == wanted
    if "en_gb" in name:
        assert all(entry.msgid for entry in kept)


def test_the_same_sources_make_the_same_files() -> None:
    command = "from tools.kodi_zip import contents; print(contents())"
    made = {
        subprocess.run(
            [sys.executable, "-c", command],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1


def test_it_weighs_at_most_150_kb_without_its_art(tmp_path: Path) -> None:
    packed = pack(lay_out(tmp_path), tmp_path)
    with zipfile.ZipFile(packed) as archive:
        art = sum(entry.compress_size for entry in archive.infolist() if Path(entry.filename).name in ART)
    assert packed.stat().st_size - art <= 150_000


def _module(name: str) -> str:
    return name[len("lib/") : -len(".py")].replace("/", ".").replace(".__init__", "")


def _imported(source: str) -> Iterator[str]:
    """Our modules that it imports, and the packages that they lie in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verdict."):
            names = [f"{node.module}.{each.name}" for each in node.names]
            for name in filter(_is_ours, [str(node.module), *names]):
                parts = name.split(".")
                yield from (".".join(parts[:length]) for length in range(2, len(parts) + 1))


def _is_ours(module: str) -> bool:
    path = ROOT / "lib" / module.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()
