"""Who covers a story and who does not, and what is new in a running thread."""

from __future__ import annotations

from typing import Any

import pytest

from digest.edition import build_edition
from digest.model import Edition
from digest.render import render
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest.newsroom import DAY, NOW, Draft, Row, put

GROUPS = {"رسمية": ("الأفق", "سفيرة"), "خاصة": ("لؤلؤة", "بريد المغرب"), "غائبة": ("زائر",)}


def build(store: SqliteStore, **more: Any) -> Edition:
    settings = DigestSettings(**more.pop("settings", {}))
    return build_edition(store, date=DAY, settings=settings, now=NOW, **more)


def test_each_group_says_who_speaks_and_who_is_silent(december: SqliteStore) -> None:
    quake = build(december, groups=GROUPS).stories[0]
    assert [(one.group, one.telling, set(one.silent)) for one in quake.coverage] == [
        ("رسمية", ("الأفق", "سفيرة"), set()),
        ("خاصة", ("بريد المغرب",), {"لؤلؤة"}),
        ("", (), {"نبأ الشام", "ميزان الخليج"}),
    ]
    for format in ("md", "txt", "html", "page"):
        document = render(build(december, groups=GROUPS), format)  # type: ignore[arg-type]
        assert "خاصة: 1 من 2 · لم تذكره: لؤلؤة" in document
        assert "من ينقله — رسمية: 2 من 2" in document


def test_who_published_only_later_is_not_silent(store: SqliteStore) -> None:
    put(store, [Draft("أ", "خبر السوق اليوم", "نص.")])
    put(store, [Draft("ب", "خبر المدينة", "نص.", 40)])
    assert [one.silent for one in build(store).stories[0].coverage] == [()]


def test_a_story_that_all_tell_says_nothing_of_it(store: SqliteStore) -> None:
    put(store, [Draft("أ", "خبر السوق اليوم", "نص."), Draft("ب", "السوق اليوم", "نص ثان.", 1)])
    assert "لم تذكره" not in render(build(store), "txt")


def test_outlets_that_a_briefing_is_not_about_are_not_silent(december: SqliteStore) -> None:
    edition = build(december, settings={"feeds": ("الأفق", "سفيرة")})
    named = {one for story in edition.stories for c in story.coverage for one in c.silent}
    assert named <= {"الأفق", "سفيرة"}


@pytest.mark.parametrize("format", ["md", "txt", "html", "page"])
def test_a_running_thread_says_what_is_new(store: SqliteStore, format: Any) -> None:
    old, new = "بلغت حصيلة الفيضان 4 قتلى.", "ارتفعت حصيلة الفيضان إلى 7 قتلى."
    earlier = put(
        store,
        [Draft("أ", "فيضان يضرب الوادي", old, -40)],
        rows=(Row("قتيل", "single", [(4, "=", 0, old)]),),
    )
    text = "وصلت فرق إنقاذ أجنبية إلى المطار محملة بالخيام والأدوية."
    put(
        store,
        [
            Draft("أ", "فيضان الوادي: الحصيلة ترتفع", new, 10),
            Draft("ب", "فرق إنقاذ تصل", text, 11),
        ],
        brief=(0, 1),
        rows=(Row("قتيل", "single", [(7, "=", 0, new)]),),
        thread=(earlier,),
    )
    edition = build(store)
    (thread,) = edition.threads
    assert [one.text for one in thread.fresh] == [text]
    assert [(one.what, one.before, one.now) for one in thread.moved] == [("قتيل", 4, 7)]
    listed = {a.number: a.source for a in edition.stories[0].articles}
    assert [listed[one.number] for one in (*thread.fresh, *thread.moved)] == ["ب", "أ"]
    assert "قتيل: من 4 إلى 7" in render(edition, format)
