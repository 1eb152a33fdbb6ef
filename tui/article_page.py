"""An article as blocks: kicker, headline, origin, tags, what changed, paragraphs, caption, link.

Texts of feeds come in hostile sizes: headlines are cut where they are endless, and a paragraph of
a megabyte becomes several blocks that are copied as one. Words on names and figures are found
later, off the screen's thread, by :mod:`tui.highlights`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from mujaz.i18n import _, ngettext
from mujaz.model import Article, Removed
from mujaz.text import clean
from mujaz.tongues import language_name
from tui import phrases
from tui.blocks import NBSP, Block, Line, Target, folded_line, meta, shown
from tui.changes import change_blocks
from tui.direction import Base, base_of
from tui.reading import Reading
from tui.sections import one_line

CHIPS = 8
"""How many tags of an article are shown."""
PIECE = 16_000
"""Letters of a paragraph that are laid out at once."""
PARAGRAPHS = 3000
"""Paragraphs of an article that stand apart; what follows them runs on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is to be shown.

    Attributes:
        query: words that are searched for, marked wherever they stand.
        hijri: tell the Hijri date too.
        removed: unfold the lines that cleaning took out.
        changes: unfold what the outlet changed.
        hints: action id → the key to name beside what it does.
        groups: group of sources → its sources, as the user has named them.
    """

    query: str = ""
    hijri: bool = False
    removed: bool = False
    changes: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def article_blocks(reading: Reading, how: Shown) -> list[Block]:
    """Return all of an article."""
    article = reading.article
    base = base_of(f"{article.title[:2000]}\n{article.text[:2000]}", article.language)
    blocks = [*_head(reading, how, base)]
    if reading.tags:
        blocks.append(_chips(reading))
    key = how.hints.get("changes", "")
    blocks += change_blocks(article, reading.revisions, unfolded=how.changes, key=key)
    blocks += _body(article, base, unfolded=how.removed)
    if article.caption:
        caption = _("Picture: {caption}").format(caption=shown(article.caption))
        blocks.append(Block("caption", (caption,), base=base))
    if article.removed:
        blocks.append(_removed_line(article, how))
    if article.url:
        url = one_line(article.url)
        link = (0, len(url), Target("link", article.url))
        blocks.append(Block("link", (url,), base="ltr", links=(link,)))
    return blocks


def article_text(article: Article) -> str:
    """Return an article as it is copied: headline, origin, paragraphs, address; logical text."""
    origin = " · ".join(filter(None, map(one_line, (article.source, article.author or ""))))
    date = phrases.full_date(article.published)
    head = "\n".join(filter(None, (one_line(article.title), f"{origin} · {date}")))
    parts = (head, clean(article.text), one_line(article.url or ""))
    return "\n\n".join(part for part in parts if part)


# -------------------------------------------------------------------------- head
def _head(reading: Reading, how: Shown, base: Base) -> Iterator[Block]:
    """Yield kicker, headline, who wrote it and when."""
    article = reading.article
    kicker = _kicker(reading)
    if kicker:
        yield Block("kicker", (kicker,), base=base_of(kicker), after=0)
    title = shown(article.title) or _("(no title)")
    yield Block("title", (f"★ {title}" if reading.starred else title,), base=base, after=0)
    source = shown(article.source)
    line = Line().add(source, style="outlet", target=Target("source", article.source), apart=True)
    if article.author:
        line.add(" · ").add(shown(article.author), apart=True)
    copied = reading.copied_from
    if copied is not None:
        told = _("same text as {source}").format(source=phrases.isolated(shown(copied.source)))
        line.add(" · ").add(told, target=Target("article", copied.id))
    yield line.block("meta", after=0)
    yield meta(phrases.full_date(article.published), after=0)
    hijri = phrases.hijri_date(article.published) if how.hijri else ""
    reading_time = phrases.reading_time(article.title, article.text)
    tongue = language_name(article.language)
    yield meta(" · ".join(map(phrases.isolated, filter(None, (tongue, hijri, reading_time)))))


def _kicker(reading: Reading) -> str:
    """Return the section of the outlet, or the topic that the article is tagged with."""
    if reading.article.section:
        return shown(reading.article.section, 60)
    return next((shown(tag.name, 60) for tag in reading.tags if tag.kind == "topic"), "")


def _chips(reading: Reading) -> Block:
    """Return the tags as chips: no line break inside one, two blanks between."""
    line = Line()
    for tag in reading.tags[:CHIPS]:
        line.add(f"{NBSP} " if line.text else "")
        chip = "#" + shown(tag.name, 60).replace(" ", NBSP)
        line.add(chip, style=f"chip-{tag.kind}", target=Target("tag", tag.name), apart=True)
    return line.block("chips")


# -------------------------------------------------------------------------- body
def _body(article: Article, base: Base, *, unfolded: bool) -> Iterator[Block]:
    """Yield the paragraphs, on request with the lines that were removed where they stood."""
    lines = (line.strip() for line in clean(article.text).split("\n"))
    kept = [line for line in lines if line]
    if not unfolded:
        first = _lines_above(article)
        yield from _paragraphs(kept[:first], base)
        if first < len(kept):
            yield meta(_("Another story, which the outlet has glued to this one:"))
            yield from _paragraphs(kept[first:], base)
        return
    for is_removed, group in groupby(_with_removed(kept, article.removed), _is_removed):
        if not is_removed:
            yield from _paragraphs([one for one in group if isinstance(one, str)], base)
            continue
        for one in group:
            if isinstance(one, Removed):
                yield _removed_block(one)


def _lines_above(article: Article) -> int:
    """Return how many lines stand above a second story that the outlet glued to this one."""
    above = clean(article.text[: article.second_story]).split("\n")
    return sum(bool(line.strip()) for line in above)


def _is_removed(line: str | Removed) -> bool:
    return isinstance(line, Removed)


def _with_removed(kept: list[str], removed: tuple[Removed, ...]) -> Iterator[str | Removed]:
    """Yield the lines in the order in which the outlet had them."""
    gone = sorted(removed, key=lambda one: one.line)
    place = 0
    rest = iter(kept)
    for one in gone:
        while place < one.line:
            line = next(rest, None)
            if line is None:
                break
            yield line
            place += 1
        yield one
        place += 1
    yield from rest


def _removed_block(one: Removed) -> Block:
    reason = phrases.removal(one.reason)
    text = shown(one.text)
    line = Line().add("[−] ", style="number").add(text, style="residue", apart=True)
    line.add(f" ({reason})", style="aside")
    return line.block("removed", base=base_of(text))


def _removed_line(article: Article, how: Shown) -> Block:
    """Return the line that tells of removed lines and unfolds them."""
    count = len(article.removed)
    told = ngettext(
        "{n} line that is no part of the article was removed",
        "{n} lines that are no part of the article were removed",
        count,
    ).format(n=count)
    key = how.hints.get("removed", "")
    return folded_line(told, Target("removed"), unfolded=how.removed, key=key)


def _paragraphs(lines: list[str], base: Base) -> Iterator[Block]:
    """Yield paragraphs, endless ones in pieces."""
    for line in lines[:PARAGRAPHS]:
        yield from _pieces(line, base)
    if len(lines) > PARAGRAPHS:
        yield from _pieces("\n".join(lines[PARAGRAPHS:]), base)


def _pieces(text: str, base: Base) -> Iterator[Block]:
    """Yield a paragraph as blocks that are copied as one text."""
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind(" ", start + 1, start + PIECE)
        joint = " "
        if end < 0:
            end, joint = start + PIECE, ""
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
        yield Block("body", (text[start:end],), base=base, after=0, joint=joint)
        start = end + len(joint)
    block = Block("body", (text[start:],), base=base)
    yield block if start < len(text) or not start else replace(block, columns=("",))
