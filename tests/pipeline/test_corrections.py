"""Corrections by hand: what is seen of them, that they hold, and that they can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mujaz.errors import UsageError
from mujaz.model import Article, ArticleFilter
from mujaz.pipeline import corrections as hand
from mujaz.pipeline.analysing import Analyser
from mujaz.pipeline.describing import Describer
from mujaz.pipeline.grouping import group_new
from mujaz.pipeline.showing import Shower
from mujaz.store.sqlite import SqliteStore
from mujaz.stories.group import GroupChange
from tests.stories.make import BRIDGE, CHESS, FIRE, START

NOW = START + timedelta(days=2)
LATER = [
    replace(
        FIRE[1], id="fire4", guid="fire4", source="الوادي", published=START + timedelta(hours=12)
    ),
    replace(BRIDGE[0], id="bridge3", guid="bridge3", published=START + timedelta(hours=14)),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        add(opened, [*FIRE, *BRIDGE, CHESS])
        yield opened


def add(store: SqliteStore, articles: list[Article]) -> None:
    store.add_articles(sorted(articles, key=lambda a: a.published))
    group_new(store)


def groups(store: SqliteStore, *, muted: bool = False) -> set[frozenset[str]]:
    wanted = ArticleFilter(muted="show" if muted else "hide")
    return {frozenset(a.id for a in s.articles) for s in store.stories(wanted)}


def home(store: SqliteStore, article: str) -> str:
    story = store.story_of(article)
    assert story is not None
    return story


FIRES, BRIDGES, CHESSES = (frozenset(a.id for a in s) for s in (FIRE, BRIDGE, [CHESS]))
GROUPED = {FIRES, BRIDGES, CHESSES}
GROUPED_LATER = {FIRES | {"fire4"}, BRIDGES | {"bridge3"}, CHESSES}


def test_merged_stories_stay_one_and_take_what_either_would_take(store: SqliteStore) -> None:
    fire, bridge = home(store, "fire1"), home(store, "bridge1")
    (edit,) = hand.merge_stories(store, fire, [bridge], NOW)
    assert groups(store) == {FIRES | BRIDGES, CHESSES}
    assert store.story(bridge) is None
    add(store, LATER)
    assert groups(store) == {FIRES | BRIDGES | {"fire4", "bridge3"}, CHESSES}
    assert home(store, "bridge3") == fire
    hand.undo_correction(store, edit.number, NOW)
    assert groups(store) == GROUPED_LATER
    assert home(store, "bridge3") == bridge


def test_what_was_split_off_stays_apart(store: SqliteStore) -> None:
    fire = home(store, "fire1")
    edit = hand.split_story(store, fire, ["fire3"], NOW)
    assert groups(store) == {FIRES - {"fire3"}, frozenset({"fire3"}), BRIDGES, CHESSES}
    add(store, LATER)
    assert frozenset({"fire3"}) in groups(store)
    assert frozenset({"fire1", "fire2", "fire4"}) in groups(store)
    hand.undo_correction(store, None, NOW)
    assert groups(store) == GROUPED_LATER
    assert edit.target is not None
    assert store.story(edit.target) is None


def test_a_moved_article_stays_where_it_was_put(store: SqliteStore) -> None:
    hand.move_article(store, "chess1", home(store, "fire1"), NOW)
    hand.move_article(store, "fire2", home(store, "bridge1"), NOW)
    expected = {frozenset({"fire1", "fire3", "chess1"}), BRIDGES | {"fire2"}}
    assert groups(store) == expected
    add(store, LATER)
    assert home(store, "chess1") == home(store, "fire1") == home(store, "fire4")
    assert home(store, "fire2") == home(store, "bridge3")
    for _ in hand.corrections(store):
        hand.undo_correction(store, None, NOW)
    assert groups(store) == GROUPED_LATER


def test_a_story_is_told_anew_with_what_came_into_it(store: SqliteStore) -> None:
    fire = home(store, "fire1")
    hand.merge_stories(store, fire, [home(store, "bridge1")], NOW)
    story = store.story(fire)
    assert story is not None
    assert story.sources == len({a.source for a in [*FIRE, *BRIDGE]})
    assert {s.article for s in story.brief} & BRIDGES
    assert {a.id for a in story.articles} == FIRES | BRIDGES


def test_a_title_stays_until_it_is_taken_back(store: SqliteStore) -> None:
    fire = home(store, "fire1")
    before = store.story(fire)
    hand.rename_story(store, fire, "  حريق\nالسوق ", NOW)
    add(store, LATER)
    after = store.story(fire)
    assert before is not None
    assert after is not None
    assert after.title == "حريق السوق"
    hand.undo_correction(store, None, NOW)
    told = store.story(fire)
    assert told is not None
    assert told.title in {a.title for a in [*FIRE, *LATER]}


def test_a_muted_story_is_not_shown_whatever_comes_into_it(store: SqliteStore) -> None:
    fire = home(store, "fire1")
    hand.mute_story(store, fire, NOW)
    add(store, LATER)
    assert groups(store) == {BRIDGES | {"bridge3"}, CHESSES}
    assert groups(store, muted=True) == GROUPED_LATER
    assert store.counts(ArticleFilter()).articles == 4
    assert hand.mute_story(store, fire, NOW) is None
    assert hand.unmute_story(store, fire, NOW) is not None
    assert groups(store) == GROUPED_LATER
    assert hand.unmute_story(store, fire, NOW) is None


def test_a_pinned_story_stands_first(store: SqliteStore) -> None:
    bridge, fire = home(store, "bridge1"), home(store, "fire1")
    assert store.story_ids(ArticleFilter())[0] == fire
    hand.pin_story(store, bridge, NOW)
    add(store, [LATER[0]])
    assert store.story_ids(ArticleFilter())[0] == bridge
    assert [row.pinned for row in store.story_summaries([bridge, fire])] == [True, False]
    hand.unpin_story(store, bridge, NOW)
    assert store.story_ids(ArticleFilter())[0] == fire


def test_corrections_lie_over_each_other_in_their_order(store: SqliteStore) -> None:
    fire, bridge = home(store, "fire1"), home(store, "bridge1")
    hand.merge_stories(store, fire, [bridge, home(store, "chess1")], NOW)
    split = hand.split_story(store, fire, ["bridge1", "chess1"], NOW)
    assert split.target is not None
    hand.pin_story(store, split.target, NOW)
    hand.merge_stories(store, fire, [split.target], NOW)
    assert groups(store) == {FIRES | BRIDGES | CHESSES}
    assert store.story_summaries([fire])[0].pinned
    numbers = [edit.number for edit in hand.corrections(store)]
    assert numbers == sorted(numbers)
    for _ in numbers:
        hand.undo_correction(store, None, NOW)
    assert groups(store) == GROUPED
    assert hand.undo_correction(store, None, NOW) is None


def test_corrections_follow_a_story_that_grouping_makes_part_of_another(
    store: SqliteStore,
) -> None:
    fire, bridge, chess = (home(store, one) for one in ("fire1", "bridge1", "chess1"))
    hand.rename_story(store, bridge, "اسمي", NOW)
    hand.pin_story(store, bridge, NOW)
    hand.mute_story(store, bridge, NOW)
    hand.move_article(store, "chess1", bridge, NOW)
    with Analyser(0) as analyser:
        everything = (*(a.id for a in FIRE), *(a.id for a in BRIDGE))
        joined = tuple(store.in_order(everything))
        Shower(store, Describer(store, analyser), NOW).save(
            [
                GroupChange(bridge, (), (), b"", {}),
                GroupChange(fire, joined, (chess,), b"", dict.fromkeys(joined, "")),
            ]
        )
    assert groups(store) == {FIRES | BRIDGES | CHESSES}  # what was muted alone is seen again
    story = store.story(fire)
    assert story is not None
    assert story.title == "اسمي"
    assert store.story_summaries([fire])[0].pinned
    assert [edit.kind for edit in hand.corrections(store)] == ["rename", "pin", "mute", "move"]


def test_wrong_calls_change_nothing(store: SqliteStore) -> None:
    fire = home(store, "fire1")
    wrong = (
        lambda: hand.merge_stories(store, fire, ["s0"], NOW),
        lambda: hand.split_story(store, fire, ["chess1"], NOW),
        lambda: hand.split_story(store, fire, [a.id for a in FIRE], NOW),
        lambda: hand.move_article(store, "nobody", fire, NOW),
        lambda: hand.move_article(store, "fire1", "s0", NOW),
        lambda: hand.rename_story(store, fire, " \u200b\n", NOW),
        lambda: hand.mute_story(store, "s0", NOW),
    )
    for call in wrong:
        with pytest.raises(UsageError):
            call()
    assert hand.move_article(store, "chess1", None, NOW) is None
    assert hand.move_article(store, "fire1", fire, NOW) is None
    assert hand.corrections(store) == []
    assert groups(store) == GROUPED


def test_grouping_goes_on_as_if_nothing_had_been_corrected(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Correct everything, add articles, take it all back: nothing was learnt."""
    fire = home(store, "fire1")
    hand.move_article(store, "bridge2", fire, NOW)
    hand.split_story(store, fire, ["fire1"], NOW)
    hand.merge_stories(store, home(store, "chess1"), [fire], NOW)
    add(store, LATER)
    for _ in hand.corrections(store):
        hand.undo_correction(store, None, NOW)
    with SqliteStore(tmp_path / "untouched.db") as untouched:
        add(untouched, [*FIRE, *BRIDGE, CHESS])
        add(untouched, LATER)
        assert list(store.stories(ArticleFilter())) == list(untouched.stories(ArticleFilter()))
