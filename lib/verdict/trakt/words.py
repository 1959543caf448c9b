"""What a server wrote, made fit to be shown: one short line, nothing but text, no secret in it."""

from __future__ import annotations

import unicodedata
from typing import Iterable
from urllib.parse import quote

LONGEST = 160  # characters: two lines of a terminal
SHORTEST_SECRET = 7  # characters; Trakt's own have 40 and more, and a shorter text stands in ordinary words
_HIDDEN = "[hidden]"


def shown(text: str, secrets: Iterable[str] = ()) -> str:
    """The text on one line, without control characters and secrets, cut to `LONGEST`; "" for HTML."""
    line = " ".join("".join(map(_printable, text)).split())
    if line.startswith("<"):
        return ""
    line = hidden(line, secrets)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def hidden(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret in it, plain or as in a URL, blotted out."""
    for secret in secrets:
        for form in (secret, quote(secret, safe="", errors="replace")):
            if len(form) >= SHORTEST_SECRET:
                text = text.replace(form, _HIDDEN)
    return text


def _printable(character: str) -> str:
    """Controls, and the invisible marks that turn the direction of writing, become spaces."""
    return " " if unicodedata.category(character)[0] in "CZ" else character
