"""The screens beside the main one, driven in the real app on a real store and loopback feeds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cli.settings import SECTIONS
from mujaz.config import load
from mujaz.errors import ConfigError
from mujaz.model import Feed
from mujaz.overrides import KEY, read_overrides
from mujaz.pipeline.progress import Progress, Report
from mujaz.pipeline.refresh import Outcome
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import NOW
from tui.app import Reader
from tui.commands import action_commands, matching, section_commands
from tui.keymap import keys_by_action, panel_keys
from tui.screens.feeds import FeedsScreen
from tui.screens.help import HelpScreen
from tui.screens.packs import PacksScreen
from tui.screens.palette import Palette
from tui.screens.settings import SettingsScreen, all_options
from tui.sections import Section
from tui.services import Services
from tui.settings import LABELS, ReaderSettings


@asynccontextmanager
async def reader(
    store: SqliteStore, size: tuple[int, int] = (100, 30), **values: object
) -> AsyncIterator[Driven]:
    values.setdefault("settings", ReaderSettings(refresh_every=0))
    app = Reader(store, clock=lambda: NOW, **values)  # type: ignore[arg-type]
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.rest()
        yield driven


async def type_line(seen: Driven, text: str) -> None:
    await seen.pilot.press(*("space" if char == " " else char for char in text))
    await seen.press("enter")


# ---------------------------------------------------------------------- palette
def names(query: str, keys: dict[str, str] | None = None) -> list[str]:
    commands = action_commands(keys_by_action(keys or {}))
    commands += section_commands([Section("tag", "سوريا"), Section("source", "الأنباء")])
    return [
        one.command.target if isinstance(one.command.target, str) else one.command.target.key
        for one in matching(commands, query)
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("star", "star"),
        ("نجمه", "star"),
        ("help", "help"),
        ("settings", "settings"),
        ("refresh", "refresh"),
        ("rfrsh", "refresh"),
        ("سوريا", "سوريا"),
        ("الانباء", "الأنباء"),
        ("suspend", "suspend"),
    ],
)
def test_commands_are_found_by_either_name_and_a_few_letters(query: str, first: str) -> None:
    assert names(query)[0] == first


def test_the_palette_knows_every_action_and_finds_nothing_in_noise() -> None:
    assert len(names("")) > 25
    assert {"feeds", "quit", "deeper"} <= set(names(""))
    assert names("qqqq zzzz") == []


async def test_the_palette_does_what_is_chosen(start: Start) -> None:
    async with start() as seen:
        await seen.press("ctrl+p")
        assert isinstance(seen.app.screen, Palette)
        await type_line(seen, "flat")
        assert len(seen.app.screen_stack) == 1
        assert seen.reader.flat
        await seen.press("colon")
        await type_line(seen, "الحقول")
        assert (seen.reader.section.kind, seen.reader.section.key) == ("source", "الحقول")
        await seen.press("ctrl+p", "escape")
        assert len(seen.app.screen_stack) == 1


async def test_arabic_is_typed_from_the_right_in_the_palette(start: Start) -> None:
    async with start(columns=60, rows=20) as seen:
        await seen.press("ctrl+p")
        await seen.pilot.press(*"الحقول")
        await seen.rest()
        line = next(one for one in seen.screen_text.split("\n") if visual("الحقول") in one)
        assert line.rstrip().endswith(visual("الحقول"))


async def test_keys_stand_beside_the_commands(start: Start) -> None:
    async with start(settings=ReaderSettings(keys={"star": "*"})) as seen:
        await seen.press("ctrl+p")
        await seen.pilot.press(*"star")
        await seen.rest()
        assert "*" in seen.screen_text


# ------------------------------------------------------------------------- help
async def test_help_is_searched(start: Start) -> None:
    async with start(rows=24) as seen:
        await seen.press("question_mark")
        await seen.press("slash", *"star")
        assert isinstance(seen.app.screen, HelpScreen)
        keys = [block for block in seen.app.screen.blocks if block.kind == "key"]
        assert 0 < len(keys) < 6
        await seen.press("escape")
        assert len([b for b in seen.app.screen.blocks if b.kind == "key"]) > 30
        await seen.press("escape")
        assert len(seen.app.screen_stack) == 1


@pytest.mark.parametrize(
    "opened", ["question_mark", "ctrl+p", "comma", "F", "F a", "T", "t", "R", "slash"]
)
@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_leaving_works_on_every_screen(start: Start, opened: str, key: str) -> None:
    async with start(columns=40, rows=12) as seen:
        await seen.press(*opened.split())
        await seen.pilot.press(key)
        await seen.until(lambda: seen.app.return_code is not None)
        assert seen.app.return_code == 0


async def test_what_is_selected_in_a_box_is_copied_by_ctrl_c(start: Start) -> None:
    async with start() as seen:
        await seen.press("ctrl+p", *"abc", "ctrl+shift+a", "ctrl+c")
        assert seen.app.clipboard == "abc"
        assert seen.app.return_code is None


async def test_a_letter_that_quits_leaves_a_panel_only(start: Start) -> None:
    async with start() as seen:
        await seen.press("F", "q")
        assert len(seen.app.screen_stack) == 1
        assert seen.app.return_code is None


async def test_help_asked_on_a_panel_tells_its_keys_first(start: Start) -> None:
    async with start() as seen:
        await seen.press("F", "question_mark")
        assert isinstance(seen.app.screen, HelpScreen)
        assert seen.app.screen.blocks[1].text.startswith("\u2068a\u2069")
        await seen.press("escape", "escape")
        assert len(seen.app.screen_stack) == 1


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (110, 35), (200, 60)])
@pytest.mark.parametrize(
    "keys", [["question_mark"], ["ctrl+p"], ["comma"], ["F"], ["F", "p"], ["F", "a"]]
)
async def test_every_screen_fits_every_size(
    start: Start, size: tuple[int, int], keys: list[str]
) -> None:
    async with start(*size) as seen:
        await seen.press(*keys)
        lines = seen.app.screen._compositor.render_strips()
        assert len(lines) == size[1]
        assert {strip.cell_length for strip in lines} == {size[0]}
        await seen.press("down", "pagedown", "end", "home", "up")


# ------------------------------------------------------------------------- keys
def test_own_keys_of_a_panel_go_before_shared_ones() -> None:
    keys = panel_keys(keys_by_action({}), "packs")
    assert "space" in keys["packs_pick"].split(",")
    assert "space" not in keys["page_down"].split(",")
    assert "deeper" not in keys


def test_what_the_user_chose_for_moving_goes_before_a_panel() -> None:
    keys = keys_by_action({"removed": "Z", "next": "x"})
    assert keys["feeds_export"] == ""
    assert "x" not in panel_keys(keys, "packs")["packs_pick"].split(",")
    with pytest.raises(ConfigError, match="feeds_export"):
        keys_by_action({"removed": "Z", "next": "x", "feeds_export": "x"})


async def test_a_panels_key_can_be_changed(store: SqliteStore) -> None:
    settings = ReaderSettings(refresh_every=0, keys={"feeds_switch": "z"})
    store.add_feed(Feed("https://a.example/feed", title="أ"))
    async with reader(store, settings=settings) as seen:
        await seen.press("F", "s")
        assert not store.feeds()[0].disabled
        await seen.press("z")
        assert store.feeds()[0].disabled
        await seen.press("ئ")  # the same key on an Arabic layout
        assert not store.feeds()[0].disabled


# --------------------------------------------------------------------- settings
def test_every_setting_has_a_name_and_is_offered_unless_it_is_a_table() -> None:
    assert set(LABELS) == set(ReaderSettings.__struct_fields__)
    offered = {one.key for one in all_options(["a"]) if one.section == "reader"}
    assert offered == set(ReaderSettings.__struct_fields__) - {"keys"}


async def go_to(seen: Driven, key: str) -> SettingsScreen:
    screen = seen.app.screen
    assert isinstance(screen, SettingsScreen)
    await seen.press("home")
    for _ in range(30):
        if screen.option is not None and screen.option.key == key:
            return screen
        await seen.press("down")
    raise AssertionError(key)


async def test_a_setting_counts_at_once_and_is_kept(store: SqliteStore) -> None:
    async with reader(store) as seen:
        await seen.press("comma")
        await go_to(seen, "theme")
        await seen.press("enter")
        assert seen.reader.settings.theme == "mujaz-light"
        assert "light" in seen.app.theme
        await go_to(seen, "measure")
        await seen.press("enter")
        await type_line(seen, "0")
        assert seen.reader.settings.measure == 72
        assert "is no number from 30" in seen.screen_text
        await seen.press("enter", *["backspace"] * 3)
        await type_line(seen, "٥٠")
        assert seen.reader.settings.measure == 50
        assert seen.reader.article.measure == 50
        await go_to(seen, "language")
        await seen.press("enter", "enter")
        await go_to(seen, "theme")
        await seen.press("backspace", "d", "escape")
        assert seen.reader.settings.theme == "mujaz-dark"
    assert read_overrides(store.get_value(KEY)) == {"reader": {"measure": 50}}


async def test_the_file_has_the_last_word_and_is_written_on_request(
    store: SqliteStore, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('# mine\n[reader]\ntheme = "mujaz-light" # calm\n', encoding="utf-8")
    config = load(path, SECTIONS)
    settings = config.section("reader", ReaderSettings)
    services = Services(config=config)
    async with reader(store, settings=settings, services=services) as seen:
        await seen.press("comma")
        await go_to(seen, "theme")
        await seen.press("enter")
        assert seen.reader.settings.theme == "mujaz-contrast"
        assert read_overrides(store.get_value(KEY)) == {}
        await seen.press("w")
        text = path.read_text(encoding="utf-8")
        assert text == '# mine\n[reader]\ntheme = "mujaz-contrast" # calm\n'
        await go_to(seen, "motion")
        await seen.press("enter", "w")
        assert "motion = true" in path.read_text(encoding="utf-8")
    assert read_overrides(store.get_value(KEY)) == {}


async def test_purging_can_be_set(store: SqliteStore) -> None:
    async with reader(store) as seen:
        await seen.press("comma")
        await go_to(seen, "purge_after_days")
        await seen.press("enter", "backspace")
        await type_line(seen, "90")
        assert "after 90 days" in seen.screen_text
    assert read_overrides(store.get_value(KEY)) == {"store": {"purge_after_days": 90}}


# ------------------------------------------------------------------------ feeds
class Outlet:
    """Stands where the fetching service stands: marks what it was asked for as fetched."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.asked: list[str] = []
        self.error: str | None = None

    async def check(self, feeds: Sequence[Feed], report: Report) -> Sequence[Outcome]:
        outcomes = []
        for number, feed in enumerate(feeds, 1):
            self.asked.append(feed.url)
            seen = replace(feed, checked=NOW, succeeded=NOW, error=self.error,
                           failures=int(bool(self.error)), failing_since=NOW if self.error else None)  # fmt: skip
            self.store.save_feed(seen)
            outcomes.append(Outcome(seen, new=3, error=self.error))
            report(Progress("fetch", number, len(feeds), feed.url))
        return outcomes


