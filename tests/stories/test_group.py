"""Grouping: what comes together, what stays apart, and that batches make no difference."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.model import Article
from mujaz.stories.context import Context
from mujaz.stories.features import features
from mujaz.stories.group import GroupChange, Grouper

from .make import BRIDGE, CHESS, FIRE, article

ALL = sorted([*FIRE, *BRIDGE, CHESS], key=lambda a: a.published)


def add(grouper: Grouper, one: Article) -> str:
    return grouper.add(one, features(Context(one.title), Context(one.text)))


class Keeper:
    """Keeps changes as a store would, and hands states back to the next grouper."""

    def __init__(self) -> None:
        self.stories: dict[str, GroupChange] = {}
        self.last: dict[str, float] = {}

    def save(self, changes: Iterable[GroupChange], times: dict[str, float]) -> None:
        for change in changes:
            self.stories.pop(change.id, None)
            if change.articles:
                self.stories[change.id] = change
                self.last[change.id] = max(times[one] for one in change.articles)

    def states(self, since: float) -> list[tuple[str, bytes]]:
        return [
            (one, change.state) for one, change in self.stories.items() if self.last[one] >= since
        ]

    def groups(self) -> set[tuple[str, ...]]:
        return {change.articles for change in self.stories.values()}


def grouped(batches: Sequence[Sequence[Article]], *, anew: bool) -> dict[str, tuple[str, ...]]:
    """Group batches; ``anew`` starts a grouper from stored states for each batch."""
    keeper, times = Keeper(), {a.id: a.published.timestamp() for b in batches for a in b}
    grouper = Grouper()
    for batch in batches:
        if anew and batch:
            since = min(a.published for a in batch) - Grouper.horizon
            grouper = Grouper(keeper.states(since.timestamp()))
        for one in batch:
            add(grouper, one)
        keeper.save(grouper.changes(), times)
    return {one: change.articles for one, change in keeper.stories.items()}


def test_reports_of_one_event_are_one_story() -> None:
    stories = set(grouped([ALL], anew=False).values())
    assert stories == {("fire1", "fire2", "fire3"), ("bridge1", "bridge2"), ("chess1",)}


def test_articles_of_a_story_stand_in_published_order() -> None:
    late = [FIRE[2], FIRE[0], FIRE[1]]
    assert list(grouped([late], anew=False).values()) == [("fire1", "fire2", "fire3")]


def test_the_same_words_weeks_later_are_another_story() -> None:
    again = replace(FIRE[0], id="again", published=FIRE[0].published + timedelta(days=12))
    stories = grouped([[*FIRE, again]], anew=False)
    assert ("again",) in stories.values()


def test_a_story_that_returns_is_threaded_to_the_earlier_one() -> None:
    later = article(
        "inquiry",
        "لجنة التحقيق: ماس كهربائي وراء حريق سوق النحاسين",
        "قالت لجنة التحقيق إن ماسا كهربائيا أشعل حريق سوق النحاسين بالرملاء الذي أصاب 17 شخصا "
        "وأتى على 30 متجرا.\nوأوصت إدارة الإطفاء بتجديد أسلاك السوق.",
        hours=24 * 16,
    )
    grouper = Grouper()
    for one in [*FIRE, *BRIDGE, later]:
        add(grouper, one)
    changes = {change.articles: change for change in grouper.changes()}
    fire = changes["fire1", "fire2", "fire3"]
    assert changes["inquiry",].thread == (fire.id,)
    assert changes["bridge1", "bridge2"].thread == ()


def test_changes_are_told_once_and_say_why() -> None:
    grouper = Grouper()
    for one in FIRE:
        add(grouper, one)
    told = [change for change in grouper.changes() if change.articles]
    assert len(told) == 1
    assert "النحاسين" in told[0].why["fire2"]
    assert told[0].why["fire2"].endswith("fire1")
    assert grouper.changes() == []


def test_a_known_article_is_not_added_twice() -> None:
    grouper = Grouper()
    first = add(grouper, FIRE[0])
    assert add(grouper, FIRE[0]) == first
    assert [c.articles for c in grouper.changes()] == [("fire1",)]


def test_a_broken_state_is_left_alone() -> None:
    grouper = Grouper([("s1", b"\x00broken"), ("s2", b"")])
    assert add(grouper, FIRE[0]) not in ("s1", "s2")


TOPICS = (
    "جسر نهر سوق حريق مدرسة وزير افتتاح مصنع قطار ميناء سفينة محكمة قاض بطولة لاعب عاصفة مطر محافظ "
    "طبيب لقاح كتاب معرض رواية قمر مرصد صاروخ بنك فائدة عملة نفط حقل مسرح"
)


def invented(seed: int, count: int) -> list[Article]:
    """Return articles about a few invented events, some a little late."""
    chance = random.Random(seed)
    known = TOPICS.split()
    events = [chance.sample(known, 6) for _ in range(max(2, count // 4))]
    out = []
    for index in range(count):
        words = [*chance.choice(events), *chance.sample(known, 3)]
        chance.shuffle(words)
        hours = index * 7 - chance.choice((0, 0, 0, 30))
        text = " ".join(words) + f" {chance.randint(10, 99)} شخصا."
        out.append(article(f"a{index}", " ".join(words[:4]), text, hours=hours))
    return out


def check_batches(articles: list[Article], cuts: list[int]) -> None:
    whole = grouped([articles], anew=False)
    edges = [0, *sorted(cut % (len(articles) + 1) for cut in cuts), len(articles)]
    batches = [articles[a:b] for a, b in pairwise(edges)]
    assert grouped(batches, anew=False) == whole
    assert grouped(batches, anew=True) == whole


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 60), st.lists(st.integers(0, 60), max_size=8))
def test_batches_make_no_difference(seed: int, count: int, cuts: list[int]) -> None:
    check_batches(invented(seed, count), cuts)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 400), max_size=20))
def test_batches_make_no_difference_over_months(seed: int, cuts: list[int]) -> None:
    check_batches(invented(seed, 400), cuts)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 50))
def test_every_article_stands_in_exactly_one_story(seed: int, count: int) -> None:
    articles = invented(seed, count)
    members = [one for story in grouped([articles], anew=False).values() for one in story]
    assert sorted(members) == sorted(a.id for a in articles)
