"""The page that stands alone: our tags only, nothing to fetch, and times where they belong."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from lxml import html as lxml_html

from digest.edition import build_edition
from digest.files import default_name
from digest.links import safe_url
from digest.model import Edition
from digest.render import render
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest.hostile import poisoned, texts, urls
from tests.digest.newsroom import DAY, NOW

_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "header", "main", "aside"),
    *("section", "article", "footer", "h1", "h2", "h3", "p", "span", "strong", "small", "a", "b"),
    *("i", "br", "ol", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    *("lang", "dir", "class", "style", "id", "href", "rel", "charset", "name", "content"),
    *("http-equiv", "scope", "rowspan", "aria-hidden"),
}


def parsed(edition: Edition) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render(edition, "page"))


@given(texts, urls)
def test_no_tag_attribute_or_address_comes_from_a_feed(
    edition: Edition, text: str, url: str | None
) -> None:
    document = render(poisoned(edition, text, url), "page")
    elements = [e for e in lxml_html.document_fromstring(document).iter() if isinstance(e.tag, str)]
    assert {str(e.tag) for e in elements} <= _TAGS
    assert {str(name) for e in elements for name in e.attrib} <= _ATTRIBUTES
    targets = {str(e.get("href")) for e in elements if e.tag == "a"}
    assert {one for one in targets if not re.fullmatch("#s[0-9]+", one)} <= {safe_url(url)}
    assert "<!--" not in document


def test_there_is_nothing_to_load_and_nothing_to_run(edition: Edition) -> None:
    document = render(edition, "page")
    assert not re.search(r"<(img|script|link|iframe|object|form|svg)|url\(|@import|src=", document)
    assert "default-src 'none'" in document


def test_headings_are_in_order_and_places_are_found(edition: Edition) -> None:
    tree = parsed(edition)
    levels = [int(str(e.tag)[1]) for e in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    targets = {a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")}
    assert targets <= {e.get("id") for e in tree.iter("article")}


def test_bars_stand_where_the_articles_were_published(edition: Edition) -> None:
    start, hours = edition.start, (edition.end - edition.start) / timedelta(hours=1)
    for story, axis in zip(edition.stories, parsed(edition).find_class("axis"), strict=True):
        bar = dict(part.split(":") for part in axis.find("i").get("style").split(";"))
        begins = float(bar["inset-inline-start"][:-1])
        ends = begins + float(bar["width"][:-1])
        assert abs(begins - 100 * ((story.first - start) / timedelta(hours=1)) / hours) < 0.2
        assert abs(ends - 100 * ((story.last - start) / timedelta(hours=1)) / hours) < 0.2


def test_bars_stay_within_the_edition(edition: Edition) -> None:
    early = replace(edition.stories[0], first=edition.start - timedelta(days=2))
    late = replace(edition.stories[1], first=edition.end, last=edition.end)
    tree = parsed(replace(edition, stories=(early, late)))
    for axis in tree.find_class("axis"):
        bar = dict(part.split(":") for part in axis.find("i").get("style").split(";"))
        assert float(bar["inset-inline-start"][:-1]) >= 0
        assert float(bar["inset-inline-start"][:-1]) + float(bar["width"][:-1]) <= 100
    assert "بدأ قبل ذلك" in tree.find_class("bars")[0].text_content()


def test_the_table_holds_every_figure_with_who_gives_it(edition: Edition) -> None:
    (table,) = parsed(edition).iter("table")
    rows = [row.text_content() for row in table.find("tbody").iter("tr")]
    values = [value for s in edition.stories for d in s.differences for value in d.values]
    assert len(rows) == len(values) > 4
    for row, value in zip(rows, values, strict=True):
        assert all(f"[{number}]" in row for number in value.numbers)


def test_an_empty_day_is_one_line(store: SqliteStore) -> None:
    edition = build_edition(store, date=DAY, settings=DigestSettings(), now=NOW)
    body = parsed(edition).find("body").text_content().split("\n")
    assert "لم تحمل خلاصاتك خبرًا جديدًا من الأحد 06:30 إلى الاثنين 21:00." in body
    assert not parsed(edition).find_class("bars")


def test_a_page_and_a_mail_body_never_share_a_name(edition: Edition) -> None:
    assert default_name(edition, "page") == "mujaz-2025-12-15-daily.page.html"
    assert default_name(edition, "html") == "mujaz-2025-12-15-daily.html"
