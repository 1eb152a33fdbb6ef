"""What is taken out of an article's text, and above all what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.feeds.residue import MAX_KEY_WORDS, line_keys, strip_residue

TITLE = "افتتاح جسر الوادي"
FIRST = (
    "افتتحت بلدية المدينة صباح السبت جسرا جديدا فوق الوادي بعد عامين من العمل، ويربط الجسر الحي القديم بالميناء "
    "ويختصر الطريق على نحو سبعة آلاف عامل في كل يوم من أيام الأسبوع."
)
SECOND = (
    "وقالت المهندسة المشرفة على المشروع إن الجسر يحمل أربعة مسارات للسيارات ومسارا للدراجات، وإن كلفته بلغت اثني "
    "عشر مليون دينار دفع ثلثها مجلس المحافظة ودفعت الوزارة ما بقي منها."
)
THIRD = "ويأمل سكان الحي أن تعود المتاجر التي أغلقت أبوابها."
ARTICLE = [FIRST, SECOND, THIRD]


def strip(
    *lines: str, caption: str | None = None, title: str = TITLE
) -> tuple[list[str], list[str]]:
    text, removed = strip_residue("\n".join(lines), title=title, caption=caption)
    for row in removed:
        assert lines[row.line].strip() == row.text
        assert row.reason
    return text.split("\n"), [row.text for row in removed]


@pytest.mark.parametrize(
    "line",
    [
        "شاركها.", "تم نسخ الرابط", "×", "* * *", "واتساب", "WhatsApp", "طباعة", "زر الذهاب إلى الأعلى",
        "اقرأ أيضاً: وزير النقل يتفقد الطريق الدائري", "إقرأ أيضا.. وصول أول قطار", "شاهد أيضا | صور من الحفل",
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        "تابعونا على تلغرام لتصلكم الأخبار أولا بأول", "جميع الحقوق محفوظة لمرصد الميناء 2026",
        "camera icon جسر الوادي عند الغروب", "tag icon ع ع ع", "الكلمات المفتاحية: جسور، نقل", "الوسوم: جسر",
        "The post افتتاح جسر الوادي appeared first on مرصد الميناء.",
        "ظهرت المقالة افتتاح جسر الوادي أولاً على مرصد الميناء.", "عدد المشاهدات: 1520", "...المزيد",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 2, 3])
def test_furniture_goes_wherever_it_stands(line: str, place: int) -> None:
    kept, removed = strip(*ARTICLE[:place], line, *ARTICLE[place:])
    assert (kept, removed) == (ARTICLE, [line])


@pytest.mark.parametrize(
    "line",
    [
        "وطالب سكان الحي بأن تشارك البلدية أهل المدينة في القرار.",
        "قد يهمك الأمر حين تعلم أن الجسر القديم ظل مغلقا تسعة أعوام كاملة.",
        "عاجل: انقطاع التيار عن الحي القديم",
        "2. تطبيق فيسبوك",
        "فيسبوك تعلن نتائج الربع الأول من العام",
        "ادعم المجلس قرار البلدية أم رفضه؟ هذا ما سأل عنه الحاضرون في الجلسة الأخيرة يوم الخميس.",
        "السابق لم يكن كذلك",
        "مواضيع القمة المقبلة",
        "تعليقات الوزير على الحادث",
        "وسوم على الجدران تروي تاريخ المدينة القديمة وأهلها كما يقول الباحثون.",
        "نشر في العاصمة مئات من رجال المرور لتنظيم السير حول الجسر، وفق بيان البلدية الذي صدر أمس.",
        "الأكثر قراءة بين تلاميذ المدينة هي القصص القصيرة، كما تقول أمينة المكتبة العامة في الحي.",
        "1",
        "“إنجاز كبير”",
    ],
)
def test_lines_of_articles_stay(line: str) -> None:
    assert strip(FIRST, SECOND, line, THIRD)[0] == [FIRST, SECOND, line, THIRD]
    assert line in strip(FIRST, line, SECOND, THIRD)[0]


@pytest.mark.parametrize(
    "line",
    [
        "بقلم: ليلى حداد", "بقلم سامي بدر", "كتبت: سعاد منير", "كتب – سامي بدر", "ترجمة: هند ربيع", "إعداد / هند ربيع",
        "المصدر: وكالات", "المصدر : مرصد الميناء", "تحرير: س. ب", "(انتهى)", "انتهى / س ب", "رويترز", "(أ ف ب)", "وكالات",
    ],
)  # fmt: skip
def test_who_made_it_goes_from_the_end(line: str) -> None:
    assert strip(*ARTICLE, line) == (ARTICLE, [line])


@pytest.mark.parametrize(
    "line",
    [
        "كتب الوزير على حسابه أن الجسر سيفتح غدا", "المصدر الذي تحدث إلينا رفض ذكر اسمه", "انتهى العمل في الجسر",
        "انتهى الشوط الأول بالتعادل", "تقرير الشرطة لم يصدر بعد", "تابعوا المباراة من شرفات المنازل",
        "تابع المجلس أعماله وسط احتجاجات دعت إليها صفحات على فيسبوك", "رويترز نشرت الصورة أولا",
        "انضم إلى الفريق لاعب جديد", "حوار المدينة والبحر",
    ],
)  # fmt: skip
def test_what_only_looks_so_stays(line: str) -> None:
    assert strip(*ARTICLE, line)[0] == [*ARTICLE, line]
    assert line in strip(line, *ARTICLE)[0]


def test_who_made_it_stays_inside_the_text() -> None:
    more = [FIRST + " ثم", SECOND + " ثم", THIRD + " ثم"]
    assert strip(*ARTICLE, "المصدر: تقرير البلدية", *more)[0] == [
        *ARTICLE,
        "المصدر: تقرير البلدية",
        *more,
    ]


def test_a_caption_that_is_kept_elsewhere_goes_wherever_it_stands() -> None:
    photo = "الجسر الجديد فوق الوادي كما يبدو من الميناء (مرصد)"
    assert strip(FIRST, SECOND, photo, THIRD, caption=photo) == (ARTICLE, [photo])


def test_sections_go_only_above_the_article() -> None:
    assert strip("عاجل", "محليات", *ARTICLE)[0] == ARTICLE
    lines = [*ARTICLE, FIRST + " ثم", SECOND + " ثم", THIRD + " ثم", "رياضة"]
    assert strip(*lines)[0] == lines


def test_the_title_and_captions_above_the_text_go() -> None:
    photo = "الجسر الجديد فوق الوادي كما يبدو من الميناء (مرصد)"
    assert strip(TITLE, photo, *ARTICLE, caption=photo)[0] == ARTICLE
    assert strip("جسر الوادي في", "جسر الوادي في المدينة", *ARTICLE)[0] == ARTICLE
    assert strip(photo, "camera icon" + photo.replace("يبدو", "بدا"), *ARTICLE)[0] == ARTICLE
    assert strip("محليات", TITLE, *ARTICLE)[0] == ARTICLE
    verses = ["يا بحر لا تسأل", "عن المراكب", TITLE, "وعن أهلها"]
    assert strip(*verses)[0] == verses
    assert strip(TITLE, "أعلى", *ARTICLE)[0] == ["أعلى", *ARTICLE]


def test_repetitions_inside_the_article_stay() -> None:
    verse = ["يا جسر الوادي", "يا جسر الوادي العالي"]
    assert strip(*ARTICLE, *verse)[0] == [*ARTICLE, *verse]


def test_what_follows_related_articles_goes() -> None:
    tail = ["مقالات ذات صلة", "افتتاح مدرسة في الحي الشرقي", "5 نصائح لشتاء دافئ", "سباق القوارب"]
    kept, removed = strip(*ARTICLE, *tail)
    assert (kept, removed) == (ARTICLE, tail)
    assert strip(*ARTICLE, "اترك تعليقاً", "الاسم *", "موقعك")[0] == ARTICLE


def test_a_box_inside_the_article_does_not_cut_it() -> None:
    box = ["مواضيع متعلقة", "افتتاح مدرسة في الحي الشرقي"]
    more = SECOND.replace("وقالت", "وأضافت")
    kept, removed = strip(FIRST, SECOND, *box, more, THIRD)
    assert kept[:2] == [FIRST, SECOND]
    assert kept[-2:] == [more, THIRD]
    assert set(removed) <= set(box)
    short = "وسيفتح الجسر أمام المارة يوم الخميس بعد انتهاء فحص الأعمدة والإنارة."
    assert short in strip(FIRST, SECOND, "مواضيع متعلقة", short, THIRD)[0]


def test_a_heading_at_the_top_cuts_nothing() -> None:
    assert strip("آخر الأخبار", *ARTICLE)[0] == ARTICLE


def test_lines_that_the_outlet_repeats() -> None:
    line = "مرصد الميناء – متابعات 2026"
    text = "\n".join([line, FIRST, SECOND])
    counts = dict.fromkeys(line_keys(text), 1) | {line_keys(line)[0]: 40}
    assert line_keys("مرصد المِيناء - متابعات ١٩٩٠!") == line_keys(line)
    kept, removed = strip_residue(text, title=TITLE, counts=counts, articles=50)
    assert kept == f"{FIRST}\n{SECOND}"
    assert [(row.line, row.text, row.reason) for row in removed] == [(0, line, "repeated")]
    # Too few articles, too small a share, too long a line: no evidence.
    assert strip_residue(text, title=TITLE, counts=counts, articles=4)[1] == ()
    assert strip_residue(text, title=TITLE, counts=counts, articles=4_001)[1] == ()
    long = "كلمة " * (MAX_KEY_WORDS + 1)
    assert line_keys(long) == []


def test_keys_are_distinct_and_skip_empty_lines() -> None:
    assert line_keys("أ ب\n\n***\nا  ب.\nج 12\nج 7") == ["ا ب", "ج 0"]


def test_a_text_of_nothing_but_residue_stays() -> None:
    assert strip("عاجل", "شاركها.")[0] == ["عاجل", "شاركها."]


def test_empty_text() -> None:
    assert strip_residue("", title="") == ("", ())


@given(st.lists(st.sampled_from(
    [*ARTICLE, TITLE, "", " ", "عاجل", "شاركها.", "×", "مقالات ذات صلة", "جسر", "جسر الوادي", "x y z"]
), max_size=12))  # fmt: skip
def test_nothing_is_lost_and_nothing_invented(lines: list[str]) -> None:
    text, removed = strip_residue("\n".join(lines), title=TITLE)
    places = {row.line for row in removed}
    left = [line.strip() for n, line in enumerate(lines) if n not in places and line.strip()]
    assert text.split("\n") == (left or [""])
    assert all(lines[row.line].strip() == row.text for row in removed)
    again, _more = strip_residue(text, title=TITLE)
    assert set(again.split("\n")) <= set(text.split("\n"))
    assert [row.line for row in removed] == sorted(places)


def test_shared_seeds(shared: Path) -> None:
    """Every residue line of the five real articles goes; of the others only the title's copy."""
    folder = shared / "data/seeds"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["articles"]
    for article in gold.values():
        text = (folder / article["file"]).read_text(encoding="utf-8")
        title = article["title"] or article["title_fallback"]
        _kept, removed = strip_residue(text, title=title)
        assert {row.text for row in removed if row.reason != "title"} == set(article["drop_lines"])
