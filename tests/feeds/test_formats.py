"""Every format that was ever called a feed, well formed and not: no item is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from mujaz.feeds.page import page_of_entry
from mujaz.feeds.parse import parse_feed
from mujaz.model import Entry, ParsedFeed

URL = "https://news.example/feeds/main.xml"
NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
DAY = datetime(2025, 11, 29, 8, 30, tzinfo=UTC)
DATE = "Sat, 29 Nov 2025 08:30:00 GMT"
ITEM = f"<item><title>خبر الجسر</title><link>https://news.example/1</link><description>نص</description><pubDate>{DATE}</pubDate></item>"
SECOND = "<item><title>خبر الميناء</title><link>https://news.example/2</link></item>"
HEAD = "<title>مرصد الميناء</title><link>https://news.example/</link>"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def parse(document: str) -> ParsedFeed:
    return parse_feed(document.encode(), url=URL, now=NOW)


def rss(items: str, attributes: str = 'version="2.0"', head: str = HEAD) -> str:
    return f'<?xml version="1.0"?><rss {attributes} {SPACES}><channel>{head}{items}</channel></rss>'


def entry_of(fields: str) -> Entry:
    (entry,) = parse(rss(f"<item><title>خبر</title>{fields}</item>")).entries
    return entry


# ------------------------------------------------------------------ formats
RSS_090 = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel>{HEAD}<description>ق</description></channel>
 <image><title>ص</title><url>https://news.example/i.gif</url></image>{ITEM}{SECOND}</rdf:RDF>"""
