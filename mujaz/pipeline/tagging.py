"""Correcting tags by hand, with what follows from it for the stories of the articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mujaz.errors import InputError, UsageError
from mujaz.i18n import _
from mujaz.kept import TagEdit, TagEditKind
from mujaz.model import Tag, TagKind
from mujaz.store.protocol import Store
from mujaz.stories.tags import story_tags
from mujaz.text import clean, fold

LONGEST = 80
"""Characters of a tag's name."""


def tag_name(text: str) -> str:
    """Return a name as a tag may have it: clean, one line, ``_`` and ``#`` as in a hashtag undone.

    Raises:
        UsageError: nothing is left of it, or it is too long.
    """
    name = " ".join(clean(text).replace("\n", " ").split()).removeprefix("#").replace("_", " ")
    name = name.strip()
    if not fold(name).strip():
        raise UsageError(_("A tag needs a name."))
    if len(name) > LONGEST:
        raise UsageError(
            _("A tag has at most {n} characters; “{name}…” has more.").format(
                n=LONGEST, name=name[:20]
            )
        )
    return name


def kind_name(kind: TagKind) -> str:
    """Return the kind of a tag in words."""
    return {
        "person": _("person"),
        "place": _("place"),
        "organisation": _("organisation"),
        "topic": _("topic"),
        "own": _("own tag"),
    }[kind]


def existing_tag(store: Store, text: str) -> Tag:
    """Return the tag of a name, in whatever spelling.

    Raises:
        InputError: no article has it; one that is much like it is named.
    """
    found = store.tag_named(tag_name(text))
    if found is not None:
        return found
    import difflib

    known = {fold(tag.name): tag.name for tag, _unread in store.tags()}
    near = difflib.get_close_matches(fold(text), list(known), 1, 0.6)
    if near:
        raise InputError(
            _("There is no tag “{name}”; did you mean “{near}”?").format(
                name=text[:LONGEST], near=known[near[0]]
            )
        )
    raise InputError(_("There is no tag “{name}”.").format(name=text[:LONGEST]))


def rename_tag(store: Store, old: str, new: str, now: datetime) -> TagEdit:
    """Give a tag another name; where a tag has that name already, the two become one.

    Raises:
        InputError: there is no such tag.
        UsageError: the new name cannot be one.
    """
    tag, target = existing_tag(store, old), tag_name(new)
    known = store.tag_named(target)
    merged = known is not None and fold(known.name) != fold(tag.name)
    kind: TagEditKind = "merge" if merged else "rename"
    return store.edit_tag(kind, tag.name, now, target=known.name if merged and known else target)


def merge_tags(store: Store, names: Sequence[str], into: str, now: datetime) -> list[TagEdit]:
    """Make one tag of several; all of them must exist, ``into`` may be new.

    Raises:
        InputError: one of the tags does not exist; nothing was changed then.
        UsageError: ``into`` cannot be a tag's name.
    """
    target = tag_name(into)
    known = store.tag_named(target)
    target = known.name if known is not None else target
    tags = [existing_tag(store, name) for name in names]
    return [
        store.edit_tag("merge", tag.name, now, target=target)
        for tag in tags
        if fold(tag.name) != fold(target)
    ]


def hide_tag(store: Store, name: str, now: datetime) -> TagEdit:
    """Show a tag nowhere.

    Raises:
        InputError: there is no such tag.
    """
    return store.edit_tag("hide", existing_tag(store, name).name, now)


def show_tag(store: Store, name: str) -> TagEdit:
    """Show a hidden tag again.

    Raises:
        InputError: no tag of that name is hidden.
    """
    for edit in reversed(store.tag_edits()):
        if edit.kind == "hide" and fold(edit.name) == fold(tag_name(name)):
            store.undo_tag_edit(edit.number)
            return edit
    raise InputError(_("No tag “{name}” is hidden.").format(name=name[:LONGEST]))


def tag_article(store: Store, article: str, name: str, now: datetime) -> TagEdit | None:
    """Tag an article by hand; None where it has the tag already.

    Raises:
        UsageError: the name cannot be a tag's, or the tag is hidden everywhere.
    """
    wanted = tag_name(name)
    if any(fold(tag.name) == fold(wanted) for tag in store.article_tags(article)):
        return None
    known = store.tag_named(wanted)
    edit = store.edit_tag("tag", known.name if known else wanted, now, article=article)
    if not _carries(store, article, edit.name):
        store.undo_tag_edit(edit.number)
        raise UsageError(
            _("The tag “{name}” is hidden; `mujaz tags show` brings it back.").format(name=wanted)
        )
    describe_tags_anew(store, [article])
    return edit


def _carries(store: Store, article: str, name: str) -> bool:
    """Tell whether an article shows a tag of its own by a name, or by what the name became."""
    from mujaz.store.tag_edits import names_after, shown_as

    shown = shown_as(name, names_after(store.tag_edits()))
    return shown is not None and any(
        fold(tag.name) == fold(shown) for tag in store.article_tags(article)
    )


def untag_article(store: Store, article: str, name: str, now: datetime) -> TagEdit | None:
    """Take a tag off an article, the user's own or a worked-out one; None where it has none such."""
    found = next(
        (tag for tag in store.article_tags(article) if fold(tag.name) == fold(tag_name(name))), None
    )
    if found is None:
        return None
    edit = store.edit_tag("untag", found.name, now, article=article)
    describe_tags_anew(store, [article])
    return edit


def undo_edit(store: Store, number: int) -> TagEdit | None:
    """Take a correction back, and tell the story of the article anew where it was about one."""
    edit = store.undo_tag_edit(number)
    if edit is not None and edit.article is not None:
        describe_tags_anew(store, [edit.article])
    return edit


def describe_tags_anew(store: Store, articles: Sequence[str]) -> None:
    """Work out anew the tags of the stories that articles stand in."""
    for story_id in dict.fromkeys(filter(None, map(store.story_of, articles))):
        story = store.story(story_id)
        if story is None:
            continue
        own = [one.id for one in story.articles if one.wire_of is None]
        store.save_story_tags(story_id, story_tags(own, store.given_tags(own)))
