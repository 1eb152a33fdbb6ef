"""``mujaz tags``: what articles are about, and the user's corrections of it."""

from __future__ import annotations

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import InputError
from mujaz.i18n import _, ngettext
from mujaz.kept import TagEdit

_SHOWN = 60


@click.group("tags", cls=Group, help=_("Tags: list, rename, merge, hide, show, undo."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("list", help=_("List tags, the most frequent first."))
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def list_tags(run: Run, limit: int | None, as_json: bool) -> None:
    """List tags with the number of their articles."""
    from mujaz.pipeline.tagging import kind_name

    if limit is None:
        limit = MOST if as_json else _SHOWN
    with run.store() as store:
        rows = store.tags(limit)
    if as_json:
        say_json(
            {"name": tag.name, "kind": tag.kind, "count": tag.count, "unread": unread}
            for tag, unread in rows
        )
        return
    for tag, _unread in rows:
        count = ngettext("{n} article", "{n} articles", tag.count).format(n=tag.count)
        say(f"{tag.name} ({kind_name(tag.kind)}, {count})")


@command.command("rename", help=_("Give a tag another name; one that has it takes the tag in."))
@click.argument("old")
@click.argument("new")
@pass_run
def rename(run: Run, old: str, new: str) -> None:
    """Rename a tag in all articles, also in those to come."""
    from mujaz.pipeline.tagging import rename_tag

    with run.store() as store:
        say(edit_line(rename_tag(store, old, new, run.now())))


@command.command("merge", help=_("Make one tag of several."))
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--into", required=True, metavar="NAME", help=_("The tag that remains."))
@pass_run
def merge(run: Run, names: tuple[str, ...], into: str) -> None:
    """Merge tags in all articles, also in those to come."""
    from mujaz.pipeline.tagging import merge_tags

    with run.store() as store:
        edits = merge_tags(store, names, into, run.now())
    for edit in edits:
        say(edit_line(edit))
    if not edits:
        tell(_("Nothing changed."))


@command.command("hide", help=_("Show a tag nowhere."))
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@pass_run
def hide(run: Run, names: tuple[str, ...]) -> None:
    """Hide tags everywhere, also where they are worked out anew."""
    from mujaz.pipeline.tagging import existing_tag, hide_tag

    with run.store() as store:
        for name in names:
            existing_tag(store, name)
        for name in names:
            say(edit_line(hide_tag(store, name, run.now())))


@command.command("show", help=_("Show hidden tags again; without a name: list what is hidden."))
@click.argument("names", nargs=-1, metavar="[NAME…]")
@pass_run
def show(run: Run, names: tuple[str, ...]) -> None:
    """Bring hidden tags back."""
    from mujaz.pipeline.tagging import show_tag

    with run.store() as store:
        if not names:
            for edit in store.tag_edits():
                if edit.kind == "hide":
                    say(edit.name)
        for name in names:
            say(_("Shown again: {name}").format(name=show_tag(store, name).name))


@command.command("edits", help=_("List the corrections in force, with their numbers."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def edits(run: Run, as_json: bool) -> None:
    """List the corrections made by hand."""
    with run.store() as store:
        found = store.tag_edits()
    if as_json:
        say_json(found)
        return
    if not found:
        tell(_("No tag was corrected by hand."))
    for edit in found:
        say(f"{edit.number}. {edit_line(edit)}")


@command.command("undo", help=_("Take a correction back, the last one where no number is given."))
@click.argument("number", type=int, required=False, metavar="[NUMBER]")
@pass_run
def undo(run: Run, number: int | None) -> None:
    """Undo a correction of tags."""
    from mujaz.pipeline.tagging import undo_edit

    with run.store() as store:
        known = store.tag_edits()
        if number is None and known:
            number = known[-1].number
        edit = undo_edit(store, number) if number is not None else None
    if edit is None:
        raise InputError(_("There is no such correction; `mujaz tags edits` lists them."))
    say(_("Taken back: {what}").format(what=edit_line(edit)))


def edit_line(edit: TagEdit) -> str:
    """Return a correction in words."""
    if edit.kind == "rename":
        return _("“{name}” is now called “{target}”").format(name=edit.name, target=edit.target)
    if edit.kind == "merge":
        return _("“{name}” is now part of “{target}”").format(name=edit.name, target=edit.target)
    if edit.kind == "hide":
        return _("“{name}” is hidden").format(name=edit.name)
    if edit.kind == "tag":
        return _("{article} is tagged “{name}”").format(article=edit.article, name=edit.name)
    return _("“{name}” is taken off {article}").format(article=edit.article, name=edit.name)
