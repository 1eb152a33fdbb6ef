"""Dates, times and zones as the briefing writes them, in Arabic and English.

Arabic names each month twice, as the Gulf and Egypt and as the Levant and Iraq call it. Knows no
edition; what dates look like inside articles is another room's subject.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from digest.wording import wording
from mujaz.model import Window
from mujaz.text.months import DISPLAY_NAMES, WEEKDAY_NAMES

_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_DAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
_ARABIC_CITIES: Final = {
    "Africa/Algiers": "الجزائر",
    "Africa/Cairo": "القاهرة",
    "Africa/Casablanca": "الدار البيضاء",
    "Africa/Djibouti": "جيبوتي",
    "Africa/Khartoum": "الخرطوم",
    "Africa/Mogadishu": "مقديشو",
    "Africa/Nouakchott": "نواكشوط",
    "Africa/Tripoli": "طرابلس",
    "Africa/Tunis": "تونس",
    "America/New_York": "نيويورك",
    "Asia/Aden": "عدن",
    "Asia/Amman": "عمّان",
    "Asia/Baghdad": "بغداد",
    "Asia/Bahrain": "المنامة",
    "Asia/Beirut": "بيروت",
    "Asia/Damascus": "دمشق",
    "Asia/Dubai": "دبي",
    "Asia/Gaza": "غزة",
    "Asia/Hebron": "الخليل",
    "Asia/Jerusalem": "القدس",
    "Asia/Kuwait": "الكويت",
    "Asia/Muscat": "مسقط",
    "Asia/Qatar": "الدوحة",
    "Asia/Riyadh": "الرياض",
    "Europe/Berlin": "برلين",
    "Europe/Istanbul": "إسطنبول",
    "Europe/London": "لندن",
    "Europe/Paris": "باريس",
    "UTC": "غرينتش",
}


def weekday(day: date, language: str) -> str:
    """Return the name of the day of the week."""
    return (WEEKDAY_NAMES if language == "ar" else _ENGLISH_DAYS)[day.weekday()]


def month(day: date, language: str) -> str:
    """Return the name of the month; in Arabic both usual names: ``نوفمبر/تشرين الثاني``."""
    if language == "ar":
        return "/".join(DISPLAY_NAMES[day.month - 1])
    return _ENGLISH_MONTHS[day.month - 1]


def long_day(day: date, language: str) -> str:
    """Return weekday, day, month and year: ``الأحد 30 نوفمبر/تشرين الثاني 2025``."""
    return f"{weekday(day, language)} {short_day(day, language)} {day.year}"


def short_day(day: date, language: str) -> str:
    """Return day and month: ``30 نوفمبر/تشرين الثاني``."""
    return f"{day.day} {month(day, language)}"


def moment(when: datetime, zone: str, language: str) -> str:
    """Return weekday and local time: ``السبت 06:30``."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{weekday(local.date(), language)} {local:%H:%M}"


def clock(when: datetime, zone: str) -> str:
    """Return the local time of day: ``06:30``."""
    return f"{when.astimezone(ZoneInfo(zone)):%H:%M}"


def zone_name(zone: str, language: str) -> str:
    """Return the city a zone is called by in the language, else the zone's own name."""
    if language == "ar":
        return _ARABIC_CITIES.get(zone, zone)
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def period(window: Window, language: str) -> str:
    """Return a span of days in words: ``بين 24 و27 نوفمبر/تشرين الثاني``; a lone day as a day."""
    words = wording(language)
    first, last = window
    if first == last:
        return words.one_day.format(day=short_day(first, language))
    same_month = (first.year, first.month) == (last.year, last.month)
    begins = str(first.day) if same_month else short_day(first, language)
    if first.year != last.year:
        begins += f" {first.year}"
        return words.period.format(first=begins, last=f"{short_day(last, language)} {last.year}")
    return words.period.format(first=begins, last=short_day(last, language))
