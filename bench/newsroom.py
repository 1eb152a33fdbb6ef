"""Stores and feeds of any size for benches: plausible Arabic of our own, the same at every run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from mujaz.model import Article, Digested, Tag
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore

NOW = datetime(2025, 12, 15, 18, 0, tzinfo=UTC)
SOURCES, TAGS, BATCH = 40, 300, 2000
TOLD_BY = 3
"""Articles of each fifth story; the others have one."""
LONG = 330
"""Paragraphs of the newest articles: ten thousand words, for scrolling."""
_WORDS = [
    "مدينة",
    "ميناء",
    "قطار",
    "موسم",
    "افتتاح",
    "مجلس",
    "اتفاق",
    "زراعة",
    "سوق",
    "جديد",
    "خلال",
    "الشتاء",
    "وزير",
    "طريق",
    "حديقة",
    "مدرسة",
    "لجنة",
    "مشروع",
    "نهر",
    "بلدية",
    "معرض",
    "جامعة",
    "مطار",
    "محصول",
    "أمطار",
    "خبراء",
    "زيادة",
    "سكان",
    "مبنى",
    "جسر",
    "رحلة",
    "دراسة",
]
LIST_MARK, BODY_MARK = "LISTMARK", "BODYMARK"
"""Latin words at which a bench sees that list and article are on the screen."""


def words(seed: int, count: int) -> str:
    """Return so many words, the same for the same seed."""
    size = len(_WORDS)
    return " ".join(_WORDS[(seed * 7 + k * 5 + k * k % 11) % size] for k in range(count))


def article(number: int) -> Article:
    """Return an article; the smaller its number, the newer it is."""
    long = number < TOLD_BY
    paragraphs = LONG if long else 4
    text = "\n".join(f"{words(number + k, 30)} {number % 97 + k}." for k in range(paragraphs))
    mark = LIST_MARK if long else ""
    return Article(
        id=f"a{number}",
        feed=f"https://bench.example/{number % SOURCES}",
        guid=str(number),
        source=f"صحيفة {number % SOURCES}",
        title=f"{mark} {words(number, 9)} {number}".strip(),
        text=f"{BODY_MARK} {text}" if long else text,
        published=NOW - timedelta(minutes=number),
        fetched=NOW,
        language="ar",
    )


def stories(first: int, last: int) -> Iterator[list[Article]]:
    """Yield the articles of each story among numbers."""
    number, count = first, 0
    while number < last:
        size = TOLD_BY if count % 5 == 0 else 1
        yield [article(n) for n in range(number, min(last, number + size))]
        number, count = number + size, count + 1


def fill(path: Path, rows: int) -> None:
    """Make a store of so many articles, read ones and starred ones among them."""
    with SqliteStore(path) as store:
        for start in range(0, rows, BATCH):
            groups = list(stories(start, min(rows, start + BATCH)))
            store.add_articles([one for group in groups for one in group])
            store.save_stories([_story(group) for group in groups])
            store.save_article_tags({a.id: _tags(int(a.guid)) for g in groups for a in g})
            ids = [a.id for g in groups for a in g]
            store.set_read(ids[1::3], True, NOW)
            store.set_starred(ids[5::50], True, NOW)


def _story(group: list[Article]) -> StoryChange:
    ids = tuple(one.id for one in reversed(group))
    digested = Digested(group[0].title, len({one.source for one in group}))
    return StoryChange(f"s{group[0].id}", ids, (), b"", digested, dict.fromkeys(ids, ""))


def _tags(number: int) -> list[Tag]:
    return [Tag(f"وسم {(number * k) % TAGS}", "topic") for k in (3, 7, 11)]


def write_feeds(folder: Path, rows: int) -> list[str]:
    """Write the same articles as RSS files; return their ``file://`` addresses."""
    addresses = []
    for source in range(SOURCES):
        items = "".join(_item(article(n)) for n in range(source, rows, SOURCES))
        file = folder / f"feed{source}.xml"
        title = f"{LIST_MARK} {source}"
        file.write_text(
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>{title}</title><link>https://bench.example/</link>"
            f"<description>x</description>{items}</channel></rss>",
            encoding="utf-8",
        )
        addresses.append(file.as_uri())
    return addresses


def _item(one: Article) -> str:
    return (
        f"<item><title>{escape(one.title)}</title><link>https://bench.example/{one.guid}</link>"
        f"<guid>{one.guid}</guid><pubDate>{one.published:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>{escape(one.text)}</description></item>"
    )
