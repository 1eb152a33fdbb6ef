"""The starter packs: feeds of Arabic outlets to begin with, by country and by topic.

The addresses are facts that ship with mujaz (``mujaz/data/starter_feeds.json``, made by
``tools/build_starter_feeds.py``); they were gathered, not fetched, hence each one's confidence.
Nothing here subscribes to anything: that is the user's to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from mujaz.i18n import _

Confidence = Literal["high", "medium", "low"]

#: Arab countries in the order in which packs are listed (ISO 3166).
_LEVANT = ("SY", "LB", "JO", "PS", "IQ")
_GULF = ("SA", "AE", "QA", "KW", "BH", "OM", "YE")
_AFRICA = ("EG", "SD", "LY", "TN", "DZ", "MA", "MR", "SO", "DJ", "KM")
_ARAB = (*_LEVANT, *_GULF, *_AFRICA)
_TOPICS = (
    "agencies",
    "business",
    "sports",
    "science",
    "health",
    "society",
    "rights",
    "investigations",
)
_CONFIDENCE: dict[Confidence, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """A feed that ships as a suggestion.

    Attributes:
        url: its normal address.
        source: the outlet; feeds of one outlet share it.
        title: the outlet, and the section where the feed holds one section only.
        country: ISO 3166 code of the outlet's seat, or ``UN``.
        topic: ``general`` or a field such as ``business``.
        confidence: how sure it is that the address works.
    """

    url: str
    source: str
    title: str
    country: str
    topic: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Pack:
    """Feeds that belong together, surest first.

    Attributes:
        country: the country that all its feeds come from; empty for a pack of several.
        topic: the field that all its feeds write on; empty for a pack of a country. The outlets
            that have their seat outside the Arab countries stand under ``world``.
        title: its name in the user's language.
        feeds: what it holds; a feed may stand in a pack of its country and in one of its topic.
    """

    country: str
    topic: str
    title: str
    feeds: tuple[StarterFeed, ...]


def packs() -> tuple[Pack, ...]:
    """Return all packs: outlets abroad, then the Arab countries, then topics."""
    every = starter_feeds()
    topics = [*_TOPICS, *sorted({feed.topic for feed in every} - {*_TOPICS, "general"})]
    found = [_pack("", "world", (feed for feed in every if feed.country not in _ARAB))]
    found += [_pack(code, "", (feed for feed in every if feed.country == code)) for code in _ARAB]
    found += [_pack("", topic, (feed for feed in every if feed.topic == topic)) for topic in topics]
    return tuple(pack for pack in found if pack.feeds)


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """Return all feeds that ship, by country and outlet."""
    data = (files("mujaz") / "data" / "starter_feeds.json").read_bytes()
    return tuple(msgspec.json.decode(data, type=list[StarterFeed]))


def _pack(country: str, topic: str, feeds: Iterable[StarterFeed]) -> Pack:
    chosen = sorted(feeds, key=lambda feed: (_CONFIDENCE[feed.confidence], feed.source, feed.title))
    title = country_name(country) if country else topic_name(topic)
    return Pack(country, topic, title, tuple(chosen))


def country_name(code: str) -> str:
    """Return the name of an outlet's country in the user's language, or the code of a rare one."""
    names = {
        "AE": _("United Arab Emirates"),
        "BH": _("Bahrain"),
        "DE": _("Germany"),
        "DZ": _("Algeria"),
        "EG": _("Egypt"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "IQ": _("Iraq"),
        "JO": _("Jordan"),
        "KW": _("Kuwait"),
        "LB": _("Lebanon"),
        "LY": _("Libya"),
        "MA": _("Morocco"),
        "MR": _("Mauritania"),
        "OM": _("Oman"),
        "PS": _("Palestine"),
        "QA": _("Qatar"),
        "RU": _("Russia"),
        "SA": _("Saudi Arabia"),
        "SD": _("Sudan"),
        "SY": _("Syria"),
        "TN": _("Tunisia"),
        "TR": _("Türkiye"),
        "UN": _("United Nations"),
        "US": _("United States"),
        "YE": _("Yemen"),
    }
    return names.get(code, code)


def topic_name(topic: str) -> str:
    """Return the name of a topic in the user's language, or the topic itself where it has none."""
    names = {
        "world": _("Arabic from abroad"),
        "general": _("General news"),
        "agencies": _("News agencies"),
        "business": _("Business"),
        "sports": _("Sports"),
        "science": _("Science and technology"),
        "health": _("Medicine and health"),
        "society": _("Society"),
        "rights": _("Human rights"),
        "investigations": _("Investigations"),
    }
    return names.get(topic, topic)
