"""The mail body: our tags alone, both directions right, small enough for every reader."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html as lxml_html

from digest.edition import build_edition
from digest.links import safe_url
from digest.model import Edition
from digest.render import render
from digest.render.html import MAX_BYTES
from digest.render.templating import mixed
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest import newsroom
from tests.digest.hostile import poisoned, texts, urls
from tests.digest.newsroom import DAY, NOW, Draft, Row, put

_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "p"),
    *("h1", "h2", "h3", "span", "strong", "small", "a", "br"),
}
_ATTRIBUTES = {
    *("lang", "dir", "class", "style", "role", "width", "align", "valign", "href", "charset"),
    *("name", "content", "cellpadding", "cellspacing", "border"),
}
# what stands in a document beside elements: comments for one mail reader
_CONDITIONAL = re.compile(r"<!--\[if mso\]>.*?<!\[endif\]-->", re.S)


def parsed(edition: Edition) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render(edition, "html"))


@given(texts, urls)
def test_no_tag_attribute_or_address_comes_from_a_feed(
    edition: Edition, text: str, url: str | None
) -> None:
    document = render(poisoned(edition, text, url), "html")
    tree = lxml_html.document_fromstring(document)
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    assert {str(e.tag) for e in elements} <= _TAGS
    assert {str(name) for e in elements for name in e.attrib} <= _ATTRIBUTES
    assert {e.get("href") for e in elements if e.tag == "a"} <= {safe_url(url)}
    assert len(_CONDITIONAL.findall(document)) == document.count("<!--") == 3


def test_there_is_nothing_to_load_and_nothing_to_run(edition: Edition) -> None:
    document = render(edition, "html")
    assert not re.search(r"<(img|script|link|iframe|object|form|svg)|url\(|@import|src=", document)
    assert not re.search(r"letter-spacing|font-style:italic|text-align:justify", document)


def test_direction_is_told_where_mail_readers_keep_it(edition: Edition) -> None:
    tree = parsed(edition)
    assert tree.get("dir") == "rtl"
    for table in tree.iter("table"):
        assert table.get("dir") == "rtl"
    wrapper = tree.find("body").findall("div")[1]
    assert (wrapper.get("dir"), wrapper.get("lang")) == ("rtl", "ar")
    assert all(a.get("dir") is None for a in tree.iter("a"))


def test_every_visible_colour_has_a_dark_counterpart(edition: Edition) -> None:
    document = render(edition, "html")
    for element in parsed(edition).find("body").iter():
        style = element.get("style", "") if isinstance(element.tag, str) else ""
        if re.search(r"(?<![-\w])(color|background-color):", style) and "display:none" not in style:
            assert element.get("class"), style
    dark = document.split("prefers-color-scheme:dark", 1)[1]
    for name in ("pg", "cd", "tx", "mu", "ac", "ln", "wa", "wt"):
        assert f".{name}{{" in dark


def test_latin_runs_are_set_apart_in_arabic_text() -> None:
    assert mixed("قوة (CJTF-OIR) وشركة Nour AI & Co 15") == (
        'قوة (<span dir="ltr">CJTF-OIR</span>&rlm;) وشركة <span dir="ltr">Nour AI</span>&rlm; '
        '&amp; <span dir="ltr">Co</span>&rlm; 15'
    )
    assert mixed("<b>BBC</b>") == "&lt;b&gt;BBC&lt;/b&gt;"


def test_an_english_briefing_reads_left_to_right_around_arabic_stories(
    december: SqliteStore,
) -> None:
    edition = build_edition(
        december, date=DAY, settings=DigestSettings(language="en", length=3), now=NOW
    )
    tree = parsed(edition)
    assert (tree.get("dir"), tree.get("lang")) == ("ltr", "en")
    headlines = [h for h in tree.iter("h2") if "زلزال" in h.text_content()]
    assert headlines
    assert {h.get("dir") for h in headlines} == {"rtl"}
    assert "Where sources differ" in tree.text_content()


def full_day(store: SqliteStore, stories: int, words: int, outlets: int = 5) -> None:
    """Fill a store with stories of many outlets, each told in four sentences."""
    for number in range(stories):
        drafts = [
            Draft(
                f"صحيفة المدينة {outlet}",
                f"المجلس يناقش الخطة {number} لتطوير الموانئ والطرق كما نقلت الصحيفة {outlet}",
                f"{number} {outlet} "
                + "ناقش المجلس خطة التطوير في جلسته أمس " * (words // 7)
                + ".",
                number / 100 + outlet / 10,
            )
            for outlet in range(outlets)
        ]
        values = [(10.0 + at, "=", at, f"{10 + at} ميناء") for at in range(3)]
        put(store, drafts, brief=(0, 1, 2, 3), rows=(Row("ميناء", "differ", values),))  # type: ignore[arg-type]
    for number in range(25):
        put(store, [Draft("بريد", f"خبر قصير عن المدينة رقم {number} في سطر واحد", "نص.", 1)])


def test_ten_stories_of_usual_size_are_told_in_full_within_the_limit(store: SqliteStore) -> None:
    full_day(store, 10, 28, outlets=6)
    edition = build_edition(store, date=DAY, settings=DigestSettings(), now=NOW)
    document = render(edition, "html")
    assert len(document.encode()) <= MAX_BYTES
    tree = lxml_html.document_fromstring(document)
    assert (
        sum("hl" in h.get("class", "") or "21px" in h.get("style") for h in tree.iter("h2")) == 10
    )


@pytest.mark.parametrize(("stories", "words"), [(10, 120), (30, 40), (30, 140)])
def test_an_edition_that_is_too_heavy_tells_less_and_counts_the_rest(
    store: SqliteStore, stories: int, words: int
) -> None:
    full_day(store, stories, words)
    edition = build_edition(store, date=DAY, settings=DigestSettings(length=30), now=NOW)
    document = render(edition, "html")
    assert len(document.encode()) <= MAX_BYTES
    assert "لم تُذكر هنا" in document


def test_an_empty_day_is_one_line(store: SqliteStore) -> None:
    edition = build_edition(store, date=DAY, settings=DigestSettings(), now=NOW)
    tree = parsed(edition)
    assert [p.text_content() for p in tree.iter("p")] == [
        "لم تحمل خلاصاتك خبرًا جديدًا من الأحد 06:30 إلى الاثنين 21:00."
    ]


def test_the_preheader_does_not_repeat_the_lead(edition: Edition) -> None:
    hidden = parsed(edition).find("body").findall("div")[0].text_content()
    assert edition.lines[1].text[:30] in hidden
    assert edition.stories[0].title not in hidden
    alone = replace(edition, lines=(), stories=edition.stories[:1])
    assert edition.stories[0].title in parsed(alone).find("body").findall("div")[0].text_content()


def test_no_template_fixture_is_left_in_the_output(edition: Edition) -> None:
    document = render(edition, "html")
    assert "{{" not in document
    assert "{%" not in document
    assert newsroom.NOW.isoformat() not in document
