"""What an outlet changed after publication, as blocks: when, and word by word what went and came.

What went stands in ``[-…-]``, what came in ``{+…+}``: neither needs a colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from mujaz.i18n import _, ngettext
from mujaz.model import Article, Revision
from mujaz.text import clean
from mujaz.text.diff import MARKS, Change, changed_paragraphs, word_diff
from tui import phrases
from tui.blocks import Block, Line, Target, folded_line, heading, meta, rule
from tui.direction import Base, base_of

LONGEST = 6000
"""Letters of one changed paragraph that are shown."""


def change_blocks(
    article: Article, revisions: Sequence[Revision], *, unfolded: bool, key: str
) -> list[Block]:
    """Return the line that tells of earlier texts; on request what changed each time.

    Args:
        article: the article as it is now.
        revisions: its earlier texts, newest first.
        unfolded: show the changes.
        key: the key that shows or hides them, "" for none.
    """
    if not revisions:
        return []
    count = len(revisions)
    told = ngettext(
        "Changed by the outlet once, at {time}",
        "Changed by the outlet {n} times, last at {time}",
        count,
    ).format(n=count, time=phrases.isolated(phrases.moment(revisions[0].replaced)))
    target = Target("changes")
    blocks = [folded_line(f"± {told}", target, unfolded=unfolded, key=key, style="changed")]
    if unfolded:
        blocks += _all_changes(article, revisions)
    return blocks


def _all_changes(article: Article, revisions: Sequence[Revision]) -> Iterator[Block]:
    """Yield each change of the article, the latest first."""
    later = (article.title, article.text)
    for revision in revisions:
        yield from _one_change(revision, later)
        later = (revision.title, revision.text)
    yield rule()


def _one_change(revision: Revision, later: tuple[str, str]) -> Iterator[Block]:
    """Yield one change: its time, then the headline and the paragraphs that it touched."""
    yield heading(_changed_at(revision.replaced))
    base = base_of(f"{revision.title[:2000]}\n{revision.text[:2000]}")
    title, text = (clean(one) for one in later)
    changed = [
        *changed_paragraphs(word_diff(clean(revision.title), title)),
        *changed_paragraphs(word_diff(clean(revision.text), text)),
    ]
    if not changed:
        yield meta(_("Only white space changed."))
        return
    for parts in changed:
        yield _diff_block(parts, base)


def _changed_at(when: datetime) -> str:
    return _("What changed at {time}").format(time=phrases.isolated(phrases.moment(when)))


def _diff_block(parts: Sequence[Change], base: Base) -> Block:
    """Return a changed paragraph with its marks."""
    line = Line()
    for part in parts:
        left, right = MARKS[part.kind]
        text = part.text[: max(0, LONGEST - len(line.text))]
        style = {"removed": "gone", "added": "came"}.get(part.kind, "")
        line.add(f"{left}{text}{right}", style=style)
    return line.block("diff", base=base, after=1)
