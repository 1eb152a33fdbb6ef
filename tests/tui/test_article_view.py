"""The article pane in the running reader: following, unfolding, selecting, copying, marks."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.selection import Selection

from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import BRIDGE_TWO, NOW, article
from tui.blocks import Block
from tui.page import Page
from tui.settings import ReaderSettings
from tui.targets import Spot
from tui.widgets.article_view import ArticleView

REMOVED_TEXT = "اشترك في نشرتنا البريدية"


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the clipboard of whoever runs it."""
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)


def spot(seen: Driven) -> Spot:
    found = seen.reader.article._spot
    assert found is not None
    return found


async def choose(seen: Driven, kind: str) -> Spot:
    """Press the key until something of a kind is chosen."""
    for _ in range(40):
        await seen.press("v")
        if spot(seen).target.kind == kind:
            return spot(seen)
    raise AssertionError(kind)


# --------------------------------------------------------------------- following
async def test_chips_are_reached_by_keys_and_filter(start: Start) -> None:
    async with start() as seen:
        await seen.press("enter")
        chip = await choose(seen, "tag")
        await seen.press("enter")
        assert seen.reader.section.kind == "tag"
        assert seen.reader.section.key == chip.target.key
        assert seen.reader.list.has_focus


async def test_the_choice_goes_back_and_is_left(start: Start) -> None:
    async with start() as seen:
        await seen.press("enter", "v", "v")
        second = spot(seen)
        await seen.press("v", "w")
        assert spot(seen) == second
        await seen.press("escape")
        assert not seen.reader.article.following
        assert seen.reader.article.has_focus
        await seen.press("w")
        assert seen.reader.article.following  # round the corner: the last one


async def test_a_story_of_the_thread_is_opened_at_its_row(start: Start) -> None:
    async with start() as seen:
        await seen.press("j", "enter")
        await choose(seen, "story")
        await seen.press("enter")
        assert seen.reader.list.current == "s4"
        assert seen.reader.reading is not None
        assert seen.reader.reading.article.id == "a4"


async def test_a_story_that_the_list_does_not_hold_is_shown_all_the_same(start: Start) -> None:
    async with start() as seen:
        await seen.press("j", "f", "enter")
        await seen.press("j") if seen.reader.list.current == "a2" else None
        while seen.reader.list.current != "a3":
            await seen.press("p" if seen.reader.list.cursor > 2 else "n")
        await choose(seen, "story")
        await seen.press("enter")
        assert seen.reader.list.current == "a3"
        assert seen.reader.reading is not None
        assert seen.reader.reading.row == "s4"


async def test_clicking_a_chip_filters_and_a_source_opens_its_article(start: Start) -> None:
    async with start(rows=70) as seen:
        lines = seen.screen_text.split("\n")
        y = next(n for n, line in enumerate(lines) if visual("#النهر") in line)
        x = lines[y].index(visual("#النهر")) + 2
        await seen.pilot.click(offset=(x, y))
        await seen.rest()
        assert (seen.reader.section.kind, seen.reader.section.key) == ("tag", "النهر")


async def test_beside_the_text_a_click_does_nothing(start: Start) -> None:
    async with start(rows=70) as seen:
        lines = seen.screen_text.split("\n")
        y = next(n for n, line in enumerate(lines) if visual("#النهر") in line)
        await seen.pilot.click(offset=(seen.reader.article.region.right - 4, y))
        await seen.rest()
        assert seen.reader.section.kind == "all"


async def test_links_are_opened_by_an_argument_list(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str | None] = []
    monkeypatch.setattr(
        "tui.screens.actions_article.open_link", lambda url: (opened.append(url), "done")[1]
    )
    async with start() as seen:
        await seen.press("enter")
        await choose(seen, "link")
        await seen.press("enter")
    assert opened == ["https://a2.example/news"]


