"""An article as blocks: what is said of it, what is folded away, and hostile sizes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mujaz.model import Article, Removed, Revision, Tag
from tests.tui.newsroom import BRIDGE, NOW, article
from tui.article_page import PIECE, Shown, article_blocks, article_text
from tui.blocks import LONGEST_LINE, Block
from tui.page import Page
from tui.phrases import without_isolates
from tui.reading import Reading


def reading(known: Article, **more: object) -> Reading:
    return Reading(known.id, known, (), False, **more)  # type: ignore[arg-type]


def told(blocks: list[Block]) -> str:
    return without_isolates("\n".join(block.text for block in blocks))


PLAIN = article("a1", "النهار الجديد", "الجسر الجديد يُفتح الخميس", BRIDGE, 5, author="ليلى حداد")


def test_the_head_tells_section_origin_dates_and_length() -> None:
    blocks = article_blocks(
        reading(replace(PLAIN, section="محافظات"), ), Shown(hijri=True)
    )  # fmt: skip
    kinds = [block.kind for block in blocks[:5]]
    assert kinds == ["kicker", "title", "meta", "meta", "meta"]
    text = told(blocks[:5])
    assert text.startswith("محافظات\nالجسر الجديد يُفتح الخميس\nالنهار الجديد · ليلى حداد\n")
    assert (
        "Monday, 15 December 2025, 13:00\n24 Jumada al-Akhira 1447 AH · under a minute to read"
        in text
    )
    assert "AH" not in told(article_blocks(reading(PLAIN), Shown()))


def test_without_a_section_the_topic_stands_above_the_headline() -> None:
    tags = (Tag("النهر", "place"), Tag("جسور", "topic"))
    blocks = article_blocks(replace(reading(PLAIN), tags=tags), Shown())
    assert (blocks[0].kind, blocks[0].text) == ("kicker", "جسور")


def test_every_chip_leads_to_its_tag() -> None:
    tags = (Tag("بلدية المدينة", "organisation"), Tag("جسور", "topic"))
    blocks = article_blocks(replace(reading(PLAIN), tags=tags), Shown())
    (chips,) = [block for block in blocks if block.kind == "chips"]
    found = {chips.text[a:b]: target for a, b, target in chips.links}
    assert {text.replace("\u00a0", " "): target.key for text, target in found.items()} == {
        "#بلدية المدينة": "بلدية المدينة",
        "#جسور": "جسور",
    }
    assert {target.kind for target in found.values()} == {"tag"}


def test_removed_lines_unfold_where_they_stood() -> None:
    text = "الأول.\nالثاني.\nالثالث."
    removed = (
        Removed(0, "مشاركة", "button"),
        Removed(2, "اقرأ أيضا: خبر آخر", "phrase"),
        Removed(5, "[/] \x1b[31m", "tail"),
    )
    known = replace(PLAIN, text=text, removed=removed)
    folded = article_blocks(reading(known), Shown(hints={"removed": "x"}))
    assert "اقرأ أيضا" not in told(folded)
    assert "3 lines that are no part of the article were removed · show (x)" in told(folded)
    unfolded = article_blocks(reading(known), Shown(removed=True))
    lines = [without_isolates(b.text) for b in unfolded if b.kind in ("body", "removed")]
    assert lines == [
        "[−] مشاركة (a button)",
        "الأول.",
        "[−] اقرأ أيضا: خبر آخر (a set phrase)",
        "الثاني.",
        "الثالث.",
        "[−] [/] (a list of other articles)",
    ]


def test_changes_of_the_outlet_are_told_and_unfold() -> None:
    now = replace(PLAIN, title="فتح الجسر أُجّل", text="فُتح الجسر الخميس.\nوعبره 40 شخصا.")
    earlier = (
        Revision("a1", datetime(2025, 12, 15, 15, 30, tzinfo=UTC), "فتح الجسر أُجّل",
                 "فُتح الجسر الخميس.\nوعبره 30 شخصا."),
        Revision("a1", datetime(2025, 12, 15, 14, 10, tzinfo=UTC), "فتح الجسر غدا",
                 "فُتح الجسر الخميس.\nوعبره 30 شخصا."),
    )  # fmt: skip
    folded = told(article_blocks(reading(now, revisions=earlier), Shown(hints={"changes": "d"})))
    assert "± Changed by the outlet 2 times, last at 15 December 2025, 15:30 · show (d)" in folded
    assert "[-" not in folded
    blocks = article_blocks(reading(now, revisions=earlier), Shown(changes=True))
    diffs = [block for block in blocks if block.kind == "diff"]
    assert [block.text for block in diffs] == [
        "وعبره [-30-]{+40+} شخصا.",
        "فتح الجسر [-غدا-]{+أُجّل+}",
    ]
    names = {diffs[0].text[a:b]: name for a, b, name in diffs[0].spans}
    assert names == {"[-30-]": "gone", "{+40+}": "came"}


@pytest.mark.parametrize(
    "text",
    [
        "كلمة " * 200_000,
        "كلمة" * 250_000,
        "a" * 1_000_000,
        "ب" + "\u064b" * 100_000 + " نص",
        "سطر\n" * 100_000,
    ],
    ids=["words", "one word", "latin", "marks", "lines"],
)
def test_endless_paragraphs_are_shown_and_copied_whole(text: str) -> None:
    from mujaz.text import clean

    known = replace(PLAIN, text=text, title="عنوان" * 20_000, author="م" * 50_000)
    blocks = article_blocks(reading(known), Shown())
    assert all(len(column) <= 2 * PIECE for block in blocks[:100] for column in block.columns)
    assert max(len(block.text) for block in blocks if block.kind == "title") <= LONGEST_LINE + 1
    page = Page(blocks)
    page.set_width(60)
    page.lay_out(80)
    assert len(page.blocks) < 4000
    first = next(n for n, block in enumerate(blocks) if block.kind == "body")
    last = max(n for n, block in enumerate(blocks) if block.kind == "body")
    whole = page.text_between((first, 0), (last, len(blocks[last].text)))
    assert "".join(whole.split()) == "".join(clean(text).split())
    if "\n" not in text and " " not in text:
        assert whole == text


def test_the_copied_article_is_logical_and_complete() -> None:
    text = article_text(PLAIN)
    assert text.startswith("الجسر الجديد يُفتح الخميس\nالنهار الجديد · ليلى حداد · Monday, 15")
    assert BRIDGE in text
    assert text.endswith("https://a1.example/news")
    assert NOW.year == 2025
