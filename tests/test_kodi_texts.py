"""The texts of the add-on: each has a number, an entry in strings.po, and the same words in both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict
from xml.etree import ElementTree

import polib
import pytest

from verdict.core.words import ENGLISH
from verdict.hosts.kodi.numbers import NUMBERS
from verdict.hosts.mpv.overlay.text import estimate

ROOT = Path(__file__).resolve().parent.parent


def entries() -> Dict[int, str]:
    file = polib.pofile(str(ROOT / "resources/language/resource.language.en_gb/strings.po"))
    return {int(entry.msgctxt.lstrip("#")): entry.msgid for entry in file}


def test_every_word_has_its_number_and_the_same_english_in_strings_po():
    assert set(NUMBERS) == set(ENGLISH)
    assert {text: entries()[number] for text, number in NUMBERS.items()} == ENGLISH


def test_the_add_on_introduces_itself_in_every_language():
    ours = {path.name.split(".")[-1] for path in (ROOT / "resources/language").iterdir()}
    addon = ElementTree.parse(ROOT / "addon.xml")
    for tag in ("summary", "description", "disclaimer"):
        assert {element.attrib["lang"].lower() for element in addon.iter(tag) if element.text} == ours


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


@pytest.mark.parametrize(
    "folder", sorted((ROOT / "resources/language").iterdir()), ids=lambda path: path.name
)
def test_the_buttons_of_kodis_prompt_have_room_beside_each_other(folder):
    """A list of Kodi's cuts what does not fit; font13 is 30 high, and a button has 26 at each side."""
    said = {
        int(entry.msgctxt[1:]): entry.msgstr or entry.msgid
        for entry in polib.pofile(str(folder / "strings.po"))
    }
    labels = [said[NUMBERS[text]] for text in ("skip", "never", "wrong_film", "unrate")]
    widths = [max(120, estimate(label, 30) + 2 * 26) for label in labels]
    assert sum(widths) + 14 * (len(widths) - 1) <= 924
