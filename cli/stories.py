"""``mujaz stories``: list, show, explain and correct them."""

from __future__ import annotations

from typing import Any

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import filter_options, make_filter
from cli.output import say, say_json
from cli.story_corrections import COMMANDS
from mujaz.errors import UsageError
from mujaz.i18n import _, ngettext
from mujaz.model import Story
from mujaz.store.protocol import Store
from mujaz.stories.coverage import CoverageSettings

_PAGE = 200


@click.group("stories", cls=Group, help=_("Stories: list, show, explain, correct."))
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


@command.command("show", help=_("Show a story: brief, figures, articles, who tells it."))
@click.argument("story_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@click.option(
    "--figures", "figures", type=click.Choice(["csv"]), help=_("Only its figures, as CSV.")
)
@pass_run
def show(run: Run, story_id: str, as_json: bool, figures: str | None) -> None:
    """Show one story."""
    from cli.story_text import figures_csv, say_story, story_json

    settings = run.config.section("coverage", CoverageSettings)
    with run.store() as store:
        story = _existing(store, story_id)
        if figures:
            click.echo(figures_csv(story), nl=False)
        elif as_json:
            say_json([story_json(store, story, settings)])
        else:
            say_story(store, story, settings)


@command.command("why", help=_("Say why the articles of a story stand together."))
@click.argument("story_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object an article."))
@pass_run
def why(run: Run, story_id: str, as_json: bool) -> None:
    """Explain one story article by article."""
    from cli.story_text import reason
    from mujaz.stories.placing import Placing

    with run.store() as store:
        story = _existing(store, story_id)
        reasons = store.why(story.id)
        groups = {one.article: one.group for one in store.placed(stories=[story.id])}
        placing = Placing(store.story_edits())
    for article in story.articles:
        told = reasons.get(article.id, "")
        edit = placing.why(article.id, groups.get(article.id, story.id))
        said = reason(story, told, edit)
        if as_json:
            correction = edit.number if edit else None
            say_json(
                [
                    {
                        "article": article.id,
                        "title": article.title,
                        "why": told,
                        "said": said,
                        "correction": correction,
                    }
                ]
            )
        else:
            say(f"{article.source}: {article.title}")
            say(f"  {said}")


def _existing(store: Store, story_id: str) -> Story:
    story = store.story(story_id)
    if story is None:
        raise UsageError(
            _("{id}: there is no such story; `mujaz stories list` shows them.").format(
                id=story_id[:40]
            )
        )
    return story


for _correction in COMMANDS:
    command.add_command(_correction)
