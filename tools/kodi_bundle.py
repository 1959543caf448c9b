"""The add-on's modules in few files: what is loaded together stands in one file, each module under its name.

A zip pays for every entry by itself, and text packs best beside its like. Nothing else changes: a module's
lines follow one another as in its source, and names mean what they meant, or nothing is built.
`python -m tools.kodi_bundle core/__init__.py:812`, as a traceback names it, says which source line that is.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple, Union

import graphlib

LIBRARY = "lib/"
BUILT = Path(__file__).resolve().parent.parent / "build" / "kodi" / "service.verdict" / "lib" / "verdict"
_KODI = "verdict.hosts.kodi"
# What Kodi begins with, and what is asked for as a whole.
_WHOLE = ("keyboard", "rpc", "script", "service")
ALONE = {"verdict.hosts", *(f"{_KODI}.{name}" for name in _WHOLE)}
# What is loaded earlier or later than the rest of its package.
APART = {
    **dict.fromkeys(("application", "client", "errors", "filelock", "turnstile"), "verdict.trakt.client"),
    **dict.fromkeys(("neighbour", "numbers", "profile", "texts"), f"{_KODI}.texts"),
    **dict.fromkeys(("session", "wires"), "verdict.trakt.session"),
    **dict.fromkeys(("account", "chooser", "collect", "lists", "login", "menu", "who_asks"), f"{_KODI}.menu"),
}
# The rest of each package.
TOGETHER = {
    "verdict": "verdict.app",
    "verdict.core": "verdict.core",
    "verdict.courier": "verdict.courier",
    "verdict.journal": "verdict.journal",
    "verdict.trakt": "verdict.trakt.transport",
    _KODI: f"{_KODI}.house",
}
_Importing = Union[ast.Import, ast.ImportFrom]
_LOGGER = "log = logging.getLogger(__name__)"


class Clash(ValueError):
    """Two modules of one file mean different things by one name."""


@dataclass(frozen=True)
class Module:
    name: str
    path: str  # from the project's folder
    source: str
    tree: ast.Module


@dataclass(frozen=True)
class Import:
    """place: the module asked; "" where a module itself is wanted."""

    place: str
    name: str
    bound: str

    @property
    def meaning(self) -> str:
        return f"{self.place}.{self.name}" if self.place else self.name


def bundle(sources: Mapping[str, str]) -> Dict[str, str]:
    """The files to ship, by their paths, made of these sources by theirs. Clash where a name would change."""
    modules = {
        name_of(path): Module(name_of(path), path, text, ast.parse(text)) for path, text in sources.items()
    }
    files: Dict[str, List[Module]] = defaultdict(list)
    for module in modules.values():
        files[home(module.name)].append(module)
    return {modules[name].path: _file(name, members, modules) for name, members in files.items()}


def name_of(path: str) -> str:
    """A module's name by its path."""
    return path[len(LIBRARY) : -len(".py")].replace("/", ".").replace(".__init__", "")


def home(module: str) -> str:
    """The module under whose name it is shipped."""
    if module in ALONE or module in TOGETHER:
        return module
    package, _, own = module.rpartition(".")
    apart = APART.get(own, "")
    return apart if apart.rpartition(".")[0] == package else TOGETHER[package]


def origin(file: str, line: int) -> str:
    """Where a line of a shipped file, named from `verdict` on, stands in the sources."""
    before = (BUILT / file).read_text("utf-8").split("\n")[:line]
    heads = [number for number, text in enumerate(before, 1) if text.startswith("# lib/")]
    return f"{before[heads[-1] - 1][2:]}:{line - heads[-1]}" if heads else f"lib/verdict/{file}:{line}"


def _file(name: str, members: Sequence[Module], modules: Mapping[str, Module]) -> str:
    if len(members) == 1:
        return _rehomed(members[0], name, modules, {})
    meanings: Dict[str, str] = dict.fromkeys(dir(builtins), "Python's own")
    meanings["annotations"] = "__future__.annotations"
    sections = ["from __future__ import annotations"]
    for module in _in_order(members, modules):
        text = _rehomed(module, name, modules, meanings)
        for bound, meaning in _bindings(module.name, ast.parse(text).body):
            if meanings.setdefault(bound, meaning) != meaning:
                raise Clash(f"{bound} in {name}: {meanings[bound]} and {meaning}")
        sections.append(f"# {module.path}\n{text.rstrip()}")
    return "\n".join(sections) + "\n"


