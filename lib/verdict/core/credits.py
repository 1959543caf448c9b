"""Which chapter titles name a film's end credits, in the larger languages."""

from __future__ import annotations

import re
import unicodedata

# The whole title has to be one of these: "The Credit Card" and "Opening Credits" are scenes.
_NAMES = (
    r"(end|ending|closing|final|rolling|main end|post)?[ -]?(credits?|titles?)( roll| sequence| start)?",
    r"(the )?end (credits?|titles?)",
    r"credits? (roll|sequence|song|music)",
    r"end crawl|cast( and crew)?|closing( credits?| titles?)",
    r"(abspann|nachspann|schlusstitel|endtitel)",
    r"(générique|generique)( de fin| final)?",
    r"(créditos|creditos)( finales| finais| de cierre| de fim)?|títulos de crédito|titulos de credito",
    r"titoli di coda|crediti( finali)?",
    r"(aftiteling|eindcredits|eindtitels|aftitels)",
    r"napisy( końcowe| koncowe)?",
    r"(eftertexter|sluttexter|rulletekster|sluttekster|lopputekstit)",
    r"(финальные |конечные |заключительные )?титры",
    r"závěrečné titulky|titulky|stáblista|vége főcím",
    r"(jenerik|bitiş jeneriği|son jenerik)",
    r"エンドロール|エンドクレジット|エンディング|スタッフロール|クレジット",
    r"片尾(字幕|曲|名单|名單)?|演职员表|演職員表|制作人员(名单)?",
    r"엔딩 ?크레(딧|디트)|크레딧",
    r"כתוביות סיום|קרדיטים",
    r"(شارة النهاية|تتر النهاية)",
)
# What may stand around it: a number in front, the time or a remark behind.
_AROUND = (
    r"(?:(?:chapter |kapitel |chapitre |capítulo )?\d+\s*[.:)\-–]?\s*)?(?:{names})(?:\s*[.:\-–]*\s*\d*)?"
)
_CREDITS = re.compile(_AROUND.format(names="|".join(_NAMES)), re.IGNORECASE)
_PLAIN_TITLES = re.compile(r"\s*(titles?|cast)\s*", re.IGNORECASE)


def names_credits(title: str) -> bool:
    """Whether a chapter of this title is the end credits."""
    title = " ".join(unicodedata.normalize("NFC", title).split())
    return bool(_CREDITS.fullmatch(title)) and not _PLAIN_TITLES.fullmatch(title)