# --------------------------------------------------------------------- unfolding
async def test_removed_lines_and_changes_unfold_and_fold(start: Start, store: SqliteStore) -> None:
    from mujaz.model import Removed

    first = article("a9", "المرصد", "نتائج الطلاب تُعلن غدا", "تُعلن النتائج غدا.", 1)
    store.add_articles([first])
    changed = replace(
        first,
        title="نتائج الطلاب تُعلن اليوم",
        text="تُعلن النتائج اليوم.",
        removed=(Removed(1, REMOVED_TEXT, "notice"),),
    )
    store.set_read(["a9"], True, NOW)
    store.add_articles([changed])
    async with start() as seen:
        await seen.press("f")
        assert seen.reader.list.current == "a9"
        await seen.press("enter")
        assert visual(REMOVED_TEXT) not in seen.screen_text
        await seen.press("z")
        assert visual(REMOVED_TEXT) in seen.screen_text
        await seen.press("z")
        assert visual(REMOVED_TEXT) not in seen.screen_text
        assert "[-" not in seen.reader.article.all_text
        await seen.press("d")
        assert "تُعلن النتائج [-غدا-]{+اليوم+}." in seen.reader.article.all_text
        await choose(seen, "changes")
        await seen.press("enter")
        assert "[-" not in seen.reader.article.all_text
        assert store.article_summaries(["a9"])[0].read


async def test_where_nothing_is_folded_away_the_keys_say_so(start: Start) -> None:
    async with start() as seen:
        await seen.press("z")
        assert "Nothing was removed" in seen.screen_text
        await seen.press("d")
        assert "has not changed this article" in seen.screen_text


async def test_from_the_article_to_the_card_and_back(start: Start) -> None:
    async with start(rows=14) as seen:
        await seen.press("1")
        below = seen.reader.article.place
        await seen.press("c")
        assert seen.reader.article.place == (0, 0)
        await seen.press("c")
        assert seen.reader.article.place == below


# ------------------------------------------------------------------------- marks
async def test_names_and_figures_are_marked_and_can_be_left_alone(start: Start) -> None:
    def marks(seen: Driven) -> set[str]:
        return {
            block.text[a:b]
            for block in seen.reader.article.blocks
            for a, b, name in block.spans
            if name in ("name", "amount") and block.kind == "body"
        }

    async with start() as seen:
        await seen.press("1")
        await seen.until(lambda: bool(marks(seen)))
        assert {"1,250", "37.5 مليون"} <= marks(seen)
    async with start(settings=ReaderSettings(marks=False)) as seen:
        await seen.press("1")
        assert not marks(seen)


async def test_the_hijri_date_is_an_option(start: Start) -> None:
    async with start(settings=ReaderSettings(hijri=True)) as seen:
        assert "1447 AH" in seen.reader.article.all_text
    async with start() as seen:
        assert "1447 AH" not in seen.reader.article.all_text


async def test_hits_are_walked_through(start: Start) -> None:
    async with start(rows=16) as seen:
        await seen.press("slash", *"الجسر", "enter")
        await seen.until(lambda: seen.reader.list.count == 2)
        await seen.rest()
        view = seen.reader.article
        walked = []
        while view.step_match(1):
            block, start_, end = view.chosen[0]
            walked.append(view.blocks[block].text[start_:end])
        assert len(walked) >= 2
        assert {word.removeprefix("ال") for word in walked} == {"جسر"}
        assert view.step_match(-1)


# --------------------------------------------------------------------- selecting
WORDS = [
    "جسر",
    "الإعلان",
    "ثانٍ",
    "BBC",
    "12%",
    "(بيان)",
    "«نعم»",
    "لا",
    "1,250",
    "😀",
    "漢字",
    "يُعدّ",
]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    blocks = [Block("body", (text,)) for text in draw(st.lists(TEXT, min_size=1, max_size=4))]
    cells = tuple(draw(st.lists(TEXT, min_size=3, max_size=3)))
    blocks.insert(draw(st.integers(0, len(blocks))), Block("figure", cells, (0, 14, 14)))
    blocks.insert(draw(st.integers(0, len(blocks))), Block("rule", ("",)))
    page = Page(blocks)
    page.set_width(draw(st.integers(12, 70)))
    page.lay_out(1 << 20)
    return page


