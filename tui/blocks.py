"""What the article pane shows, as blocks of logical text: the story's card, then the article.

A block is a paragraph or a row of a table. Blocks know nothing of widths, colours and cells; names
of their spans and kinds are the style names of :mod:`tui.widgets.article_view`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mujaz.i18n import _
from mujaz.model import Article, FigureRow, Story, StorySummary, Tag
from mujaz.text import clean
from tui import phrases
from tui.direction import Base, base_of, interface_base
from tui.phrases import isolated
from tui.reading import Reading
from tui.sections import one_line

NBSP = "\u00a0"
CHIPS = 8
"""How many tags of an article are shown."""
Span = tuple[int, int, str]


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
        target: id of the article that a click opens.
    """

    kind: str
    columns: tuple[str, ...]
    widths: tuple[int, ...] = (0,)
    base: Base = "rtl"
    spans: tuple[Span, ...] = ()
    after: int = 1
    target: str | None = None

    @property
    def text(self) -> str:
        """All columns, a tab between two: what offsets count and what is copied."""
        return "\t".join(self.columns)


def reading_blocks(reading: Reading, query: str = "") -> list[Block]:
    """Return the blocks of a story's card and its article, the words of a search marked."""
    blocks = story_card(reading.story, reading.article.id) if reading.story else []
    blocks += _earlier(reading.earlier)
    if blocks:
        blocks.append(Block("rule", ("",), base=interface_base()))
    blocks += article_blocks(reading.article, reading.tags, starred=reading.starred)
    return [marked(block, query) for block in blocks] if query else blocks


def article_blocks(article: Article, tags: tuple[Tag, ...], *, starred: bool) -> list[Block]:
    """Return headline, origin, tags and paragraphs of an article."""
    base = base_of(f"{article.title}\n{article.text}", article.language)
    origin = [isolated(one_line(article.source))]
    if article.author:
        origin.append(isolated(one_line(article.author)))
    title = one_line(article.title) or _("(no title)")
    blocks = [
        Block("title", (f"★ {title}" if starred else title,), base=base, after=0),
        Block("meta", (" · ".join(origin),), base=interface_base(), after=0),
        Block("meta", (phrases.full_date(article.published),), base=interface_base()),
    ]
    if tags:
        blocks.append(_chips(tags))
    blocks += [
        Block("body", (paragraph.strip(),), base=base)
        for paragraph in clean(article.text).split("\n")
        if paragraph.strip()
    ]
    if article.caption:
        caption = _("Picture: {caption}").format(caption=one_line(article.caption))
        blocks.append(Block("meta", (caption,), base=base))
    if article.url:
        blocks.append(Block("link", (one_line(article.url),), base="ltr"))
    return blocks


def _chips(tags: tuple[Tag, ...]) -> Block:
    """Return the tags as chips: no line break inside one, a blank between two."""
    text = ""
    spans: list[Span] = []
    for tag in tags[:CHIPS]:
        chip = NBSP + one_line(tag.name).replace(" ", NBSP) + NBSP
        spans.append((len(text), len(text) + len(chip), f"chip-{tag.kind}"))
        text += chip + " "
    return Block("chips", (text.rstrip(" "),), base=interface_base(), spans=tuple(spans))


def story_card(story: Story, shown: str) -> list[Block]:
    """Return what is known of a story above its article: sources, brief, figures.

    Args:
        story: the story.
        shown: id of the article that follows below, marked among the sources.
    """
    base = interface_base()
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    title = one_line(story.title)
    blocks = [
        Block("card-title", (title,), base=base_of(title), after=0),
        Block("meta", (phrases.sources(story.sources, story.independent),), base=base),
    ]
    for sentence in story.brief:
        text = one_line(sentence.text)
        mark = f"{NBSP}[{numbers.get(sentence.article, '?')}]"
        blocks.append(
            Block(
                "brief",
                (text + mark,),
                base=base_of(text),
                spans=((len(text) + 1, len(text) + len(mark), "number"),),
                target=sentence.article,
            )
        )
    blocks += _figures(story.figures, numbers)
    blocks.append(Block("heading", (_("Sources"),), base=base, after=0))
    for article in story.articles:
        blocks.append(_source_row(story, numbers, article.id, shown))
    return [*blocks[:-1], replace(blocks[-1], after=1)]


def _earlier(stories: tuple[StorySummary, ...]) -> list[Block]:
    """Return the stories that this one follows, each with its day."""
    if not stories:
        return []
    base = interface_base()
    blocks = [Block("heading", (_("What went before"),), base=base, after=0)]
    for story in stories:
        day, title = phrases.day(story.last), one_line(story.title)
        text = f"{isolated(day)}: {isolated(title)}"
        span = (1, 1 + len(day), "number")
        blocks.append(Block("source", (text,), base=base, spans=(span,), after=0))
    return [*blocks[:-1], replace(blocks[-1], after=1)]


def _source_row(story: Story, numbers: dict[str, int], article_id: str, shown: str) -> Block:
    """Return one numbered source: outlet, headline, and whose text it repeats."""
    article = story.articles[numbers[article_id] - 1]
    outlet, title = one_line(article.source), one_line(article.title)
    text = f"{isolated(outlet)}: {isolated(title)}"
    if article.wire_of:
        text += " " + _("(copy of [{n}])").format(n=numbers.get(article.wire_of, "?"))
    number = f"[{numbers[article_id]}]"
    start = len(number) + 2
    spans: tuple[Span, ...] = (
        (0, len(number), "number"),
        (start, start + len(outlet), "outlet"),
    )
    kind = "source-shown" if article_id == shown else "source"
    return Block(
        kind,
        (number, text),
        (4, 0),
        base=interface_base(),
        spans=spans,
        after=0,
        target=article_id,
    )


def _figures(figures: tuple[FigureRow, ...], numbers: dict[str, int]) -> list[Block]:
    """Return the table of figures that several sources give: what, who says how many, verdict.

    A figure of one source stands in its text; a table of such figures compares nothing.
    """
    compared = [row for row in figures if row.verdict != "single"]
    if not compared:
        return []
    base = interface_base()
    blocks = [Block("heading", (_("Figures"),), base=base, after=0)]
    for row in compared:
        what = one_line(row.what)
        span = phrases.window(row)
        if span:
            what += f" ({isolated(span)})"
        said: dict[str, list[int]] = {}
        for value in row.values:
            said.setdefault(phrases.figure_value(row, value), []).append(
                numbers.get(value.article, 0)
            )
        values = "، ".join(
            f"{isolated(value)}{NBSP}" + "".join(f"[{n}]" for n in sorted(set(who)))
            for value, who in said.items()
        )
        verdict = phrases.verdict(row.verdict)
        start = len(what) + len(values) + 2
        name = {"agree": "agree", "differ": "differ", "inside": "differ"}.get(row.verdict, "number")
        spans: tuple[Span, ...] = ((start, start + len(verdict), name),)
        blocks.append(
            Block("figure", (what, values, verdict), (0, 0, 0), base=base, spans=spans, after=0)
        )
    return [*blocks[:-1], replace(blocks[-1], after=1)]


def marked(block: Block, query: str) -> Block:
    """Return a block with the words of a search marked, whatever their spelling."""
    from mujaz.query import hits, words_of

    found = hits(block.text, words_of(query), title=block.kind == "title")
    spans = [(start, end, "match") for start, end in found]
    return replace(block, spans=(*block.spans, *spans)) if spans else block
