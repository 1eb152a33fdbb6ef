"""What an outlet changed in an article after publication, as lines and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli.output import plain
from mujaz.i18n import _
from mujaz.model import Article, Revision
from mujaz.text.diff import Change, changed_paragraphs, in_marks, word_diff


def revision_lines(article: Article, revisions: Sequence[Revision]) -> Iterator[str]:
    """Yield each change, the latest first: its time, then the paragraphs that it touched.

    What went stands in ``[-…-]``, what came in ``{+…+}``; the text is logical.

    Args:
        article: the article as it is now.
        revisions: its earlier texts, newest first.
    """
    if not revisions:
        yield _("The outlet has not changed this article.")
        return
    for revision, title, text in _changes(article, revisions):
        yield _("What changed at {time}").format(time=f"{revision.replaced:%Y-%m-%d %H:%M} UTC")
        yield from map(in_marks, changed_paragraphs([*title, Change("same", "\n"), *text]))
        yield ""


def with_revisions(article: Article, revisions: Sequence[Revision]) -> dict[str, object]:
    """Return an article as plain data with its earlier texts.

    Each revision has the earlier ``title`` and ``text``, ``replaced`` (when), and what changed then
    as ``title_changes`` and ``text_changes``: lists of ``[kind, text]``, kind being ``same``,
    ``removed`` or ``added``.
    """
    known = plain(article)
    assert isinstance(known, dict)
    told = []
    for revision, title, text in _changes(article, revisions):
        one = plain(revision)
        assert isinstance(one, dict)
        del one["article"]
        one["title_changes"] = [[part.kind, part.text] for part in title]
        one["text_changes"] = [[part.kind, part.text] for part in text]
        told.append(one)
    return {**known, "revisions": told}


def _changes(
    article: Article, revisions: Sequence[Revision]
) -> Iterator[tuple[Revision, tuple[Change, ...], tuple[Change, ...]]]:
    """Yield each earlier text and how title and text came out of it."""
    later = (article.title, article.text)
    for revision in revisions:
        title = word_diff(revision.title, later[0])
        yield revision, title, word_diff(revision.text, later[1])
        later = (revision.title, revision.text)
