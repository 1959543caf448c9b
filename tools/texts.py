"""`make texts`: a number for every new text, and every language's strings.po in step with the English one.

The players' texts are `verdict.core.words.ENGLISH`; a label of the settings or the context menu is written
into the English strings.po alone. All else follows: numbers, the English file, empty places in the others.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Dict, List

import polib

from verdict.core.words import ENGLISH
from verdict.hosts.kodi.numbers import NUMBERS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ROOT / "resources" / "language"
ENGLISH_FILE = LANGUAGES / "resource.language.en_gb" / "strings.po"
NUMBERS_FILE = ROOT / "lib" / "verdict" / "hosts" / "kodi" / "numbers.py"
_PREFIX = "resource.language."
_ONE_LINE = 100_000  # columns: a text stands on one line


def numbered(texts: Dict[str, str], numbers: Dict[str, int], labels: List[int]) -> Dict[str, int]:
    """The texts' numbers. A new text has one above all others, so that none ever means two things."""
    kept = {text: number for text, number in numbers.items() if text in texts}
    free = max([30000, *numbers.values(), *labels]) + 1
    return {**kept, **{text: free + n for n, text in enumerate(t for t in texts if t not in kept)}}


def number_of(entry: polib.POEntry) -> int:
    return int(str(entry.msgctxt).lstrip("#"))


def english(texts: Dict[str, str], numbers: Dict[str, int], file: polib.POFile) -> polib.POFile:
    """The English file: the texts with their numbers, and the labels that it has itself."""
    names = {number: text for text, number in numbers.items()}
    labels = {number_of(entry): entry.msgid for entry in file if not entry.comment}
    both = names.keys() & labels.keys()
    if both:
        raise ValueError(f"two texts with one number, in numbers.py and in strings.po: {sorted(both)}")
    said = {**labels, **{number: texts[text] for number, text in names.items()}}
    return _file(file, [_entry(number, said[number], names.get(number, "")) for number in sorted(said)])


def in_step(source: polib.POFile, file: polib.POFile) -> polib.POFile:
    """A language's file with the English one's entries; what is new or says something else now is empty."""
    known = {number_of(entry): entry for entry in file}
    entries = []
    for entry in source:
        number, old = number_of(entry), known.get(number_of(entry))
        said = old.msgstr if old and old.msgid == entry.msgid else ""
        entries.append(_entry(number, entry.msgid, entry.comment, said))
    return _file(file, entries)


def _entry(number: int, text: str, comment: str, said: str = "") -> polib.POEntry:
    return polib.POEntry(msgctxt=f"#{number}", msgid=text, msgstr=said, comment=comment)


def _file(like: polib.POFile, entries: List[polib.POEntry]) -> polib.POFile:
    file = polib.POFile(wrapwidth=_ONE_LINE)
    file.header, file.metadata = like.header, like.metadata
    file.extend(entries)
    return file


def _numbers_source(numbers: Dict[str, int]) -> str:
    head, _ = re.split(r"(?<=\n)NUMBERS", NUMBERS_FILE.read_text("utf-8"), maxsplit=1)
    lines = [f'    "{text}": {number},\n' for text, number in sorted(numbers.items(), key=lambda n: n[1])]
    return f"{head}NUMBERS: Dict[str, int] = {{\n{''.join(lines)}}}\n"


def files() -> Dict[Path, str]:
    """What every file has to say. ValueError where two texts have one number."""
    old = polib.pofile(str(ENGLISH_FILE))
    numbers = numbered(ENGLISH, NUMBERS, [number_of(entry) for entry in old])
    source = english(ENGLISH, numbers, old)
    wanted = {NUMBERS_FILE: _numbers_source(numbers), ENGLISH_FILE: str(source)}
    for path in sorted(LANGUAGES.glob(f"{_PREFIX}*/strings.po")):
        if path != ENGLISH_FILE:
            wanted[path] = str(in_step(source, polib.pofile(str(path))))
    return {path: text.rstrip("\n") + "\n" for path, text in wanted.items()}


def main() -> int:
    for path, text in files().items():
        if path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(ROOT)}: brought in step")
    for path in sorted(LANGUAGES.glob("*/strings.po")):
        empty = [entry for entry in polib.pofile(str(path)) if not entry.msgstr]
        if empty and path != ENGLISH_FILE:
            print(f"{path.relative_to(ROOT)}: to be translated: {', '.join(e.msgctxt for e in empty)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
