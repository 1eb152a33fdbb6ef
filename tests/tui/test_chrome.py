"""Textual's own widgets in Arabic, the search box, links, and what Textual does not promise."""

from __future__ import annotations

import inspect
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Input, Static

from tests.tui.conftest import visual
from tui.links import open_link, safe_url
from tui.rtl_filter import RtlFilter
from tui.widgets.search_input import SearchInput

BLACK = Color(0, 0, 0)


def filtered(*parts: tuple[str, Style]) -> list[Segment]:
    return RtlFilter().apply([Segment(text, style) for text, style in parts], BLACK)


def test_the_filter_keeps_width_styles_and_borders() -> None:
    bold = Style(bold=True)
    line = filtered(("│ ", Style()), ("خبر ", bold), ("لا مهم", Style()), ("  │", Style()))
    text = "".join(segment.text for segment in line)
    assert text.startswith("│ ")
    assert text.endswith("  │")
    assert visual("خبر لا مهم") in text
    assert Segment.get_line_length(line) == len("│ خبر لا مهم  │")
    letters = "".join(s.text for s in line if s.style and s.style.bold).strip()
    assert letters == visual("خبر")


def test_the_filter_leaves_latin_and_finished_lines_alone() -> None:
    plain = [Segment("word  12", Style())]
    assert RtlFilter().apply(plain, BLACK) is plain
    done = filtered(("خبر مهم", Style()))
    assert RtlFilter().apply(done, BLACK) is done


@pytest.mark.parametrize(
    "path", ["/var/lib/news.db", "~/.config/mujaz/", "C:\\news\\a.db", "https://a.example/"]
)
def test_a_path_in_a_notice_reads_from_the_left(path: str) -> None:
    for text in (f"{path}: المخزن مقفل؛ حاول ثانية.", f"كُتبت في {path}.", f"({path})"):
        line = filtered((text, Style()))
        painted = "".join(segment.text for segment in line)
        assert path in painted
        assert cell_len(painted) == cell_len(text)


def test_no_isolate_reaches_the_terminal() -> None:
    for text in ("press \u2068u\u2069 now", "اضغط \u2068u\u2069 الآن"):
        painted = "".join(segment.text for segment in filtered((text, Style())))
        assert "\u2068" not in painted
        assert "\u2069" not in painted
        assert "u" in painted


FIELDS = st.lists(
    st.sampled_from(["خبر", " ", "  ", "│", "لا", "12%", "BBC", "(بيان)", "ثانٍ", "الله", "漢"]),
    max_size=20,
).map("".join)


@given(FIELDS)
def test_filtering_keeps_the_width_and_is_done_once(text: str) -> None:
    once = filtered((text, Style()))
    assert Segment.get_line_length(once) == cell_len(text)
    twice = RtlFilter().apply(once, BLACK)
    assert "".join(s.text for s in twice) == "".join(s.text for s in once)


class Chrome(App[None]):
    CSS = "SearchInput { width: 20; }"

    def get_line_filters(self):  # type: ignore[no-untyped-def]
        return [RtlFilter(), *super().get_line_filters()]

    def compose(self) -> ComposeResult:
        yield Static("أعلن المجلس اليوم موعد الافتتاح الجديد", markup=False)
        yield SearchInput(placeholder="بحث…")


async def test_a_wrapped_widget_begins_with_its_first_words() -> None:
    app = Chrome()
    async with app.run_test(size=(22, 10)) as pilot:
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert visual("أعلن المجلس") in lines[0]
        assert visual("الجديد") not in lines[0]


async def test_the_search_box_writes_from_the_right() -> None:
    app = Chrome()
    async with app.run_test(size=(40, 10)) as pilot:
        box = app.query_one(SearchInput)
        box.focus()
        await pilot.press(*"خبر")
        line = box.render_line(0).text
        assert line.rstrip().endswith(visual("خبر"))
        room = box.scrollable_content_region.width
        assert box._cursor_offset == room - 4
        caret = box.get_component_rich_style("input--cursor")
        painted = box.render_line(0).divide([room - 4, room - 3])[1]
        assert [one.style.bgcolor for one in painted if one.style] == [caret.bgcolor]
        await pilot.press("right")
        assert box.cursor_position == 2
        await pilot.press("left", "left", "backspace")
        assert box.value == "خب"
        await pilot.press(*"  لا BBC")
        assert box.value == "خب  لا BBC"
        await pilot.press("home", "delete")
        assert box.value == "ب  لا BBC"


async def test_a_click_in_the_search_box_finds_the_letter() -> None:
    app = Chrome()
    async with app.run_test(size=(40, 10)) as pilot:
        box = app.query_one(SearchInput)
        box.value = "سلام BBC"
        await pilot.pause()
        for index in (0, 1, 3, 5, 6):
            cell = box._position_to_cell(index)
            await pilot.click(box, offset=(cell + 1, 0))
            assert box.cursor_position == index


async def test_the_caret_passes_over_ligatures_and_marks() -> None:
    app = Chrome()
    async with app.run_test(size=(40, 10)) as pilot:
        box = app.query_one(SearchInput)
        box.focus()
        box.value = "سلامٌ"
        await pilot.press("home")
        stops = [box.cursor_position]
        for _ in range(3):
            await pilot.press("left")
            stops.append(box.cursor_position)
        assert stops == [0, 1, 3, 5]
        await pilot.press("right")
        assert box.cursor_position == 3


async def test_pasted_text_is_cleaned() -> None:
    from textual.events import Paste

    app = Chrome()
    async with app.run_test(size=(40, 10)) as pilot:
        box = app.query_one(SearchInput)
        box.focus()
        app.post_message(Paste("خبر\u202e\x1b[31m\nمهم"))
        await pilot.pause()
        assert box.value == "خبر مهم"


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://news.example/a?b=1&c=%20", True),
        ("HTTP://news.example/", True),
        ("https://موقع.example/خبر", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("--new-window", False),
        ("https://", False),
        ("https://a.example/ b", False),
        ("https://a.example/\x1b[31m", False),
        ("https://a.example/\u202e", False),
        ("https://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_opened(url: str | None, good: bool) -> None:
    assert safe_url(url) == url if good else safe_url(url) is None


def test_the_browser_gets_the_address_as_one_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {record}.part\nmv {record}.part {record}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(browser))
    url = "https://news.example/a?b=$(touch%20x);c&d='e"
    open_link(url)
    end = time.monotonic() + 20
    while not record.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert record.read_text() == f"{url}|"
    assert not (Path.cwd() / "x").exists()


def test_what_textual_does_not_promise_is_there() -> None:
    """The contract of tui/_textual_compat.py and of the search box with Textual 8."""
    from textual.binding import BindingsMap
    from textual.drivers import linux_driver
    from textual.screen import Screen

    def parameters(function: object) -> list[str]:
        return list(inspect.signature(function).parameters)  # type: ignore[arg-type]

    assert parameters(Input._position_to_cell) == ["self", "position"]
    assert parameters(Input._cell_offset_to_index) == ["self", "offset"]
    assert parameters(Input._on_paste) == ["self", "event"]
    assert isinstance(Input._cursor_offset, property)
    assert hasattr(Input, "_cursor_visible")
    assert isinstance(Screen()._bindings, BindingsMap)
    assert parameters(BindingsMap.merge) == ["bindings"]
    assert hasattr(App(), "_driver")
    assert parameters(linux_driver.XTermParser.feed) == ["self", "data"]  # type: ignore[attr-defined]
    source = inspect.getsource(linux_driver.LinuxDriver)
    assert "XTermParser(" in source
    for name in ("_writer_thread", "_get_terminal_size"):
        assert name in source
