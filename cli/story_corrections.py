"""``mujaz stories merge|split|move|rename|mute|pin …``: what grouping got wrong, put right by hand."""

from __future__ import annotations

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, say_json, tell
from mujaz.i18n import _, ngettext
from mujaz.model import StoryEdit
from mujaz.store.protocol import Store


@click.command("merge", cls=Helpful, help=_("Make other stories parts of one, for good."))
@click.argument("story_id", metavar="ID")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@pass_run
def merge(run: Run, story_id: str, others: tuple[str, ...]) -> None:
    """Merge stories into the first one named."""
    from mujaz.pipeline.corrections import merge_stories

    with run.store() as store:
        for edit in merge_stories(store, story_id, others, run.now()):
            say(edit_line(store, edit))


@click.command(
    "split", cls=Helpful, help=_("Make a story of its own of some of a story's articles.")
)
@click.argument("story_id", metavar="ID")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@pass_run
def split(run: Run, story_id: str, articles: tuple[str, ...]) -> None:
    """Split articles off a story."""
    from mujaz.pipeline.corrections import split_story

    with run.store() as store:
        say(edit_line(store, split_story(store, story_id, articles, run.now())))


@click.command(
    "move", cls=Helpful, help=_("Put an article into another story; without one, into its own.")
)
@click.argument("article", metavar="ARTICLE")
@click.argument("story_id", required=False, metavar="[ID]")
@pass_run
def move(run: Run, article: str, story_id: str | None) -> None:
    """Move one article."""
    from mujaz.pipeline.corrections import move_article

    with run.store() as store:
        _told(store, move_article(store, article, story_id, run.now()))


@click.command("rename", cls=Helpful, help=_("Give a story another title."))
@click.argument("story_id", metavar="ID")
@click.argument("title")
@pass_run
def rename(run: Run, story_id: str, title: str) -> None:
    """Rename a story."""
    from mujaz.pipeline.corrections import rename_story

    with run.store() as store:
        say(edit_line(store, rename_story(store, story_id, title, run.now())))


@click.command("mute", cls=Helpful, help=_("Show a story nowhere, whatever comes into it."))
@click.argument("story_id", metavar="ID")
@pass_run
def mute(run: Run, story_id: str) -> None:
    """Mute a story."""
    from mujaz.pipeline.corrections import mute_story

    with run.store() as store:
        _told(store, mute_story(store, story_id, run.now()))


@click.command("unmute", cls=Helpful, help=_("Show a muted story again."))
@click.argument("story_id", metavar="ID")
@pass_run
def unmute(run: Run, story_id: str) -> None:
    """Take the muting of a story back."""
    from mujaz.pipeline.corrections import unmute_story

    with run.store() as store:
        _taken_back(store, unmute_story(store, story_id, run.now()))


@click.command("pin", cls=Helpful, help=_("Let a story stand above the others."))
@click.argument("story_id", metavar="ID")
@pass_run
def pin(run: Run, story_id: str) -> None:
    """Pin a story."""
    from mujaz.pipeline.corrections import pin_story

    with run.store() as store:
        _told(store, pin_story(store, story_id, run.now()))


@click.command("unpin", cls=Helpful, help=_("Let a pinned story stand where its time puts it."))
@click.argument("story_id", metavar="ID")
@pass_run
def unpin(run: Run, story_id: str) -> None:
    """Take the pin off a story."""
    from mujaz.pipeline.corrections import unpin_story

    with run.store() as store:
        _taken_back(store, unpin_story(store, story_id, run.now()))


@click.command(
    "corrections", cls=Helpful, help=_("List your corrections of stories, in their order.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def list_corrections(run: Run, as_json: bool) -> None:
    """List what is in force, with the numbers that undo takes."""
    from mujaz.pipeline.corrections import corrections

    with run.store() as store:
        found = corrections(store)
        if as_json:
            say_json(found)
            return
        for edit in found:
            say(edit_line(store, edit))
    if not found:
        tell(_("There are no corrections."))


@click.command(
    "undo", cls=Helpful, help=_("Take a correction back, the last one if no number is given.")
)
@click.argument("number", required=False, type=click.IntRange(1))
@pass_run
def undo(run: Run, number: int | None) -> None:
    """Undo a correction."""
    from mujaz.errors import UsageError
    from mujaz.pipeline.corrections import undo_correction

    with run.store() as store:
        edit = undo_correction(store, number, run.now())
        if edit is not None:
            _taken_back(store, edit)
            return
    if number is None:
        tell(_("There are no corrections."))
        return
    raise UsageError(
        _("{n}: there is no such correction; `mujaz stories corrections` shows them.").format(
            n=number
        )
    )


COMMANDS = (merge, split, move, rename, mute, unmute, pin, unpin, list_corrections, undo)


def edit_line(store: Store, edit: StoryEdit) -> str:
    """Return a correction as a line: number, day, what was done."""
    return f"{edit.number} {edit.made:%Y-%m-%d} {_done(store, edit)}"


def _done(store: Store, edit: StoryEdit) -> str:
    articles = ngettext("{n} article", "{n} articles", len(edit.articles)).format(
        n=len(edit.articles)
    )
    target = edit.target or ""
    match edit.kind:
        case "merge":
            return _("merged {story} into {target}: {title}").format(
                story=edit.story, target=target, title=_title(store, target)
            )
        case "split":
            return _("split {articles} off {story} as {target}: {title}").format(
                articles=articles, story=edit.story, target=target, title=_title(store, target)
            )
        case "move":
            return _("moved {article} from {story} to {target}: {title}").format(
                article=edit.articles[0],
                story=edit.story,
                target=target,
                title=_title(store, target),
            )
        case "rename":
            return _("renamed {story}: {title}").format(story=edit.story, title=edit.title)
        case "mute":
            return _("muted {story}: {title}").format(
                story=edit.story, title=_title(store, edit.story)
            )
        case _:
            return _("pinned {story}: {title}").format(
                story=edit.story, title=_title(store, edit.story)
            )


def _title(store: Store, story_id: str) -> str:
    story = store.story(story_id)
    return story.title if story is not None else "—"


def _told(store: Store, edit: StoryEdit | None) -> None:
    if edit is None:
        tell(_("Nothing changed."))
    else:
        say(edit_line(store, edit))


def _taken_back(store: Store, edit: StoryEdit | None) -> None:
    if edit is None:
        tell(_("Nothing changed."))
    else:
        say(_("Taken back: {line}").format(line=edit_line(store, edit)))
