"""What comes first, what is told again, and which headline a story bears."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from digest.edition import build_edition
from digest.model import Edition
from digest.render import render
from digest.settings import DigestSettings
from mujaz.model import Tag
from mujaz.store.sqlite import SqliteStore
from tests.digest.newsroom import DAY, NOW, Draft, put

LONG = "وزارة النقل تعلن افتتاح الجسر الجديد فوق النهر الكبير بعد تأخير دام ثلاث سنوات كاملة"


def build(store: SqliteStore, **settings: Any) -> Edition:
    return build_edition(store, date=DAY, settings=DigestSettings(**settings), now=NOW)


def three(store: SqliteStore) -> None:
    put(store, [Draft("أ", "خبر السوق اليوم", "نص."), Draft("ب", "السوق اليوم", "نص ثان.", 1)])
    put(store, [Draft("ج", "خبر الملعب اليوم", "نص.", 2)], tags=(Tag("رياضة", "topic", 1),))
    put(store, [Draft("د", "خبر المدينة اليوم", "نص.", 3)])


@pytest.mark.parametrize(
    ("weights", "order"),
    [
        ({}, ["السوق", "المدينة", "الملعب"]),
        ({"رياضة": 3}, ["الملعب", "السوق", "المدينة"]),
        ({"د": 2.5}, ["المدينة", "السوق", "الملعب"]),
        ({"أ": 0, "ب": 0}, ["المدينة", "الملعب", "السوق"]),
        ({"أ": 0.5}, ["السوق", "المدينة", "الملعب"]),
    ],
)
def test_weights_of_outlets_and_tags_move_stories(
    store: SqliteStore, weights: dict[str, float], order: list[str]
) -> None:
    three(store)
    assert [story.title.split()[1] for story in build(store, weights=weights).stories] == order


@pytest.mark.parametrize("weight", [-1, 11, float("nan"), float("inf"), "2"])
def test_weights_are_bounded(weight: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"weights": {"أ": weight}}, DigestSettings)


def test_a_source_with_a_short_headline_gives_it(store: SqliteStore) -> None:
    put(
        store,
        [
            Draft("أ", LONG, "أعلنت وزارة النقل افتتاح الجسر."),
            Draft("ب", "افتتاح الجسر الجديد فوق النهر الكبير", "افتتح الجسر.", 1),
            Draft("ج", "هل يكفي افتتاح الجسر الجديد فوق النهر؟", "سؤال.", 2),
            Draft("د", "افتتاح الجسر الجديد فوق النهر بكلفة 90 مليونا", "كلفة.", 3),
        ],
    )
    (story,) = build(store).stories
    assert story.title == "افتتاح الجسر الجديد فوق النهر الكبير"
    assert story.title in {article.title for article in story.articles}


def test_without_a_short_headline_the_storys_own_stays_whole(store: SqliteStore) -> None:
    put(
        store,
        [
            Draft("أ", LONG, "أعلنت وزارة النقل افتتاح الجسر."),
            Draft("ب", "الدوري ينطلق غدًا في أربع مدن", "نص.", 1),
        ],
    )
    (story,) = build(store).stories
    assert story.title == LONG


def test_what_only_copies_came_to_is_not_told_again(store: SqliteStore) -> None:
    first = Draft("أ", "افتتاح الجسر الجديد فوق النهر", "نص أول عن الجسر.", -12)
    put(store, [first, Draft("ب", first.title, first.text, 10, wire_of=0)])
    edition = build(store)
    assert edition.stories_total == 0
    assert "لم تحمل خلاصاتك خبرًا جديدًا" in render(edition, "txt")


def test_a_headline_of_before_does_not_move_a_story(store: SqliteStore) -> None:
    first = Draft("أ", "افتتاح الجسر الجديد فوق النهر", "نص أول عن الجسر.", -12)
    put(store, [first, Draft("أ", first.title, "النص نفسه منقّحًا.", 10)])
    assert build(store).stories_total == 0


def test_what_moved_is_told_again_with_the_new_first(store: SqliteStore) -> None:
    put(
        store,
        [
            Draft("أ", "افتتاح الجسر الجديد فوق النهر", "افتتح الجسر أمس بحضور الأهالي.", -12),
            Draft("ب", "إغلاق الجسر بعد يوم من افتتاحه", "أغلق الجسر صباح اليوم للصيانة.", 10),
        ],
        brief=(0, 1),
    )
    (story,) = build(store).stories
    assert (story.continued, story.fresh) == (True, 1)
    assert [one.text for one in story.brief] == [
        "أغلق الجسر صباح اليوم للصيانة.",
        "افتتح الجسر أمس بحضور الأهالي.",
    ]


@pytest.mark.parametrize("format", ["md", "html", "page", "txt", "json"])
def test_the_same_store_profile_and_slot_give_the_same_bytes(
    december: SqliteStore, format: Any
) -> None:
    weights = {"رياضة": 2.0, "الأفق": 0.3, "سوريا": 1.1}
    assert len({render(build(december, weights=weights), format) for _ in range(3)}) == 1
