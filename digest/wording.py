"""The briefing's own words in Arabic and English, with the plural forms of each.

The language of a briefing is its setting's, whatever the interface speaks: therefore a table and
no gettext catalogue. Knows words only; which of them stand where is the renderers' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mujaz.model import FigureKind, Modifier, Verdict

#: Forms of a counted noun: zero, one, two, few, many, other (Unicode CLDR plural categories).
Forms = tuple[str, str, str, str, str, str]


def arabic_form(n: int) -> int:
    """Return the index of the Arabic plural form of ``n``, 0 to 5 (CLDR rules of ``ar``)."""
    if n < 3:
        return n
    if 3 <= n % 100 <= 10:
        return 3
    return 4 if n % 100 >= 11 else 5


def english_form(n: int) -> int:
    """Return the index of the English form of ``n``: zero, one, or other."""
    return n if n < 2 else 5


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of a briefing in one language; counted ones as :data:`Forms` with ``{n}``."""

    code: str
    direction: str
    name: str
    comma: str
    semicolon: str
    stories: Forms
    sources: Forms
    independent: Forms
    minutes: Forms
    fresh: Forms
    more_articles: Forms
    more_stories: Forms
    silent: Forms
    lines: tuple[str, str, str]
    briefly: str
    threads: str
    differences: str
    source_list: str
    timeline: str
    figures: str
    quantity: str
    value: str
    who_says: str
    since_before: str
    told_by: str
    all_outlets: str
    no_group: str
    not_told: str
    moved: str
    developing: str
    wire: str
    empty: str
    covers: str
    made: str
    kinds: Mapping[FigureKind, str]
    verdicts: Mapping[Verdict, str]
    modifiers: Mapping[Modifier, str]
    million: Forms
    billion: Forms
    vague: str
    period: str
    one_day: str

    def count(self, forms: Forms, n: int, **others: str) -> str:
        """Return the form for ``n`` with the number, and whatever else it names, in it."""
        pick = arabic_form if self.code == "ar" else english_form
        return forms[pick(n)].format(n=n, **others)


ARABIC: Final = Wording(
    code="ar",
    direction="rtl",
    name="موجز",
    comma="، ",
    semicolon="؛ ",
    stories=("لا أخبار", "خبر واحد", "خبران", "{n} أخبار", "{n} خبرًا", "{n} خبر"),
    sources=("لا مصادر", "مصدر واحد", "مصدران", "{n} مصادر", "{n} مصدرًا", "{n} مصدر"),
    independent=(
        "بلا نصّ مستقل",
        "نصّ مستقل واحد",
        "نصّان مستقلان",
        "{n} نصوص مستقلة",
        "{n} نصًّا مستقلًا",
        "{n} نصّ مستقل",
    ),
    minutes=("أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقة"),
    fresh=(
        "لا جديد",
        "الجديد من مصدر واحد",
        "الجديد من مصدرين",
        "الجديد من {n} مصادر",
        "الجديد من {n} مصدرًا",
        "الجديد من {n} مصدر",
    ),
    more_articles=(
        "",
        "ونصّ آخر",
        "ونصّان آخران",
        "و{n} نصوص أخرى",
        "و{n} نصًّا آخر",
        "و{n} نصّ آخر",
    ),
    more_stories=(
        "",
        "وخبر آخر لم يُذكر هنا",
        "وخبران آخران لم يُذكرا هنا",
        "و{n} أخبار أخرى لم تُذكر هنا",
        "و{n} خبرًا آخر لم تُذكر هنا",
        "و{n} خبر آخر لم تُذكر هنا",
    ),
    silent=(
        "",
        "خلاصة واحدة لم تُجب: {names}",
        "خلاصتان لم تُجيبا: {names}",
        "{n} خلاصات لم تُجب: {names}",
        "{n} خلاصة لم تُجب: {names}",
        "{n} خلاصة لم تُجب: {names}",
    ),
    lines=("اليوم في سطر", "اليوم في سطرين", "اليوم في ثلاثة أسطر"),
    briefly="بإيجاز",
    threads="جديد القضايا الجارية",
    differences="أين تختلف المصادر",
    source_list="المصادر",
    timeline="متى كُتب عنها",
    figures="الأرقام في جدول",
    quantity="المقدار",
    value="القيمة",
    who_says="من يذكرها",
    since_before="بدأ قبل ذلك",
    told_by="{group}: {telling} من {all}",
    all_outlets="من ينقله",
    no_group="سواها",
    not_told="لم تذكره: {names}",
    moved="{what}: من {before} إلى {now}",
    developing="تطوّر جديد",
    wire="نصّ [{number}] نفسه",
    empty="لم تحمل خلاصاتك خبرًا جديدًا من {start} إلى {end}.",
    covers="يغطّي ما نُشر من {start} إلى {end} بتوقيت {zone}.",
    made="جُمع هذا الموجز آليًّا من خلاصاتك: كل جملة فيه منقولة بحرفها عن المصدر الذي يليها رقمه.",
    kinds=MappingProxyType(
        {
            "count": "العدد",
            "money": "المبلغ",
            "percent": "النسبة",
            "measure": "القياس",
            "duration": "المدة",
            "age": "العمر",
            "score": "النتيجة",
        }
    ),
    verdicts=MappingProxyType(
        {
            "agree": "رقم واحد",
            "single": "مصدر واحد",
            "differ": "أرقام متعارضة",
            "inside": "المصدر يناقض نفسه",
            "update": "رقم تغيّر مع الوقت",
            "precision": "الرقم نفسه بدقّة متفاوتة",
            "window": "أرقام عن مُدد مختلفة، فلا تعارض",
        }
    ),
    modifiers=MappingProxyType(
        {
            "=": "{value}",
            ">": "أكثر من {value}",
            ">=": "ما لا يقل عن {value}",
            "<": "أقل من {value}",
            "<=": "ما لا يزيد على {value}",
            "~": "نحو {value}",
        }
    ),
    million=("{n} مليون", "مليون", "{n} مليون", "{n} ملايين", "{n} مليون", "{n} مليون"),
    billion=("{n} مليار", "مليار", "{n} مليار", "{n} مليارات", "{n} مليار", "{n} مليار"),
    vague="عدد غير محدّد",
    period="بين {first} و{last}",
    one_day="يوم {day}",
)

