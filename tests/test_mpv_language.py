"""The language of mpv's texts: the user's word, else the environment's; English where there is no other."""

from __future__ import annotations

import logging
import subprocess
import sys

import polib
import pytest

from tests.test_languages import LANGUAGES, said
from verdict.core.words import ENGLISH
from verdict.hosts.kodi.numbers import NUMBERS
from verdict.hosts.mpv import language
from verdict.hosts.mpv.language import words_in

GERMAN, BRAZILIAN, CHINESE = "Wie war’s?", "O que você achou?", "觉得怎么样？"


@pytest.mark.parametrize(
    ("setting", "environment", "question"),
    [
        ("auto", {"LANG": "de_DE.UTF-8"}, GERMAN),
        ("auto", {"LANG": "de_AT.UTF-8@euro"}, GERMAN),
        ("auto", {"LANG": "de"}, GERMAN),
        ("auto", {"LANG": "pt_PT.UTF-8"}, BRAZILIAN),
        ("auto", {"LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE", "LANG": "fr_FR"}, CHINESE),
        ("auto", {"LC_ALL": "", "LC_MESSAGES": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8"}, GERMAN),
        ("auto", {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, ENGLISH["how_was_it"]),
        ("auto", {"LANG": "POSIX"}, ENGLISH["how_was_it"]),
        ("auto", {"LANG": "eo"}, ENGLISH["how_was_it"]),
        ("auto", {}, ENGLISH["how_was_it"]),
        ("de", {"LANG": "fr_FR.UTF-8"}, GERMAN),
        ("pt-BR", {}, BRAZILIAN),
        ("en", {"LANG": "de_DE.UTF-8"}, ENGLISH["how_was_it"]),
    ],
)
def test_the_setting_counts_before_the_environment(setting, environment, question):
    assert words_in(setting, environment)("how_was_it") == question


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_mpv_says_what_kodi_says(folder):
    words, kodi = words_in(folder.name.split(".")[-1], {}), said(folder)
    assert [t for t, number in NUMBERS.items() if words._table.get(t, "") != kodi[f"#{number}"].msgstr] == []


def test_a_language_that_is_not_there_is_english_and_the_log_says_so(caplog):
    assert words_in("tlh", {})("skip") == "Skip"
    assert "no texts in tlh" in caplog.text


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"msgid How was it?", b'msgid "How was it?"\nmsgfoo "Na?"\n', None]
)
def test_a_broken_file_is_english_and_the_log_says_so(tmp_path, monkeypatch, caplog, content):
    folder = tmp_path / "resource.language.de_de"
    folder.mkdir()
    if content is not None:
        (folder / "strings.po").write_bytes(content)
    monkeypatch.setattr(language, "resource", lambda _: tmp_path)
    with caplog.at_level(logging.WARNING):
        assert words_in("de", {})("how_was_it") == "How was it?"
    assert "cannot be read" in caplog.text


def test_a_text_that_was_not_translated_yet_is_english(tmp_path, monkeypatch):
    (tmp_path / "resource.language.de_de").mkdir()
    file = polib.POFile()
    file.append(polib.POEntry(msgctxt="#30002", msgid="Love", msgstr="Liebe ich"))
    file.append(polib.POEntry(msgctxt="#30003", msgid="Hate", msgstr=""))
    file.save(str(tmp_path / "resource.language.de_de" / "strings.po"))
    monkeypatch.setattr(language, "resource", lambda _: tmp_path)
    assert [words_in("de", {})(text) for text in ("love", "hate", "skip")] == ["Liebe ich", "Hate", "Skip"]


def test_in_english_nothing_is_read_and_polib_not_imported():
    code = "import sys; from verdict.hosts.mpv.language import words_in; words_in('auto', {'LANG': 'en_US'})"
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; print('polib' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == "False"
