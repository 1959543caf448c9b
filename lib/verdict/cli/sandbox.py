"""`verdict sandbox`: a small Trakt on this computer."""

from __future__ import annotations

import argparse

from verdict.cli import values
from verdict.cli.failure import Problem

DESCRIPTION = """\
Run a small Trakt on this computer, to try things out: it speaks today's API
and the classic one, and forgets everything when it ends (Ctrl-C). First it
prints one line of JSON: under "trakt" what belongs into verdict.toml, under
"token" what belongs into token.json."""
EXAMPLE = "verdict sandbox --mode simple"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", metavar="N", type=values.port, default=0, help="0, the default: any free one"
    )
    parser.add_argument(
        "--mode",
        choices=("simple", "advanced"),
        default="advanced",
        help="the account's rating mode, which only the classic API knows",
    )


def run(args: argparse.Namespace) -> int:
    from verdict.sandbox import serve

    try:
        return serve(args.port, args.mode)
    except OSError as problem:
        raise Problem(f"port {args.port} cannot be used: {problem.strerror}") from None
