"""Tags and the user's corrections of them, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.kept import TagEdit
from mujaz.model import ArticleFilter, Digested, Tag
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore
from mujaz.store.tag_edits import corrected, names_after, shown_as
from tests.store.test_store import article

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)
ONE, TWO, THREE = (article(n).id for n in (1, 2, 3))
WORKED_OUT = {
    ONE: [Tag("سوريا", "place"), Tag("دمشق", "place")],
    TWO: [Tag("سورية", "place"), Tag("أمن", "topic")],
    THREE: [Tag("دمشق", "place")],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        opened.add_articles([article(1), article(2), article(3)])
        opened.save_article_tags(dict(WORKED_OUT))
        tags = (Tag("سوريا", "place", 1), Tag("سورية", "place", 1), Tag("دمشق", "place", 1))
        opened.save_stories(
            [StoryChange("s1", (ONE, TWO), (), b"", Digested("خبر", 2, tags=tags), {})]
        )
        yield opened


def shown(store: SqliteStore) -> dict[str, int]:
    return {tag.name: tag.count for tag, _unread in store.tags()}


def of(store: SqliteStore, one: str) -> list[str]:
    return [tag.name for tag in store.article_tags(one)]


def test_a_renamed_tag_is_found_and_shown_by_its_new_name(store: SqliteStore) -> None:
    store.edit_tag("rename", "دمشق", NOW, target="الشام")
    assert of(store, ONE) == ["سوريا", "الشام"]
    assert store.article_ids(ArticleFilter(tag="دمشق")) == []
    assert sorted(store.article_ids(ArticleFilter(tag="الشام"))) == sorted([ONE, THREE])
    story = store.story("s1")
    assert story is not None
    assert [tag.name for tag in story.tags] == ["سوريا", "سورية", "الشام"]


def test_merged_tags_count_each_article_once(store: SqliteStore) -> None:
    store.edit_tag("merge", "سورية", NOW, target="سوريا")
    store.edit_tag("merge", "دمشق", NOW, target="سوريا")
    assert shown(store) == {"سوريا": 3, "أمن": 1}
    assert of(store, ONE) == ["سوريا"]
    story = store.story("s1")
    assert story is not None
    assert story.tags == (Tag("سوريا", "place", 2),)


def test_hidden_tags_are_shown_nowhere(store: SqliteStore) -> None:
    store.edit_tag("hide", "سوريه", NOW)
    assert "سورية" not in shown(store)
    assert of(store, TWO) == ["أمن"]
    assert store.article_ids(ArticleFilter(tag="سورية")) == []
    assert store.tag_named("سورية") is None


def test_corrections_outlast_new_tagging(store: SqliteStore) -> None:
    store.edit_tag("rename", "دمشق", NOW, target="الشام")
    store.edit_tag("hide", "أمن", NOW)
    store.edit_tag("untag", "سوريا", NOW, article=ONE)
    store.edit_tag("tag", "للمتابعة", NOW, article=ONE)
    store.save_article_tags(dict(WORKED_OUT))
    assert of(store, ONE) == ["للمتابعة", "الشام"]
    assert of(store, TWO) == ["سورية"]
    new = article(4)
    store.add_articles([new])
    store.save_article_tags({new.id: [Tag("دمشق", "place"), Tag("أمن", "topic")]})
    assert of(store, new.id) == ["الشام"]


def test_undo_restores_what_was_worked_out(store: SqliteStore) -> None:
    before = {one: of(store, one) for one in WORKED_OUT}
    edits = [
        store.edit_tag("rename", "دمشق", NOW, target="الشام"),
        store.edit_tag("rename", "الشام", NOW, target="سوريا"),
        store.edit_tag("hide", "أمن", NOW),
        store.edit_tag("untag", "سوريا", NOW, article=ONE),
        store.edit_tag("tag", "للمتابعة", NOW, article=TWO),
        store.edit_tag("untag", "للمتابعة", NOW, article=TWO),
    ]
    assert of(store, ONE) == []
    assert [edit.number for edit in store.tag_edits()] == [edit.number for edit in edits]
    for edit in reversed(edits):
        undone = store.undo_tag_edit(edit.number)
        assert undone is not None
        assert undone.kind == edit.kind
    assert {one: of(store, one) for one in WORKED_OUT} == before
    assert store.undo_tag_edit(edits[0].number) is None


def test_undoing_an_earlier_correction_keeps_the_later_ones(store: SqliteStore) -> None:
    first = store.edit_tag("rename", "دمشق", NOW, target="الشام")
    store.edit_tag("hide", "سوريا", NOW)
    store.undo_tag_edit(first.number)
    assert of(store, ONE) == ["دمشق"]


def test_a_tag_taken_off_by_hand_can_be_given_again(store: SqliteStore) -> None:
    store.edit_tag("untag", "سوريا", NOW, article=ONE)
    assert of(store, ONE) == ["دمشق"]
    assert store.add_own_tags({ONE: ["سوريا"], TWO: ["سوريا"]}) == [TWO]  # a rule does not
    store.edit_tag("tag", "سوريا", NOW, article=ONE)
    assert of(store, ONE) == ["سوريا", "دمشق"]


def test_a_new_spelling_is_a_new_name(store: SqliteStore) -> None:
    store.edit_tag("rename", "امن", NOW, target="أَمْن")
    assert of(store, TWO) == ["سورية", "أَمْن"]
    assert store.article_ids(ArticleFilter(tag="أمن")) == [TWO]


def test_tags_are_listed_in_the_spelling_most_articles_use(store: SqliteStore) -> None:
    tags = {article(n).id: [Tag("القاهره" if n == 5 else "القاهرة", "place")] for n in range(5, 9)}
    store.add_articles([article(n) for n in range(5, 9)])
    store.save_article_tags(tags)  # type: ignore[arg-type]
    assert shown(store)["القاهرة"] == 4
    assert store.tags(1)[0] == (Tag("القاهرة", "place", 4), 4)
    store.set_read([article(5).id], True, NOW)
    assert store.tags(1)[0][1] == 3


def test_corrected_tags_keep_their_order_and_the_larger_count() -> None:
    names = {"ب": "أ", "ج": None}
    tags = [Tag("ب", "place", 2), Tag("ج", "topic", 9), Tag("أ", "topic", 5)]
    assert corrected(tags, names) == [Tag("أ", "place", 5)]


NAMES = st.sampled_from(["أ", "ب", "ت", "ث"])
EDITS = st.lists(
    st.builds(
        lambda kind, name, target: TagEdit(
            0, kind, name, None if kind == "hide" else target, None, NOW
        ),
        st.sampled_from(["rename", "merge", "hide"]),
        NAMES,
        NAMES,
    ),
    max_size=8,
)


@given(EDITS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_each_correction_bears_on_what_was_shown_before_it(edits: list[TagEdit]) -> None:
    for end in range(1, len(edits) + 1):
        before, after = names_after(edits[: end - 1]), names_after(edits[:end])
        edit = edits[end - 1]
        for name in ("أ", "ب", "ت", "ث"):
            was, now = shown_as(name, before), shown_as(name, after)
            if was == edit.name:
                assert now == (None if edit.kind == "hide" else edit.target)
