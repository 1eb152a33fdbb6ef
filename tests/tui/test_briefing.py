"""The briefing in the running reader: the real desk on a real store, mail to a real Maildir."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.context import Run
from cli.desk import open_briefing
from digest.render.markdown import escape
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, visual
from tests.tui.newsroom import NOW
from tui.app import Reader
from tui.edition_page import edition_blocks
from tui.screens.briefing import BriefingScreen
from tui.screens.edition import EditionScreen
from tui.sections import one_line
from tui.services import Services
from tui.settings import ReaderSettings


@asynccontextmanager
async def reader(
    store: SqliteStore, folder: Path, config: str, size: tuple[int, int] = (100, 36)
) -> AsyncIterator[Driven]:
    file = folder / "config.toml"
    file.write_text(config, encoding="utf-8")
    run = Run()
    run.config_option, run.data_option = str(file), str(folder / "data")
    (folder / "data").mkdir(exist_ok=True)
    app = Reader(
        store,
        settings=ReaderSettings(refresh_every=0),
        clock=lambda: NOW,
        services=Services(briefing=lambda: open_briefing(run, store)),
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Driven(app, pilot)
        await seen.rest()
        await seen.press("B")
        assert isinstance(seen.app.screen, BriefingScreen)
        yield seen


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_NOW", NOW.isoformat())


async def test_todays_edition_is_read_without_being_sent(
    store: SqliteStore, tmp_path: Path
) -> None:
    async with reader(store, tmp_path, "") as seen:
        await seen.press("enter")
        assert isinstance(seen.app.screen, EditionScreen)
        assert "preview, not sent" in seen.screen_text
        blocks = seen.app.screen.view.blocks
        assert any("افتتاح جسر جديد فوق النهر" in block.text for block in blocks)
        links = {target.key for block in blocks for _a, _b, target in block.links}
        assert "https://a2.example/news" in links
        assert all("](<" not in block.text and "\\" not in block.text for block in blocks)
        await seen.press("v", "escape", "escape")
        assert isinstance(seen.app.screen, BriefingScreen)
        assert store.issues(limit=9) == []


async def test_where_no_mail_is_set_up_it_says_what_to_do(
    store: SqliteStore, tmp_path: Path
) -> None:
    async with reader(store, tmp_path, "") as seen:
        await seen.press("m", "n")
        assert isinstance(seen.app.screen, BriefingScreen)
        await seen.press("m", "y")
        assert "[digest]" in seen.screen_text


async def test_the_edition_is_sent_to_oneself(store: SqliteStore, tmp_path: Path) -> None:
    box = tmp_path / "box"
    config = (
        '[digest]\nto = ["me@example.org"]\n'
        f'[mail]\nvia = "maildir"\nmaildir = "{box}"\nfrom = "mujaz@example.org"\n'
    )
    async with reader(store, tmp_path, config) as seen:
        await seen.press("m", "y")
        assert "me@example.org" in seen.screen_text
        assert len(list((box / "new").iterdir())) == 1


def test_an_editions_marks_become_blocks_and_foreign_words_stay_words() -> None:
    page = (
        "# موجز — الاثنين\n\n1. سطر أول [3]\n2. سطر ثانٍ\n\n---\n\n"
        "**سوريا** · 3 مصادر\n\n"
        "- [1] صدى — [عنوان \\[غريب\\] \\*هنا\\*](<https://a.example/?a=1\\&amp;b>)\n"
        "  - **24 طائرة** — ميزان\n\n\\# ليس عنوانًا \x1b[31m"
    )
    blocks = edition_blocks(page)
    assert [one.kind for one in blocks] == [
        "title", "body", "body", "rule", "body", "body", "body", "body",
    ]  # fmt: skip
    assert blocks[1].columns == ("1.", "سطر أول [3]")
    (start, end, target) = blocks[5].links[0]
    assert blocks[5].text[start:end] == "عنوان [غريب] *هنا*"
    assert (target.kind, target.key) == ("link", "https://a.example/?a=1&amp;b")
    bold = next(span for span in blocks[6].spans if span[2] == "what")
    assert blocks[6].text[bold[0] : bold[1]] == "24 طائرة"
    assert blocks[7].text.startswith("# ليس عنوانًا")
    assert "\x1b" not in blocks[7].text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_what_the_briefing_escapes_is_read_back_as_it_was(text: str) -> None:
    line = " ".join(one_line(text).split())
    if line:
        (block,) = edition_blocks(escape(line))
        assert block.text == line
        assert block.links == ()


async def test_the_edition_fits_a_small_terminal(store: SqliteStore, tmp_path: Path) -> None:
    async with reader(store, tmp_path, "", (40, 12)) as seen:
        await seen.press("enter")
        assert isinstance(seen.app.screen, EditionScreen)
        assert visual("موجز") in seen.screen_text
        assert "preview, not sent" in seen.screen_text
        await seen.press("space", "G", "g", "right")
        assert isinstance(seen.app.screen, BriefingScreen)
