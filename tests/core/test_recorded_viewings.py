"""Whole viewings from tests/traces: each leads to the decisions that stand beside it.

A new one is a file of events, as `--record` writes it, and next to it the decisions that are right.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.trace_reader import read_event
from verdict.core.viewing import advance

TRACES = Path(__file__).parent.parent / "traces"
VIEWINGS = sorted(path for path in TRACES.glob("*.jsonl") if not path.name.endswith(".expected.jsonl"))


def lines_of(path):
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def decisions_of(path):
    """What the state machine says to a trace, in the documented fields, as the trace would hold it."""
    state, said = State(), []
    for line in lines_of(path):
        event = read_event(line)
        if event is not None:
            state, decisions = advance(state, event)
            said.extend(json.loads(write(decision)) for decision in decisions)
    return [comparable(decision) for decision in said]


def comparable(decision):
    """Without the prompt's number, which counts prompts, and with the reason as being there."""
    fields = {key: value for key, value in decision.items() if key != "prompt"}
    if "because" in fields:
        fields["because"] = bool(fields["because"])
    return fields


@pytest.mark.parametrize("path", VIEWINGS, ids=lambda path: path.stem)
def test_a_recorded_viewing_leads_to_the_decisions_beside_it(path):
    expected = [json.loads(line) for line in lines_of(path.with_suffix(".expected.jsonl"))]
    assert decisions_of(path) == [comparable(decision) for decision in expected]


@pytest.mark.parametrize("path", VIEWINGS, ids=lambda path: path.stem)
def test_decisions_that_a_recording_holds_too_change_nothing(path, tmp_path):
    mixed = tmp_path / "mixed.jsonl"
    lines = lines_of(path)
    noise = lines_of(path.with_suffix(".expected.jsonl"))
    mixed.write_text("\n".join([*noise, "", *lines, *noise]), "utf-8")
    assert decisions_of(mixed) == decisions_of(path)


def test_every_viewing_has_its_decisions_and_the_other_way():
    stems = {path.name[: -len(".expected.jsonl")] for path in TRACES.glob("*.expected.jsonl")}
    assert {path.stem for path in VIEWINGS} == stems
    assert len(stems) >= 12
