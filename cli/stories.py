"""``mujaz stories``: list and show them, and why their articles stand together."""

from __future__ import annotations

from typing import Any

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import filter_options, make_filter
from cli.output import say, say_json
from mujaz.errors import UsageError
from mujaz.i18n import _, ngettext
from mujaz.model import FigureRow, Story
from mujaz.store.protocol import Store

_PAGE = 200


@click.group("stories", cls=Group, help=_("Stories: list, show, explain."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("list", help=_("List stories, latest first."))
@filter_options
@pass_run
def list_stories(run: Run, /, limit: int | None, as_json: bool, **wanted: Any) -> None:
    """List stories; with ``--json`` complete ones."""
    with run.store() as store:
        chosen = make_filter(**wanted)
        if as_json:
            say_json(store.stories(chosen, limit))
            return
        ids = store.story_ids(chosen, limit)
        for start in range(0, len(ids), _PAGE):
            for row in store.story_summaries(ids[start : start + _PAGE]):
                sources = ngettext("{n} source", "{n} sources", row.sources).format(n=row.sources)
                say(f"{row.id} {row.last:%Y-%m-%d %H:%M} ({sources}) {row.title}")


@command.command("show", help=_("Show a story: brief, figures, articles."))
@click.argument("story_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@pass_run
def show(run: Run, story_id: str, as_json: bool) -> None:
    """Show one story."""
    with run.store() as store:
        story = _existing(store, story_id)
        if as_json:
            say_json([story])
        else:
            _show(store, story)


@command.command("why", help=_("Say why the articles of a story stand together."))
@click.argument("story_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object an article."))
@pass_run
def why(run: Run, story_id: str, as_json: bool) -> None:
    """Explain one story article by article."""
    with run.store() as store:
        story = _existing(store, story_id)
        reasons = store.why(story.id)
    titles = {article.id: article.title for article in story.articles}
    for article in story.articles:
        reason = reasons.get(article.id, "")
        if as_json:
            say_json([{"article": article.id, "title": article.title, "why": reason}])
        else:
            say(f"{article.source}: {article.title}")
            say(f"  {_told(reason, titles)}")


def _told(reason: str, titles: dict[str, str]) -> str:
    """Return the grouping's reason (terms, closeness, article) as a sentence."""
    if not reason:
        return _("The story began with it.")
    *words, closeness, article = reason.rsplit(" ", 2)
    return _("Shares with “{title}”: {words} (closeness {closeness}).").format(
        title=titles.get(article, article), words=words[0] if words else "—", closeness=closeness
    )


def _existing(store: Store, story_id: str) -> Story:
    story = store.story(story_id)
    if story is None:
        raise UsageError(
            _("{id}: there is no such story; `mujaz stories list` shows them.").format(
                id=story_id[:40]
            )
        )
    return story


def _show(store: Store, story: Story) -> None:
    say(story.title)
    sources = ngettext("{n} source", "{n} sources", story.sources).format(n=story.sources)
    independent = ngettext(
        "{n} independent text", "{n} independent texts", story.independent
    ).format(n=story.independent)
    say(f"{sources} · {independent} · {story.first:%Y-%m-%d %H:%M} – {story.last:%Y-%m-%d %H:%M}")
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    say()
    for sentence in story.brief:
        say(f"{sentence.text} [{numbers.get(sentence.article, '?')}]")
    for row in story.figures:
        if row.verdict not in ("single", "agree"):
            _show_figure(row, numbers)
    say()
    for article in story.articles:
        say(f"[{numbers[article.id]}] {article.source}: {article.title}")
        if article.url:
            say(article.url)
    for earlier in story.thread:
        found = store.story(earlier)
        if found is not None:
            say(_("Follows: {id} {title}").format(id=found.id, title=found.title))


def _show_figure(row: FigureRow, numbers: dict[str, int]) -> None:
    verdict = {
        "precision": _("more or less precise"),
        "window": _("another span of time"),
        "update": _("updated since"),
        "differ": _("the sources differ"),
        "inside": _("one article contradicts itself"),
    }[row.verdict]
    say()
    say(f"{row.what}: {verdict}")
    for value in row.values:
        say(f"- [{numbers.get(value.article, '?')}] {value.sentence}")
