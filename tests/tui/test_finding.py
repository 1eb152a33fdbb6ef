"""Searching, saved searches and tags in the running reader, on a real store."""

from __future__ import annotations

from mujaz.model import ArticleFilter
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import BRIDGE, NOW, article
from tui.screens.choosing import Chooser
from tui.screens.tags import TagsScreen
from tui.sections import Section
from tui.widgets.hint import Hint


def rows(seen: Driven) -> list[str]:
    return seen.reader.list.listing.rows


async def find(seen: Driven, text: str, wanted: list[str]) -> None:
    """Search for a text and wait for the rows."""
    if seen.reader.search_box is None:
        await seen.press("slash")
    assert seen.reader.search_box is not None
    seen.reader.search_box.value = text
    seen.reader.search_box.action_end()
    await seen.until(lambda: sorted(rows(seen)) == wanted)
    await seen.rest()


def hint(seen: Driven) -> str:
    return seen.reader.query_one(Hint).text


async def choose(seen: Driven, *keys: str) -> None:
    """Answer a question and wait until it is gone."""
    await seen.until(lambda: isinstance(seen.app.screen, Chooser))
    await seen.press(*keys)
    await seen.until(lambda: not isinstance(seen.app.screen, Chooser))
    await seen.rest()


def sections(seen: Driven, kind: str) -> list[Section]:
    return [
        row for row in seen.reader.sidebar._rows if isinstance(row, Section) and row.kind == kind
    ]


async def test_filters_narrow_what_is_found(start: Start) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        await find(seen, 'الجسر مصدر:"صدى المدينة"', ["a2"])
        await find(seen, "وسم:زراعة", ["a3"])
        await find(seen, "بعد:اليوم -مصدر:صدى", ["a1"])
        await find(seen, "قبل:2025-12-14", ["a4", "a5"])
        await find(seen, "غير_مقروء عنوان:محصول", ["a3"])


async def test_what_cannot_be_read_is_told_below_the_box_and_the_rows_stay(start: Start) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        assert seen.reader.search_box is not None
        seen.reader.search_box.value = "الجسر بعدد:أمس"
        await seen.until(lambda: hint(seen) != "")
        assert "بعد:" in hint(seen)
        assert sorted(rows(seen)) == ["a1", "a2"]
        assert "بعدد" not in seen.screen_text  # shaped, in visual order
        assert visual("بعدد:") in seen.screen_text
        await find(seen, "الجسر بعد:أمس", ["a1", "a2"])
        assert hint(seen) == ""
        await seen.press("escape")
        assert not seen.reader.query(Hint)


async def test_rows_show_where_the_words_stand(start: Start) -> None:
    async with start() as seen:
        await find(seen, "ثلاثه اسابيع", ["a1"])
        await seen.until(lambda: visual("أسابيع") in seen.screen_text)
        piece = seen.reader.list._snippets["a1"]  # type: ignore[index]
        assert [piece.text[a:b] for a, b in piece.marks] == ["بثلاثة", "أسابيع"]
        look = seen.reader.list.look("match")
        marked = [
            segment.text
            for y in range(3)
            for segment in seen.reader.list.render_line(y)
            if segment.style is not None and segment.style.underline and look.underline
        ]
        assert visual("أسابيع") in marked
        await find(seen, "بر*", ["a1"])
        await seen.press("escape")
        assert seen.reader.list.row_height == 2


async def test_stories_can_be_found_instead_of_articles(start: Start) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        await seen.press("enter", "f")
        await seen.until(lambda: rows(seen) == ["s1"])
        await seen.press("f")
        await seen.until(lambda: rows(seen) == ["a2", "a1"])
        await seen.press("n")
        assert seen.reader.list.current == "a1"
        await seen.press("N")
        assert seen.reader.list.current == "a2"


async def test_a_query_that_is_overtaken_never_shows(start: Start) -> None:
    async with start() as seen:
        await seen.press("slash", *"الجسر")
        assert seen.reader.search_box is not None
        seen.reader.search_box.value = "زيتون"
        await seen.until(lambda: rows(seen) == ["a3"])
        await seen.rest()
        assert rows(seen) == ["a3"]


