"""The texts of the add-on: each has a number, an entry in strings.po, and the same words in both."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Dict, List
from xml.etree import ElementTree

import polib

from verdict.core.words import ENGLISH
from verdict.hosts.kodi.numbers import NUMBERS

ROOT = Path(__file__).resolve().parent.parent
KODI = ROOT / "lib" / "verdict" / "hosts" / "kodi"
SHOWS = {"ok", "notification", "notify", "select", "create", "yesno", "setLabel"}


def entries() -> Dict[int, str]:
    file = polib.pofile(str(ROOT / "resources/language/resource.language.en_gb/strings.po"))
    return {int(entry.msgctxt.lstrip("#")): entry.msgid for entry in file}


def test_every_word_has_its_number_and_the_same_english_in_strings_po():
    assert set(NUMBERS) == set(ENGLISH)
    assert {text: entries()[number] for text, number in NUMBERS.items()} == ENGLISH


def test_every_number_in_the_settings_and_the_menu_is_in_strings_po():
    used = set(re.findall(r">(30\d{3})<", (ROOT / "addon.xml").read_text("utf-8")))
    for element in ElementTree.parse(ROOT / "resources/settings.xml").iter():
        used |= {value for value in [*element.attrib.values(), element.text or ""] if value.startswith("30")}
    assert {int(number) for number in used if len(number) == 5} <= set(entries())


def test_no_number_stands_for_two_texts_and_none_is_unused():
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    everywhere = (ROOT / "addon.xml").read_text("utf-8") + (ROOT / "resources/settings.xml").read_text(
        "utf-8"
    )
    settings = set(entries()) - set(NUMBERS.values())
    assert {number for number in settings if str(number) not in everywhere} == set()


def shown_texts(call: ast.Call) -> List[str]:
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return [text for text in texts if text not in ("", "Trakt")]


def test_nothing_is_shown_that_is_not_in_the_table():
    for path in KODI.glob("*.py"):
        calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
        showing = (call for call in calls if getattr(call.func, "attr", "") in SHOWS)
        assert not [shown_texts(call) for call in showing if shown_texts(call)], path.name
