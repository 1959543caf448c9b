"""Which chapter titles name a film's end credits, in the larger languages."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Pattern

# The whole title has to be one of these: "The Credit Card" and "Opening Credits" are scenes.
_NAMES = (
    r"(the )?(end|ending|closing|final|roll|rolling|main end|post)?[ -]?(credits?|titles?)"
    r"( roll| sequence| start)?",
    r"credits? (roll|sequence|song|music)",
    r"end crawl|cast( and crew)?",
    r"(abspann|nachspann|schlusstitel|schlußtitel|endtitel)",
    r"(générique|generique)( de fin| final)?|crédits?( de fin| finaux)?|titres de fin",
    r"(créditos|creditos)( finales| finais| de cierre| de fim| de encerramento)?|(títulos|titulos) finales",
    r"títulos de crédito|titulos de credito|crèdits( finals)?",
    r"titoli di coda|crediti( finali)?",
    r"(aftiteling|eindcredits|eindtitels|aftitels)",
    r"napisy( końcowe| koncowe)?",
    r"(eftertexter|sluttexter|rulltext(er)?|rulletekst(er)?|sluttekst(er)?|lopputekstit)",
    r"(финальные |конечные |заключительные )?титры|(фінальні |кінцеві )?титри|финални надписи",
    r"závěrečné titulky|titulky|stáblista|vége főcím|odjavna špica|одјавна шпица",
    r"generic(ul)?( de)? final|τίτλοι τέλους",
    r"jenerik|(bitiş|son|kapanış) jeneriği",
    r"エンド・?(ロール|クレジット|タイトル)|エンディング|スタッフ・?ロール|クレジット",
    r"片尾(字幕|曲|名单|名單)?|(演职|演職|工作人)[员員](表|名单|名單)|制作人员(名单)?|[结結]束字幕",
    r"(엔딩 ?)?크레(딧|디트)",
    r"כתוביות סיום|קרדיטים",
    r"(شارة النهاية|تتر النهاية)|تیتراژ( پایانی)?",
    r"(समापन |अंतिम )?क्रेडिट(्स)?|เครดิต(ท้ายเรื่อง)?",
    r"kredit( akhir| penutup)?|danh đề( cuối( phim)?)?",
)
# What may stand around it: a number in front; the time, a part or a remark behind.
_BEFORE = r"(?:(?:chapter |kapitel |chapitre |capítulo )?\d+\s*[.:)\-–]?\s*)?"
_BEHIND = r"\s*[.:\-–]*\s*(?:\(?(?:part )?(?:\d+|[ivx]+)\)?)?"
_PLAIN_TITLES = re.compile(r"(the )?(titles?|cast)", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[(<«*\"'] ?(.+?) ?[\])>»*\"']")


def names_credits(title: str) -> bool:
    """Whether a chapter of this title is the end credits."""
    title = " ".join(unicodedata.normalize("NFC", title).split())
    bracketed = _BRACKETS.fullmatch(title)
    name = bracketed[1] if bracketed else title
    return bool(_credits().fullmatch(name)) and not _PLAIN_TITLES.fullmatch(name)


@functools.lru_cache(maxsize=None)
def _credits() -> Pattern[str]:
    """Made when the first chapter begins: it takes longer than all else here, and most films name none."""
    return re.compile(f"{_BEFORE}(?:{'|'.join(_NAMES)})(?:{_BEHIND})", re.IGNORECASE)
