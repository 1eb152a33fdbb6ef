"""Ordinary RSS by the quick way: field by field what feedparser gives."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.feeds.decode import decode_document, strip_controls
from mujaz.feeds.entries import RawFeed
from mujaz.feeds.parse import _DECLARATION, _read_xml
from mujaz.feeds.plain_rss import read_plain_rss

ROOT = Path(__file__).resolve().parents[2]
URL = "https://marsad.example/rss"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:other="https://other.example/ns"'
)


def base_of(site: str) -> str:
    from mujaz.feeds.addresses import web_link

    return web_link(site, URL) or ""


def both(document: str) -> tuple[RawFeed | None, RawFeed]:
    text = strip_controls(document)
    return (
        read_plain_rss(text, base_of=base_of, limit=500),
        _read_xml(text, url=URL, shown=URL, limit=500),
    )


def rss(
    items: str, channel: str = "<title>مرصد</title><link>https://marsad.example/</link>"
) -> str:
    return f'<rss version="2.0" {SPACES}><channel>{channel}{items}</channel></rss>'


ORDINARY = """<item>
 <title> افتتاح <![CDATA[رصيف & <b>جديد</b>]]> &amp;amp; واسع</title>
 <link>https://marsad.example/1?a=1&amp;b=2</link>
 <guid isPermaLink="false">م-1</guid><pubDate>Sun, 30 Nov 2025 07:00:00 GMT</pubDate>
 <dc:creator>سلمى</dc:creator><category>نقل</category><category>نقل</category>
 <category domain="https://marsad.example/t">ميناء</category>
 <description>&lt;p&gt;افتتح الوزير&lt;/p&gt;</description>
 <content:encoded><![CDATA[<p>افتتح الوزير الرصيف.</p>]]></content:encoded>
 <enclosure url="https://marsad.example/1.jpg" type="image/JPEG" length="1"/>
 <media:content url="https://marsad.example/2.jpg" medium="image"/>
 <media:thumbnail url="https://marsad.example/3.jpg"/>
 <slash:comments>4</slash:comments><wfw:commentRss>https://marsad.example/c</wfw:commentRss>
 <atom:link rel="self" href="https://marsad.example/self"/><source url="https://x.example/">س</source>
</item>"""


def test_an_ordinary_feed_is_read_as_feedparser_does() -> None:
    channel = (
        "<image><url>https://marsad.example/l.png</url><title>شعار</title><link>https://x.example/"
        "</link></image><title>مرصد الميناء</title><link>https://marsad.example/?x&amp;y=1</link>"
        '<atom:link href="https://marsad.example/rss" rel="self" type="application/rss+xml"/>'
        "<description>أخبار</description><language>ar</language><ttl>60</ttl>"
        "<skipHours><hour>3</hour></skipHours><sy:updatePeriod>hourly</sy:updatePeriod>"
    )
    quick, slow = both(rss(ORDINARY * 2, channel))
    assert quick == slow
    assert quick is not None
    assert len(quick.entries) == 2
    assert quick.entries[0].images == [f"https://marsad.example/{n}.jpg" for n in (2, 1, 3)]


@pytest.mark.parametrize(
    "item",
    [
        "<item><title>أ</title><media:title>ب</media:title></item>",
        "<item><title>أ</title><title>ب</title></item>",
        "<item><title>أ<b>ب</b></title></item>",
        '<item><title type="html">أ</title></item>',
        "<item><description>أ</description><description>ب</description></item>",
        "<item><other:x><title>ب</title></other:x><title>أ</title></item>",
        "<item><other:x>ب</other:x></item>",
        '<item><atom:link href="https://x.example/"/></item>',
        "<item><media:group><media:content url='https://x.example/a.jpg'/></media:group></item>",
        "<item><TITLE>أ</TITLE></item>",
        "<item><title>أ&nbsp;ب</title></item>",
        "<item><title>أ & ب</title></item>",
        "<item><title>أ&#146;ب</title></item>",
        "<item xml:lang='ar'><title>أ</title></item>",
        "<item><guid>1</guid><guid>2</guid></item>",
        "<item><title>أ</title></item></channel><channel><item><title>ب</title></item>",
    ],
)
def test_anything_unusual_is_left_to_feedparser(item: str) -> None:
    assert read_plain_rss(rss(item), base_of=base_of, limit=500) is None


TEXT = st.text(
    st.one_of(st.sampled_from(" &;<>\"'/:?=[]%.-\n\t"), st.characters(codec="utf-8")), max_size=12
)
ADDRESS = st.one_of(
    TEXT,
    st.builds("https:{}marsad.example/{}".format, st.sampled_from(["//", "////", "/"]), TEXT),
)
NAMES = ("title", "link", "guid", "pubDate", "author", "category", "description", "comments")
SPACED = ("content:encoded", "dc:creator", "dc:date", "slash:comments", "source")


@st.composite
def items(draw: st.DrawFn) -> str:
    """An item of known elements in any order, some of them twice, some with attributes."""
    parts = []
    for name in draw(st.lists(st.sampled_from((*NAMES, *SPACED)), max_size=8)):
        text = draw(ADDRESS if name in ("link", "guid", "comments") else TEXT)
        inner = draw(st.sampled_from(["plain", "cdata", "comment"]))
        body = escape(text)
        if inner == "cdata" and "]]>" not in text:
            body = f"<![CDATA[{text}]]>"
        elif inner == "comment":
            body = f"{escape(text[:3])}<!-- x -->{escape(text[3:])}"
        attributes = ""
        if name == "guid":
            attributes = draw(
                st.sampled_from(
                    ["", ' isPermaLink="false"', ' isPermaLink="true"', ' ispermalink="x"']
                )
            )
        elif name == "category" and draw(st.booleans()):
            attributes = f" domain={quoteattr(draw(TEXT))}"
        parts.append(f"<{name}{attributes}>{body}</{name}>")
    for kind, url in draw(st.lists(st.tuples(st.integers(0, 3), ADDRESS), max_size=3)):
        parts.append(
            (
                '<enclosure url={} type="image/png"/>',
                '<enclosure url={} type="audio/mpeg" length="3"/>',
                '<media:content url={} medium="image"/>',
                "<media:thumbnail url={}/>",
            )[kind].format(quoteattr(url))
        )
    return f"<item>{''.join(draw(st.permutations(parts)))}</item>"


@settings(max_examples=150, deadline=None)
@given(st.lists(items(), max_size=3), TEXT, ADDRESS, TEXT)
def test_whatever_is_read_quickly_is_read_alike(
    found: list[str], title: str, link: str, language: str
) -> None:
    channel = f"<title>{escape(title)}</title><link>{escape(link)}</link>"
    channel += f"<language>{escape(language)}</language>"
    quick, slow = both(rss("".join(found), channel))
    assert quick is None or quick == slow


def documents() -> list[Path]:
    folders = [ROOT / "mujaz" / "sample" / "outlets", ROOT.parent / "shared" / "data" / "feeds"]
    return [path for folder in folders for path in sorted(folder.rglob("*.*")) if path.is_file()]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_real_documents_are_read_alike(path: Path) -> None:
    text = strip_controls(decode_document(path.read_bytes())).lstrip("\ufeff \t\r\n")
    text = _DECLARATION.sub("", text, count=1)
    if "<!ENTITY" in text or len(text) > 3_000_000:
        return
    quick = read_plain_rss(text, base_of=base_of, limit=500)
    if quick is not None:
        assert quick == _read_xml(text, url=URL, shown=URL, limit=500)