def _in_order(members: Sequence[Module], modules: Mapping[str, Module]) -> List[Module]:
    """Each after those that it needs to be loaded."""
    names = {module.name for module in members}
    needed = {module.name: sorted(names.intersection(_needed(module, modules))) for module in members}
    return [modules[name] for name in graphlib.TopologicalSorter(needed).static_order()]


def _needed(module: Module, modules: Mapping[str, Module]) -> Iterator[str]:
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom):
            yield from (_asked(node, alias, modules)[0] for alias in node.names)


def _rehomed(module: Module, own: str, modules: Mapping[str, Module], known: Mapping[str, str]) -> str:
    """Its source with every import from where the name is shipped; none for what its file has already."""
    lines = module.source.split("\n")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            _put(lines, node, "")
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and lines[node.lineno - 1]:
            wanted = (_import(node, alias, own, modules) for alias in node.names)
            lacking = [one for one in wanted if one.place != own and known.get(one.bound) != one.meaning]
            _put(lines, node, "; ".join(_statements(lacking)))
    return "\n".join(lines)


def _put(lines: List[str], node: ast.stmt, text: str) -> None:
    """Put this text where the statement stands, and leave its other lines empty."""
    last = node.end_lineno or node.lineno
    indented = lines[node.lineno - 1][: node.col_offset] + text
    lines[node.lineno - 1 : last] = [indented.rstrip(), *[""] * (last - node.lineno)]


def _import(node: _Importing, alias: ast.alias, own: str, modules: Mapping[str, Module]) -> Import:
    """One name's import, from where it is shipped."""
    if isinstance(node, ast.Import) or node.module not in modules:
        return _as_written(node, alias)
    asked, is_whole = _asked(node, alias, modules)
    place, name, bound = home(asked), alias.name, alias.asname or alias.name
    if place == own and (is_whole or alias.asname):
        raise Clash(f"{asked} has no name of its own in {own}, which asks for it as {bound}")
    if is_whole:
        place, _, name = place.rpartition(".")
    return Import(place, name, bound)


def _as_written(node: _Importing, alias: ast.alias) -> Import:
    if isinstance(node, ast.Import):
        return Import("", alias.name, alias.asname or alias.name.split(".")[0])
    return Import(str(node.module), alias.name, alias.asname or alias.name)


def _asked(node: ast.ImportFrom, alias: ast.alias, modules: Mapping[str, Module]) -> Tuple[str, bool]:
    """Our module that is asked, and whether for the whole of it."""
    package = str(node.module)
    part = f"{package}.{alias.name}"
    is_whole = part in modules and alias.name not in dict(_bindings(package, modules[package].tree.body))
    return (part, True) if is_whole else (package, False)


def _statements(imports: Iterable[Import]) -> Iterator[str]:
    names: Dict[str, List[str]] = defaultdict(list)
    for one in imports:
        is_plain = one.bound == (one.name if one.place else one.name.split(".")[0])
        names[one.place].append(one.name if is_plain else f"{one.name} as {one.bound}")
    for place, asked in names.items():
        yield f"from {place} import {', '.join(asked)}" if place else f"import {', '.join(asked)}"


def _bindings(module: str, body: Sequence[ast.stmt]) -> Iterator[Tuple[str, str]]:
    """The names that are bound when this is loaded, each with what it means."""
    for node in body:
        yield from _bound(module, node)
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for block in ("body", "orelse", "handlers", "finalbody"):
                yield from _bindings(module, getattr(node, block, []))


def _bound(module: str, node: ast.stmt) -> Iterator[Tuple[str, str]]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        written = (_as_written(node, alias) for alias in node.names)
        yield from ((one.bound, one.meaning) for one in written)
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name, f"{module}.{node.name}"
    elif ast.unparse(node) == _LOGGER:
        yield "log", _LOGGER
    else:
        for target in filter(None, [*getattr(node, "targets", []), getattr(node, "target", None)]):
            names = (part.id for part in ast.walk(target) if isinstance(part, ast.Name))
            yield from ((name, f"{module}.{name}") for name in names)


def main() -> int:
    for place in sys.argv[1:]:
        named = re.fullmatch(r"(?:.*\blib/)?(?:verdict/)?(.+\.py):(\d+)", place)
        print(origin(named[1], int(named[2])) if named else f"{place}: is no <file>.py:<line>")
    return 0


if __name__ == "__main__":
    sys.exit(main())
