"""Words that announce a name, words that cannot be part of one, and given names.

This module knows lists and single words. It doesn't know where a name begins or ends.
"""

from __future__ import annotations

from functools import cache, lru_cache

from mujaz.stories.facts import folded_words, lines, word_set
from mujaz.stories.vectors import common as common
from mujaz.text.fold import fold

#: Titles and roles that stand before a person's name.
TITLES = word_set(
    "الرئيس رئيس الوزير وزير وزيرة الوزيرة الملك ملك الأمير أمير الأميرة الدكتور الدكتورة دكتور دكتورة د "
    "السيد السيدة الشيخ النائب نائب الجنرال العقيد اللواء العميد الفريق المقدم الرائد النقيب المشير الأدميرال "
    "الأميرال السيناتور المدرب مدرب اللاعب لاعب المهاجم الحارس المستشار المستشارة مستشار الأمين المتحدث المتحدثة "
    "متحدث الناطق الأستاذ المهندس المحامي القاضي الحاج الإمام آية البابا الأب القس المطران البطريرك الحاخام "
    "السفير سفير السفيرة المبعوث مبعوث المندوب مندوب القائد قائد الزعيم زعيم الكاتب الكاتبة الشاعر الشاعرة "
    "الفنان الفنانة المطرب المطربة المخرج المخرجة الممثل الممثلة الصحافي الصحفي الإعلامي الإعلامية الباحث الخبير "
    "المحلل الروائي المدير مدير المديرة المفوض المفوضة الحاكم حاكم المحافظ محافظ العاهل ولي السلطان المرشح "
    "المرشحة الناشط الناشطة الطالب الشهيد الأسير المدعو اسمه اسمها يدعى ويدعى تدعى الراحل السابق "
    "السيناتورة النجم الجندي الطبيب البروفسور البروفيسور المفتش المدعي العام عضو زعيمة رئيسة الرئيسة "
    "المهندسة القاضية الطبيبة المحامية الروائية الباحثة الخبيرة الأستاذة السفيرات السيناتورة "
    "الخارجية الداخلية الدفاع المالية الاقتصاد العدل الوزراء الحكومة البرلمان"
)
#: Words that carry on a title: كان باسم …, adjectives are known from the list of nationalities.
TITLE_TAILS = word_set(
    "السابق السابقة العام العامة الأول الأولى الحالي الحالية الأعلى الجديد المنتخب باسم"
)
#: Nouns that begin the name of a body.
BODIES = word_set(
    "وزارة شركة حزب منظمة جامعة حركة مؤسسة بنك مصرف نادي صحيفة جريدة مجلة وكالة هيئة جمعية اتحاد مجلس محكمة قناة "
    "شبكة تنظيم جماعة كتائب لواء جيش جبهة ائتلاف تيار نقابة رابطة معهد مركز مفوضية لجنة إذاعة "
    "مستشفى كلية مدرسة دار غرفة بورصة صندوق اللجنة المجلس الاتحاد الحزب الجبهة الهيئة الجمعية "
    "الحركة المنظمة الوكالة المفوضية المحكمة الشركة البنك المجموعة مجموعة"
)
#: Nouns that stand before the name of a place and are no part of it.
PLACES = word_set(
    "مدينة محافظة بلدة قرية منطقة ولاية إقليم حي ضاحية جزيرة مخيم مطار ميناء نهر جبل وادي شارع مديرية بلدية "
    "مقاطعة عاصمة العاصمة بمدينة بمحافظة ببلدة بقرية بمنطقة بولاية بحي لمدينة ومدينة لبلدة ومحافظة معبر سجن قضاء ناحية "
    "مدينتي بلدتي قريتي محافظتي ولايتي"
)
#: Verbs of saying, before a speaker's name.
SAYING = word_set(
    "قال وقال قالت وقالت أضاف وأضاف أضافت وأضافت أكد وأكد أكدت وأكدت أوضح وأوضح أوضحت صرح وصرح صرحت ذكر وذكر "
    "أعلن وأعلن أعلنت اعتبر واعتبر رأى ورأى أشار وأشار شدد وشدد تابع وتابع كتب وكتب يقول ويقول تقول وتقول التقى "
    "استقبل دعا ودعا طالب وطالب نفى ونفى انتقد وصف ووصف غرد"
)


@cache
def given_names() -> frozenset[str]:
    """Return the folded given names."""
    return folded_words("given_names.txt")


@cache
def _nationalities() -> frozenset[str]:
    out = set()
    for line in lines("nationalities.txt"):
        for word in line.partition(":")[2].split():
            stem = fold(word)
            for ending in ("", "ه", "ين", "ون", "ات", "تين", "ان"):
                out.add(stem + ending)
                out.add("ال" + stem + ending)
    return frozenset(out)


def is_nationality(word: str) -> bool:
    """Whether a folded word is the adjective of a country or people, with or without ال."""
    return word in _nationalities()


def is_stop(word: str) -> bool:
    """Whether a folded word is a stop word."""
    return word in folded_words("stopwords.txt")


@cache
def _never() -> frozenset[str]:
    return folded_words("stopwords.txt") | TITLES | BODIES | PLACES | SAYING | TITLE_TAILS


@lru_cache(1 << 14)
def verbal(word: str) -> bool:
    """Whether a folded word looks like a verb or carries a pronoun, and news at large know it."""
    if word.startswith("ال") or not common(word, 0.0003):
        return False
    if len(word) > 3 and word[0] in "يتن" and not word.endswith(("ه", "ات", "ي", "ا")):
        return True
    return (
        len(word) > 4
        and word.endswith(("ها", "هم", "نا", "ت", "وا", "هما"))
        and not (word.endswith("ات"))
    )


@lru_cache(1 << 14)
def may_be_name(word: str) -> bool:
    """Whether a folded word may be part of a person's name that no list knows.

    Stop words, titles, adjectives of nations and words that news at large use often may not.
    """
    if word in given_names():
        return True
    if len(word) < 3 or verbal(word) or not "\u0620" <= word[0] <= "\u06d3" or word in _never():
        return False
    return not is_nationality(word) and not common(word)


@lru_cache(1 << 14)
def family_name(word: str) -> bool:
    """Whether a folded word has the form of an Arabic family name (الخطابي).

    Its stem may be a common noun; behind a given name that does not matter.
    """
    return (
        len(word) > 5
        and word.startswith("ال")
        and word.endswith("ي")
        and word not in _never()
        and not is_nationality(word)
    )
