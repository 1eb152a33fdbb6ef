"""What a story tells that the one before it did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mujaz.model import BriefSentence, FigureRow, FigureValue, Story, StoryArticle
from mujaz.stories.fresh import new_since

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)


def story(name: str, title: str, *sentences: str, killed: float | None = None) -> Story:
    article = f"{name}-1"
    values = (FigureValue(killed, "=", article, ""),)
    return Story(
        id=name,
        title=title,
        first=NOON,
        last=NOON,
        sources=1,
        independent=1,
        articles=(StoryArticle(article, name, "المرصد", title, None, NOON),),
        brief=tuple(BriefSentence(text, article, 0, len(text)) for text in sentences),
        figures=(FigureRow("قتيل", "count", None, "single", None, values),) if killed else (),
    )


BEFORE = story(
    "s1", "انهيار مبنى في حي الميناء", "انهار مبنى من ست طبقات في حي الميناء فجر الأحد.", killed=4
)


def test_sentences_that_repeat_are_not_new() -> None:
    repeated = "انهار المبنى المؤلف من ست طبقات في حي الميناء فجر الأحد."
    news = "أوقفت النيابة صاحب المبنى ومهندسا أشرف على توسعته."
    found = new_since(story("s2", "توقيف مالك المبنى", repeated, news), BEFORE)
    assert [one.text for one in found.sentences] == [news]


def test_a_toll_that_rose_is_told_with_both_numbers() -> None:
    found = new_since(story("s2", "ارتفاع الحصيلة", killed=9), BEFORE)
    assert [(one.before.value, one.now.value) for one in found.figures] == [(4, 9)]
    assert not new_since(story("s2", "الحصيلة نفسها", killed=4), BEFORE).figures


def test_other_quantities_are_not_compared() -> None:
    def prize(name: str, value: float) -> Story:
        row = FigureRow("دولار", "money", "دولار", "single", None,
                        (FigureValue(value, "=", f"{name}-1", ""),))  # fmt: skip
        return replace(story(name, "جائزة"), figures=(row,))

    assert not new_since(prize("s2", 5000), prize("s1", 60000)).figures