RSS_091 = (
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    f'<rss version="0.91"><channel>{HEAD}<language>ar</language>{ITEM}{SECOND}</channel></rss>'
)
RSS_100 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="{URL}">{HEAD}<items><rdf:Seq><rdf:li rdf:resource="https://news.example/1"/></rdf:Seq></items></channel>
 <item rdf:about="https://news.example/1"><title>خبر الجسر</title><link>https://news.example/1</link>
 <description>نص</description><dc:date>2025-11-29T08:30:00Z</dc:date><dc:subject>نقل</dc:subject></item>
 <item rdf:about="https://news.example/2"><title>خبر الميناء</title><link>https://news.example/2</link></item></rdf:RDF>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>مرصد الميناء</title>
 <link rel="alternate" type="text/html" href="https://news.example/"/>
 <entry><title>خبر الجسر</title><link rel="alternate" type="text/html" href="https://news.example/1"/>
 <id>tag:1</id><issued>2025-11-29T08:30:00Z</issued><modified>2025-11-29T09:00:00Z</modified>
 <summary type="text/plain">نص</summary></entry>
 <entry><title mode="escaped" type="text/html">خبر &lt;b&gt;الميناء&lt;/b&gt;</title><id>tag:2</id>
 <link rel="alternate" href="https://news.example/2"/></entry></feed>"""
ATOM_10 = """<?xml version="1.0"?><atom:feed xmlns:atom="http://www.w3.org/2005/Atom">
 <atom:title type="text">مرصد الميناء</atom:title><atom:link href="https://news.example/"/>
 <atom:link rel="self" href="https://news.example/feeds/main.xml"/>
 <atom:entry><atom:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">خبر <b>الجسر</b></div></atom:title>
 <atom:id>tag:1</atom:id><atom:link rel="enclosure" href="/a.mp3"/><atom:link rel="alternate" href="/1"/>
 <atom:published>2025-11-29T08:30:00Z</atom:published><atom:updated>2025-11-30T08:30:00Z</atom:updated>
 <atom:summary>نص</atom:summary></atom:entry>
 <atom:entry><atom:title>خبر الميناء</atom:title><atom:id>tag:2</atom:id><atom:link href="/2"/></atom:entry></atom:feed>"""


def json_feed(version: str, author: dict[str, object]) -> str:
    items = [
        {"id": "1", "url": "https://news.example/1", "title": "خبر الجسر", "content_html": "<p>نص</p>",
         "date_published": "2025-11-29T08:30:00Z", **author},
        {"id": 2, "external_url": "https://news.example/2", "title": "خبر الميناء", "content_text": "ن",
         "attachments": [{"url": "https://news.example/a.mp3", "mime_type": "audio/mpeg"}]},
    ]  # fmt: skip
    feed = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "مرصد الميناء",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False)


@pytest.mark.parametrize(
    "document",
    [
        RSS_090, RSS_091, RSS_100, ATOM_03, ATOM_10,
        *(rss(ITEM + SECOND, f'version="{version}"') for version in ("0.92", "0.93", "0.94", "2.0", "2.01", "9")),
        rss(ITEM + SECOND, ""),
        json_feed("1", {"author": {"name": "ليلى"}}), json_feed("1.1", {"authors": [{"name": "ليلى"}]}),
    ],
)  # fmt: skip
def test_formats(document: str) -> None:
    feed = parse(document)
    assert feed.title == "مرصد الميناء"
    assert [entry.title for entry in feed.entries] == ["خبر الجسر", "خبر الميناء"]
    assert [entry.url for entry in feed.entries] == [
        "https://news.example/1",
        "https://news.example/2",
    ]
    first = feed.entries[0]
    assert first.published in (DAY, None if document is RSS_090 else DAY)
    page = page_of_entry(first)
    assert page is not None
    assert page.text == "نص"
    assert page.method == "feed"


# ------------------------------------------------------------------ sloppy documents
@pytest.mark.parametrize(
    "document",
    [
        rss(ITEM + SECOND).removesuffix("</channel></rss>"),
        rss(ITEM + SECOND).removesuffix("</item></channel></rss>"),
        "\n\n  " + rss(ITEM + SECOND),
        "<!-- مولد -->" + rss(ITEM + SECOND).removeprefix('<?xml version="1.0"?>'),
        rss(ITEM + SECOND).replace('version="1.0"', 'version="1.1"'),
        rss(ITEM + SECOND).replace("<?xml", '<?xml-stylesheet href="x.xsl"?><?xml'),
        rss(ITEM.replace("نص", "نص &nbsp;&laquo;هنا&raquo; & هناك") + SECOND),
        rss(ITEM.replace("نص", "<b>نص <i>مائل</b>") + SECOND),
        rss(ITEM.replace("نص", "<![CDATA[<p>نص]]>") + SECOND),
        rss(ITEM.replace("نص", "<x:y>نص</x:y>") + SECOND),
        rss(ITEM.replace("نص", "a < b") + SECOND),
        rss(ITEM.replace("<title>", '<title lang=ar class="x>') + SECOND),
        rss(ITEM + SECOND) + "<html><body>ذيل</body></html>",
        rss(f"{ITEM}</channel>{SECOND}"),
        rss(ITEM + SECOND).replace("rss", "RSS").replace("<channel>", "<Channel>").replace("</channel>", "</Channel>"),
        rss(ITEM + SECOND).replace("<rss ", "<rss xmlns='http://backend.userland.com/rss2' "),
        rss(ITEM + SECOND).replace("نص", "نص\x00\x08\x0b&#0;&#11;&#xFFFF;"),
        rss(ITEM.replace("خبر الجسر", "خبر الجسر\u202e")+ SECOND),
    ],
)  # fmt: skip
def test_sloppy_documents_lose_no_item(document: str) -> None:
    links = [entry.url for entry in parse(document).entries]
    assert links == ["https://news.example/1", "https://news.example/2"]


# ------------------------------------------------------------------ which field counts
def test_the_full_content_goes_before_the_summary() -> None:
    for order in (
        "<description>موجز</description><content:encoded>&lt;p&gt;النص الكامل للخبر&lt;/p&gt;</content:encoded>",
        "<content:encoded>&lt;p&gt;النص الكامل للخبر&lt;/p&gt;</content:encoded><description>موجز</description>",
    ):
        entry = entry_of(order)
        assert (entry.summary, entry.content) == ("موجز", "<p>النص الكامل للخبر</p>")
        page = page_of_entry(entry)
        assert page is not None
        assert page.text == "النص الكامل للخبر"


@pytest.mark.parametrize(
    "media",
    [
        "<media:description>وصف الصورة</media:description>",
        (
            '<media:content url="/a.jpg" medium="image"><media:description>وصف الصورة</media:description>'
            "<media:title>عنوان الصورة</media:title></media:content>"
        ),
        (
            '<media:group><media:content url="/a.jpg" type="image/jpeg"/><media:description type="html">وصف الصورة</media:description>'
            "<media:title>عنوان الصورة</media:title></media:group>"
        ),
        "<itunes:summary>وصف الحلقة</itunes:summary><itunes:subtitle>فرعي</itunes:subtitle>",
    ],
)
def test_what_is_said_of_a_picture_is_no_summary_of_the_news(media: str) -> None:
    for fields in (
        f"<description>موجز الخبر</description>{media}",
        f"{media}<description>موجز الخبر</description>",
    ):
        entry = entry_of(fields)
        assert (entry.title, entry.summary) == ("خبر", "موجز الخبر")


def test_what_is_said_of_a_video_is_the_text_where_there_is_no_other() -> None:
    group = "<media:group><media:title>ع</media:title><media:description>وصف الفيديو</media:description></media:group>"
    assert entry_of(group).summary == "وصف الفيديو"


def test_several_enclosures() -> None:
    entry = entry_of(
        '<enclosure url="/a.mp3" type="audio/mpeg" length="1"/><enclosure url="/b.jpg" type="image/jpeg" length="1"/>'
        '<enclosure url="/c.jpg" type="image/jpeg" length="1"/>'
    )
    assert entry.image == "https://news.example/b.jpg"


@pytest.mark.parametrize(
    ("fields", "guid", "url"),
    [
        ('<guid isPermaLink="true">https://news.example/p</guid>', "https://news.example/p", "https://news.example/p"),
        ("<guid>https://news.example/p</guid>", "https://news.example/p", "https://news.example/p"),
        ('<guid isPermaLink="false">n-1</guid><link>/x</link>', "n-1", "https://news.example/x"),
        ("<link>/x</link><guid>n-1</guid>", "n-1", "https://news.example/x"),
        ("<link>\n https://news.example/x \n</link>", "https://news.example/x", "https://news.example/x"),
        ("<link><![CDATA[https://news.example/x?a=1&b=2]]></link>",) + ("https://news.example/x?a=1&b=2",) * 2,
        ('<atom:link rel="alternate" href="https://news.example/x"/>',) + ("https://news.example/x",) * 2,
    ],
)  # fmt: skip
def test_guids_and_links(fields: str, guid: str, url: str) -> None:
    entry = entry_of(fields)
    assert (entry.guid, entry.url) == (guid, url)


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ("<author>x@news.example (ليلى حداد)</author>", "ليلى حداد"),
        ("<dc:creator><![CDATA[ليلى حداد]]></dc:creator>", "ليلى حداد"),
        ("<itunes:author>ليلى حداد</itunes:author>", "ليلى حداد"),
        ("<author><name>ليلى حداد</name></author>", "ليلى حداد"),
    ],
)
def test_authors(fields: str, author: str) -> None:
    assert entry_of(fields).author == author


@pytest.mark.parametrize(
    "fields",
    [f"<pubDate>{DATE}</pubDate>", "<dc:date>2025-11-29T08:30:00Z</dc:date>", "<pubDate>29 تشرين الثاني 2025 08:30</pubDate>",
     "<pubDate>gestern</pubDate><dc:date>2025-11-29T08:30:00Z</dc:date>", "<pubDate/><dc:date>2025-11-29T08:30Z</dc:date>"],
)  # fmt: skip
def test_dates_of_all_elements(fields: str) -> None:
    assert entry_of(fields).published == DAY


def test_xml_base_and_relative_links() -> None:
    document = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><title>م</title>
     <entry xml:base="y/"><title>أ</title><id>1</id><link href="z"/></entry>
     <entry><title>ب</title><id>2</id><link href="../z"/></entry>
     <entry><title>ج</title><id>3</id><link href="//b.example/z"/></entry></feed>"""
    assert [entry.url for entry in parse(document).entries] == [
        "https://a.example/x/y/z", "https://a.example/z", "https://b.example/z",
    ]  # fmt: skip


def test_a_thousand_items_with_one_that_is_broken() -> None:
    items = [f"<item><title>خبر {n}</title><guid>g{n}</guid></item>" for n in range(300)]
    items[150] = (
        "<item><title>خبر 150 <b>مقطوع</title><guid>g150</guid><description>&bogus; <</description></item>"
    )
    assert len(parse(rss("".join(items))).entries) == 300
