"""Tags: names first and canonical, readable phrases, a field."""

from __future__ import annotations

from mujaz.model import Tag
from mujaz.stories.tags import article_tags, story_tags

TITLE = "الأردن يفتتح محطة لتحلية المياه في العقبة"
TEXT = (
    "افتتح الأردن محطة كبيرة لتحلية المياه في العقبة تنتج مئة مليون متر مكعب في السنة.\n"
    "وقال وزير المياه إن تحلية المياه ستخفف العطش في عمان والزرقاء.\n"
    "وتعمل محطة التحلية بالطاقة الشمسية."
)


def test_names_come_first_and_words_are_readable() -> None:
    tags = article_tags(TITLE, TEXT)
    assert [tag.name for tag in tags[:2]] == ["الأردن", "العقبة"]
    assert {tag.kind for tag in tags[:2]} == {"place"}
    assert any("تحلية" in tag.name for tag in tags if tag.kind == "topic")
    assert len(tags) <= 10


def test_each_name_stands_once() -> None:
    tags = article_tags("سنتكوم وداعش", "القيادة المركزية الأمريكية وتنظيم الدولة وسنتكوم وداعش.")
    names = [tag.name for tag in tags]
    assert sorted(set(names)) == sorted(names)
    assert {"القيادة المركزية الأمريكية", "تنظيم الدولة الإسلامية"} <= set(names)


def test_field_of_an_article() -> None:
    text = (
        "فاز الفريق في المباراة بثلاثة أهداف وسجل المهاجم هدفين في مرمى الحارس أمام جمهور الملعب."
    )
    assert "رياضة" in [tag.name for tag in article_tags("الفريق يفوز بالدوري", text)]


def test_story_tags_count_articles() -> None:
    tags = {"a": [Tag("دمشق", "place")], "b": [Tag("دمشق", "place"), Tag("جسر", "topic")]}
    first, second = story_tags(["a", "b"], tags)
    assert (first.name, first.count) == ("دمشق", 2)
    assert (second.name, second.count) == ("جسر", 1)


def test_an_endless_word_is_no_tag() -> None:
    title = "ا" * 5000
    assert all(len(tag.name) < 100 for tag in article_tags(title, f"{title} خبر عن سوريا"))
