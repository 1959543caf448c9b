"""The command line: which commands there are, and how a run of one begins and ends."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import Any, List, Optional, Sequence, Tuple

from verdict import __version__
from verdict.cli import streams
from verdict.cli.ending import gentle

COMMANDS = {
    "play": "play films in a window, and ask how they were",
    "watch": "ask in every mpv of yours; mpv starts this by itself",
    "install-mpv": "set every mpv of yours up for that",
    "uninstall-mpv": "undo it",
    "install-service": "keep that agent running, by systemd",
    "uninstall-service": "undo it",
    "rate": "rate a film",
    "unrate": "take a rating away",
    "correct": "give a rating to the film that it was",
    "unrated": "films that finished and were not rated",
    "recent": "the latest ratings on Trakt",
    "send": "send to Trakt what still waits",
    "journal": "every rating given here, and what became of it",
    "conflicts": "films rated otherwise on Trakt since, and which word holds",
    "export": "write what you have rated, for Letterboxd, IMDb or a spreadsheet",
    "status": "account, rating mode, and what waits",
    "login": "link a Trakt account",
    "logout": "unlink the Trakt account",
    "identify": "say which films files are",
    "replay": "decide again what a recorded viewing led to",
    "sandbox": "run a small Trakt on this computer, to try things out",
}
DESCRIPTION = "Rate the film that you have just watched, in the player, and it is on Trakt."
EPILOG = """\
Example: verdict play "Raiders of the Lost Ark (1981).mkv"

Each command has its own help: verdict COMMAND --help
Settings are read from verdict.toml; "verdict status" says where that is."""
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run one command. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 130 and 143 interrupted."""
    streams.prepare()
    with gentle():
        return streams.finish(_guarded(list(sys.argv[1:] if argv is None else argv)))


def _guarded(words: List[str]) -> int:
    try:
        return _run(words)
    except SystemExit as end:  # argparse's way out
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        streams.complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        return 0  # whoever read our output has seen enough
    except Exception as error:
        from verdict.cli.failure import tell

        return tell(error)


def _run(words: List[str]) -> int:
    name = words[0] if words else None
    module = _module(name) if name in COMMANDS else None
    parser = _parser(name, module)
    if not words:
        parser.print_help(sys.stderr)
        return 2
    words, rest = _split(words) if hasattr(module, "REST") else (words, [])
    args = parser.parse_args(words)
    args.rest = rest
    from verdict.cli.logs import listening  # here, since --version and --help have no use for logging

    with listening():
        return int(_module(args.command).run(args))


def _parser(chosen: Optional[str], module: Any) -> argparse.ArgumentParser:
    """The parser of all commands. Only the chosen one is filled in, since only its module is imported."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "verdict", description=DESCRIPTION, epilog=EPILOG, formatter_class=_Help, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"verdict {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, formatter_class=raw, allow_abbrev=False)
        if name == chosen:
            command.description, command.epilog = module.DESCRIPTION, f"Example: {module.EXAMPLE}"
            module.add_arguments(command)
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """Every command's name on one line with its summary, the longest too."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=40)
        self._action_max_length = 4 + max(map(len, COMMANDS))  # it forgets that commands are indented


def _module(name: Optional[str]) -> Any:
    return importlib.import_module(f"verdict.cli.{str(name).replace('-', '_')}")


def _split(words: List[str]) -> Tuple[List[str], List[str]]:
    """The words before the first ``--``, and those after it."""
    if "--" not in words:
        return words, []
    middle = words.index("--")
    return words[:middle], words[middle + 1 :]
