"""Every language says everything that English does: no text is missing, surplus, or without its fields."""

from __future__ import annotations

import re
import string
import unicodedata
from pathlib import Path
from typing import Dict, List, Set

import polib
import pytest

from tools import texts

LANGUAGES = sorted(path for path in texts.LANGUAGES.iterdir() if path != texts.ENGLISH_FILE.parent)
OURS = ["de_de", "en_gb", "es_es", "fr_fr", "he_il", "it_it", "nl_nl", "pl_pl", "pt_br", "sv_se", "zh_cn"]
SAME_IN_EVERY_LANGUAGE = {"{0:d} s", "{0:d} %", "{0:d} min", "."}  # units and marks
LOANWORDS: Dict[str, Set[str]] = {"it_it": {"Account", "Password"}, "nl_nl": {"Account"}, "pl_pl": {"Folder"}}
KEYS = re.compile(r"(?<![A-Za-z])[LHUNWS](?![A-Za-z’])|\d+")  # mnemonic keys are the same in every language


def said(folder: Path) -> Dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in polib.pofile(str(folder / "strings.po"))}


def fields(text: str) -> List[str]:
    return sorted(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name)


def untranslated(folder: Path) -> List[str]:
    return [f"{number} {entry.msgid!r}" for number, entry in said(folder).items() if not entry.msgstr.strip()]


def as_in_english(folder: Path) -> List[str]:
    allowed = SAME_IN_EVERY_LANGUAGE | LOANWORDS.get(folder.name.split(".")[-1], set())
    entries = said(folder).values()
    return [entry.msgid for entry in entries if entry.msgstr == entry.msgid and entry.msgid not in allowed]


def with_other_fields(folder: Path) -> List[str]:
    entries = said(folder).values()
    return [entry.msgid for entry in entries if fields(entry.msgid) != fields(entry.msgstr or entry.msgid)]


def with_other_keys(folder: Path) -> List[str]:
    """Of the texts that say which key does what."""
    hints = [e for e in said(folder).values() if e.comment.startswith(("how_", "remote_", "ask_"))]
    return [
        e.msgid for e in hints if e.msgstr and sorted(KEYS.findall(e.msgid)) != sorted(KEYS.findall(e.msgstr))
    ]


def letters(text: str) -> int:
    """How long a text is; an ideograph stands for three letters."""
    return sum(3 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def far_too_long_or_short(folder: Path) -> List[str]:
    """What is twice as long does not fit where the English text stands."""
    entries = [entry for entry in said(folder).values() if entry.msgstr]
    return [
        e.msgid for e in entries if not letters(e.msgid) / 3 <= letters(e.msgstr) <= 2 * letters(e.msgid) + 12
    ]


def test_make_texts_has_nothing_left_to_do():
    behind = [path for path, text in texts.files().items() if path.read_text("utf-8") != text]
    assert [str(path.relative_to(texts.ROOT)) for path in behind] == [], "run: make texts"


def test_every_language_is_there_under_its_own_name():
    assert sorted(folder.name.split(".")[-1] for folder in texts.LANGUAGES.iterdir()) == OURS
    files = [polib.pofile(str(texts.LANGUAGES / f"resource.language.{name}" / "strings.po")) for name in OURS]
    assert [file.metadata["Language"] for file in files] == OURS


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_language_has_every_text(folder):
    assert untranslated(folder) == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_nothing_was_left_in_english(folder):
    assert as_in_english(folder) == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_translation_has_the_fields_of_the_english_text(folder):
    assert with_other_fields(folder) == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_hint_names_the_keys_that_there_are(folder):
    assert with_other_keys(folder) == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_translation_is_about_as_long_as_the_english_text(folder):
    assert far_too_long_or_short(folder) == []


def test_these_tests_can_fail(tmp_path):
    folder = tmp_path / "resource.language.xx_xx"
    folder.mkdir()
    (folder / "strings.po").write_text(
        'msgctxt "#30001"\nmsgid "How was it?"\nmsgstr " "\n\n'
        'msgctxt "#30002"\nmsgid "Love"\nmsgstr "Love"\n\n'
        'msgctxt "#30008"\nmsgid "Closes in {seconds} s"\nmsgstr "Schließt in {second} s"\n\n'
        '#. how_wrong\nmsgctxt "#30087"\nmsgid "W: wrong film."\nmsgstr "F: falscher Film."\n\n'
        'msgctxt "#30004"\nmsgid "Skip"\nmsgstr "Diesen Film jetzt nicht bewerten"\n',
        "utf-8",
    )
    assert untranslated(folder) == ["#30001 'How was it?'"]
    assert as_in_english(folder) == ["Love"]
    assert with_other_fields(folder) == ["Closes in {seconds} s"]
    assert with_other_keys(folder) == ["W: wrong film."]
    assert far_too_long_or_short(folder) == ["How was it?", "Skip"]


def test_a_new_text_gets_a_number_that_nothing_had():
    numbers = texts.numbered(
        {"old": "Old", "new": "New", "newer": "Newer"}, {"old": 30001, "gone": 30009}, [30101]
    )
    assert numbers == {"old": 30001, "new": 30102, "newer": 30103}


def test_a_text_that_says_something_else_now_is_translated_anew():
    source, file = polib.POFile(), polib.POFile()
    source.append(polib.POEntry(msgctxt="#30001", msgid="How did you like it?"))
    source.append(polib.POEntry(msgctxt="#30002", msgid="Love"))
    file.append(polib.POEntry(msgctxt="#30001", msgid="How was it?", msgstr="Wie war's?"))
    file.append(polib.POEntry(msgctxt="#30002", msgid="Love", msgstr="Liebe ich"))
    file.append(polib.POEntry(msgctxt="#30003", msgid="Gone", msgstr="Fort"))
    assert [(e.msgid, e.msgstr) for e in texts.in_step(source, file)] == [
        ("How did you like it?", ""),
        ("Love", "Liebe ich"),
    ]