@pytest.fixture
def outlet(store: SqliteStore) -> Outlet:
    return Outlet(store)


async def test_a_feed_is_added_by_its_address_and_fetched(
    store: SqliteStore, outlet: Outlet
) -> None:
    async with reader(store, services=Services(check=outlet.check)) as seen:
        await seen.press("F")
        assert isinstance(seen.app.screen, FeedsScreen)
        assert "There are no feeds yet." in seen.screen_text
        await seen.press("a")
        await type_line(seen, "news.example/rss")
        assert outlet.asked == ["https://news.example/rss"]
        assert "3 new articles." in seen.screen_text
        assert "It answered just now." in seen.screen_text
        await seen.press("a")
        await type_line(seen, "https://news.example/rss")
        assert "was there already" in seen.screen_text
        await seen.press("a")
        await type_line(seen, "ftp://news.example/")
        assert "only http and https" in seen.screen_text.replace("\n", " ")
        assert len(store.feeds()) == 1


async def test_a_feed_is_removed_only_after_a_yes(store: SqliteStore) -> None:
    store.add_feed(Feed("https://a.example/feed", source="الصباح"))
    async with reader(store) as seen:
        for keys in (["d", "escape"], ["d", "n"], ["d", "ل"]):
            await seen.press("F", *keys)
            assert len(store.feeds()) == 1
            await seen.press("escape")
        await seen.press("F", "d", "y")
        assert store.feeds() == []
        assert visual("الصباح") in seen.screen_text


