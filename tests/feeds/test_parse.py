"""Documents of all kinds, good and hostile, through :func:`parse_feed`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.errors import FeedError
from mujaz.feeds.parse import parse_feed
from mujaz.model import ParsedFeed
from mujaz.text import clean, fold
from mujaz.text.dates import parse_date
from tests.feeds.samples import CHANNEL, item, rss

URL = "https://news.example/feeds/main.xml"
NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)


def parse(document: str | bytes, content_type: str | None = None, limit: int = 500) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, url=URL, content_type=content_type, now=NOW, max_entries=limit)


# ------------------------------------------------------------------ the shared documents
def shared_feed(shared: Path, name: str, content_type: str | None = None) -> ParsedFeed:
    return parse((shared / "data/feeds" / name).read_bytes(), content_type)


ONE_ENTRY = [
    "win1256_no_decl.xml",
    "win1256_declared_utf8.xml",
    "iso8859_6.xml",
    "utf16.xml",
    "bom_leading_ws.xml",
    "html_entities.xml",
    "ctrl_chars.xml",
    "namespaces.xml",
    "relative_links.xml",
    "bidi_controls.xml",
    "atom_xmlbase.xml",
    "rdf10.xml",
    "jsonfeed.json",
    "deep_html.xml",
]
REFUSED = {
    "html_page_instead.xml": "web page",
    "billion_laughs.xml": "entities",
    "quadratic.xml": "entities",
    "xxe.xml": "entities",
    "deep.xml": "nested",
}
SEVERAL = {
    "win1256.xml": 2, "broken_amp.xml": 2, "no_dates.xml": 2, "arabic_dates.xml": 22,
    "dup_guids.xml": 2, "real_bbc_urdu.xml": 26, "real_large_rss.xml": 25,
    "real_large_atom.xml": 25, "real_win1251.xml": 50,
}  # fmt: skip


def test_every_shared_document_is_tried(shared: Path) -> None:
    manifest = json.loads((shared / "data/feeds/MANIFEST.json").read_text(encoding="utf-8"))
    assert {row["file"] for row in manifest} == {*ONE_ENTRY, *REFUSED, *SEVERAL}


@pytest.mark.parametrize("name", [*ONE_ENTRY, *SEVERAL])
def test_shared_documents_are_read(shared: Path, name: str) -> None:
    feed = shared_feed(shared, name)
    assert len(feed.entries) == SEVERAL.get(name, 1)
    assert feed.title
    for entry in feed.entries:
        assert entry.title == clean(entry.title)
        assert entry.guid
        assert not set(entry.title) & set("\ufffd\u202a\u202b\u202c\u202e\u2066\u2067\u2069")
        assert entry.url is None or entry.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("name", REFUSED)
def test_shared_hostile_documents_are_refused(shared: Path, name: str) -> None:
    with pytest.raises(FeedError, match=REFUSED[name]):
        shared_feed(shared, name)


@pytest.mark.parametrize(
    "name",
    [
        "win1256.xml",
        "win1256_no_decl.xml",
        "win1256_declared_utf8.xml",
        "iso8859_6.xml",
        "utf16.xml",
    ],
)
def test_shared_encodings_give_one_text(shared: Path, name: str) -> None:
    first = shared_feed(shared, name).entries[0]
    plain = shared_feed(shared, "no_dates.xml").entries[0]
    assert (first.title, first.summary) == (plain.title, plain.summary)


def test_shared_details(shared: Path) -> None:
    urdu = shared_feed(shared, "real_bbc_urdu.xml")
    assert urdu.language == "ur"
    assert urdu.entries[0].published == datetime(2018, 1, 5, 16, 51, tzinfo=UTC)
    assert all(entry.published is None for entry in shared_feed(shared, "no_dates.xml").entries)
    assert (
        shared_feed(shared, "relative_links.xml").entries[0].url
        == "https://news.example.sy/story/1"
    )
    assert shared_feed(shared, "atom_xmlbase.xml").entries[0].url == "https://b.example/p/2"
    assert shared_feed(shared, "html_entities.xml").entries[0].title == "«داعش» – سوريا 1"
    assert [e.guid for e in shared_feed(shared, "dup_guids.xml").entries] == [
        "g1",
        "https://news.example.sy/2",
    ]
    rich = shared_feed(shared, "namespaces.xml").entries[0]
    assert rich.author == "محمد علي"
    assert rich.categories == ("سوريا", "سياسة")
    assert rich.image == "https://news.example.sy/i/1.jpg"
    bidi = shared_feed(shared, "bidi_controls.xml").entries[0].title
    assert "ـ" in bidi
    assert "ـ" not in fold(bidi)


def test_shared_dates_are_those_of_the_table(shared: Path) -> None:
    table = json.loads((shared / "data/feeds/dates.json").read_text(encoding="utf-8"))
    now = datetime.fromisoformat(table["now"])
    body = (shared / "data/feeds/arabic_dates.xml").read_bytes()
    # the dates that name their zone tell that of the others
    entries = parse_feed(body, url=URL, content_type=None, now=now).entries
    zone = ZoneInfo(table["zone"])
    wanted = [parse_date(row["text"], now=now, zone=zone) for row in table["dates"]]
    assert [entry.published for entry in entries] == [min(w, now) for w in wanted if w]


# ------------------------------------------------------------------ encodings
TEXT = rss(item(1))


@pytest.mark.parametrize("label", ["windows-1256", "ISO-8859-6", "cp1256"])
def test_declared_encodings(label: str) -> None:
    document = rss(item(1), head=f"<?xml version='1.0' encoding='{label}'?>")
    assert parse(document.encode(label)).entries == parse(TEXT).entries


@pytest.mark.parametrize(
    "content_type", [None, "text/xml; charset=windows-1256", "text/xml; charset=nonsense"]
)
def test_undeclared_windows_1256(content_type: str | None) -> None:
    document = rss(item(1), head='<?xml version="1.0"?>')
    assert parse(document.encode("cp1256"), content_type).entries == parse(TEXT).entries


def test_http_charset_counts_where_nothing_else_does() -> None:
    document = rss(item(1), head="")
    got = parse(document.encode("iso8859-6"), 'application/xml; charset="ISO-8859-6"')
    assert got.entries == parse(TEXT).entries


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec: str) -> None:
    document = rss(item(1), head='<?xml version="1.0" encoding="utf-16"?>')
    assert parse(document.encode(codec)).entries == parse(TEXT).entries


def test_utf8_with_a_damaged_letter_stays_utf8() -> None:
    body = TEXT.encode().replace("جسر".encode(), "جس".encode() + b"\xd8", 1)
    title = parse(body).entries[0].title
    assert title.startswith("افتتاح جس")
    assert "جديد فوق الوادي" in title


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_feed_or_a_clear_error(body: bytes) -> None:
    for document in (body, TEXT.encode()[:200] + body + TEXT.encode()[200:]):
        try:
            feed = parse_feed(document, url=URL, now=NOW)
        except FeedError:
            continue
        assert all(entry.title == clean(entry.title) for entry in feed.entries)


# ------------------------------------------------------------------ formats and fields
def test_atom_and_rdf() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>مدونة</title><id>u</id>'
        '<entry><title type="html">&lt;b&gt;خبر&lt;/b&gt; &amp;amp; رأي</title><id>u:2</id>'
        '<link href="/p/2"/><author><name>ليلى</name></author><updated>2025-11-30T08:00:00Z</updated>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content>'
        "</entry></feed>"
    )
    entry = parse(atom).entries[0]
    assert (entry.guid, entry.url, entry.title) == ("u:2", "https://news.example/p/2", "خبر & رأي")
    assert (entry.author, entry.published) == ("ليلى", datetime(2025, 11, 30, 8, tzinfo=UTC))
    assert "نص" in entry.content
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>دليل</title></channel>"
        '<item rdf:about="https://d.example/1"><title>خبر</title><link>https://d.example/1</link>'
        "<dc:date>2025-11-30T08:00:00Z</dc:date><dc:creator>سامي</dc:creator></item></rdf:RDF>"
    )
    entry = parse(rdf).entries[0]
    assert (entry.guid, entry.author) == ("https://d.example/1", "سامي")
    assert entry.published == datetime(2025, 11, 30, 8, tzinfo=UTC)


def test_json_feed() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1", "title": "خلاصة", "language": "ar-EG",
        "home_page_url": "https://news.example/",
        "items": [
            {"id": 7, "url": "/a", "content_text": "سطر <غريب>", "authors": [{"name": "منى"}],
             "date_published": "2025-11-30T10:00:00+03:00", "tags": ["علوم", 3, None],
             "image": "https://news.example/i.png", "title": None},
            "no item", {"id": "8", "title": "ثان", "date_published": "soon"},
        ],
    }  # fmt: skip
    feed = parse(json.dumps(document, ensure_ascii=False))
    first, second = feed.entries
    assert (feed.title, feed.language, feed.site) == ("خلاصة", "ar-eg", "https://news.example/")
    assert (first.guid, first.url, first.author) == ("7", "https://news.example/a", "منى")
    assert first.title == "سطر <غريب>"
    assert first.content == "سطر &lt;غريب&gt;"
    assert first.published == datetime(2025, 11, 30, 7, tzinfo=UTC)
    assert first.categories == ("علوم", "3")
    assert (second.guid, second.published) == ("8", None)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("{", "nor valid JSON"),
        ("[" * 200_000, "nor valid JSON"),
        ('{"items": []}', "no feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "no feed"),
        ("<!DOCTYPE html><html><body><p>انتظر لحظة</p></body></html>", "web page"),
        ("<html><head><title>x</title></head></html>", "web page"),
        ('<?xml version="1.0"?><opml><body/></opml>', "list of feeds"),
        ('<?xml version="1.0"?><svg><path/></svg>', "no feed"),
        ("just words", "no feed"),
        ("%PDF-1.7 \x00\x01", "no feed"),
        (TEXT.replace("<channel>", "<!DOCTYPE x [<!ENTITY a 'b'>]><channel>"), "entities"),
        ("<!DOCTYPE rss [<!entity a SYSTEM 'file:///etc/passwd'>]>" + TEXT, "entities"),
        (rss("<a>" * 300), "nested"),
        (rss("<description>" * 5000 + "</description>" * 5000), "nested"),
    ],
)
def test_what_is_no_feed_gives_a_clear_error(document: str, words: str) -> None:
    with pytest.raises(FeedError, match=words) as caught:
        parse(document)
    assert str(caught.value).startswith(URL)
    assert "\n" not in str(caught.value)


def test_an_error_shows_no_password() -> None:
    with pytest.raises(FeedError) as caught:
        parse_feed(b"", url="https://ali:secret@news.example/f", now=NOW)
    assert "secret" not in str(caught.value)


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = parse(rss())
    assert (feed.title, feed.entries) == ("مرصد الميناء", ())


def test_sloppy_markup_is_not_deep() -> None:
    sloppy = "<description>" + "سطر<br><p>فقرة<li>بند" * 80 + "</description>"
    assert len(parse(rss(item(1, extra=sloppy), item(2))).entries) >= 1
    shouting = "<description>" + "<B>سطر</b><Font>آخر</FONT>" * 300 + "</description>"
    assert len(parse(rss(item(1, extra=shouting), item(2))).entries) >= 1
    quoted = "<description><![CDATA[" + "<div>" * 5000 + "<!ENTITY x 'y'>]]></description>"
    assert len(parse(rss(item(1, extra=quoted))).entries) == 1


def test_only_the_first_entries_are_read() -> None:
    feed = parse(rss(*(item(n) for n in range(40))), limit=7)
    assert [entry.guid for entry in feed.entries] == [f"g{n}" for n in range(7)]


def test_identity() -> None:
    doc = rss(
        item(1),
        item(1, "العنوان بعد التصحيح"),
        "<title>بلا معرف</title><link>https://news.example/x?a=1&amp;b=2</link>",
        "<title>بلا رابط</title><pubDate>Sun, 30 Nov 2025 08:00:00 GMT</pubDate>",
        "<title>بلا رابط</title><pubDate>Sun, 30 Nov 2025 07:00:00 GMT</pubDate>",
        "<title>بلا رابط</title><pubDate>Sat, 29 Nov 2025 07:00:00 GMT</pubDate>",
        f"<title>معرف طويل</title><guid>{'م' * 3000}</guid>",
        "<guid>nothing to read</guid>",
    )
    guids = [entry.guid for entry in parse(doc).entries]
    assert guids[:2] == ["g1", "https://news.example/x?a=1&b=2"]
    assert len(guids) == len(set(guids)) == 5
    assert all(len(guid) <= 500 for guid in guids)
    assert [entry.guid for entry in parse(doc).entries] == guids


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&amp;laquo;عاجل&amp;raquo; خبر", "«عاجل» خبر"),
        ("<![CDATA[<b>خبر</b> <i>مهم</i>]]>", "خبر مهم"),
        ("سعر 3 &lt; 5 و7 &gt; 2", "سعر 3 < 5 و7 > 2"),
        ("سطر\n\t  آخر", "سطر آخر"),
        ("خبر\u202e مقلوب\u2066", "خبر مقلوب"),
        ("خبر\x1b[31m\x07 ملون", "خبر[31m ملون"),
        ("خبر&#27;]0;x&#7; ملون", "خبر]0;x ملون"),
        ("\u009b2Jخبر", "›2Jخبر"),  # a C1 control is windows-1252 gone astray
    ],
)
def test_titles_are_plain_text(written: str, title: str) -> None:
    assert parse(rss(f"<title>{written}</title><guid>1</guid>")).entries[0].title == title


def test_an_entry_without_a_title_gets_its_first_words() -> None:
    text = "وصلت قافلة من عشرين شاحنة إلى المدينة صباح اليوم محملة بالكتب والدفاتر والأقلام لتلاميذ المدارس الجديدة"
    entry = parse(
        rss(f"<description>&lt;p&gt;{text}&lt;/p&gt;</description><guid>1</guid>")
    ).entries[0]
    assert text.startswith(entry.title.rstrip("…"))
    assert entry.title.endswith("…")
    assert len(entry.title) <= 91


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "exec:rm", "http://", "//"],
)
def test_links_that_are_no_web_addresses_are_dropped(link: str) -> None:
    entry = parse(rss(f"<title>خبر</title><link>{link}</link><guid>1</guid>")).entries[0]
    assert entry.url is None or entry.url.startswith("https://news.example/")


def test_links_lose_credentials_and_are_encoded() -> None:
    link = "http://u:p@News.Example:80/أخبار/خبر 1.html#top"
    entry = parse(rss(f"<title>خبر</title><link>{link}</link><guid>1</guid>")).entries[0]
    assert (
        entry.url
        == "http://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%AE%D8%A8%D8%B1%201.html"
    )


def test_media_and_authors() -> None:
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    media = (
        '<media:content url="/a.jpg" medium="image"/><media:content url="/v.mp4" medium="video"/>'
    )
    doc = rss(
        item(1, extra=media + "<dc:creator>هدى سالم</dc:creator>"),
        item(2, extra='<enclosure url="https://cdn.example/b.png" type="image/png" length="1"/>'),
        item(3, extra='<description>&lt;img src="c.gif"&gt; نص</description>'),
        item(4, extra="<author>news@mail.example (سعاد)</author>"),
        item(5, extra="<author>news@mail.example</author>"),
        namespaces=spaces,
    )
    entries = parse(doc).entries
    assert [entry.image for entry in entries[:3]] == [
        "https://news.example/a.jpg", "https://cdn.example/b.png", "https://news.example/c.gif",
    ]  # fmt: skip
    assert [entry.author for entry in entries] == ["هدى سالم", None, None, "سعاد", None]


def test_a_date_of_tomorrow_becomes_now_and_a_far_one_none() -> None:
    doc = rss(
        "<title>أ</title><pubDate>Sun, 30 Nov 2025 12:00:00 GMT</pubDate>",
        "<title>ب</title><pubDate>Tue, 30 Nov 2038 12:00:00 GMT</pubDate>",
    )
    assert [entry.published for entry in parse(doc).entries] == [NOW, None]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "خبر", "&", "&amp;", "<![CDATA[", "]]>", "<!--", "-->",
     "<br>", "<a href='x'>", "<?x", "?>", '"', "<", ">", "&#27;", "\x00", "<guid>1</guid>", "<author/>", "<category/>", "<description/>", "<enclosure/>", "<pubDate/>", "<content type='xhtml'/>", "<link/>", "\ufffe"]
), max_size=40))  # fmt: skip
def test_broken_markup_never_breaks_us(parts: list[str]) -> None:
    try:
        feed = parse(f"<rss version='2.0'><channel>{CHANNEL}" + "".join(parts))
    except FeedError:
        return
    assert all(clean(entry.title) == entry.title != "" for entry in feed.entries)
