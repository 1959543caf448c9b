"""The table of figures: it can be made from any findings, and its budgets are those of the plan."""

from __future__ import annotations

import importlib
import json

import pytest
from rich.console import Console

from bench.__main__ import MODULES, run
from bench.catalogue import BY_KEY, GROUPS, KINDS, TITLES
from bench.figure import Finding, Measured, Skipped
from bench.table import as_json, merged, table
from bench.workshop import Workshop

BUDGETS = {
    "prompt.handed": (50, "ms"),
    "prompt.pixel_x11": (50, "ms"),
    "prompt.pixel_default": (50, "ms"),
    "prompt.requests": (0, "requests"),
    "key.committed": (10, "ms"),
    "key.committed_at_once": (10, "ms"),
    "key.committed_1000": (10, "ms"),
    "wake.playing": (0, "per hour"),
    "wake.paused": (0, "per hour"),
    "any_mpv.handed": (100, "ms"),
    "any_mpv.start": (1.05, "times"),
    "any_mpv.cold": (300, "ms"),
    "any_mpv.memory": (40, "MB"),
    "any_mpv.idle": (0, "per hour"),
    "any_mpv.resting": (0, "per hour"),
    "kodi.shown": (150, "ms"),
    "kodi.import": (25, "ms"),
    "kodi.requests_loaded": (0, "times"),
    "kodi.memory": (10, "MB"),
    "kodi.wake_idle": (0, "per hour"),
    "kodi.wake_playing": (0, "per hour"),
    "kodi.exit": (1000, "ms"),
    "kodi.exit_hanging": (1000, "ms"),
    "start.version": (60, "ms"),
    "start.help": (60, "ms"),
    "requests.v2_fresh_rating": (1, "requests"),
    "requests.v2_warm_rating": (1, "requests"),
    "requests.v2_warm_checks": (1, "requests"),
    "requests.v1_fresh_rating": (1, "requests"),
    "requests.v1_warm_rating": (1, "requests"),
    "requests.v1_warm_checks": (1, "requests"),
}
FAKE: "list[Finding]" = [Measured(kind.key, [1.0, 2.0, 30.0], "beside [it]") for kind in KINDS]


def text_of(findings: "list[Finding]") -> str:
    console = Console(width=160, color_system=None)
    with console.capture() as captured:
        console.print(table(findings))
    return captured.get()


def test_the_budgets_are_those_of_the_plan():
    assert {kind.key: (kind.budget, kind.unit) for kind in KINDS if kind.budget is not None} == BUDGETS


def test_every_figure_has_a_name_a_unit_a_group_with_a_title_and_a_key_of_its_own():
    assert all(kind.what and kind.unit and kind.group in TITLES for kind in KINDS)
    assert len(BY_KEY) == len(KINDS)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_something_that_measures_it(group: str):
    assert callable(importlib.import_module(f"bench.{MODULES.get(group, group)}").measure)


def test_the_table_shows_median_range_unit_budget_and_what_is_beside():
    shown = text_of(FAKE)
    assert all(TITLES[group] in shown for group in GROUPS)
    row = next(line for line in shown.splitlines() if "wake-ups of ours while a film plays" in line)
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    assert cells[1:] == ["2 per hour", "1–30", "3", "≤ 0 MISSED", "beside [it]"]


def test_a_group_that_was_skipped_says_why():
    assert "skipped: not installed: Xvfb" in text_of([Skipped("prompt", "not installed: Xvfb")])


def test_a_budget_is_kept_by_the_median_and_not_by_the_worst():
    assert Measured("prompt.handed", [10, 50, 500]).is_kept is True
    assert Measured("prompt.handed", [10, 50.1, 500]).is_kept is False
    assert Measured("start.empty", [10]).is_kept is None


def test_the_json_holds_every_figure_with_its_unit_and_its_budget():
    told = json.loads(json.dumps(as_json([*FAKE, Skipped("peers", "no pip")], is_quick=True)))
    assert [figure["key"] for figure in told["figures"]] == [kind.key for kind in KINDS]
    assert told["figures"][0] == {
        "key": "prompt.handed",
        "what": KINDS[0].what,
        "unit": "ms",
        "budget": 50,
        "median": 2,
        "low": 1,
        "high": 30,
        "count": 3,
        "kept": True,
        "beside": "beside [it]",
    }
    assert told["skipped"] == [{"key": "peers", "skipped": "no pip"}]


def test_some_figures_taken_apart_leave_the_others_as_they_were():
    whole = as_json([*FAKE, Skipped("peers", "no pip")], is_quick=False)
    again = as_json([Measured("start.version", [7.0]), Skipped("replay", "no trace")], is_quick=True)
    told = merged(whole, again, ["start", "replay"])
    figures = {figure["key"]: figure["median"] for figure in told["figures"]}
    gone = {"start.help", "start.empty", "replay.rate"}
    assert set(figures) == set(BY_KEY) - gone
    assert (figures["start.version"], figures["prompt.handed"]) == (7, 2)
    assert [one["key"] for one in told["skipped"]] == ["replay", "peers"]
    assert [one["key"].partition(".")[0] for one in told["figures"]] == sorted(
        (one["key"].partition(".")[0] for one in told["figures"]), key=GROUPS.index
    )
    assert told["taken_apart"] == ["replay", "start"]


def test_the_first_run_of_some_figures_stands_by_itself():
    told = merged({}, as_json([Measured("start.version", [7.0])], is_quick=True), ["start"])
    assert [figure["key"] for figure in told["figures"]] == ["start.version"]


def test_a_measurement_that_breaks_does_not_take_the_others_away(monkeypatch: pytest.MonkeyPatch):
    def breaks(_: Workshop) -> None:
        raise OSError("no such thing")

    monkeypatch.setattr("bench.start.measure", breaks)
    monkeypatch.setattr("bench.replay.measure", lambda _: iter([Measured("replay.rate", [5.0])]))
    workshop = Workshop(is_quick=True)
    try:
        findings, broken = run(workshop, ["start", "replay"])
    finally:
        workshop.close()
    assert broken
    assert findings == [
        Skipped("start", "it broke: OSError: no such thing"),
        Measured("replay.rate", [5.0]),
    ]
