"""The reader as its user meets it: panes, keys, reading, searching, states, narrow terminals."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest

from mujaz.errors import StoreError
from mujaz.model import (
    ArticleFilter,
    ArticleSummary,
    FigureRow,
    FigureValue,
    Story,
    StoryArticle,
    StorySummary,
    Verdict,
)
from mujaz.pipeline.progress import Progress, Report
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import BRIDGE, BRIDGE_TWO, NOW
from tui.app import Reader
from tui.figure_table import figure_blocks
from tui.place import KEY, Place, write_place
from tui.screens.panes import visible_panes
from tui.settings import ReaderSettings


async def test_three_panes_stand_mirrored(start: Start) -> None:
    async with start() as seen:
        reader = seen.reader
        assert reader.article.region.right <= reader.list.region.x
        assert reader.list.region.right <= reader.sidebar.region.x
        assert visual("افتتاح جسر جديد فوق النهر") in seen.screen_text
        assert visual("النهار الجديد") in seen.screen_text


async def test_a_headline_that_begins_with_latin_letters_runs_from_the_right(start: Start) -> None:
    async with start() as seen:
        row = next(line for line in seen.screen_text.split("\n") if "BBC" in line)
        assert visual("BBC: محصول") in row


async def test_the_story_card_tells_who_says_what(start: Start) -> None:
    async with start() as seen:
        text = seen.screen_text.replace("\u00a0", " ")
        assert "2 sources" in text
        assert "37.5" in text
        assert "same, more or" in text
        assert "sources differ" in text
        assert "[1]" in text
        assert "[2]" in text


def test_figures_of_one_source_are_left_to_its_text() -> None:
    def row(what: str, verdict: Verdict) -> FigureRow:
        values = (FigureValue(3, "=", "a1", ""),)
        return FigureRow(what, "count", None, verdict, None, values)

    alone = [row(f"وحيد {n}", "single") for n in range(9)]
    figures = (*alone, row("جسر", "differ"), row("نفق", "agree"))
    article = StoryArticle("a1", "g", "النهار", "عنوان", None, NOW)
    story = Story("s", "عنوان", NOW, NOW, 2, 2, (article, article), figures=figures)
    told = [block.columns[0] for block in figure_blocks(story, {"a1": 1}) if block.kind == "figure"]
    assert told == ["جسر", "نفق"]
    assert not figure_blocks(replace(story, figures=tuple(alone)), {"a1": 1})


async def test_a_story_tells_what_went_before(start: Start) -> None:
    async with start() as seen:
        await seen.press("j")
        assert "What went before" in seen.screen_text
        assert "13 December 2025" in seen.screen_text


async def test_keys_walk_the_list_and_the_article_follows(start: Start) -> None:
    async with start() as seen:
        await seen.press("j")
        assert seen.reader.list.current == "s3"
        assert seen.reader.reading is not None
        assert seen.reader.reading.article.id == "a3"
        await seen.press("k")
        assert seen.reader.reading.article.id == "a2"
        await seen.press("G")
        assert seen.reader.list.current == "s5"
        await seen.press("g")
        assert seen.reader.list.current == "s1"


async def test_keys_of_an_arabic_layout_do_the_same(start: Start) -> None:
    async with start() as seen:
        await seen.press("ت")
        assert seen.reader.list.current == "s3"
        await seen.press("ن")
        assert seen.reader.list.current == "s1"
        await seen.press("ل", "أ")
        assert seen.reader.list.current == "s5"
        await seen.press("؟")
        assert len(seen.app.screen_stack) == 2


async def test_opening_a_story_marks_what_is_read_and_unfolds_its_articles(
    start: Start, store: SqliteStore
) -> None:
    async with start() as seen:
        await seen.press("enter")
        assert seen.reader.article.has_focus
        assert seen.reader.list.listing.rows[:3] == ["s1", "a1", "a2"]
        assert store.counts().unread == 4
        await seen.press("n")
        assert seen.reader.reading is not None
        assert seen.reader.reading.article.id == "a1"
        assert store.counts().unread == 3
        assert seen.reader.sidebar.current is not None
        assert seen.reader.sidebar.current.unread == 3
        await seen.press("right")
        assert seen.reader.list.has_focus


async def test_a_number_opens_the_source_of_that_number(start: Start) -> None:
    async with start() as seen:
        await seen.press("1")
        assert seen.reader.list.current == "a1"
        assert seen.reader.reading is not None
        assert seen.reader.reading.article.id == "a1"


async def test_an_article_of_a_story_begins_below_the_card(start: Start) -> None:
    async with start(rows=16) as seen:
        assert seen.reader.article.place == (0, 0)
        await seen.press("1")
        block, _offset = seen.reader.article.place
        assert seen.reader.article.blocks[block + 1].text == "الجسر الجديد يُفتح الخميس"
        await seen.press("g", "tab", "g")
        assert seen.reader.article.place[0] == 0


async def test_expand_says_why_there_is_nothing_to_unfold(start: Start) -> None:
    async with start() as seen:
        await seen.press("f", "e")
        assert "single articles; f groups" in seen.screen_text
        await seen.press("f")
        rows = seen.reader.list
        single = next(n for n, one in enumerate(rows.listing.rows) if one != "s1")
        rows.go_to(single)
        await seen.press("e")
        assert "single article" in seen.screen_text


async def test_the_key_bar_begins_where_the_language_does(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(80, 24) as seen:
        bar = seen.reader.keys.render_line(0).text
        assert bar.startswith(" ↵ Open  n Next unread")
        await seen.pilot.click(seen.reader.keys, offset=(bar.index("Help"), 0))
        await seen.rest()
        assert seen.app.screen is not seen.reader


async def test_expand_shows_and_hides_the_articles(start: Start) -> None:
    async with start() as seen:
        await seen.press("e")
        assert seen.reader.list.count == 6
        await seen.press("j", "e")
        assert seen.reader.list.count == 4
        assert seen.reader.list.current == "s1"


async def test_star_and_read_change_the_whole_row(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        rows = seen.reader.list
        await seen.press("s", "m")
        assert store.counts().starred == 2
        assert store.counts().unread == 3
        story = rows.summary("s1")
        assert isinstance(story, StorySummary)
        assert (story.starred, story.unread) == (2, 0)
        assert "★" in _row(seen, 1)
        await seen.press("s", "m")
        assert store.counts().starred == 0
        assert store.counts().unread == 5
        assert "●" in _row(seen, 0)
        await seen.press("e", "j", "m")
        article = rows.summary("a1")
        assert isinstance(article, ArticleSummary)
        assert article.read
        assert "●" not in _row(seen, 2)


def _row(seen: Driven, line: int) -> str:
    """A line of the list as it is painted."""
    return seen.reader.list.render_line(line).text


async def test_only_unread_and_single_articles(start: Start) -> None:
    async with start() as seen:
        await seen.press("m", "i")
        assert seen.reader.list.listing.rows == ["s3", "s4", "s5"]
        await seen.press("i", "f")
        assert seen.reader.list.listing.rows == ["a2", "a1", "a3", "a4", "a5"]


async def test_a_section_narrows_the_list(start: Start) -> None:
    async with start() as seen:
        seen.reader.focus_pane("sidebar")
        assert seen.reader.sidebar.find("tag", "النهر")
        seen.reader.choose_section(seen.reader.sidebar.current)
        await seen.rest()
        assert seen.reader.section.kind == "tag"
        assert seen.reader.list.listing.rows == ["s1"]
        await seen.press("left")
        assert seen.reader.list.has_focus


async def test_searching_finds_other_spellings_and_marks_them(start: Start) -> None:
    async with start() as seen:
        await seen.press("slash", *"اعوام")
        await seen.until(lambda: seen.reader.list.listing.rows == ["a3"])
        await seen.rest()
        marked = [
            block.text[a:b]
            for block in seen.reader.article.blocks
            for a, b, name in block.spans
            if name == "match"
        ]
        assert marked
        assert set(marked) == {"أعوام"}
        await seen.press("enter")
        assert seen.reader.list.has_focus
        await seen.press("escape")
        await seen.until(lambda: seen.reader.list.count == 4)
        assert not seen.app.query("#search")


async def test_a_search_that_finds_nothing_says_so(start: Start) -> None:
    async with start() as seen:
        await seen.press("slash", *"zzzz")
        await seen.until(lambda: seen.reader.list.count == 0)
        await seen.rest()
        assert "Nothing answers to this search" in seen.screen_text
        await seen.press("down", "j", "enter", "m", "s", "e", "o", "escape")
        assert seen.app.is_running


async def test_copying_gives_logical_text(start: Start) -> None:
    async with start() as seen:
        await seen.press("j", "k", "1", "Y")
        copied = seen.app.clipboard
        for paragraph in BRIDGE.split("\n"):
            assert paragraph in copied
        assert "\u2068" not in copied
        assert not any("\ufe70" <= char <= "\ufefc" for char in copied)


async def test_selecting_with_the_mouse_copies_logical_text(start: Start) -> None:
    async with start(rows=60) as seen:
        article = seen.reader.article
        wanted = BRIDGE_TWO.split("\n")[2]
        start_text = article.blocks[-2].text
        assert start_text == wanted
        lines = seen.screen_text.split("\n")
        y = next(i for i, line in enumerate(lines) if visual(wanted) in line)
        right = lines[y].index(visual(wanted)) + len(visual(wanted)) - 1
        word = len("وسيُسمح") - 1  # a vowel sign takes no cell
        await seen.pilot.mouse_down(offset=(_cell(lines[y], right), y))
        await seen.pilot.hover(offset=(_cell(lines[y], right) - word + 1, y))
        await seen.pilot.mouse_up(offset=(_cell(lines[y], right) - word + 1, y))
        await seen.rest()
        assert article.selected_text == "وسيُسمح"
        assert seen.app.clipboard == "وسيُسمح"
        await seen.press("y")
        assert seen.app.clipboard == "https://a2.example/news"
        await seen.press("Y")
        assert seen.app.clipboard == "وسيُسمح"


def _cell(line: str, index: int) -> int:
    from rich.cells import cell_len

    return cell_len(line[:index])


async def test_the_place_survives_a_restart(start: Start) -> None:
    async with start() as seen:
        await seen.press("e", "j", "j", "i", "i", "tab")
        await seen.press("enter") if not seen.reader.article.has_focus else None
        row = seen.reader.list.current
        await seen.press("j", "j")
        place = seen.reader.article.place
        await seen.press("q")
    async with start() as seen:
        assert seen.reader.list.current == row
        assert seen.reader.article.has_focus
        assert seen.reader.article.place == place


async def test_leaving_before_the_start_is_done_keeps_the_old_place(
    start: Start, store: SqliteStore
) -> None:
    store.put_value(KEY, write_place(Place(row="s4")))
    app = Reader(store, settings=ReaderSettings(), clock=lambda: NOW)
    async with app.run_test():
        app.reader.started = False
        app.exit()
    async with start() as seen:
        assert seen.reader.list.current == "s4"


async def test_resizing_keeps_the_line_at_the_top(start: Start) -> None:
    async with start(columns=120, rows=14) as seen:
        await seen.press("enter", "space")
        block = seen.reader.article.place[0]
        await seen.pilot.resize_terminal(44, 14)
        await seen.rest()
        assert seen.reader.article.place[0] == block


@pytest.mark.parametrize(
    ("columns", "focused", "shown"),
    [
        (110, "article", ("sidebar", "list", "article")),
        (109, "article", ("list", "article")),
        (70, "sidebar", ("sidebar", "list")),
        (69, "list", ("list",)),
        (40, "article", ("article",)),
    ],
)
def test_panes_by_width(columns: int, focused: str, shown: tuple[str, ...]) -> None:
    assert visible_panes(columns, focused) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30), (200, 50), (20, 5), (3, 2)])
async def test_every_size_is_usable(start: Start, size: tuple[int, int]) -> None:
    async with start(*size) as seen:
        await seen.press("j", "enter", "space", "right", "right", "slash", "ج", "escape", "?")
        await seen.press("escape")
        for line in seen.screen_text.split("\n"):
            assert _cell(line, len(line)) == size[0]


async def test_help_lists_every_action_and_closes(start: Start) -> None:
    from tui.actions import ACTIONS

    async with start(rows=90) as seen:
        await seen.press("question_mark")
        for action in ACTIONS:
            assert f"({action.id})" in seen.screen_text
        await seen.press("q")
        assert len(seen.app.screen_stack) == 1


async def test_refreshing_shows_its_steps_and_what_came(start: Start, store: SqliteStore) -> None:
    go_on = threading.Event()

    async def refresh(report: Report) -> None:
        report(Progress("fetch", 1, 3, "النهار", feed="https://a.example/", error="503"))
        await asyncio.to_thread(go_on.wait)
        store.set_read(store.article_ids(ArticleFilter()), True, NOW)

    async with start(refresh=refresh) as seen:
        await seen.pilot.press("r")
        await seen.until(lambda: "1/3" in seen.screen_text)
        assert "1 failed" in seen.screen_text
        go_on.set()
        await seen.until(lambda: bool(seen.reader.sidebar.current)
                         and seen.reader.sidebar.current.unread == 0)  # fmt: skip
        await seen.rest()
        assert "4 stories" in seen.screen_text


async def test_without_a_service_refreshing_says_so(start: Start) -> None:
    async with start() as seen:
        await seen.press("r")
        assert "nothing to fetch" in seen.screen_text


async def test_errors_are_told_in_a_notice_without_markup(start: Start) -> None:
    async def refresh(report: Report) -> None:
        raise StoreError("[red]disk[/nothing] is full")

    async with start(refresh=refresh) as seen:
        await seen.press("r")
        assert "[red]disk[/nothing] is full" in seen.screen_text
        assert seen.app.is_running


async def test_user_keys_replace_those_of_the_table(start: Start) -> None:
    async with start(settings=ReaderSettings(keys={"next": "x"})) as seen:
        await seen.press("j")
        assert seen.reader.list.current == "s1"
        await seen.press("x")
        assert seen.reader.list.current == "s3"


async def test_clicking_moves_and_opens(start: Start) -> None:
    async with start() as seen:
        rows = seen.reader.list
        await seen.pilot.click(rows, offset=(10, 2))
        await seen.rest()
        assert rows.current == "s3"
        await seen.pilot.click(rows, offset=(10, 2))
        await seen.rest()
        assert seen.reader.article.has_focus


async def test_the_scrollbar_stands_at_the_left_and_follows_the_mouse(start: Start) -> None:
    async with start(columns=80, rows=12) as seen:
        article = seen.reader.article

        def thumb() -> list[int]:
            lines = seen.screen_text.split("\n")[1:-1]
            return [y for y, line in enumerate(lines) if line[article.region.x] == "┃"]

        assert thumb()[0] == 0
        await seen.pilot.mouse_down(article, offset=(0, 9))
        await seen.pilot.mouse_up(article, offset=(0, 9))
        await seen.rest()
        assert thumb()[-1] == 9
        assert article.scroll_y == article.max_scroll_y
        assert not article.selected_text


async def test_every_action_is_bound_and_done_by_the_screen(seen_actions: Driven) -> None:
    from tui.actions import ACTIONS

    bound = {binding.action.split("(")[0] for _k, binding in seen_actions.reader._bindings}
    for action in ACTIONS:
        assert callable(getattr(seen_actions.reader, f"action_{action.id}"))
        assert action.id in bound


@pytest.fixture
async def seen_actions(start: Start):  # type: ignore[no-untyped-def]
    async with start() as seen:
        yield seen


async def test_a_pane_that_was_hidden_shows_no_old_line(start: Start) -> None:
    async with start(60, 20) as seen:
        await seen.press("escape", "escape", "right", "right", "g", "left", "g", "enter")
        await seen.press("space", "space", "escape", "j", "enter")
        article = seen.app.reader.article
        wanted = [article.render_line(y).text.strip() for y in range(article.size.height)]
        bars = " \xa0│┃"
        shown = [line.strip(bars) for line in seen.screen_text.split("\n")[1:]]
        assert shown[: len(wanted)] == [line.strip(bars) for line in wanted]
