"""A story's card: timeline, brief, figures, coverage, articles, thread; wide and narrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.model import (
    BriefSentence,
    FigureRow,
    FigureValue,
    Story,
    StoryArticle,
    StorySummary,
    Verdict,
)
from mujaz.store.sqlite import SqliteStore
from mujaz.stories.coverage import voices
from mujaz.stories.fresh import Fresh, Moved
from tests.tui.newsroom import BRIDGE, NOW, article
from tui.article_page import Shown
from tui.blocks import Block, Target
from tui.figure_table import figure_blocks
from tui.page import Page
from tui.phrases import without_isolates
from tui.reading import Reading, read_row
from tui.story_page import reading_blocks, story_blocks
from tui.timeline import CELLS, LEVELS, timeline

OUTLETS = ("النهار الجديد", "صدى المدينة", "الحقول")


def member(n: int, source: str, hours: float, wire_of: str | None = None) -> StoryArticle:
    return StoryArticle(
        f"a{n}", str(n), source, f"عنوان الخبر {n}", None, NOW - timedelta(hours=hours), wire_of
    )


def row(what: str, verdict: Verdict, *said: tuple[float, str, str]) -> FigureRow:
    values = tuple(FigureValue(value, modifier, name, "") for value, modifier, name in said)  # type: ignore[arg-type]
    return FigureRow(what, "count", None, verdict, None, values)


ARTICLES = (
    member(1, OUTLETS[0], 9),
    member(2, OUTLETS[1], 5),
    member(3, OUTLETS[2], 2, wire_of="a1"),
)
STORY = Story(
    "s1",
    "افتتاح جسر جديد فوق النهر",
    ARTICLES[0].published,
    ARTICLES[-1].published,
    3,
    2,
    ARTICLES,
    brief=(
        BriefSentence("فُتح الجسر أمام السيارات صباح الخميس.", "a1", 0, 37),
        BriefSentence("وبلغت كلفته 37 مليون دينار.", "a2", 0, 27),
    ),
    figures=(
        row("جريح", "differ", (3, "=", "a1"), (5, ">", "a2")),
        row("سيارة", "agree", (40, "=", "a1"), (40, "=", "a3")),
    ),
)
READING = Reading("s1", article("a1", OUTLETS[0], "عنوان", BRIDGE, 9), (), False, story=STORY)


def told(blocks: list[Block]) -> str:
    return without_isolates("\n".join(block.text for block in blocks))


def links(blocks: list[Block], kind: str) -> list[str]:
    return [t.key for block in blocks for _a, _b, t in block.links if t.kind == kind]


# ---------------------------------------------------------------------- timeline
def test_hours_become_bars_from_the_first_to_the_last() -> None:
    begin = datetime(2025, 3, 1, 8, 20, tzinfo=UTC)
    found = timeline([begin, begin + timedelta(minutes=5), begin + timedelta(hours=3)])
    assert found is not None
    assert (found.unit, found.step, found.counts) == ("hour", 1, (2, 0, 0, 1))
    assert found.bars.replace("\u00a0", "") == "█▁▁▅"


def test_days_are_counted_where_hours_would_be_too_many() -> None:
    begin = datetime(2025, 3, 1, 23, tzinfo=UTC)
    found = timeline([begin, begin + timedelta(hours=2), begin + timedelta(days=4)])
    assert found is not None
    assert (found.unit, found.counts) == ("day", (1, 1, 0, 0, 1))


def test_one_stretch_is_no_timeline() -> None:
    begin = datetime(2025, 3, 1, 8, tzinfo=UTC)
    assert timeline([begin, begin + timedelta(minutes=40)]) is None
    assert timeline([]) is None


@given(st.lists(st.integers(0, 60 * 24 * 400), min_size=1, max_size=60))
def test_every_article_is_in_a_bar_and_the_bars_are_bounded(minutes: list[int]) -> None:
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    found = timeline([begin + timedelta(minutes=one) for one in minutes])
    if found is not None:
        assert sum(found.counts) == len(minutes)
        assert found.counts[0]
        assert found.counts[-1]
        assert len(found.bars) <= CELLS
        assert set(found.bars) <= {*LEVELS, "\u00a0"}
        assert max(found.bars) == "█"


# ----------------------------------------------------------------------- figures
def laid_out(blocks: list[Block], width: int) -> list[str]:
    page = Page(blocks)
    page.set_width(width)
    page.lay_out(1 << 20)
    rows = (page.row(y) for y in range(page.height))
    return ["|".join(piece.line.text for piece in found[1]) if found else "" for found in rows]


def test_the_table_has_a_column_a_source_and_aligned_cells() -> None:
    blocks = figure_blocks(STORY, {"a1": 1, "a2": 2, "a3": 3})
    head, first, second = blocks[1:4]
    assert head.columns == ("", *OUTLETS, "")
    plain = [tuple(map(without_isolates, block.columns)) for block in (first, second)]
    assert plain[0] == ("جريح", "3", "more than 5", "—", "≠ sources differ")
    assert plain[1] == ("سيارة", "40", "—", "40", "= sources agree")
    page = Page(blocks)
    page.set_width(90)
    page.lay_out(50)
    places = set()
    for y in range(1, page.height):
        found = page.row(y)
        if found is not None and len(found[1]) == 5:
            places.add(tuple((piece.x, piece.width) for piece in found[1]))
    assert len(places) == 1


def test_a_narrow_table_becomes_a_list_that_names_sources_by_number() -> None:
    blocks = figure_blocks(STORY, {"a1": 1, "a2": 2, "a3": 3})
    page = Page(blocks)
    page.set_width(36)
    texts = [without_isolates(block.text).replace("\u00a0", " ") for block in page.blocks]
    assert texts == [
        "Figures",
        "",
        "جريح: 3 [1], more than 5 [2]  ≠ sources differ",
        "سيارة: 40 [1][3]  = sources agree",
    ]
    assert all(len(line) <= 36 for line in laid_out(blocks, 36))
    page.set_width(90)
    assert page.blocks[2].columns[0] == "جريح"


# ---------------------------------------------------------------------- coverage
def test_groups_tell_who_speaks_and_who_is_silent() -> None:
    groups = {"رسمية": ("أ", "ب"), "خاصة": ("ج",), "غائبة": ("س",)}
    found = voices(["أ", "د"], ["ب", "ج"], groups)
    assert [(one.name, one.telling, one.silent) for one in found] == [
        ("رسمية", ("أ",), ("ب",)),
        ("خاصة", (), ("ج",)),
        ("", ("د",), ()),
    ]


def test_silent_sources_are_named_and_lead_to_their_articles() -> None:
    reading = replace(READING, silent=("المرصد", "الساحل"))
    blocks = story_blocks(reading, Shown())
    assert "do not tell it: المرصد, الساحل" in told(blocks)
    assert links(blocks, "source") == ["المرصد", "الساحل"]
    grouped = told(story_blocks(reading, Shown(groups={"محلية": ("صدى المدينة", "الساحل")})))
    assert "محلية · 1 of 2\ntell it: صدى المدينة\ndo not tell it: الساحل" in grouped
    many = replace(READING, silent=tuple(f"م{n}" for n in range(30)))
    assert "and 18 more" in told(story_blocks(many, Shown()))


# ------------------------------------------------------------------------- card
def test_the_card_tells_sources_brief_and_articles_with_numbers() -> None:
    blocks = story_blocks(READING, Shown())
    text = told(blocks).replace("\u00a0", " ")
    assert "3 sources, 2 independent texts · 3 articles" in text
    assert "فُتح الجسر أمام السيارات صباح الخميس. [1]" in text
    assert "[3]\tالحقول · 16:00: عنوان الخبر 3 · same text as [1]" in text
    assert "15 December 2025 09:00 to 16:00 · a bar is 1 hour" in text
    shown = [block for block in blocks if block.kind == "source-shown"]
    assert [block.columns[0] for block in shown] == ["[1]"]
    assert links(blocks, "article") == ["a1", "a2", "a1", "a2", "a3"]


def summary(name: str, title: str) -> StorySummary:
    return StorySummary(name, title, NOW, NOW - timedelta(days=3), 2, 2, 3, 0, 0, False, "المرصد")


def test_the_thread_leads_on_and_tells_what_is_new() -> None:
    moved = Moved(
        row("جريح", "update", (5, "=", "a2")),
        FigureValue(3, "=", "b1", ""),
        FigureValue(5, "=", "a2", ""),
    )
    reading = replace(
        READING,
        earlier=(summary("s0", "بدء العمل في الجسر"),),
        later=(summary("s2", "إغلاق الجسر للصيانة"),),
        fresh=Fresh(STORY.brief[1:], (moved,)),
    )
    text = told(blocks := story_blocks(reading, Shown()))
    assert links(blocks, "story") == ["s0", "s2"]
    assert "وبلغت كلفته 37 مليون دينار.\u00a0[2]\u00a0+\u00a0new" in text
    assert "what is marked “new” in the brief" in text
    assert "جريح: 3 then, 5 now" in text
    assert text.index("What went before") < text.index("What came after")
    everything = replace(reading, fresh=Fresh(STORY.brief))
    text = told(story_blocks(everything, Shown()))
    assert "+\u00a0new" not in text
    assert "All of the brief above is new" in text


def test_an_endless_story_has_a_bounded_card() -> None:
    articles = tuple(
        replace(member(n, "م" * 9000, n / 100), title="ع" * 100_000) for n in range(500)
    )
    blocks = reading_blocks(replace(READING, story=replace(STORY, articles=articles)))
    assert len(blocks) < 150
    assert sum(len(block.text) for block in blocks) < 100_000


def test_the_words_of_a_search_are_marked_in_card_and_article() -> None:
    blocks = reading_blocks(READING, Shown(query="الجسر"))
    hits = {block.kind for block in blocks for _a, _b, name in block.spans if name == "match"}
    assert {"card-title", "brief", "body"} <= hits


# ------------------------------------------------------------------- from the store
@pytest.mark.parametrize(("row", "is_story"), [("s1", True), ("a1", False)])
def test_a_row_is_read_with_all_that_stands_around_it(
    store: SqliteStore, row: str, is_story: bool
) -> None:
    found = read_row(store, row, is_story=is_story)
    assert found is not None
    assert found.story is not None
    assert found.silent == ("الحقول",)
    assert found.article.id == ("a2" if is_story else "a1")
    assert found.copied_from is None


def test_a_story_knows_those_before_and_after_it(store: SqliteStore) -> None:
    before = read_row(store, "s4", is_story=True)
    after = read_row(store, "s3", is_story=True)
    assert before is not None
    assert after is not None
    assert [one.id for one in before.later] == ["s3"]
    assert [one.id for one in after.earlier] == ["s4"]
    assert links(reading_blocks(before), "story") == ["s3"]
    assert Target("story", "s3") != Target("article", "s3")
    assert read_row(store, "gone", is_story=True) is None
