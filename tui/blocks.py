"""Blocks of logical text: what a page of the reader is made of.

A block is a paragraph or a row of a table. Blocks know nothing of widths, colours and cells; names
of their spans and kinds are the style names of :mod:`tui.widgets.article_view`. What an article or
a story says in blocks is known to :mod:`tui.article_page` and :mod:`tui.story_page`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mujaz.i18n import _
from tui.direction import Base, interface_base
from tui.phrases import isolated
from tui.sections import one_line

NBSP = "\u00a0"
ELLIPSIS = "…"
LONGEST_LINE = 400
"""Letters of a headline or name that are shown; feeds may send a hundred thousand."""

Span = tuple[int, int, str]
TargetKind = Literal["article", "story", "tag", "source", "link", "removed", "changes"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a place of a page leads.

    Attributes:
        kind: what it is.
        key: id of an article or story, name of a tag or source, address of a link; "" for what
            is folded away on the page itself.
    """

    kind: TargetKind
    key: str = ""


Link = tuple[int, int, Target]
"""A range of a block's text that can be followed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of columns that are laid out side by side.

    Attributes:
        kind: name of its style.
        columns: its texts, the first one at the right.
        widths: cells of each column; 0 shares what is left.
        base: direction of its paragraphs.
        spans: ranges of :attr:`text` with a style's name.
        after: empty lines below it.
        links: ranges of :attr:`text` that lead somewhere.
        narrow: what stands instead where the page has fewer than :attr:`needs` cells.
        needs: cells below which the columns cannot stand side by side.
        joint: what stands between this block and the next one in copied text.
    """

    kind: str
    columns: tuple[str, ...]
    widths: tuple[int, ...] = (0,)
    base: Base = "rtl"
    spans: tuple[Span, ...] = ()
    after: int = 1
    links: tuple[Link, ...] = ()
    narrow: Block | None = None
    needs: int = 0
    joint: str = "\n\n"

    @property
    def text(self) -> str:
        """All columns, a tab between two: what offsets count and what is copied."""
        return "\t".join(self.columns)


NOTHING = Block("none", (), after=0, joint="")
"""A block without a line."""


def heading(text: str) -> Block:
    """Return the heading of a part of a page."""
    return Block("heading", (text,), base=interface_base(), after=0, joint="\n")


def meta(text: str, *, after: int = 1, links: Sequence[Link] = ()) -> Block:
    """Return a line of the interface's own words that stands back."""
    return Block("meta", (text,), base=interface_base(), after=after, links=tuple(links))


def rule() -> Block:
    """Return a line across the page."""
    return Block("rule", ("",), base=interface_base())


def closed(blocks: Sequence[Block]) -> list[Block]:
    """Return the rows of one part of a page, an empty line below the last one."""
    return [*blocks[:-1], replace(blocks[-1], after=1, joint="\n\n")] if blocks else []


def shown(text: str, longest: int = LONGEST_LINE) -> str:
    """Return feed text as it may stand in a line of the page, cut where it is endless."""
    line = one_line(text[: 4 * longest]).strip()
    return line if len(line) <= longest else line[:longest].rstrip() + ELLIPSIS


def folded_line(
    told: str, target: Target, *, unfolded: bool, key: str = "", style: str = ""
) -> Block:
    """Return a line that tells of something folded away, with the word and key that show it.

    Args:
        told: what is folded away.
        target: leads to it.
        unfolded: it is shown already.
        key: the key that shows or hides it, "" for none.
        style: style of what is told.
    """
    line = Line().add(told, style=style).add(" · ")
    line.add(_("hide") if unfolded else _("show"), style="verb", target=target)
    if key:
        line.add(" (").add(key, style="number", apart=True).add(")")
    return line.block("meta")


class Line:
    """A line that is put together from parts, some of which can be followed.

    Foreign parts are isolated: each keeps its own direction.
    """

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []
        self.links: list[Link] = []

    def add(
        self, text: str, *, style: str = "", target: Target | None = None, apart: bool = False
    ) -> Line:
        """Add a part.

        Args:
            text: its words.
            style: name of its style.
            target: where it leads.
            apart: isolate it.
        """
        start = len(self.text) + apart
        self.text += isolated(text) if apart else text
        end = start + len(text)
        if style:
            self.spans.append((start, end, style))
        if target is not None:
            self.links.append((start, end, target))
        return self

    def join(self, parts: Iterable[tuple[str, str, Target | None]], between: str) -> Line:
        """Add foreign parts (text, style, target) with something between two of them."""
        for place, (text, style, target) in enumerate(parts):
            self.add(between if place else "")
            self.add(text, style=style, target=target, apart=True)
        return self

    def block(self, kind: str, *, base: Base | None = None, after: int = 1) -> Block:
        """Return the line as a block."""
        return Block(
            kind,
            (self.text,),
            base=base or interface_base(),
            spans=tuple(self.spans),
            links=tuple(self.links),
            after=after,
            joint="\n\n" if after else "\n",
        )
