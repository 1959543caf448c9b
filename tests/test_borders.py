"""Guards that read the source: who may import whom, and what has to run on Kodi's oldest Python.

Each rule takes a module's name and text and returns what is wrong with it. It is held against the whole of
lib/verdict, and against a sample that breaks it: a guard that cannot fail guards nothing.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List, NamedTuple, Optional, Set, Tuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIB = ROOT / "lib"

# Imports run one way; a part may use those that stand before it and itself. Hosts have a rule of their own.
MAY_USE = {
    "core": set(),
    "trakt": {"core"},
    "journal": {"core", "trakt"},  # the client's values; never the other way
    "settings": {"core", "trakt"},
    "courier": {"core", "trakt", "journal", "settings"},
    "sandbox": {"core", "trakt"},
}
NOT_IN_KODI = {"hosts.mpv", "cli", "sandbox", "__main__"}
ONLY_UNDER = {"mpv": "hosts.mpv", "watchdog": "hosts.mpv", "guessit": "hosts.mpv", "polib": "hosts.mpv"}
# Loaded by nobody before it is needed, so that it may load `requests`, and what came with that, at its top.
ONLY_WHEN_NEEDED = {"verdict.trakt.session", "verdict.trakt.wires"}
# What a core without I/O, clock, thread or log has no use for.
WORLDLY = {
    *("_thread", "asyncio", "builtins", "concurrent", "ctypes", "datetime", "fcntl", "glob", "http"),
    *("importlib", "io", "locale", "logging", "mmap", "multiprocessing", "os", "pathlib", "platform"),
    *("pty", "queue", "random", "sched", "secrets", "select", "selectors", "shelve", "shutil"),
    *("signal", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "sys", "tempfile"),
    *("threading", "time", "urllib", "uuid", "warnings"),
}
NEWER_MODULES = {"graphlib", "tomllib", "zoneinfo"}
# Names that Python 3.8 lacks, by the module they are taken from ("" stands for a method of anything).
NEWER_NAMES = {
    "": {"bit_count", "hardlink_to", "is_relative_to", "removeprefix", "removesuffix", "with_stem"},
    "ast": {"unparse"},
    "asyncio": {"Runner", "TaskGroup", "timeout", "to_thread"},
    "contextlib": {"aclosing", "chdir"},
    "datetime": {"UTC"},
    "enum": {"ReprEnum", "StrEnum", "verify"},
    "functools": {"cache"},
    "hashlib": {"file_digest"},
    "importlib.resources": {"as_file", "files"},
    "itertools": {"batched", "pairwise"},
    "math": {"cbrt", "exp2", "lcm", "nextafter", "ulp"},
    "os": {"waitstatus_to_exitcode"},
    "random": {"randbytes"},
    "types": {"EllipsisType", "NoneType", "NotImplementedType", "UnionType"},
    "typing": {
        *(
            "Annotated",
            "Concatenate",
            "LiteralString",
            "Never",
            "NotRequired",
            "ParamSpec",
            "Required",
            "Self",
        ),
        *("TypeAlias", "TypeGuard", "Unpack", "assert_never", "assert_type", "override", "reveal_type"),
    },
}
NEWER_ARGUMENTS = {"dataclass": {"slots", "kw_only", "match_args"}, "zip": {"strict"}, "field": {"kw_only"}}
BUILTIN_GENERICS = {"dict", "frozenset", "list", "set", "tuple", "type"}
BUILTIN_TYPES = BUILTIN_GENERICS | {"bool", "bytes", "float", "int", "object", "str"}
# Modules whose classes take no brackets at run time before Python 3.9.
PLAIN_CLASSES = {"collections", "collections.abc", "contextlib", "os", "queue", "re", "subprocess", "weakref"}


class Import(NamedTuple):
    module: str
    line: int
    lazy: bool  # inside a function
    typing_only: bool  # under `if TYPE_CHECKING`


class Part(NamedTuple):
    """A part of the house: what comes before the first or, among the hosts, the second dot."""

    name: str

    @property
    def is_host(self) -> bool:
        return self.name.split(".")[0] == "hosts"

    @property
    def runs_in_kodi(self) -> bool:
        return self.name not in NOT_IN_KODI


def part_of(module: str) -> Part:
    names = module.split(".")[1:]
    if not names:
        return Part("")
    if names[0].startswith("journal"):
        return Part("journal")
    return Part(".".join(names[:2]) if names[0] == "hosts" else names[0])


# --- reading -------------------------------------------------------------------------------------------


def imports_of(module: str, text: str, is_package: bool = False) -> List[Import]:
    """Every import with its full name, also the ones of `import_module("…")`."""
    found: List[Import] = []

    def visit(node: ast.AST, lazy: bool, typing_only: bool) -> None:
        for name in _imported(node, module, is_package):
            found.append(Import(name, getattr(node, "lineno", 0), lazy, typing_only))
        inside = lazy or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for child in node.body:
                visit(child, inside, True)
            for child in node.orelse:
                visit(child, inside, typing_only)
            return
        for child in ast.iter_child_nodes(node):
            visit(child, inside, typing_only)

    visit(ast.parse(text), False, False)
    return found


def _imported(node: ast.AST, module: str, is_package: bool) -> List[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = _absolute(node, module, is_package)
        # `from verdict.hosts import mpv` names a module too; a class in its place does no harm here.
        own = base == "verdict" or base.startswith("verdict.")
        return [f"{base}.{alias.name}" for alias in node.names] if own else [base]
    if isinstance(node, ast.Call) and _name(node.func).split(".")[-1] in ("import_module", "__import__"):
        first = node.args[0] if node.args else None
        return [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
    return []


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    names = module.split(".")
    above = node.level - 1 if is_package else node.level
    base = names[: len(names) - above] if above else names
    return ".".join([*base, node.module] if node.module else base)


def _name(node: Optional[ast.AST]) -> str:
    """`a.b.c` for what is written so, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = _name(node.value)
        return f"{base}.{node.attr}" if base else f".{node.attr}"
    return ""


