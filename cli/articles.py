"""``mujaz articles``: list, show, mark and tag them."""

from __future__ import annotations

from typing import Any

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import filter_options, make_filter
from cli.output import parted, say, say_json
from cli.revisions import revision_lines, with_revisions
from mujaz.errors import UsageError
from mujaz.i18n import _, ngettext
from mujaz.model import Article, ArticleSummary
from mujaz.store.protocol import Store
from mujaz.tongues import language_name

_PAGE = 200


@click.group("articles", cls=Group, help=_("Articles: list, show, mark, tag."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("list", help=_("List articles, newest first."))
@filter_options
@pass_run
def list_articles(run: Run, /, limit: int | None, as_json: bool, **wanted: Any) -> None:
    """List articles a page at a time."""
    with run.store() as store:
        ids = store.article_ids(make_filter(**wanted), limit)
        muted = store.muted_by(ids) if wanted["muted"] else {}
        for start in range(0, len(ids), _PAGE):
            rows = store.article_summaries(ids[start : start + _PAGE])
            if as_json:
                say_json(rows)
            else:
                for row in rows:
                    say(_line(row, muted.get(row.id)))


@command.command("show", help=_("Show an article with its text."))
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@click.option("--removed", is_flag=True, help=_("Also the lines that were removed, and why."))
@click.option(
    "--revisions", is_flag=True, help=_("Also what its outlet changed, word by word, and when.")
)
@pass_run
def show(run: Run, article_id: str, as_json: bool, removed: bool, revisions: bool) -> None:
    """Show one article."""
    with run.store() as store:
        article = _existing(store, article_id)
        earlier = store.revisions(article.id) if revisions else []
        if as_json:
            say_json([with_revisions(article, earlier) if revisions else article])
            return
        tags = store.article_tags(article.id)
    say(article.title)
    known = [article.source, article.author, f"{article.published:%Y-%m-%d %H:%M} UTC"]
    known.append(language_name(article.language))
    say(" · ".join(part for part in known if part))
    if tags:
        say(" · ".join(f"#{tag.name}" for tag in tags))
    say()
    for part in parted(article.text, article.second_story):
        say(part)
    if article.url:
        say()
        say(article.url)
    if removed:
        for line in article.removed:
            say(f"- {line.text} ({line.reason})")
    if revisions:
        say()
        for told in revision_lines(article, earlier):
            say(told)


@command.command("mark", help=_("Mark articles read, unread, starred or not."))
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--read", "state", flag_value="read", help=_("As read."))
@click.option("--unread", "state", flag_value="unread", help=_("As unread."))
@click.option("--star", "state", flag_value="star", help=_("With a star."))
@click.option("--unstar", "state", flag_value="unstar", help=_("Without a star."))
@pass_run
def mark(run: Run, ids: tuple[str, ...], state: str | None) -> None:
    """Mark articles; all of them must exist."""
    if state is None:
        raise UsageError(_("Say how: --read, --unread, --star or --unstar."))
    with run.store() as store:
        known = [_existing(store, one).id for one in ids]
        setter = store.set_read if state in ("read", "unread") else store.set_starred
        changed = setter(known, state in ("read", "star"), run.now())
    text = ngettext("{n} article changed.", "{n} articles changed.", len(changed))
    say(text.format(n=len(changed)))


@command.command("tag", help=_("Tag an article by hand, or take tags off it."))
@click.argument("article_id", metavar="ID")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--remove", is_flag=True, help=_("Take the tags off."))
@pass_run
def tag(run: Run, article_id: str, names: tuple[str, ...], remove: bool) -> None:
    """Correct the tags of one article; the corrections outlast every new tagging."""
    from mujaz.pipeline.tagging import tag_article, tag_name, untag_article

    with run.store() as store:
        article = _existing(store, article_id)
        wanted = [tag_name(name) for name in names]
        for name in wanted:
            if remove:
                untag_article(store, article.id, name, run.now())
            else:
                tag_article(store, article.id, name, run.now())
        say(" · ".join(f"#{one.name}" for one in store.article_tags(article.id)))


def _existing(store: Store, article_id: str) -> Article:
    article = store.article(article_id)
    if article is None:
        raise UsageError(
            _("{id}: there is no such article; `mujaz articles list` shows them.").format(
                id=article_id[:40]
            )
        )
    return article


def _line(row: ArticleSummary, muted: str | None = None) -> str:
    marks = ("" if row.read else "•") + ("★" if row.starred else "")
    if muted is not None:
        marks += _("(muted: {rule})").format(rule=muted)
    time = f"{row.published:%Y-%m-%d %H:%M}"
    return " ".join(part for part in (row.id, time, marks, f"{row.source}:", row.title) if part)