@settings(max_examples=200)
@given(pages(), st.data())
def test_whatever_is_dragged_over_is_a_stretch_of_the_logical_text(
    page: Page, data: st.DataObject
) -> None:
    cells = st.tuples(st.integers(-1, page.height), st.integers(-3, page.width + 3))
    start, end = data.draw(cells), data.draw(cells)
    text = page.text_between(*page.range_between(start, end))
    assert text in page.text
    for y, x in (start, end):
        found = page.row(y)
        piece = next((one for one in found[1] if one.holds(x)), None) if found else None
        if found is not None and piece is not None:
            letter = page.blocks[found[0]].text[piece.index_at(x, after=False)]
            assert letter in text


async def test_drags_over_the_screen_copy_stretches_of_the_text(start: Start) -> None:
    dice = random.Random(7)
    async with start(rows=45) as seen:
        await seen.press("enter")
        view = seen.reader.article
        region = view.region
        whole = view.all_text
        for _ in range(25):
            one, other = (
                (
                    dice.randrange(region.x + 1, region.right),
                    dice.randrange(region.y, region.bottom),
                )
                for _ in range(2)
            )
            await seen.pilot.mouse_down(offset=one)
            await seen.pilot.hover(offset=other)
            await seen.pilot.mouse_up(offset=other)
            await seen.pilot.pause()
            text = view.selected_text
            assert text in whole
            if text.strip() and one != other:
                assert seen.app.clipboard == text
            await seen.press("escape") if text else None


async def test_a_double_click_takes_a_word(start: Start) -> None:
    async with start(rows=70) as seen:
        await seen.press("2")
        lines = seen.screen_text.split("\n")
        word = visual("وسيُسمح")
        y = max(n for n, line in enumerate(lines) if word in line)
        from tests.tui.test_reader import _cell

        x = _cell(lines[y], lines[y].index(word)) + 2
        view = seen.reader.article
        await seen.pilot.click(view, offset=(x, y - view.region.y), times=2)
        await seen.rest()
        assert seen.reader.article.selected_text == "وسيُسمح"
        assert seen.app.clipboard == "وسيُسمح"


async def test_selecting_all_gives_all(start: Start) -> None:
    async with start() as seen:
        view = seen.reader.article
        view.selection_updated(Selection(None, None))
        assert view.selected_text == view.all_text
        view.selection_updated(Selection(Offset(0, 0), None))
        assert view.all_text.endswith(view.selected_text)


# ----------------------------------------------------------------------- copying
async def test_copying_says_only_what_is_known(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as seen:
        await seen.press("y")
        assert seen.app.clipboard == "https://a2.example/news"
        assert "Sent to the terminal" in seen.screen_text
        monkeypatch.setattr("tui.screens.actions_article.copy_by_tool", lambda text: True)
        await seen.press("Y")
        assert BRIDGE_TWO in seen.app.clipboard
        assert "Copied." in seen.screen_text


async def test_an_address_that_no_browser_may_have_is_not_copied(
    start: Start, store: SqliteStore
) -> None:
    store.add_articles([replace(article("a9", "س", "عنوان", "نص", 0), url="javascript:alert(1)")])
    async with start() as seen:
        await seen.press("f", "y")
        assert seen.app.clipboard == ""
        assert "no address to copy" in seen.screen_text


async def test_nothing_to_copy_is_said(start: Start) -> None:
    async with start() as seen:
        await seen.press("slash", *"zzzz")
        await seen.until(lambda: seen.reader.list.count == 0)
        await seen.press("enter", "Y")
        assert "nothing to copy" in seen.screen_text


# ------------------------------------------------------------------------ resizing
async def test_the_same_words_stay_at_the_top_through_many_sizes(start: Start) -> None:
    async with start(columns=120, rows=14) as seen:
        await seen.press("1", "space", "j")
        place = seen.reader.article.place
        for columns, rows in ((44, 14), (200, 14), (71, 12), (40, 12), (110, 14), (120, 14)):
            await seen.pilot.resize_terminal(columns, rows)
            await seen.rest()
            assert seen.reader.article.place == place
    assert ArticleView.can_focus
