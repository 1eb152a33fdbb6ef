"""Stepping through the hits of a search in the open article, and groups of sources on the card."""

from __future__ import annotations

from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import NOW
from tui.app import Reader
from tui.services import Services
from tui.settings import ReaderSettings


async def find(seen: Driven, text: str, wanted: list[str]) -> None:
    await seen.press("slash")
    assert seen.reader.search_box is not None
    seen.reader.search_box.value = text
    await seen.until(lambda: sorted(seen.reader.list.listing.rows) == wanted)
    await seen.rest()


def hit(seen: Driven) -> tuple[int, int, int] | None:
    places = [p for p in seen.reader.article.chosen if p[1] != p[2]]
    return places[0] if places else None


async def test_the_next_match_is_sought_in_the_open_article_then_in_the_next(start: Start) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        await seen.press("enter", "g", "enter")
        first = seen.reader.list.current
        places = []
        for _ in range(40):
            await seen.press("n")
            if seen.reader.list.current != first:
                break
            places.append(hit(seen))
        assert len(places) >= 2
        assert places == sorted(set(places), key=lambda p: p or ())
        assert seen.reader.list.current != first
        begun = hit(seen)
        assert begun is not None
        assert seen.reader.article.blocks[begun[0]].text[begun[1] : begun[2]] in {"الجسر", "جسر"}
        for _ in range(9):
            await seen.press("N")
            if seen.reader.list.current == first:
                break
        assert seen.reader.list.current == first
        assert hit(seen) == places[-1]


async def test_past_the_last_match_the_reader_stays_and_says_so(start: Start) -> None:
    async with start() as seen:
        await find(seen, "محصول", ["a3"])
        await seen.press("enter", "enter")
        for _ in range(12):
            await seen.press("n")
        assert seen.reader.list.current == "a3"
        assert "This is the last match." in seen.screen_text


async def test_in_the_list_the_next_match_is_the_next_row(start: Start) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        await seen.press("enter", "g")
        first = seen.reader.list.current
        await seen.press("n")
        assert seen.reader.list.current != first


async def test_a_story_tells_its_coverage_by_the_groups_of_the_config(store: SqliteStore) -> None:
    app = Reader(
        store,
        settings=ReaderSettings(refresh_every=0),
        clock=lambda: NOW,
        services=Services(groups={"صحف المدن": ("النهار الجديد", "الحقول")}),
    )
    async with app.run_test(size=(120, 60)) as pilot:
        seen = Driven(app, pilot)
        await seen.rest()
        assert visual("صحف المدن") in seen.screen_text
        assert "1 of 2" in seen.screen_text
