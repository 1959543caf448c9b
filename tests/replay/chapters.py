"""Titles of chapters: those that name the end credits, and those that only look like it."""

from __future__ import annotations

END_CREDITS = (
    "Credits", "End Credits", "end credits", "END CREDITS", "Closing Credits", "Final Credits",
    "End Titles", "The End Credits", "Ending Credits", "Credits Roll", "12. End Credits",
    "Chapter 24: End Credits", "Credits.", "Rolling Credits", "Roll Credits", "The Credits",
    "[Credits]", "(End Credits)", "End Credits (I)", "Credits 2", "End Credits Part 1", "Abspann",
    "Kapitel 20: Abspann", "Nachspann", "Générique", "Générique de fin", "Crédits",
    "Crédits de fin", "Créditos", "Créditos finales", "Créditos finais", "Títulos finales",
    "Titoli di coda", "Crediti finali", "Aftiteling", "Napisy końcowe", "Титры", "Финальные титры",
    "Титри", "Фінальні титри", "Τίτλοι τέλους", "Eftertexter", "Rulltexter", "Rulletekster", "Rulletekst",
    "Lopputekstit", "Závěrečné titulky", "Stáblista", "Jenerik", "Kapanış jeneriği",
    "Generic final", "エンドロール", "エンドクレジット", "スタッフロール", "片尾", "片尾字幕",
    "演职员表", "片尾曲", "엔딩 크레딧", "엔딩크레딧", "شارة النهاية", "تیتراژ پایانی",
    "כתוביות סיום", "समापन क्रेडिट", "क्रेडिट", "เครดิตท้ายเรื่อง", "Kredit akhir",
    "Danh đề cuối phim",
)  # fmt: skip
SCENES = (
    "Opening Credits", "The Credit Card", "Credit Card", "Main Titles", "Titles", "Cast",
    "Main Title", "Start Credits", "Beginning Credits", "Pre-Credits", "Before the Credits",
    "Credit Where Credit Is Due", "Extra Credit", "Vorspann", "Générique de début",
    "Générique d'ouverture", "Créditos iniciales", "Créditos iniciais", "Créditos de abertura",
    "Titoli di testa", "Начальные титры", "Вступительные титры", "オープニング",
    "オープニングクレジット", "片头", "오프닝 크레딧", "The End", "Finale", "Social Credits",
    "Discredits", "He Takes the Credits", "The Ending", "Carte de crédit", "Jenerik Öncesi", "",
)  # fmt: skip
