"""Publication dates in the many ways that feeds and pages write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.dates import TOLERANCE, parse_date
from mujaz.text.months import DISPLAY_NAMES, gregorian_months

NOW = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)  # a Sunday, noon in Riyadh
RIYADH = ZoneInfo("Asia/Riyadh")

MOMENTS = st.integers(
    int(datetime(1991, 1, 1, tzinfo=UTC).timestamp()), int(NOW.timestamp()) - 86_400
).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))

#: (as written, in Riyadh's time; a date alone is its midnight)
WRITTEN = [
    # RFC 822 and its kin
    ("Sat, 14 Mar 2026 08:15:30 +0300", "2026-03-14T08:15:30"),
    ("Sat, 14 Mar 2026 08:15 GMT", "2026-03-14T11:15:00"),
    ("14 Mar 2026 08:15:30 UT", "2026-03-14T11:15:30"),
    ("Sat, 14 Mar 26 08:15:30 Z", "2026-03-14T11:15:30"),
    ("Mon, 03 Nov 97 10:00:00 EST", "1997-11-03T18:00:00"),
    ("Saturday, 14-Mar-26 08:15:30 GMT", "2026-03-14T11:15:30"),
    ("Sat, 14 Mar 2026 01:15:30 -0500", "2026-03-14T09:15:30"),
    ("Sat, 14 March 2026 08:15:30 GMT+3", "2026-03-14T08:15:30"),
    ("Sat, 14 Mar 2026 08:15:30 AST", "2026-03-14T08:15:30"),
    ("Sat, 14 Mar 2026 08:15:30 EET", "2026-03-14T09:15:30"),
    ("Wed, 14 Mar 2026 08:15:30 +0300", "2026-03-14T08:15:30"),  # a wrong weekday
    # ISO 8601 and its kin
    ("2026-03-14", "2026-03-14"),
    ("2026-03-14T08:15:30Z", "2026-03-14T11:15:30"),
    ("2026-03-14T08:15:30.123456Z", "2026-03-14T11:15:30"),
    ("2026-03-14T08:15+0400", "2026-03-14T07:15:00"),
    ("2026-03-14T08:15:30-02:30", "2026-03-14T13:45:30"),
    ("2026-03-14 08:15:30 GST", "2026-03-14T07:15:30"),
    ("2026/03/14 08:15", "2026-03-14T08:15:00"),
    ("2026.3.4", "2026-03-04"),
    ("20260314", "2026-03-14"),
    ("20260314T081530Z", "2026-03-14T11:15:30"),
    ("1773465330", "2026-03-14T08:15:30"),
    ("1773465330000", "2026-03-14T08:15:30"),
    # English words
    ("March 14, 2026", "2026-03-14"),
    ("March 14th, 2026 8:15 PM", "2026-03-14T20:15:00"),
    ("14 Mar 2026 12:05 am", "2026-03-14T00:05:00"),
    ("3 hours ago", "2026-03-15T09:00:00"),
    ("yesterday 18:30", "2026-03-14T18:30:00"),
    # numbers, day first
    ("14/03/2026", "2026-03-14"),
    ("4-3-2026 22:10", "2026-03-04T22:10:00"),
    ("14.03.2026", "2026-03-14"),
    ("١٤/٠٣/٢٠٢٦ ٠٨:١٥", "2026-03-14T08:15:00"),
    ("۱۴/۰۳/۲۰۲۶", "2026-03-14"),
    ("03/14/2026", "2026-03-14"),  # there is no month 14
    ("الأربعاء 03/04/2026", "2026-03-04"),  # the weekday says: American order
    ("الثلاثاء 03/02/2026", "2026-02-03"),
    # the Gulf and Egypt
    ("14 مارس 2026", "2026-03-14"),
    ("السبت، 14 مارس 2026 08:15 ص", "2026-03-14T08:15:00"),
    ("السبت 14 مارس 2026 - 08:15 مساءً", "2026-03-14T20:15:00"),
    ("١٤ مارس ٢٠٢٦ الساعة ٨:١٥ مساء", "2026-03-14T20:15:00"),
    ("14 مارس 2026 12:30 ظهراً", "2026-03-14T12:30:00"),
    ("14 مارس 2026 1:30 ظهراً", "2026-03-14T13:30:00"),
    ("14 مارس 2026 3:45 عصراً", "2026-03-14T15:45:00"),
    ("14 مارس 2026 11:45 ليلاً", "2026-03-14T23:45:00"),
    ("14 مارس 2026 2:10 ليلاً", "2026-03-14T02:10:00"),
    ("14 مارس 2026 4:20 فجراً", "2026-03-14T04:20:00"),
    ("14 مارس 2026 12:05 ص", "2026-03-14T00:05:00"),
    ("14 مارس 2026 9 صباحاً", "2026-03-14T09:00:00"),
    ("14 مارس 2026 13:30 م", "2026-03-14T13:30:00"),
    ("14مارس2026", "2026-03-14"),
    ("مارس 14, 2026", "2026-03-14"),
    ("نُشر في 14 من مارس 2026", "2026-03-14"),
    ("14 شهر مارس عام 2026", "2026-03-14"),
    ("14 مارس 2026 08:15 بتوقيت غرينتش", "2026-03-14T11:15:00"),
    ("14 مارس 2026 08:15 (بتوقيت أبوظبي)", "2026-03-14T07:15:00"),
    ("٢ إبريل ٢٠٢٥م", "2025-04-02"),
    ("31 أغسطس 2025", "2025-08-31"),
    ("1 يونيه 2025", "2025-06-01"),
    # the Levant and Iraq, with one name or two
    ("14 آذار 2026", "2026-03-14"),
    ("14 آذار/مارس 2026 08:15", "2026-03-14T08:15:00"),
    ("14 مارس / آذار 2026", "2026-03-14"),
    ("14 آذار (مارس) 2026", "2026-03-14"),
    ("20 كانون الأول 2025", "2025-12-20"),
    ("20 كانون الثاني/يناير 2026", "2026-01-20"),
    ("9 تشرين الأول - أكتوبر 2025", "2025-10-09"),
    ("7 أيّار 2025", "2025-05-07"),
    # the Maghreb
    ("22 جانفي 2026", "2026-01-22"),
    ("5 أفريل 2025", "2025-04-05"),
    ("11 ماي 2025", "2025-05-11"),
    ("19 جوان 2025", "2025-06-19"),
    ("8 شتنبر 2025", "2025-09-08"),
    ("30 دجنبر 2025", "2025-12-30"),
    # Hijri: 1 Ramadan 1447 is 18 February 2026 in the tabular calendar
    ("1 رمضان 1447", "2026-02-18"),
    ("1 رمضان 1447 هـ", "2026-02-18"),
    ("١٤٤٧/٠٩/٠١ هـ", "2026-02-18"),
    ("01/09/1447", "2026-02-18"),
    ("الخميس 1 رمضان 1447", "2026-02-19"),  # announced a day later
    ("25 رمضان 1447 هـ الموافق 14 مارس 2026", "2026-03-14"),
    ("الجمعة 3 ذو الحجة 1446", "2025-05-30"),
    # relative
    ("الآن", "2026-03-15T12:00:00"),
    ("منذ 20 دقيقة", "2026-03-15T11:40:00"),
    ("منذ دقيقتين", "2026-03-15T11:58:00"),
    ("قبل ساعة", "2026-03-15T11:00:00"),
    ("منذ ثلاث ساعات", "2026-03-15T09:00:00"),
    ("قبل يومين", "2026-03-13T12:00:00"),
    ("منذ أسبوع", "2026-03-08T12:00:00"),
    ("منذ 11 يوماً", "2026-03-04T12:00:00"),
    ("اليوم 08:15", "2026-03-15T08:15:00"),
    ("أمس الساعة 10:30 مساء", "2026-03-14T22:30:00"),
    # halves of the day, before the hour and behind it
    ("14 مارس 2026 8:15 مساءا", "2026-03-14T20:15:00"),
    ("14 مارس 2026 10:30 قبل الظهر", "2026-03-14T10:30:00"),
    ("14 مارس 2026 3:30 بعد الظهر", "2026-03-14T15:30:00"),
    ("14 مارس 2026 1:30 بعد منتصف الليل", "2026-03-14T01:30:00"),
    ("14 مارس 2026 12:00 منتصف الليل", "2026-03-14"),
    ("14 مارس 2026 ٨:١٥ ب.ظ", "2026-03-14T20:15:00"),
    ("مساء أمس 9:30", "2026-03-14T21:30:00"),
    ("صباح اليوم الساعة 8:15", "2026-03-15T08:15:00"),
    ("أول أمس 18:30", "2026-03-13T18:30:00"),
    ("أول من أمس", "2026-03-13"),
    ("البارحة 10:00", "2026-03-14T10:00:00"),
    ("منذ قليل", "2026-03-15T12:00:00"),
    ("قبل لحظات", "2026-03-15T12:00:00"),
    ("منذ يوم واحد", "2026-03-14T12:00:00"),
    ("قبل 3 أسابيع", "2026-02-22T12:00:00"),
    ("منذ 45 دقيقة", "2026-03-15T11:15:00"),
    # named places
    ("14 مارس 2026 08:15 بتوقيت القاهرة", "2026-03-14T09:15:00"),
    ("14 مارس 2026 08:15 بتوقيت مكة المكرمة", "2026-03-14T08:15:00"),
    ("14 مارس 2026 08:15 بتوقيت تونس", "2026-03-14T10:15:00"),
    # names without the article, names of Mauritania, names side by side
    ("14 كانون أول 2025", "2025-12-14"),
    ("3 تشرين ثاني 2025", "2025-11-03"),
    ("3 تشرين ثان 2025", "2025-11-03"),
    ("9 أغشت 2025", "2025-08-09"),
    ("8 مايو أيار 2025", "2025-05-08"),
    ("15 إبريل/ نيسان 2025", "2025-04-15"),
    ("5 فبراير / شباط، 2026", "2026-02-05"),
    ("14 أذار 2026", "2026-03-14"),
    ("14-مارس-2026", "2026-03-14"),
    ("29 شباط 2024", "2024-02-29"),
    # both calendars, either first
    ("25 رمضان 1447هـ - 14 مارس 2026م", "2026-03-14"),
    ("14 مارس 2026م / 25 رمضان 1447هـ", "2026-03-14"),
    ("25-09-1447", "2026-03-14"),
    ("12 ربيع الآخر 1447 هـ", "2025-10-05"),
    ("10 محرم 1447", "2025-07-06"),
    # words around, and the orders of other software
    ("تاريخ النشر: 14-03-2026 | 08:15 ص", "2026-03-14T08:15:00"),
    ("آخر تحديث: 14 مارس 2026 - 08:15", "2026-03-14T08:15:00"),
    ("08:15 ص - 14/03/2026", "2026-03-14T08:15:00"),
    ("3/14/2026 8:15:30 PM", "2026-03-14T20:15:30"),
    ("Sat Mar 14 08:15:30 +0300 2026", "2026-03-14T08:15:30"),
    ("Sat Mar 14 2026 08:15:30 GMT+0300 (Arabian Standard Time)", "2026-03-14T08:15:30"),
    ("2026-03-14T08:15:30+03", "2026-03-14T08:15:30"),
    ("20260314081530", "2026-03-14T08:15:30"),
    # controls that feeds leave in
    ("\u200f14\u200e/\u200f03\u200e/2026", "2026-03-14"),
    ("14 م\u0640ارس 2026", "2026-03-14"),
]

#: No complete date, or one that no outlet can mean.
REFUSED = [
    "", "اليوم السابع", "لا تاريخ هنا", "14 مارس", "مارس 2026", "2026", "السبت",
    "31 فبراير 2026", "2026-13-40", "45/45/2026", "14 آذار/نيسان 2026", "14 مارس 1889",
    "14 مارس 2031", "2027-01-01", "1 رجب 1999", "30 محرم 2000 هـ", "منذ سنة", "منذ ثلاثة أشهر",
    "14 مارس 2026 25:10", "14 مارس 2026 10:75", "0000-00-00", "9999999999", "3/4", "١٢٣٤٥",
    "0000000000", "14/03/26", "30-11-25", "۲۴ اسفند ۱۴۰۴", "1404/12/24", "14 مارس 20266", "14 مارس ٢٠٢",
    "29 فبراير 2025", "32 مارس 2026", "2026-W11-6", "8:15 ص", "-1773465330", "2026-03-14T25:00:00Z",
    "أول أمس قال الوزير", "منذ زمن", "14 رمضان", "00/00/2026", "31 نيسان 2025",
]  # fmt: skip


@pytest.mark.parametrize(("text", "local"), WRITTEN)
def test_written_dates(text: str, local: str) -> None:
    wanted = datetime.fromisoformat(local).replace(tzinfo=RIYADH)
    got = parse_date(text, now=NOW, zone=RIYADH)
    assert got is not None
    assert got.tzinfo is UTC
    assert got.astimezone(RIYADH).replace(microsecond=0) == wanted


@pytest.mark.parametrize("text", REFUSED)
def test_refused_dates(text: str) -> None:
    assert parse_date(text, now=NOW, zone=RIYADH) is None


def test_shared_table(shared: Path) -> None:
    table = json.loads((shared / "data/feeds/dates.json").read_text(encoding="utf-8"))
    zone, now = ZoneInfo(table["zone"]), datetime.fromisoformat(table["now"])
    wrong = []
    for row in table["dates"]:
        got = parse_date(row["text"], now=now, zone=zone)
        local = got.astimezone(zone) if got else None
        if len(row["iso"]) == 10:
            right = (
                local is not None
                and local.time() == time()
                and local.date().isoformat() == row["iso"]
            )
        else:
            right = got == datetime.fromisoformat(row["iso"])
        if not right:
            wrong.append((row, local))
    assert wrong == []


def test_the_tables_are_large_enough() -> None:
    assert len(dict(WRITTEN)) >= 120
    assert len(set(REFUSED)) >= 40


def test_a_date_without_a_zone_is_utc_by_default() -> None:
    assert parse_date("14 مارس 2026 08:15", now=NOW) == datetime(2026, 3, 14, 8, 15, tzinfo=UTC)


@given(
    MOMENTS,
    st.sampled_from(sorted(gregorian_months())),
    st.sampled_from(["{d} {m} {y}", "{d} {m} {y} {t}", "{d} {m}، {y} - {t}", "{m} {d}, {y} {t}"]),
)
def test_every_month_name_in_every_form(moment: datetime, name: str, form: str) -> None:
    day = min(moment.day, 28)
    month = gregorian_months()[name]
    if moment.replace(day=day, month=month) > NOW:
        moment = moment.replace(year=moment.year - 1)
    text = form.format(d=day, m=name, y=moment.year, t=f"{moment:%H:%M}")
    hour, minute = (moment.hour, moment.minute) if "{t}" in form else (0, 0)
    wanted = datetime(moment.year, month, day, hour, minute, tzinfo=UTC)
    assert parse_date(text, now=NOW) == wanted


@given(MOMENTS)
def test_dates_survive_being_written_with_two_names(moment: datetime) -> None:
    gulf, levant = DISPLAY_NAMES[moment.month - 1]
    text = f"{moment.day} {levant}/{gulf} {moment.year} {moment:%H:%M:%S} +0000"
    assert parse_date(text, now=NOW) == moment.replace(microsecond=0)


@given(st.text(max_size=80) | st.text(alphabet="0123456789/:-. صم+منذ ٢مارس", max_size=60))
def test_nothing_is_believed_from_the_future_or_long_ago(text: str) -> None:
    got = parse_date(text, now=NOW)
    assert got is None or (got.year >= 1990 and got <= NOW + TOLERANCE)


def test_a_zone_ahead_of_ours_is_believed() -> None:
    got = parse_date("2026-03-15 11:30", now=NOW)
    assert got == NOW + timedelta(hours=2, minutes=30)
