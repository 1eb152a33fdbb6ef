"""A briefing's edition as blocks: the CommonMark that the briefing writes, and no more of it.

Headings, rules, lists of two levels, paragraphs, bold, links in pointed brackets and backslash
escapes (CommonMark 0.31, sections 4 to 6). What else stands in a line is its text: a source's words
are escaped there and so stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.blocks import Block, Line, Target, rule
from tui.direction import Base, base_of
from tui.sections import one_line

_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<bold>\*\*)"
    r"|\[(?P<text>(?:\\.|[^\\\]])*)\]\(<(?P<url>(?:\\.|[^\\<>])*)>\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM = re.compile(r"(?P<indent> *)(?:-|(?P<number>\d{1,9})\.) +(?P<text>.*)")
_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<text>.*)")
INDENT = 2
BULLET = "•"


def edition_blocks(markdown: str) -> list[Block]:
    """Return an edition as the blocks of a page."""
    return [block for part in re.split(r"\n{2,}", markdown.strip()) for block in _part(part)]


def _part(part: str) -> Iterator[Block]:
    """Yield the blocks of what stands between two empty lines."""
    lines = part.split("\n")
    for number, line in enumerate(lines, 1):
        last = number == len(lines)
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if line == "---":
            yield rule()
        elif heading is not None:
            kind = "title" if len(heading["level"]) == 1 else "card-title"
            yield _line(heading["text"], kind, after=1)
        elif item is not None:
            mark = f"{item['number']}." if item["number"] else BULLET
            yield _item(item["text"], mark, deep=bool(item["indent"]), after=int(last))
        else:
            yield _line(line, "body", after=int(last))


def _item(text: str, mark: str, *, deep: bool, after: int) -> Block:
    """Return an item of a list, its mark in a column of its own."""
    block = _line(text, "body", after=after)
    cells = len(mark) + INDENT * deep
    start = len(mark) + 1
    return Block(
        "body",
        (mark, block.text),
        (cells, 0),
        base=block.base,
        spans=((0, len(mark), "number"), *((a + start, b + start, s) for a, b, s in block.spans)),
        links=tuple((a + start, b + start, target) for a, b, target in block.links),
        after=after,
        joint=block.joint,
    )


def _line(text: str, kind: str, *, after: int, base: Base | None = None) -> Block:
    """Return one line of inline marks as a block."""
    line, bold, end = Line(), False, 0
    text = one_line(text)
    for found in _INLINE.finditer(text):
        line.add(text[end : found.start()], style="what" if bold else "")
        end = found.end()
        if found["escaped"] is not None:
            line.add(found["escaped"], style="what" if bold else "")
        elif found["bold"] is not None:
            bold = not bold
        else:
            url = _plain(found["url"])
            line.add(_plain(found["text"]), style="verb", target=Target("link", url), apart=True)
    line.add(text[end:], style="what" if bold else "")
    return line.block(kind, base=base or base_of(line.text), after=after)


def _plain(text: str) -> str:
    """Return a text without its escapes."""
    return _ESCAPED.sub(r"\1", text)
