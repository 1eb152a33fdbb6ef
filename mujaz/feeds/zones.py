"""The time zone of an outlet, for dates that name none.

Evidence, the surest first: the dates of the same document that do name their zone, the starter
list (where the outlet has its seat), the domain of its country, the country in its language tag.
Where none of these is sure, a date without a zone stays in UTC: wrong by a few hours, never by a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mujaz.feeds.addresses import host_of

#: The zone of countries that have one, by ISO 3166.
_OF_COUNTRY = {
    "AE": "Asia/Dubai", "AF": "Asia/Kabul", "BH": "Asia/Bahrain", "DJ": "Africa/Djibouti",
    "DZ": "Africa/Algiers", "EG": "Africa/Cairo", "IQ": "Asia/Baghdad", "IR": "Asia/Tehran",
    "JO": "Asia/Amman", "KM": "Indian/Comoro", "KW": "Asia/Kuwait", "LB": "Asia/Beirut",
    "LY": "Africa/Tripoli", "MA": "Africa/Casablanca", "MR": "Africa/Nouakchott",
    "OM": "Asia/Muscat", "PK": "Asia/Karachi", "PS": "Asia/Hebron", "QA": "Asia/Qatar",
    "SA": "Asia/Riyadh", "SD": "Africa/Khartoum", "SO": "Africa/Mogadishu", "SY": "Asia/Damascus",
    "TN": "Africa/Tunis", "TR": "Europe/Istanbul", "YE": "Asia/Aden",
}  # fmt: skip
# Domains that are sold to all the world say nothing of a country.
_SOLD = {"ly", "so", "dj"}
# Software writes this tag for any Arabic text.
_DEFAULT_TAGS = {"ar-sa", "ar-ae", "ar-eg", "fa-ir"}
# What ends a date that names its zone: an offset, Z or letters; and an hour is needed before it.
_OFFSET = re.compile(
    r":\d{2}(?:[.,]\d+)?\s*(?:(?:gmt|utc)?\s*([+-])(\d{2}):?(\d{2}))\s*$", re.IGNORECASE
)
_NAMED = re.compile(r":\d{2}(?:[.,]\d+)?\s*(?:z|ut|utc|gmt)\s*$", re.IGNORECASE)
_LEAST = 3


def feed_zone(
    dates: Iterable[str], *, url: str, site: str | None, language: str | None
) -> tzinfo | None:
    """Return the zone of a feed's dates that name none; None where nothing sure is known.

    Args:
        dates: the dates of its entries as written.
        url: the feed's address.
        site: its site's address.
        language: its language tag, as it says.
    """
    return (
        _majority(dates)
        or _of_starter(url)
        or next(filter(None, map(_of_domain, filter(None, (site, url)))), None)
        or _of_language(language)
    )


def named_zone(name: str | None) -> tzinfo | None:
    """Return the zone of an IANA name; None where there is none of this name."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _majority(dates: Iterable[str]) -> tzinfo | None:
    """Return the offset that most of a document's dates name, if some do and nearly all agree.

    UTC is not believed of the others: many a site writes GMT behind its local time.
    """
    offsets: Counter[int] = Counter()
    for text in dates:
        if match := _OFFSET.search(text):
            minutes = int(match[2]) * 60 + int(match[3])
            offsets[-minutes if match[1] == "-" else minutes] += 1
        elif _NAMED.search(text):
            offsets[0] += 1
    if offsets.total() < _LEAST:
        return None
    best, times = offsets.most_common(1)[0]
    if not best or abs(best) > 14 * 60 or times < 0.8 * offsets.total():
        return None
    return timezone(timedelta(minutes=best))


@cache
def _starter_countries() -> dict[str, str]:
    from mujaz.feeds.starter import starter_feeds

    return {_bare(host_of(feed.url)): feed.country for feed in starter_feeds()}


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _of_starter(url: str) -> tzinfo | None:
    country = _starter_countries().get(_bare(host_of(url)), "")
    return named_zone(_OF_COUNTRY.get(country))


def _of_domain(url: str) -> tzinfo | None:
    """Return the zone of the country whose domain an address stands under."""
    labels = host_of(url).lower().rpartition(".")
    if labels[2] in _SOLD and labels[0].rpartition(".")[2] not in ("com", "gov", "edu", "org"):
        return None
    return named_zone(_OF_COUNTRY.get(labels[2].upper()))


def _of_language(language: str | None) -> tzinfo | None:
    tag = (language or "").lower().replace("_", "-")
    if tag in _DEFAULT_TAGS:
        return None
    return named_zone(_OF_COUNTRY.get(tag.rpartition("-")[2].upper())) if "-" in tag else None
