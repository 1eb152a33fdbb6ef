"""Stories that outlets glue to one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mujaz.feeds.residue import strip_residue
from mujaz.feeds.second_story import second_story

FIRST = (
    "افتتحت بلدية المدينة صباح السبت جسرا جديدا فوق الوادي بعد عامين من العمل، ويربط الجسر الحي القديم بالميناء "
    "ويختصر الطريق على نحو سبعة آلاف عامل في كل يوم من أيام الأسبوع كما قالت المهندسة المشرفة."
)
REST = "قال وزير التعليم يوم السبت إن المدارس ستفتح أبوابها بعد أسبوعين من الموعد المعلن."


@pytest.mark.parametrize(
    "opening",
    [
        "وفي سياق آخر،", "في سياق آخر", "وفي سياقٍ منفصل،", "وفي سياق مختلف", "وعلى صعيد آخر،",
        "على صعيد منفصل:", "وفي شأن آخر", "وفي موضوع آخر،", "وفي قضية أخرى،", "وفي حادث منفصل،",
    ],
)  # fmt: skip
def test_the_second_story_is_found(opening: str) -> None:
    text = f"{FIRST}\n{opening} {REST}\nوأضاف أن القرار نهائي."
    start = second_story(text)
    assert start is not None
    assert text[start:].startswith(opening)


@pytest.mark.parametrize(
    "opening",
    ["وفي سياق متصل،", "وفي السياق ذاته،", "من جهة أخرى،", "وفي شأن ذي صلة", "وعلى صعيد متصل",
     "وفي سياق آخرون", "قالت في سياق آخر"],
)  # fmt: skip
def test_what_goes_on_with_the_story_is_none(opening: str) -> None:
    assert second_story(f"{FIRST}\n{opening} {REST}") is None


def test_its_headline_belongs_to_it() -> None:
    text = f"{FIRST}\nالمدارس تفتح بعد أسبوعين\nوفي سياق آخر، {REST}"
    start = second_story(text)
    assert start is not None
    assert text[start:].startswith("المدارس تفتح")


def test_both_sides_must_hold_a_story() -> None:
    assert second_story(f"وفي سياق آخر، {REST}\n{FIRST}") is None
    assert second_story(f"{FIRST}\nوفي سياق آخر، سكت الوزير.") is None
    assert second_story("") is None


def test_shared_seeds(shared: Path) -> None:
    """The second topic of the five real articles is marked, and no other."""
    folder = shared / "data/seeds"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["articles"]
    for article in gold.values():
        text = (folder / article["file"]).read_text(encoding="utf-8")
        text, _removed = strip_residue(text, title=article["title"] or article["title_fallback"])
        start, wanted = second_story(text), article.get("second_topic_from")
        assert (start is None) == (wanted is None)
        if start is not None and wanted is not None:
            assert text[start:].startswith(wanted[:40])
