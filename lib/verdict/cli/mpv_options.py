"""Options for mpv as people write them after ``--``, as pairs of name and value."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from verdict.cli.failure import WrongUsage


def mpv_options(words: Sequence[str]) -> List[Tuple[str, str]]:
    """mpv's own rules: ``--name=value``, ``--name`` is yes, ``--no-name`` is no, ``-name value``, ``-fs``.

    WrongUsage for a word that is none of these.
    """
    options: List[Tuple[str, str]] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, is_given, value = word.lstrip("-").partition("=")
        if not word.startswith("-") or not name:
            raise WrongUsage(f"{word!r} is no option of mpv: after -- write --name=value; films go before it")
        if is_given:
            options.append((name, value))
        elif not word.startswith("--") and waiting and not waiting[0].startswith("-"):
            options.append((name, waiting.pop(0)))
        elif name.startswith("no-"):
            options.append((name[len("no-") :], "no"))
        else:
            options.append((name, "yes"))
    return options
