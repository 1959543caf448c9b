"""What is said on stdout and stderr: in any encoding, into a closed pipe, with nothing a terminal obeys."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Any, Optional, TextIO, Tuple

ESCAPED = "verdict.escaped"
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def prepare() -> None:
    """No name of a file and no title is too strange to be printed from now on."""
    codecs.register_error(ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPED)


def say(text: str = "") -> None:
    """A line for people, seen at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """A refusal or a warning, as ``verdict: …`` on stderr."""
    try:
        if sys.stdout:
            sys.stdout.flush()
        print(f"verdict: {text}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        pass  # there is nowhere left to say it


def say_json(document: Any) -> None:
    """One JSON document, in ASCII, so that every terminal and every reader takes it."""
    import json

    print(json.dumps(document, indent=2), flush=True)


def plain(text: str) -> str:
    """The text on one line, without what a terminal would obey or what turns the direction of writing."""
    return "".join(c if _is_harmless(c) else " " for c in text)


def finish(code: int) -> int:
    """Bring to its reader what was said; the exit code, which is 1 where that fails."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it was closed before we began
        try:
            stream.flush()
        except BrokenPipeError:
            _discard(stream)
        except (OSError, ValueError):
            _discard(stream)
            code = code or 1
    return code


def is_terminal(stream: Optional[TextIO]) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _is_harmless(character: str) -> bool:
    is_control = ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
    return not is_control and character not in _TURNING


def _escaped(error: UnicodeError) -> Tuple[str, int]:
    """Escape as JSON does what an encoding lacks: that is legible, and JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[i : i + 2].hex() for i in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


def _discard(stream: TextIO) -> None:
    """Let what is left in the stream go nowhere, so that Python does not complain about it at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
