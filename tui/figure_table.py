"""The figures of a story as a table: what is counted, what each source says, the verdict in words.

Columns are aligned by cells. Where the page is too narrow for them, each row becomes a list entry
that names values and the numbers of their sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mujaz.i18n import _
from mujaz.model import FigureRow, Story, Verdict
from mujaz.text import cell_width
from tui import phrases
from tui.blocks import NBSP, NOTHING, Block, Line, closed, heading, shown
from tui.direction import interface_base
from tui.phrases import isolated

MOST_SOURCES = 6
"""More sources than these are told as a list."""
VALUE_CELLS = (6, 14)
VERDICT_CELLS = (8, 18)
WHAT_CELLS = 14
GAP = 2
"""Empty cells between two columns; as :data:`tui.page.GAP`."""
SILENT = "—"
_LOOKS: Mapping[Verdict, str] = {
    "agree": "agree",
    "differ": "differ",
    "inside": "differ",
    "update": "update",
}
_SIGNS: Mapping[Verdict, str] = {"agree": "=", "differ": "≠", "inside": "≠", "update": "↑"}


def figure_blocks(story: Story, numbers: Mapping[str, int]) -> list[Block]:
    """Return the figures that several articles give.

    A figure of one source stands in its text; a table of such figures compares nothing.

    Args:
        story: the story.
        numbers: article id → its number in the story's list.
    """
    rows = [row for row in story.figures if row.verdict != "single"]
    if not rows:
        return []
    outlets = _outlets(rows, story)
    table = [[_said(row, outlet, story) for outlet in outlets] for row in rows]
    verdicts = [_verdict(row) for row in rows]
    names = [shown(outlet, 40) for outlet in outlets]
    values = _width([cell for cells in table for cell in cells], VALUE_CELLS)
    # A name may stand on two lines, a value is read at a glance.
    values = max(values, _width([word for name in names for word in name.split()], VALUE_CELLS))
    last = _width(verdicts, VERDICT_CELLS)
    widths = (0, *[values] * len(outlets), last)
    needs = WHAT_CELLS + len(outlets) * (values + GAP) + GAP + last
    if len(outlets) > MOST_SOURCES:
        needs = 1 << 16
    blocks = [heading(_("Figures"))]
    base = interface_base()
    head = ("", *names, "")
    blocks.append(
        Block(
            "table-head", head, widths, base=base, after=0, needs=needs, narrow=NOTHING, joint="\n"
        )
    )
    for row, cells, verdict in zip(rows, table, verdicts, strict=True):
        blocks.append(_row(row, cells, verdict, widths, needs, numbers))
    return closed(blocks)


def _row(
    row: FigureRow,
    cells: Sequence[str],
    verdict: str,
    widths: tuple[int, ...],
    needs: int,
    numbers: Mapping[str, int],
) -> Block:
    columns = (_what(row), *cells, verdict)
    start = sum(len(column) + 1 for column in columns[:-1])
    look = _LOOKS.get(row.verdict, "aside")
    return Block(
        "figure",
        columns,
        widths,
        base=interface_base(),
        spans=((0, len(columns[0]), "what"), (start, start + len(verdict), look)),
        after=0,
        needs=needs,
        narrow=_entry(row, verdict, numbers),
        joint="\n",
    )


def _entry(row: FigureRow, verdict: str, numbers: Mapping[str, int]) -> Block:
    """Return a row as an entry of a list: what, each value with its sources, the verdict."""
    line = Line().add(_what(row), style="what", apart=True).add(": ")
    said: dict[str, list[int]] = {}
    for value in row.values:
        told = phrases.figure_value(row, value)
        said.setdefault(told, []).append(numbers.get(value.article, 0))
    for place, (told, who) in enumerate(said.items()):
        line.add(_(", ") if place else "").add(told, apart=True)
        line.add(NBSP + "".join(f"[{n}]" for n in sorted(set(who))), style="number")
    line.add("  ").add(verdict.replace(" ", NBSP), style=_LOOKS.get(row.verdict, "aside"))
    return line.block("figure-entry", after=0)


def _outlets(rows: Sequence[FigureRow], story: Story) -> list[str]:
    """Return the outlets that give any of the figures, in the order of their articles."""
    telling = {value.article for row in rows for value in row.values}
    return list(dict.fromkeys(one.source for one in story.articles if one.id in telling))


def _said(row: FigureRow, outlet: str, story: Story) -> str:
    """Return what an outlet says of a quantity: its values in the order of its articles."""
    own = [one.id for one in story.articles if one.source == outlet]
    told = [
        isolated(phrases.figure_value(row, value))
        for article in own
        for value in row.values
        if value.article == article
    ]
    return _(", ").join(dict.fromkeys(told)) or SILENT


def _what(row: FigureRow) -> str:
    """Return what is counted, and the span of time where the sources name one."""
    what = shown(row.what, 60)
    span = phrases.window(row)
    return f"{what} ({isolated(span)})" if span else what


def _verdict(row: FigureRow) -> str:
    """Return the verdict in words, with a sign before it where one is plain to see."""
    sign = _SIGNS.get(row.verdict)
    words = phrases.verdict(row.verdict)
    return f"{sign} {words}" if sign else words


def _width(texts: Sequence[str], bounds: tuple[int, int]) -> int:
    """Return the cells of the widest text within bounds."""
    least, most = bounds
    return max(
        least, min(most, max((cell_width(phrases.without_isolates(t)) for t in texts), default=0))
    )
