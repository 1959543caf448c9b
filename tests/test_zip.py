"""What goes into Kodi's add-on: the same code, without what only its readers need."""

from __future__ import annotations

import ast
from typing import Iterator, List, Tuple

import pytest

from tools.kodi_slim import slim, without_comments
from tools.kodi_zip import ROOT, files

CODE = [name for name in files() if name.endswith(".py")]
SOURCE = '''"""Says what it is for,

in more than one line."""

import os  # for its name


class Film:
    """Only a docstring."""


def name(path):
    """Says what it does."""
    # says why
    return "# no comment" + os.path.basename(path)
'''
SLIM = """""



import os


class Film:
    ""


def name(path):
    ""

    return "# no comment" + os.path.basename(path)
"""


def statements(source: str) -> List[Tuple[int, str]]:
    """Every statement but the docstrings, with its line."""
    return [
        (node.lineno, ast.dump(node.value) if isinstance(node, ast.Expr) else type(node).__name__)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and not _is_text(node)
    ]


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_comments_and_docstrings_stay_behind_and_no_line_moves() -> None:
    assert without_comments(SOURCE) == SLIM


@pytest.mark.parametrize("name", CODE)
def test_the_code_is_the_same_in_the_same_lines(name: str) -> None:
    source = (ROOT / name).read_text("utf-8")
    kept = slim(ROOT / name).decode("utf-8")
    assert statements(kept) == statements(source)
    assert ast.unparse(_without_texts(kept)) == ast.unparse(_without_texts(source))


def _without_texts(source: str) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [each for each in body if not _is_text(each)] or [ast.Pass()]
    return tree


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
