"""Correcting stories by hand: merge, split, move, rename, mute, pin, and taking it back.

Each function does one correction and returns its record, or None where all was so already. What is
corrected holds in every later grouping, and grouping learns nothing from it: without the record
all is as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from mujaz.errors import UsageError
from mujaz.i18n import _
from mujaz.model import StoryEdit, StoryEditKind, short_id
from mujaz.pipeline.analysing import Analyser
from mujaz.pipeline.describing import Describer
from mujaz.pipeline.showing import Shower
from mujaz.store.protocol import Store
from mujaz.text import clean

#: Characters of a title; more is no headline.
LONGEST = 300


def merge_stories(
    store: Store, story: str, others: Sequence[str], now: datetime
) -> list[StoryEdit]:
    """Make other stories parts of one; what they would take from now on comes into it, too.

    Raises:
        UsageError: one of the stories does not exist; nothing was changed then.
        BusyError: another process has been grouping for a minute.
    """
    with store.exclusive():
        for one in (story, *others):
            _existing(store, one)
        edits = [
            store.add_story_edit(
                "merge", one, now, target=story, articles=store.story_article_ids(one)
            )
            for one in dict.fromkeys(others)
            if one != story
        ]
        _show(store, [story, *others], now)
    return edits


def split_story(store: Store, story: str, articles: Sequence[str], now: datetime) -> StoryEdit:
    """Make a story of its own of some of a story's articles.

    Raises:
        UsageError: there is no such story, the articles do not stand in it, or none would stay.
        BusyError: another process has been grouping for a minute.
    """
    with store.exclusive():
        _existing(store, story)
        own = store.story_article_ids(story)
        chosen = [one for one in own if one in articles]
        for one in articles:
            if one not in own:
                raise UsageError(
                    _("{id}: this article is not in the story {story}.").format(
                        id=one[:40], story=story
                    )
                )
        if not chosen or len(chosen) == len(own):
            raise UsageError(_("Name some of the story's articles; at least one must stay."))
        target = _new_id(store, chosen)
        edit = store.add_story_edit("split", story, now, target=target, articles=chosen)
        _show(store, [story, target], now)
    return edit


def move_article(store: Store, article: str, story: str | None, now: datetime) -> StoryEdit | None:
    """Put an article into another story, or into one of its own.

    Args:
        store: the store.
        article: the article.
        story: the story that it belongs to; None for a new one.
        now: the present moment.

    Raises:
        UsageError: there is no such article in any story, or no such story.
        BusyError: another process has been grouping for a minute.
    """
    with store.exclusive():
        home = store.story_of(article)
        if home is None:
            raise UsageError(_("{id}: there is no such article.").format(id=article[:40]))
        if story is None and len(store.story_article_ids(home)) == 1:
            return None
        target = _new_id(store, [article]) if story is None else _existing(store, story)
        if target == home:
            return None
        edit = store.add_story_edit("move", home, now, target=target, articles=[article])
        _show(store, [home, target], now)
    return edit


def rename_story(store: Store, story: str, title: str, now: datetime) -> StoryEdit:
    """Give a story another title.

    Raises:
        UsageError: there is no such story, or the title is empty or too long.
        BusyError: another process has been grouping for a minute.
    """
    wanted = " ".join(clean(title).split())
    if not wanted or len(wanted) > LONGEST:
        raise UsageError(_("A title has 1 to {n} characters.").format(n=LONGEST))
    with store.exclusive():
        _existing(store, story)
        edit = store.add_story_edit("rename", story, now, title=wanted)
        _show(store, [story], now)
    return edit


def mute_story(store: Store, story: str, now: datetime) -> StoryEdit | None:
    """Show a story nowhere, also with the articles that it has yet to take."""
    return _mark(store, "mute", story, now)


def pin_story(store: Store, story: str, now: datetime) -> StoryEdit | None:
    """Let a story stand above the others."""
    return _mark(store, "pin", story, now)


def unmute_story(store: Store, story: str, now: datetime) -> StoryEdit | None:
    """Show a muted story again; None where it was not muted."""
    return _unmark(store, "mute", story, now)


def unpin_story(store: Store, story: str, now: datetime) -> StoryEdit | None:
    """Let a story stand where its time puts it; None where it was not pinned."""
    return _unmark(store, "pin", story, now)


def corrections(store: Store) -> list[StoryEdit]:
    """Return the corrections that are in force and can be taken back, in the order they were made."""
    return [edit for edit in store.story_edits() if edit.kind != "became"]


def undo_correction(store: Store, number: int | None, now: datetime) -> StoryEdit | None:
    """Take a correction back, the last one where no number is given; None where there is none.

    Raises:
        BusyError: another process has been grouping for a minute.
    """
    with store.exclusive():
        known = {edit.number: edit for edit in corrections(store)}
        number = max(known, default=0) if number is None else number
        if number not in known:
            return None
        edit = known[number]
        store.remove_story_edit(number)
        named = [one for one in (edit.story, edit.target) if one is not None]
        groups = {one.group for one in store.placed(stories=named, articles=edit.articles)}
        _show(store, [*named, *groups], now)
    return edit


def _mark(store: Store, kind: StoryEditKind, story: str, now: datetime) -> StoryEdit | None:
    with store.exclusive():
        _existing(store, story)
        if any(edit.kind == kind and edit.story == story for edit in store.story_edits()):
            return None
        edit = store.add_story_edit(kind, story, now)
        _show(store, [story], now)
    return edit


def _unmark(store: Store, kind: StoryEditKind, story: str, now: datetime) -> StoryEdit | None:
    with store.exclusive():
        placing = _shower(store, now).placing
        marks = [e for e in store.story_edits() if e.kind == kind]
        found = [e for e in marks if e.story == story or placing.now(e.story) == story]
        for edit in found:
            store.remove_story_edit(edit.number)
        if found:
            _show(store, [story], now)
    return found[-1] if found else None


def _existing(store: Store, story: str) -> str:
    if not store.story_article_ids(story):
        raise UsageError(
            _("{id}: there is no such story; `mujaz stories list` shows them.").format(
                id=story[:40]
            )
        )
    return story


def _new_id(store: Store, articles: Iterable[str]) -> str:
    """Return the id of a story made by hand; one that was taken back may leave its own behind."""
    parts = ["by hand", *articles]
    while store.story_article_ids(one := short_id("s", *parts)) or _mentioned(store, one):
        parts.append("again")
    return one


def _mentioned(store: Store, story: str) -> bool:
    return any(story in (edit.story, edit.target) for edit in store.story_edits())


def _shower(store: Store, now: datetime) -> Shower:
    return Shower(store, Describer(store, Analyser(0)), now)


def _show(store: Store, stories: Iterable[str], now: datetime) -> None:
    """Work out anew which articles stories have, and tell them."""
    _shower(store, now).show([], stories)
