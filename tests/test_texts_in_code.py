"""No text that a player shows stands in the code: it is in `verdict.core.words`, and so in every language."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Iterator, List, Set

import pytest

LIB = Path(__file__).resolve().parent.parent / "lib" / "verdict"
MPV = LIB / "hosts" / "mpv"
SHOWING = [
    *(path for path in LIB.glob("*.py") if path.name != "settings.py"),  # its words are for log and terminal
    *(path for path in (LIB / "hosts" / "kodi").glob("*.py") if path.name != "settings.py"),  # as those
    *(MPV / "overlay").glob("*.py"),
    *(MPV / f"{name}.py" for name in ("corner", "screen", "terminal")),
]
SENTENCE = re.compile(r"[^\W\d_]{2,}['’]?[ ,:;]+[^\W\d_]{2,}|^[A-Z][a-z]{2,}[.!?]?$")
SHOWS = {"ok", "notification", "notify", "select", "create", "yesno", "setLabel", "say", "amend", "note"}
NAMES = {"Trakt", "Kodi", "Verdict", "Enter", "Esc"}
OF_KODI = {"Default", "Other.", "Title", "Year", "sign in"}  # a folder, a notice, labels, the name of a page
# Why a film was kept or passed over: for traces, logs and `verdict unrated`, in English as these are.
REASONS = {
    "the settings say not to ask",
    "the user never wants to be asked about this film",
    "the Trakt account says not to ask",
    "the film is rated already, and the settings say to skip those",
    "which film it is was not said",
    "something else came before it was answered",
    "the user said which film it is",
    "it was found out",
    "another add-on asks about it",
    "the user wants no questions for some time",
}


def texts_in(source: str) -> List[str]:
    """What reads as a text for people: a sentence, a capitalised word, all that a showing call is given."""
    tree = ast.parse(source)
    unseen = {id(node) for part in _unseen(tree) for node in ast.walk(part)}
    given = {id(argument) for call in _calls(tree) if _name(call) in SHOWS for argument in call.args}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unseen
        if (id(node) in given and node.value) or SENTENCE.search(node.value)
        if node.value not in NAMES | OF_KODI | REASONS
    ]


def _unseen(tree: ast.Module) -> Iterator[ast.AST]:
    """What nobody sees on the screen: docstrings, exports, errors, the log, Kodi's functions, types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _says_it_to_nobody(node)):
            yield node
        if isinstance(node, ast.Call) and _name(node) == "executebuiltin":
            yield node
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            yield node
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
            yield node


def _says_it_to_nobody(call: ast.Call) -> bool:
    return _speaker(call) == "log" or _name(call) == "executebuiltin"


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def _speaker(call: ast.Call) -> str:
    return getattr(getattr(call.func, "value", None), "id", "")


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(LIB).as_posix())
def test_no_text_is_written_in_the_code(path):
    assert texts_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('dialog.ok("Oh", str(problem))', ["Oh"]),
        ('dialog.notification("Trakt", words("sent"))', []),
        ('self._talk.say(None, "saved", "")', ["saved"]),
        ('headline = "Not saved yet"', ["Not saved yet"]),
        ('headline = f"{count} films wait"', [" films wait"]),
        ('label = "Skip"', ["Skip"]),
        ('log.warning("it was not saved")', []),
        ('raise ValueError("it is no film")', []),
        ('"""A text about the module."""', []),
        ('shape = {"format": "ass-events"}', []),
    ],
)
def test_a_text_in_the_code_would_be_found(line, found):
    assert texts_in(line) == found


def test_no_reason_is_excused_that_nobody_gives():
    sources: Set[str] = {path.read_text("utf-8") for path in SHOWING}
    assert [reason for reason in REASONS if not any(reason in source for source in sources)] == []