async def test_a_feed_is_switched_and_checked(store: SqliteStore, outlet: Outlet) -> None:
    store.add_feed(
        Feed(
            "https://a.example/feed", title="A", failures=4, error="x", given_up=True, disabled=True
        )
    )
    async with reader(store, services=Services(check=outlet.check)) as seen:
        await seen.press("F", "s")
        feed = store.feeds()[0]
        assert not feed.disabled
        assert (feed.failures, feed.given_up, feed.due) == (0, False, None)
        outlet.error = "https://a.example/feed: no answer within 20 seconds."
        await seen.press("c")
        assert outlet.asked == ["https://a.example/feed"]
        assert "no answer" in seen.screen_text
        assert "failing" in seen.screen_text
        await seen.press("s")
        assert "You have switched it off" in seen.screen_text


async def test_hostile_titles_stay_text(store: SqliteStore) -> None:
    store.add_feed(
        Feed(
            "https://a.example/feed",
            title="[/red]\x1b[31m\u202eabc",
            error="\x1b]0;x\x07[@click=x]",
            failures=1,
        )
    )
    async with reader(store) as seen:
        await seen.press("F", "d")
        assert "[/red]" in seen.screen_text
        assert "\x1b" not in seen.screen_text
        assert "\u202e" not in seen.screen_text


