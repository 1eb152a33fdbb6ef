"""The written part of the bundled sample: outlets and articles, read from TOML files.

Knows the layout of ``outlets.toml`` and ``articles/*.toml`` (one file per story) and turns them
into frozen values, each article with its number, address and paragraphs. Knows no page and no feed
format.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).resolve().parent

SECTIONS = {
    "politics": "سياسة",
    "economy": "اقتصاد",
    "sport": "رياضة",
    "culture": "ثقافة",
    "science": "علوم وتقنية",
    "society": "مجتمع",
}


class SourceError(ValueError):
    """A source text lacks a part, or says something impossible."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's body: a paragraph (``p``) or a cross heading (``h``)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet and how it publishes; see the head of ``outlets.toml``."""

    slug: str
    name: str
    about: str
    country: str
    zone: str
    address: str
    first: int
    step: int
    feed_url: str
    feed_file: str
    feed_template: str
    content_type: str
    months: str
    digits: str
    encoding: str = "utf-8"

    @property
    def home(self) -> str:
        """The address of the outlet's front page."""
        return "/".join(self.feed_url.split("/")[:3]) + "/"


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as an outlet tells a story; ``published`` is in the outlet's own zone."""

    story: str
    section: str
    outlet: str
    number: int
    url: str
    published: datetime
    title: str
    standfirst: str
    author: str | None
    tags: tuple[str, ...]
    kicker: str | None
    caption: str | None
    blocks: tuple[Block, ...]
    wire_of: str | None

    @property
    def section_name(self) -> str:
        """The section's name in Arabic."""
        return SECTIONS[self.section]

    @property
    def text(self) -> str:
        """Headline, standfirst and body as plain text, a line a block."""
        return "\n".join([self.title, self.standfirst, *(block.text for block in self.blocks)])

    @property
    def words(self) -> int:
        """Number of words in the body."""
        return sum(len(block.text.split()) for block in self.blocks)


def read_outlets(folder: Path = HERE) -> dict[str, Outlet]:
    """Return the outlets of ``outlets.toml`` by slug, in file order."""
    table = tomllib.loads((folder / "outlets.toml").read_text("utf-8"))
    return {slug: Outlet(slug=slug, **values) for slug, values in table.items()}


def read_pieces(outlets: dict[str, Outlet], folder: Path = HERE) -> list[Piece]:
    """Return all articles, oldest first, numbered within their outlet in published order.

    Raises:
        SourceError: a file names an unknown outlet or section, or a wire copy without original.
    """
    drafts: list[dict[str, Any]] = []
    for path in sorted((folder / "articles").glob("*.toml")):
        drafts += _read_story(path, outlets)
    drafts.sort(key=lambda draft: (draft["published"], draft["outlet"]))
    counts = dict.fromkeys(outlets, 0)
    pieces = []
    for draft in drafts:
        outlet = outlets[draft["outlet"]]
        number = outlet.first + outlet.step * counts[outlet.slug]
        counts[outlet.slug] += 1
        pieces.append(Piece(number=number, url=_address(outlet, number, draft), **draft))
    return pieces


def _read_story(path: Path, outlets: dict[str, Outlet]) -> list[dict[str, Any]]:
    table = tomllib.loads(path.read_text("utf-8"))
    section = table["section"]
    if section not in SECTIONS:
        raise SourceError(f"{path.name}: no section is called {section!r}")
    entries = {entry["outlet"]: entry for entry in table["article"]}
    if len(entries) != len(table["article"]):
        raise SourceError(f"{path.name}: an outlet tells the story twice")
    drafts = []
    for slug, entry in entries.items():
        if slug not in outlets:
            raise SourceError(f"{path.name}: no outlet is called {slug!r}")
        drafts.append(
            {
                "story": path.stem,
                "section": section,
                "outlet": slug,
                "published": datetime.fromisoformat(f"{entry['published']}{outlets[slug].zone}"),
                "title": entry["title"],
                "standfirst": entry["standfirst"],
                "author": entry.get("author"),
                "tags": tuple(entry.get("tags", table.get("tags", []))),
                "kicker": entry.get("kicker"),
                "caption": entry.get("caption"),
                "blocks": _blocks(_body(path, entry, entries)),
                "wire_of": entry.get("wire_of"),
            }
        )
    return drafts


def _body(path: Path, entry: dict[str, Any], entries: dict[str, dict[str, Any]]) -> str:
    original = entry.get("wire_of")
    if original is None:
        return str(entry["body"])
    text = str(entries[original]["body"])
    for old, new in entry.get("edits", []):
        if text.count(old) != 1:
            raise SourceError(f"{path.name}: {old!r} is not once in the text of {original!r}")
        text = text.replace(old, new)
    return text


def _blocks(body: str) -> tuple[Block, ...]:
    chunks = (" ".join(chunk.split()) for chunk in re.split(r"\n\s*\n", body.strip()))
    return tuple(
        Block("h", chunk[3:]) if chunk.startswith("## ") else Block("p", chunk) for chunk in chunks
    )


def _address(outlet: Outlet, number: int, draft: dict[str, Any]) -> str:
    day = draft["published"]
    slug = "-".join(re.findall(r"[\w]+", draft["title"])[:6])
    return outlet.address.format(
        number=number,
        section=draft["section"],
        year=day.year,
        month=f"{day.month:02}",
        day=f"{day.day:02}",
        slug=quote(slug),
    )
