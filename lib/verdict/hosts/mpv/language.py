"""The texts in the user's language, from the same strings.po files that Kodi reads.

polib is imported, and a file read, only where the language is not English.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Dict, Mapping, Optional

from verdict.core.words import ENGLISH, Words
from verdict.resources import resource
from verdict.settings import AUTO

log = logging.getLogger(__name__)

_PLACES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts (POSIX, 8.2)
_OURS = ("", "c", "posix", "en")  # the language of `ENGLISH`, and of who names none
_PREFIX = "resource.language."


def words_in(language: str, environment: Mapping[str, str] = os.environ) -> Words:
    """The texts in a language such as ``de`` or ``pt_BR``; ``auto``: the environment's.

    Never raises: what cannot be had is in English, and the log says why.
    """
    name = _from(environment) if language == AUTO else _plain(language)
    if name.split("_")[0] in _OURS:
        return Words()
    try:
        file = _file_for(name)
        if file is not None:
            return Words(_read(file))
        if language != AUTO:
            log.warning("prompt.language: there are no texts in %s, so they are in English", language)
    except (
        OSError,
        ValueError,
    ) as problem:  # polib's errors are OSErrors; bytes that are no UTF-8 ValueErrors
        log.warning("the texts in %s cannot be read, so they are in English: %s", name, problem)
    return Words()


def _from(environment: Mapping[str, str]) -> str:
    return _plain(next(filter(None, (environment.get(place) for place in _PLACES)), ""))


def _plain(locale: str) -> str:
    """``de_at`` of ``de_AT.UTF-8@euro``."""
    return locale.split(".")[0].split("@")[0].replace("-", "_").lower()


def _file_for(name: str) -> Optional[Path]:
    """That of the country, else one of the language."""
    folders = sorted(resource("language").glob(f"{_PREFIX}*"))
    for start in (name, name.split("_")[0] + "_"):
        for folder in folders:
            if f"{folder.name[len(_PREFIX) :]}_".startswith(start):
                return folder / "strings.po"
    return None


def _read(file: Path) -> Dict[str, str]:
    """The table for `Words`. An English text that reads otherwise by now has no translation."""
    import polib

    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file), encoding="utf-8")}
    table = {text: said[english] for text, english in ENGLISH.items() if said.get(english)}
    if not table:
        raise ValueError("there is no text of ours in the file")
    return table
