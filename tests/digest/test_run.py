"""Runs of the briefing: what is made when, for whom, and what it covers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from digest.by_hand import resend, send_edition, send_preview
from digest.desk import Desk, want_from
from digest.mail_settings import MailSettings
from digest.profiles import DAILY, Profile, profile_named
from digest.run import run_due
from digest.settings import DigestSettings
from mujaz.errors import ConfigError, UsageError
from mujaz.store.sqlite import SqliteStore
from tests.digest import desks, newsroom
from tests.digest.mail_server import MailServer

DAY = date(2025, 12, 15)


def mails(folder: Path) -> list[Any]:
    place = folder / "Maildir" / "new"
    found = (
        [message_from_bytes(one.read_bytes()) for one in place.iterdir()] if place.exists() else []
    )
    return sorted(found, key=lambda one: str(one["Message-ID"]))


def daily(desk: Desk) -> Profile:
    return profile_named(desk.settings, None)


def news(store: SqliteStore, when: datetime, title: str, source: str = "الأفق") -> None:
    hours = (when - newsroom.BASE) / timedelta(hours=1)
    newsroom.put(store, [newsroom.Draft(source, title, f"{title}، كما جاء في الخبر.", hours)])


def test_news_is_fetched_before_an_edition_is_made_and_only_then(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock = desks.Clock()
    desk = desks.desk_of(store, tmp_path, clock=clock)
    fetched = []

    def refresh() -> None:
        fetched.append(clock.now)
        news(store, clock.now - timedelta(minutes=30), "خبر جاء مع آخر جلب")

    clock.now = desks.MORNING - timedelta(hours=1)
    run_due(desk, refresh=refresh, if_due=True)
    assert (fetched, store.issues()) == ([], [])
    clock.now = desks.MORNING
    report = run_due(desk, refresh=refresh, if_due=True)
    assert fetched == [desks.MORNING]
    assert [one.stories for one in report.issued] == [1]
    clock.forward(hours=2)
    assert run_due(desk, refresh=refresh, if_due=True).issued == ()
    assert fetched == [desks.MORNING]


def test_a_scheduled_edition_ends_at_its_slot_however_late_it_is_made(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock = desks.Clock(desks.MORNING + timedelta(hours=9))
    desk = desks.desk_of(store, tmp_path, clock=clock)
    news(store, desks.MORNING - timedelta(hours=2), "خبر قبل الموعد")
    news(store, desks.MORNING + timedelta(hours=2), "خبر بعد الموعد")
    (issue,) = desks.run(desk).issued
    assert (issue.stories, issue.day) == (1, DAY)
    assert "قبل الموعد" in store.issue(DAILY, DAY).text  # type: ignore[union-attr]
    clock.forward(days=1)
    (later,) = desks.run(desk).issued
    assert later.start == issue.end
    assert "بعد الموعد" in store.issue(DAILY, later.day).text  # type: ignore[union-attr]


def test_one_asked_for_early_ends_now_and_the_next_goes_on_from_there(
    store: SqliteStore, tmp_path: Path
) -> None:
    early = desks.MORNING - timedelta(hours=2)
    clock = desks.Clock(early)
    desk = desks.desk_of(store, tmp_path, clock=clock)
    for hours in (3, 1, -1):
        news(store, desks.MORNING - timedelta(hours=hours), f"خبر قبل {hours}")
    (first,) = desks.run(desk, if_due=False).issued
    assert (first.end, first.stories) == (early, 1)
    clock.now = desks.MORNING + timedelta(minutes=30)
    assert desks.run(desk).issued == (), "today has had its edition"
    clock.forward(days=1)
    (second,) = desks.run(desk).issued
    assert (second.start, second.stories) == (early, 2)


def test_a_week_across_a_change_of_clocks_tells_all_news_once(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Cairo, April 2026: at midnight before the 24th, the hour after it does not exist."""
    zone = ZoneInfo("Africa/Cairo")
    clock = desks.Clock(datetime(2026, 4, 20, 20, tzinfo=UTC))
    desk = desks.desk_of(store, tmp_path, clock=clock, zone="Africa/Cairo", time="00:30", length=30)
    told: Counter[str] = Counter()
    for hour in range(24 * 7):
        clock.now = datetime(2026, 4, 20, 20, tzinfo=UTC) + timedelta(hours=hour)
        if hour % 3 == 0:
            news(store, clock.now - timedelta(minutes=10), f"خبر الساعة {hour} وحده")
        for issue in desks.run(desk).issued:
            text = store.issue(DAILY, issue.day).text  # type: ignore[union-attr]
            told.update(n for n in range(24 * 7) if f"خبر الساعة {n} وحده" in text)
    days = [one.day for one in reversed(store.issues(DAILY))]
    assert days == [date(2026, 4, 20) + timedelta(days=n) for n in range(8)]
    assert set(told.values()) == {1}
    last = store.issues(DAILY)[0].end
    expected = {
        hour
        for hour in range(0, 24 * 7, 3)
        if datetime(2026, 4, 20, 20, tzinfo=UTC) + timedelta(hours=hour, minutes=-10) <= last
    }
    assert set(told) == expected
    assert {one.end.astimezone(zone).hour for one in store.issues(DAILY)} == {0, 1}
    assert len(mails(tmp_path)) == 8


