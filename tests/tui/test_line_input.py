"""The input line in a running app: typing, moving, selecting, deleting, pasting, the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from mujaz.text import layout
from tui.widgets.line_input import LONGEST, LineInput


class Box(App[None]):
    """An app of one input line."""

    CSS = "LineInput { width: 30; }"

    def __init__(self, value: str = "") -> None:
        super().__init__()
        self.value = value

    def compose(self) -> ComposeResult:
        self.box = LineInput(self.value, placeholder="ابحث هنا")
        yield self.box


@asynccontextmanager
async def running(value: str = "") -> AsyncIterator[tuple[LineInput, Pilot[None]]]:
    app = Box(value)
    async with app.run_test(size=(40, 4)) as pilot:
        app.box.focus()
        await pilot.pause()
        yield app.box, pilot


def shown(box: LineInput) -> str:
    return box.render_line(0).text


def caret(box: LineInput) -> int:
    """Return the cell that is painted as the caret."""
    style = box.get_component_rich_style("input--cursor")
    at = 0
    for segment in box.render_line(0):
        if segment.style is not None and segment.style.bgcolor == style.bgcolor:
            return at
        at += segment.cell_length
    raise AssertionError(shown(box))


async def test_arabic_is_typed_from_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_LANGUAGE", "ar")
    async with running() as (box, pilot):
        assert caret(box) == 27
        await pilot.press(*"خبر")
        assert box.value == "خبر"
        assert shown(box).endswith(layout("خبر", 99, "rtl")[0].text)
        assert caret(box) == 24
        await pilot.press("space", *"abc")
        assert caret(box) == 23  # behind the c: abc▮ ربخ
        await pilot.press("space", "د")
        assert caret(box) == 18
        assert box.cursor_screen_offset.x == 1 + 18


async def test_figures_alone_stand_where_words_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_LANGUAGE", "ar")
    async with running() as (box, pilot):
        await pilot.press(*"2025")
        assert shown(box).endswith("2025")
        assert caret(box) == shown(box).index("2025") - 1
        await pilot.press("space", *"fm")
        assert shown(box).startswith("2025 fm")


async def test_arrows_go_by_the_screen() -> None:
    async with running("خبر abc") as (box, pilot):
        await pilot.press("home")
        assert caret(box) == 27
        await pilot.press("left", "left")
        assert box.cursor_position == 2
        await pilot.press("left", "left")  # over the blank, to the cell behind the c
        assert box.cursor_position == 7
        await pilot.press("left")
        assert box.cursor_position == 6  # on the c
        await pilot.press("right", "right")
        assert box.cursor_position == 3
        await pilot.press("shift+left", "shift+left", "shift+left")
        assert box.selected_text == " ab" or box.selection.start == 3
        await pilot.press("end")
        assert box.cursor_position == 7
        assert box.selection.is_empty


async def test_words_are_jumped_and_deleted_in_the_direction_of_reading() -> None:
    async with running("قالَ الوَزيرُ نعم") as (box, pilot):
        await pilot.press("home", "ctrl+left")
        assert box.cursor_position == 5
        await pilot.press("ctrl+left")
        assert box.value[box.cursor_position :] == "نعم"
        await pilot.press("ctrl+right", "ctrl+right")
        assert box.cursor_position == 0
        await pilot.press("end", "ctrl+w")
        assert box.value == "قالَ الوَزيرُ "
        await pilot.press("ctrl+backspace")
        assert box.value == "قالَ "
        await pilot.press("home", "ctrl+delete")
        assert box.value == ""


async def test_deleting_goes_by_marks_and_letters() -> None:
    async with running("مَلا") as (box, pilot):
        await pilot.press("backspace")
        assert box.value == "مَل"
        await pilot.press("home", "delete")
        assert box.value == "ل"


async def test_joiners_are_typed_though_they_show_nothing() -> None:
    async with running() as (box, pilot):
        await pilot.press(*"می")
        box.post_message(events.Key("zero_width_non_joiner", "\u200c"))
        await pilot.press("خ")
        assert box.value == "می\u200cخ"


async def test_a_selection_is_cut_copied_and_replaced() -> None:
    async with running("خبر مهم") as (box, pilot):
        await pilot.press("home", "shift+left", "shift+left", "shift+left")
        assert box.selected_text == "خبر"
        await pilot.press("ctrl+c")
        assert box.app.clipboard == "خبر"
        await pilot.press("ctrl+x")
        assert box.value == " مهم"
        await pilot.press("end", "ctrl+v")
        assert box.value == " مهمخبر"
        await pilot.press("shift+home", "ن")
        assert box.value == "ن"


async def test_the_mouse_places_the_caret_and_selects() -> None:
    async with running("خبر مهم") as (box, pilot):
        await pilot.click(box, offset=(1 + 27, 0))
        assert box.cursor_position == 0
        await pilot.click(box, offset=(1 + 24, 0))
        assert box.cursor_position == 3
        await pilot.click(box, offset=(2, 0))
        assert box.cursor_position == len(box.value)
        await pilot.mouse_down(box, offset=(1 + 27, 0))
        await pilot.hover(box, offset=(1 + 24, 0))
        await pilot.mouse_up(box, offset=(1 + 24, 0))
        assert box.selected_text == "خبر"
        await pilot.click(box, offset=(1 + 22, 0), times=2)
        assert box.selected_text == "مهم"
        await pilot.click(box, offset=(1 + 22, 0), times=3)
        assert box.selected_text == box.value


async def test_hostile_pastes_come_in_clean() -> None:
    async with running("قبل") as (box, pilot):
        box.post_message(events.Paste("\x1b[31mأحمر\x1b]52;c;eA==\x07\u202e\r\nسطر\tآخر\x00"))
        await pilot.pause()
        assert box.value.startswith("قبل")
        assert "\x1b" not in box.value
        assert "\n" not in box.value
        assert "\u202e" not in box.value
        assert "سطر آخر" in box.value
        box.value = ""
        box.post_message(events.Paste("كلمة " * 100_000))
        await pilot.pause()
        assert len(box.value) == LONGEST
        assert len(shown(box)) == 28


@given(
    st.text(st.sampled_from("ابتلأَ abcX12٣ .-(\u200c漢😀"), max_size=60),
    st.lists(st.sampled_from(["left", "right", "home", "end"]), max_size=20),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_caret_is_always_in_the_box_and_where_it_is_said_to_be(
    value: str, moves: list[str]
) -> None:
    import asyncio

    async def drive() -> None:
        async with running(value) as (box, _pilot):
            for move in moves:
                getattr(box, f"action_{'cursor_' * (move in ('left', 'right'))}{move}")()
                strip = box.render_line(0)
                assert strip.cell_length == 28
                cell = box._cursor_offset
                assert 0 <= cell < 28
                assert caret(box) == cell
                place = box.row.place(box.cursor_position)
                assert box._cell_offset_to_index(cell) == place

    asyncio.run(drive())


async def test_a_long_line_scrolls_with_the_caret() -> None:
    async with running("كلمة " * 20) as (box, pilot):
        assert caret(box) == 0
        await pilot.press("home")
        assert caret(box) == 27
        assert shown(box).endswith(layout("كلمة", 99, "rtl")[0].text)
        await pilot.press("end")
        assert caret(box) == 0
