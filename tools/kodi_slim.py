"""A file as Kodi needs it: what only its readers need stays in the sources."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path
from typing import Iterator, List, Tuple

import polib

# The texts that Kodi never shows: they speak of mpv's keys, a terminal or a file of settings.
ELSEWHERE = {
    "ask_less",
    "classic_sign_in_how",
    "enter_signs_in",
    "how_advanced",
    "how_else",
    "how_simple",
    "how_stars",
    "how_to_choose",
    "how_to_search",
    "how_wrong",
    "no_client_id_how",
    "shared_path",
}
_ONE_LINE = 100_000  # columns
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_NOT_WRITTEN = {tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.ENDMARKER}
_Cut = Tuple[int, int, int, int]  # the first line, its column, the last line, its column; in bytes, from 0


def slim(path: Path) -> bytes:
    """What goes into the add-on for this file of the project."""
    if path.suffix == ".py":
        return with_tabs(without_types(without_comments(path.read_text("utf-8")))).encode("utf-8")
    if path.suffix == ".po":
        return without_the_rest(path).encode("utf-8")
    return path.read_bytes()


def without_comments(source: str) -> str:
    """Python without comments and docstrings; each line keeps its number, for the tracebacks."""
    lines = source.split("\n")
    for doc, in_its_place in _docstrings(ast.parse(source)):
        first, last = doc.lineno - 1, doc.end_lineno or doc.lineno
        kept = " " * doc.col_offset + in_its_place if in_its_place else ""
        lines[first:last] = [kept, *[""] * (last - first - 1)]
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines).rstrip("\n") + "\n"


def without_types(source: str) -> str:
    """Python without the types of arguments, results and variables; a class's fields need theirs."""
    lines = [line.encode("utf-8") for line in source.split("\n")]
    for row, column, last, end in sorted(_types(ast.parse(source), lines), reverse=True):
        rest = lines[last][end:]
        lines[row : last + 1] = [lines[row][:column] + rest, *[b""] * (last - row)]
    return b"\n".join(lines).decode("utf-8")


def with_tabs(source: str) -> str:
    """Python indented by one character a level."""
    lines, depth, begins = source.split("\n"), 0, True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        depth += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
        if begins and token.type not in _NOT_WRITTEN:
            row, column = token.start
            lines[row - 1] = "\t" * depth + lines[row - 1][column:]
        begins = token.type == tokenize.NEWLINE or (begins and token.type in _NOT_WRITTEN)
    return "\n".join(lines)


def without_the_rest(path: Path) -> str:
    """A language's texts, for Kodi goes by their numbers: the English ones stand in the English file."""
    file = polib.pofile(str(path), wrapwidth=_ONE_LINE)
    file.header, is_english = "", "en_gb" in path.parent.name
    for entry in [each for each in file if each.comment in ELSEWHERE]:
        file.remove(entry)
    for entry in file:
        entry.comment, entry.msgid = "", entry.msgid if is_english else ""
    return str(file)


def _docstrings(tree: ast.Module) -> Iterator[Tuple[ast.Expr, str]]:
    """Each docstring, and what has to stand there: something, where nothing else does."""
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            yield first, "" if len(node.body) > 1 else '""'


def _types(tree: ast.Module, lines: List[bytes]) -> Iterator[_Cut]:
    fields = {id(part) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation:
            yield _cut(node.lineno - 1, node.col_offset + len(node.arg.encode("utf-8")), node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns:
            row = node.returns.lineno - 1
            arrow = lines[row].rindex(b" ->", 0, node.returns.col_offset)
            yield _cut(row, arrow, node.returns)
        elif isinstance(node, ast.AnnAssign) and node.value and id(node) not in fields:
            yield _cut((node.target.end_lineno or 0) - 1, node.target.end_col_offset or 0, node.annotation)


def _cut(row: int, column: int, until: ast.expr) -> _Cut:
    return row, column, (until.end_lineno or 0) - 1, until.end_col_offset or 0
