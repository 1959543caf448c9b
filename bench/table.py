"""The findings as one table for the eye, and as JSON for programs."""

from __future__ import annotations

import platform
from typing import Any, Dict, List, Sequence

from rich.table import Table
from rich.text import Text

from bench.catalogue import GROUPS, TITLES
from bench.figure import Finding, Measured, Skipped, shown

_VERDICTS = {True: ("kept", "green"), False: ("MISSED", "bold red"), None: ("", "")}


def table(findings: Sequence[Finding]) -> Table:
    """One row for each finding, in the order of the groups; medians with ranges, the budget beside."""
    made = Table(title="Verdict in figures", title_justify="left")
    made.add_column("figure", overflow="fold")
    for name in ("median", "range", "n"):
        made.add_column(name, justify="right", no_wrap=True)
    made.add_column("budget", no_wrap=True)
    made.add_column("beside it", overflow="fold")
    for group in GROUPS:
        _add_group(made, group, [f for f in findings if f.key.partition(".")[0] == group])
    return made


def _add_group(made: Table, group: str, findings: List[Finding]) -> None:
    if not findings:
        return
    made.add_section()
    made.add_row(Text(TITLES[group], style="bold"))
    for finding in findings:
        if isinstance(finding, Measured):
            made.add_row(*_row(finding))
        else:
            made.add_row(_name_of(finding), "–", "", "", "", Text(f"skipped: {finding.reason}"))


def _row(finding: Measured) -> List[Text]:
    kind, values = finding.kind, finding.values
    low, high = shown(min(values)), shown(max(values))
    word, style = _VERDICTS[finding.is_kept]
    budget = "" if kind.budget is None else f"≤ {shown(kind.budget)} {word}"
    return [
        Text(kind.what),
        Text(f"{shown(finding.median)} {kind.unit}", style=style),
        Text("" if low == high else f"{low}–{high}"),
        Text(str(len(values))),
        Text(budget, style=style),
        Text(finding.beside),
    ]


def _name_of(skipped: Skipped) -> Text:
    from bench.catalogue import BY_KEY

    kind = BY_KEY.get(skipped.key)
    return Text(kind.what if kind else "all of it")


def as_json(findings: Sequence[Finding], is_quick: bool) -> Dict[str, Any]:
    """The same for programs. Keys of figures are stable."""
    return {
        "python": platform.python_version(),
        "quick": is_quick,
        "figures": [finding.to_json() for finding in findings if isinstance(finding, Measured)],
        "skipped": [finding.to_json() for finding in findings if isinstance(finding, Skipped)],
    }


def merged(before: Dict[str, Any], now: Dict[str, Any], groups: Sequence[str]) -> Dict[str, Any]:
    """The figures of an earlier run, with those of these groups in the place of what it had of them."""

    def is_new(figure: Dict[str, Any]) -> bool:
        return str(figure.get("key")).partition(".")[0] in groups

    whole = {**before, **now}
    for part in ("figures", "skipped"):
        old = [figure for figure in before.get(part, []) if not is_new(figure)]
        whole[part] = sorted([*old, *now[part]], key=_place_of)
    whole["taken_apart"] = sorted({*before.get("taken_apart", []), *groups})
    return whole


def _place_of(figure: Dict[str, Any]) -> int:
    group = str(figure["key"]).partition(".")[0]
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)