def test_each_profile_has_its_own_time_choice_and_reader(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    settings = msgspec.convert(
        {
            "to": ["all@example.org"],
            "profiles": {
                "مغرب": {"tags": ["المغرب"], "to": ["m@example.org"], "language": "en"},
                "evening": {"time": "20:00"},
                "nowhere": {"to": []},
            },
        },
        DigestSettings,
    )
    desk = desks.desk_of(store, tmp_path)
    desk = Desk(store, settings, desk.mail, desk.clock, desk.lock)
    issued = {one.profile: one for one in desks.run(desk).issued}
    assert set(issued) == {"daily", "مغرب"}
    assert issued["daily"].stories == 6
    assert issued["مغرب"].stories == 1
    assert "سوريا" not in issued["مغرب"].title
    assert {one["To"]: one["Content-Language"] for one in mails(tmp_path)} == {
        "all@example.org": "ar",
        "m@example.org": "en",
    }
    assert len({one["List-Id"] for one in mails(tmp_path)}) == 2


def stories_with(store: SqliteStore, **choice: object) -> int:
    from digest.edition import build_edition

    settings = DigestSettings(length=3, **choice)  # type: ignore[arg-type]
    edition = build_edition(store, date=newsroom.DAY, settings=settings, now=newsroom.NOW)
    for story in edition.stories:
        numbers = {one.number for one in story.articles}
        assert {one.number for one in story.brief} <= numbers
    return edition.stories_total


def test_outlets_are_chosen_by_name_by_address_and_by_country(december: SqliteStore) -> None:
    from mujaz.model import Feed, short_id

    assert stories_with(december) == 7
    assert stories_with(december, feeds=("الأفق",)) == 2
    address = f"https://{short_id('h', 'بريد المغرب')}.example/rss"
    december.add_feed(Feed(address, source="بريد المغرب"))
    assert stories_with(december, feeds=(address,)) == 3
    assert stories_with(december, feeds=("الأفق", address)) == 3
    assert stories_with(december, feeds=("لا أحد",)) == 0
    assert stories_with(december, countries=("SY",)) == 0
    december.remove_feed(address)


def test_tags_choose_stories_with_all_their_sources(december: SqliteStore) -> None:
    assert stories_with(december, tags=("سوريا",)) == 1
    assert stories_with(december, tags=("سوريا", "المغرب")) == 2
    assert stories_with(december, tags=("المريخ",)) == 0


@pytest.mark.parametrize(("empty", "came"), [("send", 1), ("skip", 0)])
def test_an_empty_day_is_told_or_passed_over(
    store: SqliteStore, tmp_path: Path, empty: str, came: int
) -> None:
    desk = desks.desk_of(store, tmp_path, empty=empty)
    desks.run(desk)
    assert len(mails(tmp_path)) == came
    assert [one.stories for one in store.issues()] == [0], "its date is done either way"


def test_files_are_written_in_each_format(store: SqliteStore, tmp_path: Path) -> None:
    newsroom.december(store)
    folder = tmp_path / "موجزات اليوم"
    formats = ("md", "html", "page", "txt", "json", "eml")
    desk = desks.desk_of(store, tmp_path, to=(), folder=str(folder), formats=formats)
    report = desks.run(desk)
    assert {one.state for one in report.tried} == {"sent"}
    assert {one.name for one in folder.iterdir()} == {
        "mujaz-2025-12-15-daily." + ("page.html" if kind == "page" else kind) for kind in formats
    }
    mail = message_from_bytes((folder / "mujaz-2025-12-15-daily.eml").read_bytes())
    assert mail.get_content_type() == "multipart/alternative"


def test_a_folder_that_cannot_be_made_is_tried_again(store: SqliteStore, tmp_path: Path) -> None:
    newsroom.december(store)
    (tmp_path / "file").write_text("x")
    clock = desks.Clock()
    folder = tmp_path / "file" / "out"
    desk = desks.desk_of(store, tmp_path, clock=clock, to=(), folder=str(folder))
    report = desks.run(desk)
    assert (report.tried[0].state, report.waiting) == ("pending", 1)
    (tmp_path / "file").unlink()
    clock.forward(hours=1)
    assert desks.run(desk).tried[0].state == "sent"


def test_mail_that_is_not_configured_is_told_before_anything_is_done(
    store: SqliteStore, tmp_path: Path
) -> None:
    fetched: list[int] = []
    for mail, key in ((MailSettings(sender="a@example.org"), "host"), (MailSettings(), "host")):
        desk = desks.desk_of(store, tmp_path, mail)
        with pytest.raises(ConfigError, match=key):
            run_due(desk, refresh=lambda: fetched.append(1), if_due=True)
    assert (fetched, store.issues()) == ([], [])


def test_what_the_set_up_ordered_begins_with_the_next_slot(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock = desks.Clock()
    desk = desks.desk_of(store, tmp_path, clock=clock)
    want_from(store, daily(desk), clock.now)
    assert desks.run(desk).issued == ()
    clock.forward(days=1)
    assert [one.day for one in desks.run(desk).issued] == [DAY + timedelta(days=1)]


def test_what_came_too_late_for_one_edition_is_told_in_the_next(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock = desks.Clock()
    desk = desks.desk_of(store, tmp_path, clock=clock, length=30)
    news(store, desks.MORNING - timedelta(hours=1), "خبر وصل في حينه")
    desks.run(desk)
    # published before the slot, fetched an hour after the edition was made
    published = desks.MORNING - timedelta(minutes=40)
    late = newsroom.Draft("بريد المغرب", "خبر وصل متأخرًا", "خبر وصل متأخرًا بعد إعداد الموجز.")
    article = replace(late.article(), published=published, fetched=clock.now + timedelta(hours=1))
    newsroom.put_articles(store, [article], late)
    clock.forward(days=1)
    (second,) = desks.run(desk).issued
    assert second.stories == 1
    assert "وصل متأخرًا" in store.issue(DAILY, second.day).text  # type: ignore[union-attr]
    clock.forward(days=1)
    (third,) = desks.run(desk).issued
    assert third.stories == 0


# ------------------------------------------------------------------- by hand
def test_sending_by_hand_sends_what_is_missing_and_nothing_twice(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    desk = desks.desk_of(store, tmp_path)
    assert [one.state for one in send_edition(desk, daily(desk), DAY).tried] == ["sent"]
    assert send_edition(desk, daily(desk), DAY).tried == ()
    other = send_edition(desk, daily(desk), DAY, ("new@example.org",)).tried
    assert [one.recipient for one in other] == ["new@example.org"]
    assert len(mails(tmp_path)) == 2
    with pytest.raises(UsageError):
        send_edition(desk, daily(desk), DAY + timedelta(days=1))
    nowhere = desks.desk_of(store, tmp_path, to=())
    with pytest.raises(UsageError):
        send_edition(nowhere, daily(nowhere), DAY)


def test_a_copy_has_a_new_id_and_what_was_refused_keeps_its_own(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    desk = desks.desk_of(store, tmp_path)
    desks.run(desk)
    (copy,) = resend(desk, daily(desk), DAY).tried
    assert (copy.number, copy.state) == (2, "sent")
    first, second = mails(tmp_path)
    assert first["Message-ID"] != second["Message-ID"]
    assert first.get_payload()[0].as_bytes() == second.get_payload()[0].as_bytes()  # type: ignore[union-attr]
    (third,) = resend(desk, daily(desk), DAY, ("reader@example.org",)).tried
    assert third.number == 3
    with pytest.raises(UsageError):
        resend(desk, daily(desk), DAY, ("nobody@example.org",))
    with pytest.raises(UsageError):
        resend(desk, daily(desk), DAY - timedelta(days=1))


def test_what_was_given_up_is_sent_as_it_is(store: SqliteStore, tmp_path: Path) -> None:
    newsroom.december(store)
    broken = desks.desk_of(
        store, tmp_path, MailSettings(via="sendmail", sender="a@example.org", sendmail=("false",))
    )
    broken = desks.desk_of(store, tmp_path, desks.mail_to(MailServer(port=1)))
    desks.run(broken)
    (waiting,) = store.deliveries()
    given_up = store.move_delivery(waiting, replace(waiting, state="failed"))
    desk = desks.desk_of(store, tmp_path)
    (sent,) = resend(desk, daily(desk), DAY).tried
    assert given_up is not None
    assert (sent.id, sent.number, sent.message_id) == (given_up.id, 1, given_up.message_id)
    assert sent.state == "sent"


def test_a_preview_needs_somebody(store: SqliteStore, tmp_path: Path) -> None:
    newsroom.december(store)
    desk = desks.desk_of(store, tmp_path, to=())
    with pytest.raises(UsageError):
        send_preview(desk, daily(desk))
    (sent,) = send_preview(desk, daily(desk), ("me@example.org",)).tried
    assert (sent.purpose, sent.state) == ("preview", "sent")
    assert store.issues() == []


def test_bytes_of_old_letters_are_forgotten_and_their_copies_made_anew(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    clock = desks.Clock()
    desk = desks.desk_of(store, tmp_path, clock=clock)
    desks.run(desk)
    first = desks.only_delivery(desk)
    clock.forward(days=40)
    desks.run(desk)
    assert store.letter(first.id) is None
    (copy,) = resend(desk, daily(desk), DAY).tried
    assert copy.state == "sent"
    same_day = [one for one in mails(tmp_path) if "2025-12-15" in str(one["Message-ID"])]
    assert len(same_day) == 2
    assert same_day[0]["Subject"] == same_day[1]["Subject"]