def run_time_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node that is executed: annotations are not, where `from __future__ import annotations` stands."""
    skipped: Set[int] = set()
    if _annotations_are_text(tree):
        for node in ast.walk(tree):
            for annotation in _annotations(node):
                skipped.update(id(part) for part in ast.walk(annotation))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            skipped.update(id(part) for child in node.body for part in ast.walk(child))
    return (node for node in ast.walk(tree) if id(node) not in skipped)


def _annotations_are_text(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def _annotations(node: ast.AST) -> List[ast.AST]:
    names = ("annotation", "returns")
    return [part for part in (getattr(node, name, None) for name in names) if isinstance(part, ast.AST)]


# --- the rules: (module, text) -> what is wrong ----------------------------------------------------------


def imports_against_the_stream(module: str, text: str, is_package: bool = False) -> List[str]:
    """core ← trakt, journal ← courier ← app ← hosts ← cli; the hosts do not know each other."""
    part = part_of(module)
    return [
        f"{module}:{found.line} imports {found.module}"
        for found in imports_of(module, text, is_package)
        if found.module.split(".")[0] == "verdict" and not may_use(part, part_of(found.module))
    ]


def may_use(part: Part, used: Part) -> bool:
    if used == part or part.name in ("cli", "__main__") or not is_a_part(used):
        return True
    if used.name in ("cli", "__main__", "sandbox"):
        return False
    if part.is_host:
        return not used.is_host
    return not used.is_host and used.name in MAY_USE.get(part.name, {used.name})


def is_a_part(part: Part) -> bool:
    """Whether this is a module, and not a name that `verdict` itself holds (`__version__`)."""
    if not part.name:
        return False
    folder = LIB / "verdict" / part.name.replace(".", "/")
    return part.name in MAY_USE or part.is_host or folder.exists() or folder.with_suffix(".py").exists()


def imports_of_a_player(module: str, text: str, is_package: bool = False) -> List[str]:
    """xbmc* only under hosts/kodi; mpv, watchdog and guessit only under hosts/mpv."""
    wrong = []
    for found in imports_of(module, text, is_package):
        top = found.module.split(".")[0]
        home = "hosts.kodi" if top.startswith("xbmc") else ONLY_UNDER.get(top)
        if home and part_of(module).name != home:
            wrong.append(f"{module}:{found.line} imports {found.module}, at home under {home}")
    return wrong


def imports_that_kodi_lacks(module: str, text: str, is_package: bool = False) -> List[str]:
    """Inside Kodi there is the standard library of Python 3.8, and `requests` once it is first needed."""
    part = part_of(module)
    if not part.runs_in_kodi:
        return []
    wrong = []
    for found in imports_of(module, text, is_package):
        top = found.module.split(".")[0]
        known = top in sys.stdlib_module_names or top == "verdict"  # type: ignore[attr-defined,unused-ignore]
        if found.typing_only or (known and top not in NEWER_MODULES):
            continue
        if part.name != "core" and _comes_late(found, module):
            continue
        if top.startswith("xbmc") and part.name == "hosts.kodi":
            continue
        wrong.append(f"{module}:{found.line} imports {found.module}")
    return wrong


def _comes_late(found: Import, module: str) -> bool:
    top = found.module.split(".")[0]
    if module in ONLY_WHEN_NEEDED:
        return top in ("requests", "urllib3")
    return top == "requests" and found.lazy


def imports_before_they_are_needed(module: str, text: str, is_package: bool = False) -> List[str]:
    """What loads `requests` at its top is itself loaded inside functions only."""
    return [
        f"{module}:{found.line} imports {found.module}"
        for found in imports_of(module, text, is_package)
        if any(f"{found.module}.".startswith(f"{late}.") for late in ONLY_WHEN_NEEDED)
        and not (found.lazy or found.typing_only or module in ONLY_WHEN_NEEDED)
    ]


def contact_with_the_world(module: str, text: str, is_package: bool = False) -> List[str]:
    """The core has no I/O, clock, thread or log."""
    if part_of(module).name != "core":
        return []
    wrong = [
        f"{module}:{found.line} imports {found.module}"
        for found in imports_of(module, text, is_package)
        if found.module.split(".")[0] in WORLDLY
    ]
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    acting = (call for call in calls if _name(call.func) in ("open", "print", "input", "exec", "eval"))
    return wrong + [f"{module}:{call.lineno} calls {_name(call.func)}" for call in acting]


def asserts(module: str, text: str, is_package: bool = False) -> List[str]:
    """Kodi strips `assert` on most systems: it guards nothing."""
    found = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert))
    return [f"{module}:{node.lineno} asserts" for node in found]


def newer_than_python_3_8(module: str, text: str, is_package: bool = False) -> List[str]:
    """What runs inside Kodi has to be read, and carried out, by Python 3.8."""
    if not part_of(module).runs_in_kodi:
        return []
    try:
        tree = ast.parse(text, feature_version=(3, 8))
    except SyntaxError as error:
        return [f"{module}:{error.lineno} {error.msg}"]
    plain = _plain_classes(tree)
    wrong = []
    for node in run_time_nodes(tree):
        reason = _newer_type(node, plain) or _newer_name(node)
        if reason:
            wrong.append(f"{module}:{getattr(node, 'lineno', 0)} {reason}")
    return wrong


def _plain_classes(tree: ast.Module) -> Set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in PLAIN_CLASSES
        for alias in node.names
        if alias.name[:1].isupper() or alias.name in ("deque", "defaultdict")
    }


def _newer_type(node: ast.AST, plain: Set[str]) -> str:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        if _is_type(node.left) or _is_type(node.right):
            return "X | Y at run time"
        if isinstance(node.left, (ast.Dict, ast.DictComp)) or isinstance(
            node.right, (ast.Dict, ast.DictComp)
        ):
            return "dict | dict"
    if isinstance(node, ast.Subscript):
        name = _name(node.value)
        module, _, last = name.rpartition(".")
        if name in BUILTIN_GENERICS | plain or (module in PLAIN_CLASSES and last[:1].isupper()):
            return f"{name}[…] at run time"
    return ""


def _is_type(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value is None
    if isinstance(node, ast.Subscript):
        return _is_type(node.value) or _name(node.value) in (
            "Optional",
            "Union",
            "Callable",
            "Dict",
            "List",
            "Tuple",
        )
    last = _name(node).split(".")[-1]
    return last in BUILTIN_TYPES or (last[:1].isupper() and any(c.islower() for c in last))


def _newer_name(node: ast.AST) -> str:
    if isinstance(node, ast.ImportFrom):
        newer = NEWER_NAMES.get(node.module or "", set()) if node.module else set()
        return ", ".join(alias.name for alias in node.names if alias.name in newer)
    if isinstance(node, ast.Attribute):
        module = _name(node.value)
        newer = NEWER_NAMES[""] | (NEWER_NAMES.get(module, set()) if module else set())
        return node.attr if node.attr in newer else ""
    if isinstance(node, ast.Call):
        newer = NEWER_ARGUMENTS.get(_name(node.func).split(".")[-1], set())
        return ", ".join(f"{word.arg}=" for word in node.keywords if word.arg in newer)
    return ""


def lines_of_code(text: str) -> int:
    """Lines that are neither empty nor a comment nor a docstring."""
    tree = ast.parse(text)
    prose: Set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Constant)
            and isinstance(first.value.value, str)
        ):
            prose.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(
        bool(line.strip()) and not line.strip().startswith("#") and n not in prose for n, line in lines
    )


# --- the house keeps them ------------------------------------------------------------------------------

RULES = [
    imports_against_the_stream,
    imports_of_a_player,
    imports_that_kodi_lacks,
    imports_before_they_are_needed,
    contact_with_the_world,
    asserts,
    newer_than_python_3_8,
]


def module_of(path: Path) -> Tuple[str, bool]:
    names = path.relative_to(LIB).with_suffix("").parts
    return (".".join(names[:-1]), True) if names[-1] == "__init__" else (".".join(names), False)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule):
    wrong: List[str] = []
    for path in sorted((LIB / "verdict").rglob("*.py")):
        module, is_package = module_of(path)
        wrong += rule(module, path.read_text("utf-8"), is_package)
    assert not wrong, f"{rule.__doc__}\n" + "\n".join(wrong)


def test_there_is_a_house_to_look_at():
    modules = {module_of(path)[0] for path in (LIB / "verdict").rglob("*.py")}
    assert {"verdict", "verdict.core", "verdict.core.viewing", "verdict.trakt.client"} <= modules


@pytest.mark.skipif(not (ROOT / "plugin.py").exists(), reason="plugin.py is not there yet")
def test_plugin_py_is_under_15_lines_of_code_and_keeps_the_rules_too():
    text = (ROOT / "plugin.py").read_text("utf-8")
    assert lines_of_code(text) < 15
    assert not asserts("plugin", text)
    assert not imports_of_a_player("plugin", text)
    assert not newer_than_python_3_8("plugin", text)


# --- and each of them can fail --------------------------------------------------------------------------

FUTURE = "from __future__ import annotations\n"


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.core.viewing", "from verdict.trakt.client import V1"),
        ("verdict.core.viewing", "def f():\n    import verdict.journal"),
        ("verdict.core.viewing", "import verdict.app"),
        ("verdict.trakt.v1", "from verdict.journal import Journal"),
        ("verdict.trakt.v1", "from verdict.settings import Settings"),
        ("verdict.trakt.v1", "from verdict import journal"),
        ("verdict.trakt.v1", "from ..journal import Journal"),
        ("verdict.journal", "from verdict.courier import Courier"),
        ("verdict.journal.store", "from verdict.settings import Settings"),
        ("verdict.courier", "from verdict.app import App"),
        ("verdict.courier.thread", "import importlib\nimportlib.import_module('verdict.app')"),
        ("verdict.app", "from verdict.hosts.mpv import link"),
        ("verdict.app", "from verdict.hosts import kodi"),
        ("verdict.app", "from verdict.cli import main"),
        ("verdict.hosts.mpv.play", "from verdict.hosts.kodi import service"),
        ("verdict.hosts.kodi.house", "from verdict.hosts.mpv.link import Link"),
        ("verdict.hosts.kodi.service", "from ..mpv import link"),
        ("verdict.hosts.mpv.play", "import verdict.cli.play"),
        ("verdict.hosts.mpv.play", "from verdict.sandbox import serve"),
        ("verdict.sandbox.server", "from verdict.journal import Journal"),
    ],
)
def test_an_import_against_the_stream_is_found(module, text):
    assert imports_against_the_stream(module, text)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.trakt.v1", "from verdict.core.movie import Movie\nfrom verdict import __version__"),
        ("verdict.trakt.v1", "from .errors import Refused\nfrom . import transport"),
        ("verdict.courier", "from verdict.journal import Journal\nfrom verdict.trakt.client import connect"),
        ("verdict.app", "from verdict.courier import Courier\nfrom verdict.settings import Settings"),
        ("verdict.hosts.mpv.play", "from verdict.app import App\nfrom ..mpv import link"),
        ("verdict.cli.play", "from verdict.hosts.mpv import play\nfrom verdict.sandbox import serve"),
    ],
)
def test_an_import_with_the_stream_is_none_of_its_business(module, text):
    assert not imports_against_the_stream(module, text)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.app", "import xbmc"),
        ("verdict.cli", "try:\n    import xbmcgui\nexcept ImportError:\n    pass"),
        ("verdict.hosts.mpv.play", "from xbmcaddon import Addon"),
        ("verdict.hosts.kodi.service", "import mpv"),
        ("verdict.cli.watch", "from watchdog.observers import Observer"),
        ("verdict.core.movie", "def f():\n    from guessit import guessit"),
        ("verdict.cli.play", "import importlib\nimportlib.import_module('mpv')"),
    ],
)
def test_a_player_outside_its_own_host_is_found(module, text):
    assert imports_of_a_player(module, text)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.hosts.kodi.service", "import xbmc, xbmcgui"),
        ("verdict.hosts.mpv.embedded", "def f():\n    import mpv"),
        ("verdict.cli.play", "from verdict.hosts.mpv import play"),
    ],
)
def test_a_player_in_its_own_host_is_not(module, text):
    assert not imports_of_a_player(module, text)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.trakt.transport", "import requests"),
        ("verdict.trakt.transport", "class T:\n    import requests"),
        ("verdict.core.movie", "def f():\n    import requests"),
        ("verdict.app", "def f():\n    import rich"),
        ("verdict.settings", "import platformdirs"),
        ("verdict.settings", "import tomllib"),
        ("verdict.journal_schema", "import sqlalchemy"),
        ("verdict.hosts.kodi.service", "import segno"),
        ("verdict.trakt.transport", "if not TYPE_CHECKING:\n    pass\nimport requests"),
    ],
)
def test_what_kodi_lacks_is_found(module, text):
    assert imports_that_kodi_lacks(module, text)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("verdict.trakt.transport", "def f():\n    import requests"),
        (
            "verdict.trakt.transport",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import requests",
        ),
        ("verdict.journal", "import sqlite3\nimport os.path"),
        ("verdict.hosts.kodi.service", "import xbmc"),
        ("verdict.cli.play", "import rich\nimport platformdirs"),
        ("verdict.hosts.mpv.watch", "import watchdog"),
    ],
)
def test_what_is_there_may_be_used(module, text):
    assert not imports_that_kodi_lacks(module, text)


@pytest.mark.parametrize("text", ["from verdict.trakt.session import Session", "from . import session"])
def test_what_loads_the_network_is_found_where_it_is_loaded_at_once(text):
    assert imports_before_they_are_needed("verdict.trakt.transport", text)
    assert not imports_before_they_are_needed("verdict.trakt.transport", f"def f():\n    {text}")


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from pathlib import Path",
        "import logging",
        "def f():\n    import threading",
        "print(5)",
        "open('a')",
    ],
)
def test_a_core_that_touches_the_world_is_found(text):
    assert contact_with_the_world("verdict.core.viewing", text)
    assert not contact_with_the_world("verdict.app", text)


def test_an_assert_is_found():
    assert asserts("verdict.app", "def f(x):\n    assert x, 'there is one'")
    assert not asserts("verdict.app", "def f(x):\n    '''We assert.'''\n    return x")


@pytest.mark.parametrize(
    "text",
    [
        "match x:\n    case 1:\n        pass",
        "with (open('a') as a, open('b') as b):\n    pass",
        "try:\n    pass\nexcept* ValueError:\n    pass",
        "Answer = int | None",
        "Answer = Rating | Why",
        "def f(x: int | None): pass",
        "x: list[int] = []",
        FUTURE + "Answer = tuple[int, str]",
        FUTURE + "class A(dict[str, int]): pass",
        FUTURE + "isinstance(x, int | str)",
        FUTURE + "from collections.abc import Callable\nStep = Callable[[int], str]",
        FUTURE + "import queue\nQ = queue.Queue[int]",
        FUTURE + "settings = {'a': 1} | other",
        FUTURE + "name = text.removeprefix('a')",
        FUTURE + "from functools import cache",
        FUTURE + "import math\nmath.lcm(1, 2)",
        FUTURE + "from typing import Self",
        FUTURE + "from datetime import UTC",
        FUTURE + "@dataclass(frozen=True, slots=True)\nclass A: pass",
        FUTURE + "for a, b in zip(c, d, strict=True): pass",
    ],
)
def test_what_python_3_8_does_not_know_is_found(text):
    assert newer_than_python_3_8("verdict.core.movie", text)
    assert not newer_than_python_3_8("verdict.cli.play", text)


@pytest.mark.parametrize(
    "text",
    [
        FUTURE + "def f(x: int | None, *rest: list[int]) -> tuple[int, ...]: pass",
        FUTURE + "class A:\n    x: dict[str, int] | None = None",
        FUTURE + "from typing import Dict\nAnswer = Dict[str, int]",
        FUTURE + "import re\nre.compile('a', re.I | re.X)\nflags = A_FLAG | B_FLAG | 3",
        FUTURE + "if TYPE_CHECKING:\n    from typing import Self\n    Answer = int | None",
        FUTURE + "while (n := read()):\n    pass",
        FUTURE + "both = {1} | others",
    ],
)
def test_what_python_3_8_knows_is_not(text):
    assert not newer_than_python_3_8("verdict.core.movie", text)


def test_lines_of_code_are_counted_without_prose():
    assert (
        lines_of_code(
            '"""Two\nlines."""\n# a remark\n\nimport sys\n\n\ndef f():\n    """Prose."""\n    return 1\n'
        )
        == 3
    )
    assert lines_of_code("\n".join(f"a{n} = {n}" for n in range(15))) == 15


# --- what an import costs --------------------------------------------------------------------------------

LOADS_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import verdict.core
for module in pkgutil.iter_modules(verdict.core.__path__):
    importlib.import_module("verdict.core." + module.name)
if len(sys.argv) > 2:
    importlib.import_module(sys.argv[2])
print(*sorted(sys.modules))
"""
HEAVY = {"asyncio", "requests", "sqlite3", "ssl", "http.client", "urllib3"}


def modules_after(*arguments: str, python: str = sys.executable) -> Set[str]:
    """All that is loaded once the core, and what else is named, is imported into an empty Python."""
    command = [python, "-S", "-E", "-c", LOADS_ALL, str(LIB), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("more", [(), ("verdict.trakt.client",)], ids=["core", "core and client"])
def test_the_core_and_the_client_load_neither_the_network_nor_a_database(more):
    loaded = modules_after(*more)
    assert {"verdict.core.viewing", *more} <= loaded
    assert not loaded & HEAVY


def test_what_loads_the_network_would_be_seen():
    assert modules_after("ssl") & HEAVY


def python_3_8() -> Optional[str]:
    """A Python 3.8 by that name that starts; one that is only a name (a shim) does not count."""
    python = shutil.which("python3.8")
    works = python and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    return python if works else None


def test_the_core_can_be_imported_by_python_3_8():
    python = python_3_8()
    if python is None:
        pytest.skip("no python3.8 here")
    assert "verdict.core.viewing" in modules_after("verdict.trakt.client", python=python)
