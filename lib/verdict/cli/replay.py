"""`verdict replay`: the events of a trace once more through the state machine, its decisions line by line."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, ContextManager, Iterator, Optional, Tuple

from verdict.cli.failure import Problem
from verdict.core.events import Event
from verdict.core.state import State
from verdict.core.trace import write
from verdict.core.trace_reader import read_event
from verdict.core.viewing import advance

DESCRIPTION = """\
Feed the events of a recorded viewing to the rules that decide when a film has
finished, and print the decisions, one JSON object a line. The default settings
count; neither journal nor account is read. "verdict play --record FILE" makes
such a recording."""
EXAMPLE = "verdict replay evening.jsonl"
LONGEST_LINE = 64 << 20  # bytes; an event has a few hundred, what was covered earlier may have many more
LONGEST_REASON = 300  # characters; it quotes what the line has


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trace", metavar="TRACE", help="a recording (JSON lines), - for standard input")


def run(args: argparse.Namespace) -> int:
    is_live = args.trace == "-"
    state = State()
    for event in _events(args.trace, is_live):
        state, decisions = advance(state, event)
        for decision in decisions:
            print(write(decision), flush=is_live)
    return 0


def _events(name: str, is_live: bool) -> Iterator[Event]:
    """The events of the trace. Problem names the line that is none."""
    shown = "standard input" if is_live else name
    with _opened(name, is_live) as file:
        for number, line in _lines(file):
            try:
                event = _event(line)
            except ValueError as problem:
                raise Problem(f"{shown}: line {number}: {str(problem)[:LONGEST_REASON]}") from None
            if event:
                yield event


def _opened(name: str, is_live: bool) -> ContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if is_live else Path(name).open("rb")


def _lines(file: IO[bytes]) -> Iterator[Tuple[int, bytes]]:
    number = 0
    while True:
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        number += 1
        yield number, line


def _event(line: bytes) -> Optional[Event]:
    if len(line) > LONGEST_LINE:
        raise ValueError("the line is longer than any event")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the line is not UTF-8") from None
    return read_event(text)
