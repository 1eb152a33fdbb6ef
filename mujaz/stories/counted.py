"""What a number counts, and which numbers count nothing.

This module knows units, currencies, lengths of time, victims and the words around ordinals and
labels. It doesn't know values or modifiers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mujaz.model import FigureKind
from mujaz.stories.facts import word_set
from mujaz.text.fold import fold
from mujaz.text.numbers import Number

if TYPE_CHECKING:
    from mujaz.stories.context import Context


def _forms(text: str) -> dict[str, str]:
    """Read ``one: form form; two: …`` as folded form → folded name."""
    table = {}
    for group in text.split(";"):
        name, _, forms = group.partition(":")
        for form in forms.split():
            table[fold(form)] = name.strip()
    return table


#: Spelling of a length of time → its unit.
DURATION_FORMS = _forms(
    "ثانية: ثانية ثوان ثواني الثواني; دقيقة: دقيقة دقائق الدقائق دقيقه; ساعة: ساعة ساعات الساعات; "
    "يوم: يوم يوما أيام الأيام; ليلة: ليلة ليال ليالي; أسبوع: أسبوع أسبوعا أسابيع الأسابيع; "
    "شهر: شهر شهرا أشهر شهور الأشهر الشهور; سنة: سنة سنوات السنوات سنين; عام: عام عاما أعوام الأعوام; "
    "عقد: عقد عقدا عقود العقود; قرن: قرن قرنا قرون القرون; موسم: موسم موسما مواسم"
)
DURATIONS = frozenset(DURATION_FORMS.values())
_MONEY = _forms(
    "دولار: دولار دولارا دولارات; يورو: يورو; ريال: ريال ريالا ريالات; درهم: درهم درهما دراهم; "
    "دينار: دينار دينارا دنانير; جنيه: جنيه جنيها جنيهات; ليرة: ليرة ليرات; روبل: روبل روبلا; "
    "ين: ين; يوان: يوان يوانا; روبية: روبية روبيات; شيكل: شيكل شيكلا شواكل شيقل; فرنك: فرنك فرنكا; "
    "مارك: مارك ماركا; سنت: سنت سنتا سنتات; كرونة: كرونة; تومان: تومان"
)
_MEASURES = _forms(
    "كيلومتر: كيلومتر كيلومترا كيلومترات كلم كم; متر: متر مترا أمتار; سنتيمتر: سنتيمتر سنتيمترا سنتيمترات سم; "
    "ميل: ميل ميلا أميال; طن: طن طنا أطنان; كيلوغرام: كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كغم كغ كيلو كجم; "
    "غرام: غرام غراما غرامات جرام جراما; برميل: برميل برميلا براميل; لتر: لتر لترا لترات; درجة: درجة درجات; "
    "هكتار: هكتار هكتارا هكتارات; فدان: فدان فدانا أفدنة; ميغاواط: ميغاواط ميجاوات ميغاوات; مرة: مرات مرة أضعاف ضعف; "
    "نقطة: نقطة نقاط; قدم: قدم قدما; عقدة: عقدة; غيغابايت: غيغابايت جيجابايت; ملم: ملم مليمتر مليمترا; بوصة: بوصة بوصات"
)
_ONE = word_set("واحد واحدة واحدا")
_SYMBOLS = {"$": "دولار", "€": "يورو", "£": "جنيه", "%": "%", "٪": "%"}
_PERCENT_WORDS = word_set("المئة المائة بالمئة بالمائة المئه")

#: Nouns before a number that make it a label or an ordinal.
_LABEL_HEADS = word_set(
    "رقم الرقم المادة مادة القرار قرار البند بند الفقرة المرتبة المركز القناة قناة المجموعة مجموعة طراز طائرة "
    "بوينغ إيرباص ايرباص بوينج قانون القانون المرسوم مرسوم الطريق طريق هاتف الهاتف فاكس الصفحة صفحة الآية العدد "
    "الإصدار إصدار الدرجة النسخة نسخة القمة الفوج اللواء لواء الفرقة فرقة الكتيبة القاعدة الفصل السورة سورة "
    "العنوان الباب الجلسة الدورة دورة الدقيقة دقيقة ميغ سوخوي إف اف أبولو آيفون ايفون غالاكسي ويندوز نوت"
)
#: With الـ before the number these are ordinals: the 21st century, the 70th anniversary.
_ORDINAL_HEADS = word_set(
    "القرن الذكرى المرة للمرة اليوم يوم الدقيقة الساعة العام السنة الأسبوع الشهر القمة المباراة الجولة المرحلة "
    "الطبعة الحلقة الجلسة الهدف المئوية السن الرئيس دورته دورتها نسخته نسختها عيده عيدها الثانية بالذكرى الدورة"
)
_ORDINALS = word_set(
    "الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس الخامسة السادس السادسة السابع السابعة "
    "الثامن الثامنة التاسع التاسعة العاشر العاشرة الحادي الحادية حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع"
)
_CLOCK = word_set("الساعة ساعة بتوقيت توقيت التوقيت صباحا مساء ظهرا فجرا عصرا")
_G_GROUPS = word_set("السبع الثماني العشرين الثمانية العشرون السبعة")
_VICTIMS = word_set(
    "قتيل جريح شهيد مصاب ضحية جندي مدني شخص مسلح طفل شرطي ضابط امرأة رجل عامل مواطن مهاجر لاجئ معتقل أسير صحفي "
    "صحافي إرهابي انتحاري متهم مشتبه ناشط مقاتل حارس طالب سائق متظاهر فلسطيني إسرائيلي سوري عراقي أمريكي أميركي "
    "لبناني تركي مصري يمني سعودي بريطاني فرنسي ألماني أجنبي مقيم شاب فتاة طفلة سيدة شقيق أخ رهينة عنصر عسكري "
    "راكب طيار مستوطن قيادي مسؤول موظف"
)
_OBJECTS = word_set(
    "سيارة طائرة صاروخ قذيفة قنبلة عبوة انفجار هجوم غارة منزل مبنى مركبة دبابة سفينة زورق مروحية حافلة قرية "
    "بلدة مدينة موقع مخزن مستودع مركز مدرسة مستشفى مسجد كنيسة هدف مباراة نقطة ميدالية كتاب فيلم عملية ضربة تفجير "
    "صفقة اتفاقية قرار مشروع مذكرة بئر حقل مصنع شركة مصرف محطة ناقلة جلسة لقاء اجتماع محاولة حادث حريق هزة زلزال "
    "مقعد وظيفة وحدة كتيبة لواء فرقة خلية جثة رصاصة طعنة ركلة بطاقة فرصة تمريرة لقب كأس كوكب قمر"
)
_DUAL_ACT = re.compile(
    r"(?:قتل|مقتل|استشهاد|استشهد|اصاب|اصيب|وفاه|توفي|مصرع|جرح|اعتقل|اعتقال|توقيف|ضبط|دمر|تدمير|اسقط|اسقاط|سقوط|سقط|"
    r"خطف|اختطاف|احتجاز|انقاذ|اطلق|اطلاق|انفجار|تفجير|سجل|احرز|افتتاح|افتتح|انشاء|بناء|وقع|توقيع|استهدف|استهداف|شراء|"
    r"بيع|هدف|فقد|اغتيال|اعدام|اعدم|القبض|ضبطت|نفذ|تنفيذ|شن|حصد|احرق|احراق|تضرر|مني|طرد|العثور|عثر|ولد|انتشال|هدم|اغلاق)"
)
_DUAL_BACK = word_set("هذان هذين اللذين اللذان اللتين اللتان كلا كلتا هاتين هاتان")


def no_figure(context: Context, number: Number) -> bool:
    """Whether a number is a year, clock time, ordinal, label or idiom rather than a figure."""
    text = context.text
    written = text[number.start : number.end]
    before = context.before(number.start, 3)
    first = before[0] if before else ""
    after = [word for _, word in context.after(number.end, 2)]
    left = text[max(0, number.start - 2) : number.start]
    right = text[number.end : number.end + 2]
    if number.digits and _digit_label(number, written, left, right, first, after):
        return True
    if number.value is not None and _clock(text, number, before, after):
        return True
    if first in _ORDINALS and not number.digits:
        return True
    if _ordinal(text, number, first, before):
        return True
    if first in _LABEL_HEADS and not left.strip().endswith(("،", ",", ".")):
        return not (after and after[0] in _UNIT_NAMES) and (number.digits or first in _NUMBERED)
    folded = fold(written)
    if folded in _G_GROUPS and first in word_set("مجموعة الدول دول لمجموعة"):
        return True
    return folded in _PERCENT_WORDS or _idiom(folded, first, after)


_UNIT_NAMES = frozenset(DURATION_FORMS) | frozenset(_MONEY) | frozenset(_MEASURES)
_NUMBERED = word_set("رقم الرقم المادة القرار البند الفقرة المرتبة المركز")


def _digit_label(
    number: Number, written: str, left: str, right: str, first: str, after: list[str]
) -> bool:
    """Years, telephone and list numbers, parts of dates and addresses."""
    value = number.value or 0
    if left.endswith(("/", "\\", "#", "@")) or (right.startswith(("/", "\\")) and value < 3000):
        return True
    if right[:1] in ".)-" and right[1:] in (" ", "\t") and left[-1:] in ("", "\n") and value < 100:
        return True
    if written.isdigit() and len(written) == 4 and 1800 <= value <= 2100:
        return not (after and (after[0] in _UNIT_NAMES or after[0] in _PEOPLE))
    return written.isdigit() and (
        len(written) > 7 or (written.startswith("0") and len(written) > 1)
    )


_PEOPLE = word_set(
    "شخص شخصا جندي جنديا قتيل قتيلا مدني مدنيا لاجئ لاجئا عائلة أسرة وحدة منزل منزلا مقاتل مقاتلا طالب طالبا"
)


def _clock(text: str, number: Number, before: list[str], after: list[str]) -> bool:
    around = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    if ":" in around and number.digits:
        neighbour = (
            text[number.end + 1 : number.end + 2] if around[1] == ":" else text[number.start - 2]
        )
        if neighbour.isdigit():
            return True
    if before and before[0] in _CLOCK and before[0] != fold("ساعة"):
        return True
    return bool(after) and after[0] in _CLOCK and after[0] not in (fold("ساعة"), fold("الساعة"))


def _ordinal(text: str, number: Number, first: str, before: list[str]) -> bool:
    """Whether ال before a number makes it an ordinal (القرن الـ21, القرن العشرين)."""
    article = first in ("ال", "الـ") or fold(text[number.start : number.end]).startswith("ال")
    head = before[1] if first == "ال" and len(before) > 1 else first
    if fold(text[max(0, number.start - 3) : number.start]).endswith(("ال", "ال ")):
        article = True
        head = before[1] if len(before) > 1 and first.endswith("ال") else first
    bare = head[1:] if head[:1] in "وفبل" and head[1:] in _ORDINAL_HEADS else head
    return article and (bare in _ORDINAL_HEADS or bare in _LABEL_HEADS)


def _idiom(folded: str, first: str, after: list[str]) -> bool:
    if folded in _ONE:
        return first in (
            "",
            "كل",
            "اي",
            "ولا",
            "لا",
            "من",
            "ان",
            "في",
            "علي",
            "الي",
            "ب",
            "يوم",
        ) or bool(after and after[0] in ("من", "تلو", "اخر", "اخري", "الي"))
    return folded in ("الف", "الفا") and bool(after) and after[0] == "ليله"


# ------------------------------------------------------------------ counted noun
def what(context: Context, number: Number) -> tuple[str, FigureKind, str | None]:
    """Return the counted noun, the kind of figure and its unit.

    The noun is that behind the number, in the singular where that is simple; where it is left out,
    the governing noun before (وفاة) or "" .
    """
    text = context.text
    previous = context.before(number.start, 1)
    if previous and previous[0].startswith("ال") and previous[0] in DURATION_FORMS:
        unit = DURATION_FORMS[previous[0]]
        return unit, "duration", unit
    around = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 2]
    for symbol, unit in _SYMBOLS.items():
        if symbol == around[0] or around[1].strip().startswith(symbol):
            return (unit, "percent" if unit == "%" else "money", unit)
    following = context.after(number.end, 3)
    if fold(text[number.start : number.end]) in _ONE and previous:
        return singular(context.written(context.index_before(number.start))), "count", None
    if following and _reachable(text, number.end, context.starts[following[0][0]]):
        kind = _kind(context, number, following)
        if kind is not None:
            return kind
        noun = _noun(context, following)
        if noun:
            return noun, "count", None
    if _score(text, number):
        return "هدف", "score", None
    return _governing(context, number), "count", None


def _reachable(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return len(gap) <= 3 and not any(mark in gap for mark in ".،,؛:\n)")


def _kind(
    context: Context, number: Number, following: list[tuple[int, str]]
) -> tuple[str, FigureKind, str | None] | None:
    word = following[0][1]
    second = following[1][1] if len(following) > 1 else ""
    if word in _PERCENT_WORDS or (word in ("في", "ب") and second in _PERCENT_WORDS):
        return "%", "percent", "%"
    if word in DURATION_FORMS:
        unit = DURATION_FORMS[word]
        before = context.before(number.start, 3)
        if unit in ("سنة", "عام") and _AGE_WORDS.intersection(before[:3]):
            return "عمر", "age", unit
        return unit, "duration", unit
    if word in _MONEY:
        return _MONEY[word], "money", _MONEY[word]
    if word in _MEASURES:
        return _MEASURES[word], "measure", _MEASURES[word]
    return None


_AGE_WORDS = word_set("عمر عمره عمرها العمر يبلغ تبلغ البالغ البالغة بعمر سن عاما أعمارهم")
_OTHERS = word_set("آخرين آخرون آخر أخرى")
_NO_NOUN = word_set(
    "فقط تقريبا في على إلى عن و أو ثم بعد قبل خلال منذ بينهم بينها بينما حتى مقابل أي ما كان كما هو هي قد لم لن إن أن"
)


def _noun(context: Context, following: list[tuple[int, str]]) -> str:
    """The counted noun behind a number, readable; "" where another kind of word stands there."""
    for index, word in following[:2]:
        if word == "من":
            continue
        if word in _NO_NOUN or not "\u0620" <= word[0] <= "\u06d3" or word in _OTHERS:
            return ""
        return singular(context.written(index))
    return ""


def _score(text: str, number: Number) -> bool:
    """Whether a number is one side of a result (3-1)."""
    pair = re.compile(r"\d{1,2}\s?[-–:]\s?\d{1,2}(?!\d)")
    around = text[max(0, number.start - 5) : number.end + 5]
    return number.digits and (number.value or 0) < 60 and pair.search(around) is not None


_GOVERNING = re.compile(
    r"^(?:و|ف)?(قتل|مقتل|اصابه|اصيب|جرح|وفاه|مصرع|اعتقال|اعتقل|اسر|ضبط|استشهاد|توقيف|توفي|عدد|بلغ|خطف|نزوح)"
)
_GOVERNED = {
    "قتل": "قتيل", "مقتل": "قتيل", "مصرع": "قتيل", "استشهاد": "شهيد", "اصابه": "جريح", "اصيب": "جريح",
    "جرح": "جريح", "وفاه": "وفاة", "توفي": "وفاة", "اعتقال": "معتقل", "اعتقل": "معتقل", "توقيف": "موقوف",
    "اسر": "أسير", "ضبط": "ضبط", "خطف": "مخطوف", "نزوح": "نازح",
}  # fmt: skip


def _governing(context: Context, number: Number) -> str:
    """The noun or verb before a number whose own noun is left out (وأسر 19 آخرين)."""
    for word in context.before(number.start, 4):
        match = _GOVERNING.match(word)
        if match:
            return _GOVERNED.get(match[1], "")
    return ""


# ----------------------------------------------------------------------- singular
_BROKEN = _forms(
    "شخص: أشخاص; قتيل: قتلى; جريح: جرحى; شهيد: شهداء; طفل: أطفال; جندي: جنود; رجل: رجال; امرأة: نساء; مخزن: مخازن مخزنا; "
    "مستودع: مستودعات; موقع: مواقع; مخبأ: مخابئ مخبا مخبأ; صاروخ: صواريخ; قذيفة: قذائف; عضو: أعضاء; عنصر: عناصر; "
    "منزل: منازل; دولة: دول; مدينة: مدن; قرية: قرى; حادث: حوادث; هجوم: هجمات; ضابط: ضباط; مصاب: مصابين مصابون; "
    "مهاجر: مهاجرين; لاجئ: لاجئين; نازح: نازحين; طالب: طلاب طلبة; عامل: عمال; موظف: موظفين; مواطن: مواطنين; "
    "وظيفة: وظائف; شركة: شركات; طائرة: طائرات; سيارة: سيارات; سفينة: سفن; هدف: أهداف; مقعد: مقاعد; صوت: أصوات; "
    "حالة: حالات; إصابة: إصابات; وفاة: وفيات; ضحية: ضحايا; رهينة: رهائن; أسير: أسرى; معتقل: معتقلين; مسلح: مسلحين; "
    "أسرة: أسر; عائلة: عائلات عوائل; مبنى: مبان مباني; كتاب: كتب; فيلم: أفلام; حزب: أحزاب; مرشح: مرشحين; نائب: نواب; "
    "وزير: وزراء; مباراة: مباريات; نقطة: نقاط; لاعب: لاعبين; فريق: فرق; مشروع: مشاريع; شاحنة: شاحنات; دبابة: دبابات; "
    "قرار: قرارات; ضربة: ضربات; غارة: غارات; مدني: مدنيين مدنيون; خيمة: خيام; مخيم: مخيمات; مدرسة: مدارس; "
    "مستشفى: مستشفيات; مصنع: مصانع; بئر: آبار; سجين: سجناء; قتال: قتالات; شاب: شبان شباب; متهم: متهمين; "
    "سائح: سياح; حاج: حجاج; زائر: زوار; راكب: ركاب; صحفي: صحفيين; صحافي: صحافيين; طبيب: أطباء; معلم: معلمين; مرة: مرات"
)


_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")


@lru_cache(1 << 14)
def singular(word: str) -> str:
    """Return the singular of a counted noun where that is simple, else the word, readable.

    Broken plurals come from a list; sound plurals and the accusative ending of the singular
    (مخزنًا) are taken off, so are vowel signs and the article.
    """
    plain = _SIGNS.sub("", word)
    for form in (plain, plain[2:] if plain.startswith("ال") and len(plain) > 4 else ""):
        if form and fold(form) in _BROKEN:
            return _BROKEN[fold(form)]
        plain = form or plain
    if plain.endswith("ات") and len(plain) > 4:
        return plain[:-2] + "ة"
    if plain.endswith(("ين", "ون")) and len(plain) > 4:
        return plain[:-2]
    if plain.endswith("ا") and len(plain) > 3:
        return _BROKEN.get(fold(plain[:-1]), plain[:-1])
    return plain


# -------------------------------------------------------------------------- duals
_DUAL_DURATIONS = {
    fold(form): unit
    for unit, forms in {
        "يوم": "يومين يومان", "أسبوع": "أسبوعين أسبوعان", "شهر": "شهرين شهران", "عام": "عامين عامان",
        "سنة": "سنتين سنتان", "ساعة": "ساعتين ساعتان", "دقيقة": "دقيقتين دقيقتان", "عقد": "عقدين عقدان",
        "قرن": "قرنين قرنان", "مرة": "مرتين مرتان", "موسم": "موسمين",
    }.items()
    for form in forms.split()
}  # fmt: skip


_COUNTABLE = _OBJECTS | _VICTIMS


@lru_cache(1 << 14)
def dual(word: str) -> tuple[int, str]:
    """Return (attached letters, singular) of an indefinite dual that may count; (0, "") if none."""
    for letters in (0, 1):
        if letters and (len(word) < 6 or word[0] not in "وبلف"):
            break
        bare = word[letters:]
        if bare in _DUAL_DURATIONS:
            return letters, _DUAL_DURATIONS[bare]
        if bare.startswith("ال") or len(bare) < 5 or not bare.endswith(("ين", "ان")):
            continue
        stem = bare[:-2]
        if stem.endswith("ت") and stem[:-1] + "ه" in _COUNTABLE:
            return letters, stem[:-1] + "ة"
        if stem in _OBJECTS or stem in _VICTIMS:
            return letters, stem
    return 0, ""


def dual_counts(context: Context, index: int, noun: str) -> bool:
    """Whether a dual is a figure: a length of time, or victims and objects of a reported act."""
    before = context.folded[max(0, index - 5) : index]
    if _DUAL_BACK.intersection(before[-1:]):
        return False
    if noun in DURATIONS or noun == "مرة":
        return True
    ending = context.folded[index]
    if ending.endswith("ين") and fold(noun) in _AMBIGUOUS:
        return False
    return any(_DUAL_ACT.search(word) for word in before) or fold(noun) in _OBJECTS


#: Their sound plural is written like the dual (مسلحين, مدنيين): taken for the plural.
_AMBIGUOUS = word_set(
    "مصاب مدني مسلح عامل مواطن مهاجر لاجئ معتقل صحفي صحافي إرهابي انتحاري متهم ناشط مقاتل متظاهر فلسطيني إسرائيلي "
    "سوري عراقي أمريكي أميركي لبناني تركي مصري يمني سعودي بريطاني فرنسي ألماني أجنبي مقيم عسكري مستوطن قيادي مسؤول موظف سائق"
)