async def test_lists_are_imported_and_exported(
    store: SqliteStore, outlet: Outlet, tmp_path: Path
) -> None:
    source = tmp_path / "قائمة.opml"
    source.write_text(
        '<opml version="2.0"><body><outline text="أخبار"><outline xmlUrl="https://a.example/f" title="أ"/>'
        '<outline xmlUrl="exec:rm -rf ~" title="ب"/></outline></body></opml>',
        encoding="utf-8",
    )
    async with reader(store, services=Services(check=outlet.check)) as seen:
        await seen.press("F", "i")
        await type_line(seen, str(source))
        assert [(one.url, one.folder) for one in store.feeds()] == [
            ("https://a.example/f", "أخبار")
        ]
        assert outlet.asked == ["https://a.example/f"]
        target = tmp_path / "out.opml"
        await seen.press("x")
        await type_line(seen, f"'{target}'")
        assert 'xmlUrl="https://a.example/f"' in target.read_text(encoding="utf-8")
        await seen.press("i")
        await type_line(seen, str(tmp_path / "missing.opml"))
        assert "no such file" in seen.screen_text


# -------------------------------------------------------------------- first run
@pytest.fixture
def empty(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "empty.db")


async def nothing(_report: Report) -> None:
    return None


async def test_an_empty_store_begins_with_packs_and_subscribes_to_nothing_unasked(
    empty: SqliteStore,
) -> None:
    fetched: list[int] = []

    async def refresh(_report: Report) -> None:
        fetched.append(len(empty.feeds()))

    async with reader(empty, refresh=refresh) as seen:
        assert isinstance(seen.app.screen, PacksScreen)
        assert "Welcome" in seen.screen_text
        assert "Syria" in seen.screen_text
        await seen.press("enter")
        assert "space bar" in seen.screen_text
        assert empty.feeds() == []
        await seen.press("j", "space", "left")
        picked = seen.app.screen._picked
        assert len(picked) > 2
        await seen.press("j", "space")
        assert len(seen.app.screen._picked) == len(picked) or len(picked) > 0
        assert "[-]" in seen.screen_text
        wanted = set(seen.app.screen._picked)
        await seen.press("enter")
        assert {feed.url for feed in empty.feeds()} == wanted
        assert all(feed.source for feed in empty.feeds())
        assert len(seen.app.screen_stack) == 1
        await seen.rest()
        assert fetched == [len(wanted)]


async def test_going_back_from_the_first_run_subscribes_to_nothing(empty: SqliteStore) -> None:
    async with reader(empty, refresh=nothing) as seen:
        await seen.press("space", "escape")
        assert len(seen.app.screen_stack) == 1
        assert empty.feeds() == []
        assert visual("F") in seen.screen_text


async def test_the_sample_can_be_tried_first(empty: SqliteStore) -> None:
    wishes: list[str] = []
    services = Services(show_sample=lambda: wishes.append("sample"))
    async with reader(empty, refresh=nothing, services=services) as seen:
        await seen.pilot.press("d")
        await seen.until(lambda: seen.app.return_code is not None)
    assert wishes == ["sample"]


async def test_a_store_with_articles_is_no_first_run(store: SqliteStore) -> None:
    async with reader(store, refresh=nothing) as seen:
        assert len(seen.app.screen_stack) == 1
