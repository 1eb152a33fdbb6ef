"""The briefing as the reader uses it: look at today's, open the last ones, send it to oneself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digest.service import BriefingService
from mujaz.briefing import Briefing
from mujaz.errors import UsageError
from mujaz.store.delivery import Delivery
from mujaz.store.sqlite import SqliteStore
from tests.digest import desks, newsroom


def words(delivery: Delivery) -> str:
    return f"{delivery.recipient} {delivery.state}"


@pytest.fixture
def service(store: SqliteStore, tmp_path: Path) -> Briefing:
    newsroom.december(store)
    return BriefingService(desks.desk_of(store, tmp_path), words)


def mails(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in (folder / "Maildir" / "new").iterdir()]


def test_a_preview_is_todays_edition_and_leaves_no_trace(
    service: Briefing, store: SqliteStore
) -> None:
    page = service.preview()
    assert page.day == date(2025, 12, 15)
    assert page.markdown.startswith("#")
    assert page.made is None
    assert store.issues() == []
    assert store.deliveries() == []


def test_sending_it_to_oneself_leaves_the_days_edition_to_come(
    service: Briefing, store: SqliteStore, tmp_path: Path
) -> None:
    assert service.send_to_me() == "reader@example.org sent"
    assert service.send_to_me() == "reader@example.org sent"
    assert len(mails(tmp_path)) == 2, "each look has a Message-ID of its own"
    assert service.past() == []
    desks.run(desks.desk_of(store, tmp_path))
    assert len(mails(tmp_path)) == 3


def test_past_editions_are_opened_as_they_were_made(
    service: Briefing, store: SqliteStore, tmp_path: Path
) -> None:
    desks.run(desks.desk_of(store, tmp_path))
    (one,) = service.past()
    assert (one.profile, one.day, one.deliveries) == (
        "daily",
        date(2025, 12, 15),
        ("reader@example.org sent",),
    )
    page = service.open(one.profile, one.day)
    newsroom.put(
        store, [newsroom.Draft("الأفق", "خبر لاحق", "نصّ الخبر اللاحق الذي جاء بعد الموجز.", 1)]
    )
    assert service.open(one.profile, one.day) == page
    assert page.title == one.title
    with pytest.raises(UsageError):
        service.open("daily", date(2025, 12, 14))


def test_briefings_are_known_by_name(store: SqliteStore, tmp_path: Path) -> None:
    desk = desks.desk_of(store, tmp_path, profiles={})
    assert list(BriefingService(desk, words).profiles()) == ["daily"]
    with pytest.raises(UsageError):
        BriefingService(desk, words).preview("sport")
