"""A file as Kodi needs it: what only its readers need stays in the sources."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path
from typing import Iterator

import polib

_ONE_LINE = 100_000  # columns
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def slim(path: Path) -> bytes:
    """What goes into the add-on for this file of the project."""
    if path.suffix == ".py":
        return without_comments(path.read_text("utf-8")).encode("utf-8")
    if path.suffix == ".po" and "en_gb" not in path.parent.name:
        return without_english(path).encode("utf-8")
    return path.read_bytes()


def without_comments(source: str) -> str:
    """Python without comments and docstrings; each line keeps its number, for the tracebacks."""
    lines = source.split("\n")
    for doc in _docstrings(ast.parse(source)):
        first, last = doc.lineno - 1, doc.end_lineno or doc.lineno
        lines[first:last] = [" " * doc.col_offset + '""', *[""] * (last - first - 1)]
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines).rstrip("\n") + "\n"


def without_english(path: Path) -> str:
    """A translation without the English texts, since Kodi goes by the numbers."""
    file = polib.pofile(str(path), wrapwidth=_ONE_LINE)
    for entry in file:
        entry.msgid = entry.comment = ""
    return str(file)


def _docstrings(tree: ast.Module) -> Iterator[ast.Expr]:
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            yield first
