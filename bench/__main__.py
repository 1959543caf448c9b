"""`python -m bench`: every figure in one run and one table, and build/bench.json for programs."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import sys
from typing import Any, Dict, Iterator, List, Optional, Sequence

from rich.console import Console

from bench.catalogue import GROUPS, TITLES
from bench.figure import CannotMeasure, Finding, Measured, Skipped
from bench.table import as_json, merged, table
from bench.workshop import Workshop
from tests.players.stage import ROOT

OUT = ROOT / "build" / "bench.json"
MODULES = {"requests": "exchange"}  # a file of that name would stand in the way of the library's
NARROWEST = 132  # columns


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Exit code 1 where something broke; a missed budget is told, and no failure."""
    choice = argparse.ArgumentParser("python -m bench", description=__doc__)
    choice.add_argument("--quick", action="store_true", help="fewer repetitions")
    choice.add_argument("--only", metavar="NAME", action="append", choices=GROUPS, help=", ".join(GROUPS))
    wanted = choice.parse_args(argv)
    logging.disable(logging.CRITICAL)
    workshop = Workshop(wanted.quick)
    try:
        findings, broken = run(workshop, wanted.only or GROUPS)
    finally:
        workshop.close()
    show(findings)
    keep(as_json(findings, wanted.quick), wanted.only)
    return 1 if broken else 0


def keep(told: Dict[str, Any], only: Optional[Sequence[str]]) -> None:
    """Write the figures for programs. Where only some were taken, the others stay as they were."""
    OUT.parent.mkdir(exist_ok=True)
    whole = merged(_kept(), told, only) if only else told
    OUT.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _kept() -> Dict[str, Any]:
    try:
        kept = json.loads(OUT.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def run(workshop: Workshop, groups: Sequence[str]) -> "tuple[List[Finding], bool]":
    """What was found, and whether something broke on the way."""
    findings: List[Finding] = []
    broken = False
    for group in groups:
        print(f"… {TITLES[group]}", file=sys.stderr, flush=True)
        try:
            findings.extend(_measure(workshop, group))
        except CannotMeasure as reason:
            findings.append(Skipped(group, str(reason)))
        except Exception as error:
            broken = True
            findings.append(Skipped(group, f"it broke: {type(error).__name__}: {error}"))
    return findings, broken


def _measure(workshop: Workshop, group: str) -> Iterator[Finding]:
    module = importlib.import_module(f"bench.{MODULES.get(group, group)}")
    yield from module.measure(workshop)


def show(findings: Sequence[Finding]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, NARROWEST)
    console.print(table(findings))
    missed = [f.kind.what for f in findings if isinstance(f, Measured) and f.is_kept is False]
    console.print(f"Budgets missed: {', '.join(missed) or 'none'}. For programs: {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
