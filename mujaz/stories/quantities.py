"""Which quantity a figure speaks of: its kind, unit and what is counted, over many wordings.

This module knows nouns that count the same (مخزن, مستودع, مخبأ) and the acts that decide what
happened to people (قتل, جرح, اعتقل). It compares no values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mujaz.model import Figure
from mujaz.stories.context import Context
from mujaz.stories.facts import word_set
from mujaz.stories.figures import figures_in
from mujaz.stories.vectors import pack_terms
from mujaz.text.fold import fold
from mujaz.text.sentences import sentences

_CLAUSE = 45
#: Characters on each side of a figure that tell what it is about.
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Said:
    """A figure where an article says it.

    Attributes:
        figure: the figure; its offsets are those of the title or the text.
        article: id of the article.
        day: when the article was published.
        sentence: the sentence that says it.
        order: place in the article; the title is 0.
        key: what tells the quantity apart: kind, unit and group of nouns or act.
        what: the quantity's readable name.
        about: terms around the figure in its sentence, packed.
        newer: whether the sentence speaks of a rise or a new toll.
    """

    figure: Figure
    article: str
    day: date
    sentence: str
    order: int
    key: tuple[str, str, str]
    what: str
    about: bytes
    newer: bool


_GROUPS = (
    "مخزن مستودع مخبأ ترسانة",
    "موقع نقطة مقر هدف",
    "قذيفة صاروخ قنبلة ذخيرة",
    "هجوم ضربة غارة عملية",
    "شخص فرد إنسان نسمة",
    "سيارة مركبة عربة",
    "منزل بيت مسكن",
    "مهاجر لاجئ نازح",
    "دولة بلد",
    "عام سنة",
    "مليون ألف",
)
_GROUP = {fold(word): group.split()[0] for group in _GROUPS for word in group.split()}
_PEOPLE = word_set(
    "شخص مدني جندي عنصر عضو مسلح طفل رجل امرأة سيدة فتاة شاب مواطن مقاتل إرهابي شرطي ضابط عامل راكب "
    "مهاجر لاجئ طالب متظاهر فلسطيني سوري عراقي يمني مصري لبناني إسرائيلي أمريكي أميركي عسكري مقيم أجنبي "
    "سائح حاج صحفي صحافي طفلة قيادي مشتبه متهم فرد"
)
#: What happened to people, by the words that say it, and the noun it is counted by.
_ACTS = (
    ("قتيل", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:قتل|مقتل|قتلي|قتيل|قتلت|قتلوا|يقتل|مصرع|استشه|شهيد|شهداء|وفاه|وفيات|توفي|لقوا حتفهم|لقي|تصفيه|تحييد|القضاء|اودي|اودت|ضحايا|ضحيه)")),
    ("جريح", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:جرح|جريح|اصيب|اصاب|اصابه|مصاب|يصيب|تصيب)")),
    ("معتقل", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:اعتقال|اعتقل|معتقل|توقيف|اوقف|موقوف|القبض|قبض|احتجاز|احتجز|اسر(?!ه|ائيل)|اسير|ضبط)")),
    ("مفقود", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:فقدان|فقد|مفقود)")),
    ("نازح", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:نزوح|نزح|نازح|تشريد|شرد)")),
    ("مخطوف", re.compile(r"(?<!\w)[وفبل]?(?:ال)?(?:خطف|اختطاف|مخطوف|رهين|رهاين)")),
)  # fmt: skip
_ACT_NOUNS = {fold(name) for name, _ in _ACTS} | {
    fold("شهيد"),
    fold("وفاة"),
    fold("مصاب"),
    fold("أسير"),
}
_SAME_ACT = {fold("شهيد"): "قتيل", fold("وفاة"): "قتيل", fold("مصاب"): "جريح", fold("أسير"): "معتقل",
             fold("موقوف"): "معتقل", fold("ضحية"): "قتيل"}  # fmt: skip
_NEWER = re.compile(
    r"ارتفع|ارتفاع|ارتفعت|حصيله جديده|حصيله اولي|حصيله سابقه|احدث حصيله|اخر حصيله|الي الان|حتي الان|تراجع|انخفض"
)


def said(article: str, day: date, title: Context, text: Context) -> tuple[Said, ...]:
    """Return the figures of an article's title and text, in order, with what they speak of.

    Args:
        article: its id.
        day: when it was published.
        title: its headline.
        text: its text, as far as it is read for figures.
    """
    out: list[Said] = []
    for order, part in enumerate((title, text)):
        found = figures_in(part, day)
        if not found:
            continue
        ranges = sentences(part.text)
        at = 0
        for figure in found:
            while at + 1 < len(ranges) and ranges[at + 1][0] <= figure.start:
                at += 1
            where = ranges[at] if ranges else (0, len(part.text))
            out.append(_said(article, day, figure, part, where, order * (1 + len(out))))
    return tuple(out)


def _said(
    article: str, day: date, figure: Figure, part: Context, where: tuple[int, int], order: int
) -> Said:
    start, end = where
    sentence = part.text[start:end]
    group, what = _quantity(figure, part.text, start, end)
    near = part.terms_between(max(start, figure.start - _NEAR), min(end, figure.end + _NEAR))
    return Said(
        figure=figure,
        article=article,
        day=day,
        sentence=sentence,
        order=order,
        key=(figure.kind, figure.unit or "", group),
        what=what,
        about=pack_terms(near),
        newer=_NEWER.search(fold(sentence)) is not None,
    )


def _quantity(figure: Figure, text: str, start: int, end: int) -> tuple[str, str]:
    """Return the group and the readable name of what a figure counts."""
    noun = fold(figure.what)
    if figure.kind == "count" and (noun in _PEOPLE or noun in _ACT_NOUNS or not noun):
        if noun in _ACT_NOUNS:
            act = _SAME_ACT.get(noun, figure.what)
            return act, act
        act = _act(figure, text, start, end)
        if act:
            return act, act
    group = _GROUP.get(noun, figure.what)
    return fold(group), figure.what or group


def _act(figure: Figure, text: str, start: int, end: int) -> str:
    """The nearest act before a number of people in its clause, else behind it; "" if none."""
    before = fold(text[max(start, figure.start - _CLAUSE) : figure.start])
    best, place = "", -1
    for name, pattern in _ACTS:
        for match in pattern.finditer(before):
            if match.start() > place:
                best, place = name, match.start()
    if best:
        return best
    after = fold(text[figure.end : min(end, figure.end + _CLAUSE // 2)])
    found = [(m.start(), name) for name, pattern in _ACTS if (m := pattern.search(after))]
    return min(found)[1] if found else ""


def is_toll(key: tuple[str, str, str]) -> bool:
    """Whether a quantity is a toll: people killed, hurt, held; such numbers grow with time."""
    return key[0] == "count" and any(key[2] == name for name, _ in _ACTS)
