"""Pages and feed entries → articles."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.errors import ExtractError
from mujaz.feeds.bounded import extract_in_worker
from mujaz.feeds.page import extract_page, page_of_entry
from mujaz.feeds.residue import strip_residue
from mujaz.model import Entry
from mujaz.text import clean, tokens

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
URL = "https://www.harbour-news.example/2026/03/bridge"
PARAGRAPHS = [
    (
        "افتتحت بلدية المدينة صباح السبت جسرا جديدا فوق الوادي بعد عامين من العمل، ويربط الجسر الحي القديم "
        "بالميناء ويختصر الطريق على نحو سبعة آلاف عامل في كل يوم من أيام الأسبوع."
    ),
    (
        "وقالت المهندسة المشرفة على المشروع إن الجسر يحمل أربعة مسارات للسيارات ومسارا للدراجات، وإن كلفته "
        "بلغت اثني عشر مليون دينار دفع ثلثها مجلس المحافظة ودفعت الوزارة ما بقي منها."
    ),
    (
        "ويقول سكان من الحي إنهم كانوا يقطعون الوادي في قوارب صغيرة كلما فاض النهر في الشتاء، ويأملون أن تعود "
        "المتاجر التي أغلقت أبوابها بعدما ابتعد عنها الزبائن في السنوات الماضية."
    ),
]


def html(
    head: str = "",
    body: str | None = None,
    title: str = "افتتاح جسر الوادي | مرصد الميناء",
    lang: str = "ar",
) -> str:
    """A page with menus, an article and a footer."""
    text = body if body is not None else "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body><nav><a href='/'>الرئيسية</a> <a href='/sport'>رياضة</a></nav>"
        f"<article><h1>افتتاح جسر الوادي</h1>{text}</article>"
        "<aside><h3>الأكثر قراءة</h3><ul><li><a href='/1'>خبر أول</a></li><li><a href='/2'>خبر ثان</a>"
        "</li></ul></aside><footer>جميع الحقوق محفوظة 2019</footer></body></html>"
    )


def ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def test_the_article_alone_comes_out() -> None:
    page = extract_page(html(), url=URL, now=NOW)
    body = [line for line in page.text.split("\n") if line != page.title]
    assert body == PARAGRAPHS
    assert page.title == "افتتاح جسر الوادي"
    assert (page.language, page.published, page.author, page.removed) == ("ar", None, None, ())


@pytest.mark.parametrize("codec", ["utf-8", "windows-1256", "utf-16"])
def test_encodings(codec: str) -> None:
    source = html().replace('charset="utf-8"', f'charset="{codec}"')
    assert extract_page(source.encode(codec), url=URL, now=NOW) == extract_page(
        source, url=URL, now=NOW
    )


def test_what_the_page_says_of_itself() -> None:
    head = (
        '<meta property="og:site_name" content="مرصد الميناء"><meta property="og:title" '
        'content="مرصد الميناء - افتتاح جسر الوادي"><meta property="og:image" content="/i/جسر.jpg">'
        '<meta property="article:section" content="محليات"><meta property="article:tag" content="جسور">'
        '<meta property="article:tag" content="نقل، نقل ، موانئ"><meta name="author" content="بقلم: ليلى حداد">'
        '<meta property="article:published_time" content="السبت، 14 مارس 2026 - 08:15 ص">'
    )
    page = extract_page(html(head), url=URL, now=NOW)
    assert (page.title, page.source, page.section) == (
        "افتتاح جسر الوادي",
        "مرصد الميناء",
        "محليات",
    )
    assert page.tags == ("جسور", "نقل", "موانئ")
    assert page.author == "ليلى حداد"
    assert page.image == "https://www.harbour-news.example/i/%D8%AC%D8%B3%D8%B1.jpg"
    assert page.published == datetime(2026, 3, 14, 8, 15, tzinfo=UTC)


def test_json_ld() -> None:
    article = ld(
        headline="افتتاح جسر الوادي", datePublished="2026-03-14T08:15:00+03:00",
        author=[{"@type": "Person", "name": "سامي بدر"}, {"name": "هند ربيع"}],
        publisher={"name": "مرصد الميناء"}, keywords=["جسور", "نقل"], articleSection="محليات",
        image={"url": "https://cdn.example/a.jpg"},
    )  # fmt: skip
    broken = '<script type="application/ld+json">{"@type": </script>'
    graph = '<script type="application/ld+json">' + json.dumps({"@graph": [{"@type": "WebPage"}]})
    page = extract_page(html(broken + graph + "</script>" + article), url=URL, now=NOW)
    assert (page.author, page.source) == ("سامي بدر، هند ربيع", "مرصد الميناء")
    assert page.published == datetime(2026, 3, 14, 5, 15, tzinfo=UTC)
    assert (page.tags, page.section) == (("جسور", "نقل"), "محليات")
    assert page.image == "https://cdn.example/a.jpg"


@pytest.mark.parametrize(
    ("mark", "published"),
    [
        ('<time datetime="2026-03-14T05:15:00Z">أمس</time>', True),
        ("<time>14 آذار/مارس 2026 05:15</time>", True),
        ('<span itemprop="datePublished" content="2026-03-14T05:15:00Z"></span>', True),
        ('<div class="today">الأحد 15 مارس 2026</div>', False),
        ("<p>عاد المشروع إلى الواجهة في 14 مارس 2026 بعد توقف.</p>", False),
        ('<time datetime="2026-03-14">أ</time><time datetime="2026-03-13">ب</time>', False),
        ('<time datetime="2031-01-01">لاحقا</time>', False),
    ],
)
def test_dates_come_from_explicit_marks_alone(mark: str, published: bool) -> None:
    body = mark + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    source = html(body=body).replace("<article>", "<main><section><article>")
    page = extract_page(source, url=URL, now=NOW)
    assert page.published == (datetime(2026, 3, 14, 5, 15, tzinfo=UTC) if published else None)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("افتتاح الجسر | مرصد الميناء", "افتتاح الجسر"),
        ("مرصد الميناء - افتتاح الجسر", "افتتاح الجسر"),
        ("افتتاح الجسر – محليات – مرصد الميناء", "افتتاح الجسر – محليات"),
        ("افتتاح الجسر - harbour-news.example", "افتتاح الجسر"),
        ("الوزير: افتتاح الجسر - خطوة أولى", "الوزير: افتتاح الجسر - خطوة أولى"),
        ("مرصد الميناء", "افتتاح جسر الوادي"),
    ],
)
def test_titles_lose_the_name_of_the_outlet(written: str, title: str) -> None:
    head = f'<meta property="og:site_name" content="مرصد الميناء"><meta property="og:title" content="{written}">'
    assert extract_page(html(head), url=URL, now=NOW).title == title


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("كتبت: سعاد منير", "سعاد منير"),
        ("By Sami Badr", "Sami Badr"),
        ("سامي بدر; https; Harbour-News", "سامي بدر"),
        ("harbour-news", None),
        ("(العاصمة - مرصد الميناء)", None),
        ("admin", None),
        ("editor@harbour-news.example", None),
        ("https://facebook.com/harbour", None),
    ],
)
def test_authors(written: str, author: str | None) -> None:
    head = f'<meta property="og:site_name" content="مرصد الميناء"><meta name="author" content="{written}">'
    assert extract_page(html(head), url=URL, now=NOW).author == author


def test_captions_are_kept_beside_the_text() -> None:
    figure = (
        "<figure><img src='/a.jpg'><figcaption>الجسر الجديد عند الغروب (مرصد)</figcaption></figure>"
    )
    body = figure + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    page = extract_page(html(body=body), url=URL, now=NOW)
    assert page.caption == "الجسر الجديد عند الغروب (مرصد)"


def test_joiners_and_marks_survive() -> None:
    persian = "این گزارش درباره‌ی پل تازه‌ای است که شهرداری می‌خواهد در کنار بندر بسازد و مردم می‌گویند راه آنها کوتاه‌تر می‌شود. "
    body = f"<p>{persian * 3}</p><p>{persian.replace(chr(0x200C), '&zwnj;') * 4}</p>"
    page = extract_page(html(body=body, lang="fa"), url=URL, now=NOW)
    first, second = page.text.split("\n")[-2:]
    assert first == (persian * 3).strip()
    assert second == (persian * 4).strip()
    assert page.language == "fa"


def test_an_article_that_only_json_ld_holds() -> None:
    head = ld(headline="افتتاح الجسر", articleBody="\n".join(PARAGRAPHS))
    page = extract_page(html(head, body="<div id='app'></div>"), url=URL, now=NOW)
    assert tokens(" ".join(PARAGRAPHS)) == tokens(page.text)


def test_a_short_item_does_not_bring_its_neighbours() -> None:
    short = "أعلنت بلدية المدينة مساء السبت إغلاق الجسر القديم أسبوعين لصيانة أعمدته، ودعت السائقين إلى طريق الميناء. "
    aside = "".join(
        f"<div class='related'><a href='/{n}'>{p}</a></div>" for n, p in enumerate(PARAGRAPHS)
    )
    source = html(
        body=f"<p>{short}وقالت إن العمل يجري ليلا ونهارا حتى ينتهي قبل عودة التلاميذ إلى المدارس.</p>"
    )
    page = extract_page(source.replace("<aside>", f"<aside>{aside}"), url=URL, now=NOW)
    assert short.strip() in page.text
    assert not any(p in page.text for p in PARAGRAPHS)


@pytest.mark.parametrize(
    "source",
    ["", " ", "<html></html>", "<html><body><p>انتظر لحظة</p></body></html>", "\x00\x01", "{}",
     "<html><body><form><input name=q><button>دخول</button></form></body></html>"],
)  # fmt: skip
def test_pages_without_an_article_give_a_clear_error(source: str) -> None:
    with pytest.raises(ExtractError, match="no article on this page"):
        extract_page(source.encode(), url=URL, now=NOW)
    with pytest.raises(ExtractError, match="no article"):
        extract_page(source, url=None, now=NOW)


def test_hostile_pages_end() -> None:
    deep = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "<div>" * 100_000 + "<p>قاع</p>"
    assert PARAGRAPHS[0] in extract_page(html(body=deep), url=URL, now=NOW).text
    dirty = html(body="".join(f"<p>{p}\x1b]0;x\x07\u202e&#27;[31m</p>" for p in PARAGRAPHS))
    page = extract_page(dirty, url=URL, now=NOW)
    assert not set(page.text) & set("\x1b\x07\u202e")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_page_or_a_clear_error(noise: bytes) -> None:
    for source in (noise, html().encode()[:600] + noise + html().encode()[600:]):
        try:
            page = extract_page(source, url=URL, now=NOW)
        except ExtractError:
            continue
        for text in (page.title, page.text, page.author or "", page.source or ""):
            assert clean(text) == text


async def test_the_worker_gives_the_same() -> None:
    got = await extract_in_worker(html().encode(), url=URL, now=NOW)
    assert got == extract_page(html(), url=URL, now=NOW)
    with pytest.raises(ExtractError, match="no article"):
        await extract_in_worker(b"<html></html>", url=URL, now=NOW)


# ------------------------------------------------------------------ entries of feeds
def test_the_text_of_an_entry() -> None:
    content = (
        "<figure><img src='/a.jpg'><figcaption>صورة الجسر</figcaption></figure>"
        f"<p>{PARAGRAPHS[0]}</p>\n<h3>عنوان فرعي</h3><ul><li>أولا</li><li>ثانيا</li></ul>"
        "<script>alert(1)</script><style>p{}</style><p>سطر<br>وسطر <a href='javascript:x()'>رابط</a></p>"
        "<p>&nbsp;</p><table><tr><td>خانة</td></tr></table>ذيل &amp; آخر"
    )
    entry = Entry(
        guid="1", url="https://news.example/1", title="خبر", summary="موجز", content=content,
        author="سعاد", categories=("جسور",), published=NOW,
    )  # fmt: skip
    page = page_of_entry(entry)
    assert page is not None
    assert page.text.split("\n") == [
        PARAGRAPHS[0], "عنوان فرعي", "أولا", "ثانيا", "سطر", "وسطر رابط", "خانة", "ذيل & آخر",
    ]  # fmt: skip
    assert (page.caption, page.image) == ("صورة الجسر", "https://news.example/a.jpg")
    assert (page.author, page.tags, page.published) == ("سعاد", ("جسور",), NOW)


@pytest.mark.parametrize("summary", ["", "<p> </p>", "<img src='x'>", "<script>x()</script>"])
def test_an_entry_without_text_has_no_page(summary: str) -> None:
    assert page_of_entry(Entry(guid="1", url=None, title="خبر", summary=summary)) is None


def test_an_entry_in_plain_text() -> None:
    page = page_of_entry(Entry(guid="1", url=None, title="خ", summary="سطر &amp; أول\nسطر ثان"))
    assert page is not None
    assert page.text == "سطر & أول\nسطر ثان"


# ------------------------------------------------------------------ the shared pages
def test_shared_pages(shared: Path) -> None:
    """Token F1 against the expected texts, as the scoring tool counts; no date is invented."""
    folder = shared / "data/pages"
    scores = []
    for row in json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8")):
        page = extract_page((folder / row["file"]).read_bytes(), url=row["url"], now=NOW)
        text, _removed = strip_residue(page.text, title=page.title, caption=page.caption)
        gold = Counter(tokens((folder / row["gold"]).read_text(encoding="utf-8")))
        neutral = folder / row["gold"].replace(".gold", ".neutral")
        free = (
            Counter(tokens(neutral.read_text(encoding="utf-8"))) if neutral.exists() else Counter()
        )
        got = Counter(tokens(text))
        right = sum((got & gold).values())
        precision = right / (sum(got.values()) - sum(((got - gold) & free).values()))
        recall = right / sum(gold.values())
        scores.append(2 * precision * recall / (precision + recall))
        assert (page.published is None) == (row["expected_date"] is None)
        if page.published and row["expected_date"]:
            day = datetime.fromisoformat(row["expected_date"]).replace(tzinfo=UTC)
            assert abs((page.published - day).total_seconds()) < 86_400
        if re.search(r"\s", row["expected_title"]):
            assert tokens(page.title) == tokens(row["expected_title"])
    assert sum(scores) / len(scores) >= 0.98