ENGLISH: Final = Wording(
    code="en",
    direction="ltr",
    name="mujaz",
    comma=", ",
    semicolon="; ",
    stories=("no stories", "one story", "", "", "", "{n} stories"),
    sources=("no sources", "one source", "", "", "", "{n} sources"),
    independent=("no text of its own", "one independent text", "", "", "", "{n} independent texts"),
    minutes=("under a minute", "one minute", "", "", "", "{n} minutes"),
    fresh=("nothing new", "new from one source", "", "", "", "new from {n} sources"),
    more_articles=("", "and one more article", "", "", "", "and {n} more articles"),
    more_stories=("", "and one more story, not shown", "", "", "", "and {n} more, not shown"),
    silent=(
        "",
        "One feed did not answer: {names}",
        "",
        "",
        "",
        "{n} feeds did not answer: {names}",
    ),
    lines=("The day in one line", "The day in two lines", "The day in three lines"),
    briefly="In brief",
    threads="New in running stories",
    differences="Where sources differ",
    source_list="Sources",
    timeline="When it was written on",
    figures="Figures in a table",
    quantity="Quantity",
    value="Value",
    who_says="Given by",
    since_before="began earlier",
    told_by="{group}: {telling} of {all}",
    all_outlets="Who tells it",
    no_group="Others",
    not_told="silent: {names}",
    moved="{what}: from {before} to {now}",
    developing="new development",
    wire="same text as [{number}]",
    empty="Your feeds brought nothing new from {start} to {end}.",
    covers="Covers what was published from {start} to {end}, {zone} time.",
    made="Put together by a program from your feeds: each sentence is quoted, word for word, from "
    "the source whose number follows it.",
    kinds=MappingProxyType(
        {
            "count": "Count",
            "money": "Amount",
            "percent": "Share",
            "measure": "Measure",
            "duration": "Duration",
            "age": "Age",
            "score": "Score",
        }
    ),
    verdicts=MappingProxyType(
        {
            "agree": "one figure",
            "single": "one source",
            "differ": "figures contradict each other",
            "inside": "the source contradicts itself",
            "update": "the figure changed over time",
            "precision": "the same figure, told more or less precisely",
            "window": "figures for different periods, no contradiction",
        }
    ),
    modifiers=MappingProxyType(
        {
            "=": "{value}",
            ">": "more than {value}",
            ">=": "at least {value}",
            "<": "less than {value}",
            "<=": "at most {value}",
            "~": "about {value}",
        }
    ),
    million=("{n} million", "1 million", "", "", "", "{n} million"),
    billion=("{n} billion", "1 billion", "", "", "", "{n} billion"),
    vague="an unspecified number",
    period="{first} to {last}",
    one_day="{day}",
)

_BY_CODE: Final = {"ar": ARABIC, "en": ENGLISH}


def wording(language: str) -> Wording:
    """Return the words of a language, ``ar`` or ``en``."""
    return _BY_CODE[language]
