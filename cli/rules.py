"""``mujaz rules``: the ``[[rule]]`` tables of the config: what they find, and applying them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import UsageError
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from mujaz.pipeline.rules import Applied
    from mujaz.rules import RuleSettings

_SHOWN = 10


@click.group("rules", cls=Group, help=_("Rules of the config: list, test, apply."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("list", help=_("List the rules and what they do."))
@pass_run
def list_rules(run: Run) -> None:
    """List the rules in their order."""
    for rule in user_rules(run):
        say(f"{rule.label}: {rule.match} ← {_(', ').join(_actions(rule))}")


@command.command("test", help=_("Show what rules find, changing nothing."))
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def test(run: Run, name: str | None, limit: int | None, as_json: bool) -> None:
    """List the articles that answer to the rules, or to one of them."""
    from mujaz.pipeline.rules import matches

    rules = _chosen(user_rules(run), name)
    most = limit if limit is not None else MOST if as_json else _SHOWN
    with run.store() as store:
        for rule in rules:
            ids = matches(store, rule, run.now())
            rows = store.article_summaries(ids[:most])
            if as_json:
                say_json({"rule": rule.label, "article": row} for row in rows)
                continue
            found = ngettext("{n} article", "{n} articles", len(ids)).format(n=len(ids))
            say(f"{rule.label}: {found} ← {_(', ').join(_actions(rule))}")
            for row in rows:
                say(f"  {row.id} {row.published:%Y-%m-%d} {row.source}: {row.title}")


@command.command("apply", help=_("Apply rules to all articles, not only to new ones."))
@click.argument("name", required=False, metavar="[NAME]")
@pass_run
def apply(run: Run, name: str | None) -> None:
    """Apply the rules, or one of them, to everything that the store holds."""
    from mujaz.pipeline.rules import apply_to_all

    rules = _chosen(user_rules(run), name)
    with run.store() as store:
        for done in apply_to_all(store, rules, run.now()):
            say(f"{done.rule.label}: {_(', ').join(_changes(done))}")


def user_rules(run: Run) -> tuple[RuleSettings, ...]:
    """Return the rules of the config.

    Raises:
        ConfigError: one of them is wrong.
    """
    from mujaz.rules import RuleSettings

    return run.config.sections("rule", RuleSettings)


def _chosen(rules: tuple[RuleSettings, ...], name: str | None) -> tuple[RuleSettings, ...]:
    if not rules:
        tell(_("There are no rules; write a table [[rule]] in the configuration."))
    if name is None:
        return rules
    chosen = tuple(rule for rule in rules if rule.label == name)
    if not chosen:
        raise UsageError(
            _("There is no rule “{name}”; `mujaz rules list` shows them.").format(name=name[:60])
        )
    return chosen


def _actions(rule: RuleSettings) -> Iterable[str]:
    if rule.tag:
        yield _("tag: {names}").format(names=_(", ").join(rule.tag))
    if rule.star:
        yield _("star")
    if rule.mute:
        yield _("mute")
    if rule.read:
        yield _("mark as read")


def _changes(done: Applied) -> Iterable[str]:
    yield ngettext("{n} article", "{n} articles", done.matched).format(n=done.matched)
    for count, text in (
        (done.tagged, _("{n} newly tagged")),
        (done.starred, _("{n} newly starred")),
        (done.muted, _("{n} newly muted")),
        (done.read, _("{n} newly read")),
    ):
        if count:
            yield text.format(n=count)
