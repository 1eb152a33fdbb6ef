"""Figures across articles: what is one quantity, and whether its values agree."""

from __future__ import annotations

from mujaz.model import FigureRow
from mujaz.stories.align import align
from mujaz.stories.analysis import analyse

from .make import FIRE, article


def rows(*texts: str, title: str = "خبر من المدينة") -> list[FigureRow]:
    articles = [article(f"a{i}", title, text, hours=i) for i, text in enumerate(texts)]
    return list(align([analyse(one).said for one in articles]))


def only(found: list[FigureRow], what: str) -> FigureRow:
    (row,) = [row for row in found if row.what == what]
    return row


def test_the_same_value_agrees() -> None:
    row = only(rows("قتل 12 شخصا في انهيار المبنى.", "انهيار المبنى: مقتل 12 شخصا."), "قتيل")
    assert row.verdict == "agree"
    assert [v.article for v in row.values] == ["a0", "a1"]


def test_a_modifier_is_a_matter_of_precision() -> None:
    found = rows("دمرت القوات أكثر من 15 مخزنا للسلاح.", "دمرت القوات 15 مخزنا للسلاح.")
    assert only(found, "مخزن").verdict == "precision"


def test_rounding_is_a_matter_of_precision() -> None:
    found = rows("بلغت الكلفة 3.1 مليار دولار للجسر.", "بلغت كلفة الجسر نحو 3 مليارات دولار.")
    assert only(found, "دولار").verdict == "precision"


def test_other_windows_do_not_contradict() -> None:
    first = "أسفرت العمليات بين 1 و9 مارس عن مقتل خمسة مسلحين في الشمال."
    second = "أسفرت العمليات خلال الأشهر الستة الماضية عن مقتل 14 مسلحا في الشمال."
    assert only(rows(first, second), "قتيل").verdict == "window"


def test_a_newer_toll_is_an_update() -> None:
    assert only(list(align([analyse(one).said for one in FIRE])), "جريح").verdict == "update"


def test_unlike_values_of_one_thing_differ() -> None:
    first = "كلف بناء الجسر المعلق فوق النهر 40 مليون دولار."
    second = "كلف بناء الجسر المعلق فوق النهر 65 مليون دولار."
    assert only(rows(first, second), "دولار").verdict == "differ"


def test_killed_and_hurt_are_two_quantities() -> None:
    found = rows("مقتل 15 شخصا وإصابة 15 آخرين.", "قتل 15 شخصا وأصيب 15 آخرون.")
    assert {(row.what, row.verdict) for row in found} == {("قتيل", "agree"), ("جريح", "agree")}


def test_one_fact_under_several_nouns() -> None:
    first = "دمرت العملية أكثر من 15 مخزنا للسلاح في ريف المدينة."
    second = "دمرت العملية 15 موقعا للسلاح في ريف المدينة."
    values = [{v.value for v in row.values} for row in rows(first, second) if len(row.values) == 2]
    assert values == [{15.0}]


def test_a_lone_figure_is_single_and_quotes_its_sentence() -> None:
    (row,) = rows("زرع التلاميذ 300 شجرة. ثم عادوا إلى المدرسة.")
    assert (row.verdict, row.values[0].sentence) == ("single", "زرع التلاميذ 300 شجرة.")
