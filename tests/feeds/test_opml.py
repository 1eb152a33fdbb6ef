"""Lists of feeds, in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import FetchError, InputError
from mujaz.feeds.opml import OpmlFeed, read_opml, write_opml
from mujaz.text import clean

LIST = """<?xml version="1.0"
  encoding="UTF-8"?>
<opml version="1.0"><head><title>خلاصاتي</title></head><body>
<outline text="أخبار">
  <outline type="rss" text="مرصد الميناء" title="مرصد &amp; ميناء" xmlUrl="https://News.example/rss"/>
  <outline text="فرعي"><outline text="نشرة" xmlurl="http://b.example/feed#x"/></outline>
  <outline text="سيئ" xmlUrl="exec:curl evil"/>
</outline>
<OUTLINE text="مكرر" xmlUrl="https://news.example/rss"/>
<outline text="بلا مجلد" xmlUrl="https://c.example/"/>
</body></opml>"""


def test_reading() -> None:
    problems: list[str] = []
    assert read_opml(LIST.encode(), name="feeds.opml", problems=problems) == [
        OpmlFeed("https://news.example/rss", "مرصد & ميناء", "أخبار"),
        OpmlFeed("http://b.example/feed", "نشرة", "أخبار/فرعي"),
        OpmlFeed("https://c.example/", "بلا مجلد", ""),
    ]
    assert len(problems) == 1
    assert problems[0].startswith("feeds.opml, line 7: ")


def test_other_encodings() -> None:
    text = LIST.replace("UTF-8", "windows-1256")
    assert read_opml(text.encode("cp1256"), name="f") == read_opml(LIST.encode(), name="f")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "no OPML"),
        ("<rss/>", "no OPML"),
        ("<opml><body><outline></body></opml>", "line 1: this is not well-formed"),
        (
            LIST.replace("</OUTLINE>", "").replace('<outline text="بلا', '<outline text=<"بلا'),
            "line 10",
        ),
        ("<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", "entities"),
        ("<opml>" + "<outline>" * 400, "nested"),
    ],
)
def test_what_is_no_opml(document: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_opml(document.encode(), name="x.opml")


TITLES = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Cn", "Co"]), max_size=20
).map(lambda text: " ".join(text.replace("<", "").replace("&", "").split()))


@given(st.lists(st.tuples(st.integers(0, 50), TITLES, TITLES), max_size=8))
def test_what_is_written_is_read_again(rows: list[tuple[int, str, str]]) -> None:
    feeds = {
        f"https://h{n}.example/f?a=1&b={n}": OpmlFeed(
            f"https://h{n}.example/f?a=1&b={n}",
            clean(title).strip() or "عنوان",
            clean(folder).strip().replace("/", "-"),
        )
        for n, title, folder in rows
    }
    got = read_opml(write_opml(feeds.values()).encode(), name="own")
    assert {feed.url: feed for feed in got} == feeds


def test_folders_in_folders_and_slashes_in_names_survive() -> None:
    text = """<opml><body><outline text="صحف"><outline text="اليمن / عدن">
    <outline text="ن" xmlUrl="https://a.example/"/></outline></outline></body></opml>"""
    feeds = read_opml(text.encode(), name="x")
    written = write_opml(feeds)
    assert '<outline text="صحف" title="صحف">' in written
    assert '<outline text="اليمن / عدن" title="اليمن / عدن">' in written
    assert read_opml(written.encode(), name="x") == feeds


def test_who_reads_may_refuse_addresses() -> None:
    def refuse(url: str) -> None:
        if "news" in url:
            raise FetchError("not this one")

    problems: list[str] = []
    got = read_opml(LIST.encode(), name="x", problems=problems, refuse=refuse)
    assert [feed.url for feed in got] == ["http://b.example/feed", "https://c.example/"]
    assert [problem for problem in problems if "not this one" in problem]


def test_writing_escapes() -> None:
    text = write_opml([OpmlFeed("https://a.example/?x=1&y=2", 'أ"<b>&', "مج<لد")], title="<x>&")
    assert "<b>" not in text
    assert "<title>&lt;x&gt;&amp;</title>" in text
    assert read_opml(text.encode(), name="own")[0].url == "https://a.example/?x=1&y=2"