async def test_a_search_is_kept_counted_and_opened_again(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await find(seen, "الجسر", ["a1", "a2"])
        await seen.press("ctrl+s")
        await choose(seen, *"جسور", "enter")
        assert [(one.name, one.query) for one in store.saved_searches()] == [("جسور", "الجسر")]
        await seen.until(lambda: bool(sections(seen, "saved")))
        store.add_articles([article("a9", "صدى المدينة", "جسر ثالث", BRIDGE, 1)])
        seen.reader.load_sections()
        await seen.until(lambda: sections(seen, "saved")[0].unread == 1)
        await seen.press("escape", "escape")
        [saved] = sections(seen, "saved")
        assert saved.count == 3
        seen.reader.flat = True
        seen.reader.choose_section(saved)
        await seen.until(lambda: len(rows(seen)) == 3)
        await seen.until(lambda: sections(seen, "saved")[0].unread == 0)
        assert seen.reader.sought == "الجسر"
        seen.app.exit()
    async with start() as again:
        assert again.reader.section.kind == "saved"
        assert again.reader.section.query == "الجسر"


async def test_a_saved_search_is_renamed_announced_and_forgotten(
    start: Start, store: SqliteStore
) -> None:
    store.save_search("جسور", "الجسر", NOW)
    async with start() as seen:
        await seen.until(lambda: bool(sections(seen, "saved")))
        seen.reader.focus_pane("sidebar")
        assert seen.reader.sidebar.find("saved", "جسور")
        await seen.press("A")
        await seen.until(lambda: store.saved_searches()[0].alert)
        await seen.press("E")
        await choose(seen, *"معابر", "enter")
        await seen.until(lambda: store.saved_searches()[0].name == "معابر")
        await seen.until(lambda: sections(seen, "saved")[0].key == "معابر")
        seen.reader.sidebar.find("saved", "معابر")
        await seen.press("X")
        await seen.until(lambda: not store.saved_searches())
        await seen.press("u")
        await seen.until(lambda: [one.name for one in store.saved_searches()] == ["معابر"])


async def test_an_article_is_tagged_by_hand_with_completion(
    start: Start, store: SqliteStore
) -> None:
    async with start() as seen:
        seen.reader.choose_section(Section("source", "الحقول"))
        await seen.until(lambda: rows(seen) == ["s3"])
        await seen.press("t")
        await choose(seen, *"جسو", "tab", "enter")
        await seen.until(lambda: "جسور" in [tag.name for tag in store.article_tags("a3")])
        await seen.press("t")
        await choose(seen, *"للمتابعة", "enter")
        await seen.until(lambda: len(store.article_tags("a3")) == 3)
        # choosing a tag that it has takes it off
        await seen.press("t")
        await choose(seen, *"زراعة", "enter")
        await seen.until(lambda: len(store.article_tags("a3")) == 2)
        await seen.press("u")
        await seen.until(lambda: "زراعة" in [tag.name for tag in store.article_tags("a3")])
        await seen.press("t")
        await choose(seen, "escape")
        assert len(store.article_tags("a3")) == 3


async def test_tags_are_renamed_merged_and_hidden_on_their_screen(
    start: Start, store: SqliteStore
) -> None:
    def names() -> set[str]:
        return {tag.name for tag, _unread in store.tags()}

    async with start() as seen:
        await seen.press("T")
        screen = seen.app.screen
        assert isinstance(screen, TagsScreen)
        await seen.until(lambda: len(screen.found) == 4)
        await seen.press("slash", *"زراع")
        await seen.until(lambda: [row.tag.name for row in screen.found] == ["زراعة"])
        await seen.press("enter", "r")
        await choose(seen, *"فلاحة", "enter")
        await seen.until(lambda: "فلاحة" in names())
        await seen.press("escape")
        await seen.until(lambda: len(screen.found) == 4)
        first = screen.found[0].tag.name
        await seen.press("g", "m")
        await choose(seen, *"فلاحة", "enter")
        await seen.until(lambda: first not in names())
        assert store.article_ids(ArticleFilter(tag="فلاحة")) == ["a2", "a1", "a3"]
        await seen.until(lambda: screen.found[0].tag.name == "فلاحة")
        await seen.press("g", "h")
        await seen.until(lambda: "فلاحة" not in names())
        await seen.until(lambda: screen.found[-1].hidden)
        await seen.press("G", "h")
        await seen.until(lambda: "فلاحة" in names())
        await seen.press("u", "u")
        await seen.until(lambda: "زراعة" in names())
        await seen.press("g", "enter")
        await seen.until(lambda: seen.reader.section.kind == "tag")


async def test_muted_articles_are_out_of_the_list(start: Start, store: SqliteStore) -> None:
    store.mute(["a1", "a2"], "قاعدة")
    async with start() as seen:
        assert rows(seen) == ["s3", "s4", "s5"]
        await find(seen, "الجسر is:muted", ["a1", "a2"])
        assert seen.screen_text.count("· muted") == 2


async def test_hostile_names_reach_no_line(start: Start, store: SqliteStore) -> None:
    store.save_search("اسم\x1b[2J\x9b5m", "الجسر \x1b]0;x\x07", NOW)
    store.edit_tag("tag", "وسم\x1b[31m\u202e", NOW, article="a1")
    async with start() as seen:
        for keys in ([], ["T"], ["escape", "t"]):
            await seen.press(*keys)
            for bad in ("\x1b", "\x9b", "\x07", "\u202e"):
                assert bad not in seen.screen_text


async def test_questions_fit_small_terminals(start: Start) -> None:
    async with start(40, 12) as seen:
        await seen.press("t")
        await seen.until(lambda: isinstance(seen.app.screen, Chooser))
        assert all(len(line) == 40 for line in seen.screen_text.split("\n"))
        assert "Esc" in seen.screen_text
        await seen.press("escape", "T")
        assert isinstance(seen.app.screen, TagsScreen)
        assert all(len(line) == 40 for line in seen.screen_text.split("\n"))
        await seen.press("escape", "slash", *"مصدرر:x")
        await seen.until(lambda: hint(seen) != "")
        assert visual("مصدر") in seen.screen_text
