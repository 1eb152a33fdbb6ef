"""Writes the bundled sample: ``python tools/sample/build.py``.

Turns the texts under ``articles/`` and the templates under ``templates/`` into the feeds, pages
and index under ``mujaz/sample/outlets`` and into ``gold.json`` (address of an article → key of
its story). The same sources always give the same bytes. What the texts say is ``sample_source.py``'s
business; how the sample is read is that of ``mujaz.sample``.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote

import jinja2

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

import sample_source as source  # noqa: E402

OUTPUT = HERE.parent.parent / "mujaz" / "sample" / "outlets"
GOLD = HERE / "gold.json"

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = {
    "gulf": {11: "نوفمبر", 12: "ديسمبر"},
    "levant": {11: "تشرين الثاني", 12: "كانون الأول"},
    "maghreb": {11: "نونبر", 12: "دجنبر"},
    "dual": {11: "نوفمبر/تشرين الثاني", 12: "ديسمبر/كانون الأول"},
}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
NOTICE = "موقع متخيَّل أُعدّ لعرض برنامج موجز؛ معظم أحداثه وأسمائه مختلقة."


def date_words(moment: datetime, outlet: source.Outlet, *, time: bool = True) -> str:
    """Return the date as the outlet writes it, e.g. «الأربعاء 12 نوفمبر 2025 - 14:30»."""
    month = MONTHS[outlet.months][moment.month]
    text = f"{WEEKDAYS[moment.weekday()]} {moment.day} {month} {moment.year}"
    if time:
        text += f" - {moment:%H:%M}"
    return text.translate(ARABIC_DIGITS) if outlet.digits == "arabic" else text


def environment() -> jinja2.Environment:
    """Return the template environment; everything is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["date_words"] = date_words
    made.filters["rfc822"] = format_datetime
    made.filters["iso"] = lambda moment: moment.isoformat()
    made.filters["json_ld"] = lambda piece: _json_ld(piece)
    made.globals.update(notice=NOTICE)
    return made


def _json_ld(piece: source.Piece) -> str:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published.isoformat(),
        "inLanguage": "ar",
        "articleSection": piece.section_name,
        "keywords": list(piece.tags),
        "mainEntityOfPage": piece.url,
    }
    if piece.author:
        data["author"] = {"@type": "Person", "name": piece.author}
    # "<" must not end the script element
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def json_feed(outlet: source.Outlet, pieces: list[source.Piece], env: jinja2.Environment) -> str:
    """Return the outlet's articles as a JSON Feed 1.1, full text as HTML."""
    body = env.get_template("feeds/content.html")
    items = []
    for piece in pieces:
        item: dict[str, object] = {
            "id": piece.url,
            "url": piece.url,
            "title": piece.title,
            "summary": piece.standfirst,
            "content_html": body.render(piece=piece),
            "date_published": piece.published.isoformat(),
            "tags": list(piece.tags),
        }
        if piece.author:
            item["authors"] = [{"name": piece.author}]
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": f"{outlet.about}. {NOTICE}",
        "home_page_url": outlet.home,
        "feed_url": outlet.feed_url,
        "language": "ar",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def feed_bytes(outlet: source.Outlet, pieces: list[source.Piece], env: jinja2.Environment) -> bytes:
    """Return the outlet's feed file, newest article first, in its own encoding."""
    newest = pieces[::-1]
    if outlet.feed_template == "json":
        return json_feed(outlet, newest, env).encode()
    template = env.get_template(f"feeds/{outlet.feed_template}")
    text = template.render(outlet=outlet, pieces=newest)
    # what the encoding lacks (Arabic-Indic digits in windows-1256) becomes a character reference
    return text.encode(outlet.encoding, "xmlcharrefreplace")


def build(output: Path, gold: Path) -> int:
    """Write the whole sample below ``output`` and the story keys to ``gold``.

    Args:
        output: folder of the outlets; what it holds is replaced.
        gold: JSON file, article address → story key.

    Returns:
        The number of articles written.
    """
    outlets = source.read_outlets()
    pieces = source.read_pieces(outlets)
    env = environment()
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    index: dict[str, list[str]] = {}
    for outlet in outlets.values():
        own = [piece for piece in pieces if piece.outlet == outlet.slug]
        _write_outlet(output / outlet.slug, outlet, own, env, index)
    _write_json(output / "index.json", index)
    _write_json(gold, {piece.url: piece.story for piece in pieces})
    return len(pieces)


def _write_outlet(
    folder: Path,
    outlet: source.Outlet,
    pieces: list[source.Piece],
    env: jinja2.Environment,
    index: dict[str, list[str]],
) -> None:
    folder.mkdir()
    slug, html = outlet.slug, "text/html; charset=utf-8"
    (folder / outlet.feed_file).write_bytes(feed_bytes(outlet, pieces, env))
    index[outlet.feed_url] = [f"{slug}/{outlet.feed_file}", outlet.content_type]
    home = env.get_template("pages/home.html").render(outlet=outlet, pieces=pieces[::-1])
    (folder / "home.html").write_bytes(home.encode())
    index[outlet.home] = [f"{slug}/home.html", html]
    template = env.get_template(f"pages/{slug}.html")
    for place, piece in enumerate(pieces):
        others = [pieces[(place - step) % len(pieces)] for step in (1, 2, 3)]
        page = template.render(outlet=outlet, piece=piece, others=others)
        (folder / f"{piece.number}.html").write_bytes(page.encode())
        index[unquote(piece.url)] = [f"{slug}/{piece.number}.html", html]


def _write_json(path: Path, value: object) -> None:
    path.write_bytes((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


if __name__ == "__main__":
    print(f"{build(OUTPUT, GOLD)} articles written to {OUTPUT}")
