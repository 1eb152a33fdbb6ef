"""A story as text on the terminal: what `mujaz stories show` and `why` print."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from cli.output import plain, say
from mujaz.i18n import _, ngettext
from mujaz.model import FigureRow, Story, StoryEdit
from mujaz.store.protocol import Store
from mujaz.stories.coverage import AROUND, CoverageSettings, Voices, voices

_COLUMNS = (
    "what", "kind", "unit", "verdict", "from", "to", "value", "modifier", "source", "published",
    "article", "sentence",
)  # fmt: skip
#: What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def story_coverage(store: Store, story: Story, settings: CoverageSettings) -> list[Voices]:
    """Return who tells a story and who, having published at the time, does not."""
    telling = list(dict.fromkeys(article.source for article in story.articles))
    active = store.active_sources(story.first - AROUND, story.last + AROUND)
    silent = [source for source in active if source not in telling]
    return voices(telling, silent, settings.groups, absent=True)


def story_json(store: Store, story: Story, settings: CoverageSettings) -> dict[str, object]:
    """Return a story as plain data, with what its line in ``list --json`` does not have."""
    data = plain(story)
    assert isinstance(data, dict)
    (summary,) = store.story_summaries([story.id])
    data["pinned"] = summary.pinned
    data["coverage"] = plain(story_coverage(store, story, settings))
    return data


def say_story(store: Store, story: Story, settings: CoverageSettings) -> None:
    """Print a story: brief, figures, articles, coverage, what it follows and what is new since."""
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
            _say_figure(row, numbers)
    say()
    for article in story.articles:
        say(f"[{numbers[article.id]}] {article.source}: {article.title}")
        if article.url:
            say(article.url)
    if settings.groups:
        _say_coverage(story_coverage(store, story, settings))
    _say_thread(store, story)


def _say_figure(row: FigureRow, numbers: Mapping[str, int]) -> None:
    say()
    say(f"{row.what}: {_verdict(row)}")
    for value in row.values:
        say(f"- [{numbers.get(value.article, '?')}] {value.sentence}")


def _verdict(row: FigureRow) -> str:
    return {
        "agree": _("the sources agree"),
        "single": _("one source alone"),
        "precision": _("more or less precise"),
        "window": _("another span of time"),
        "update": _("updated since"),
        "differ": _("the sources differ"),
        "inside": _("one article contradicts itself"),
    }[row.verdict]


def _say_coverage(found: Sequence[Voices]) -> None:
    say()
    comma = _(", ")
    for group in found:
        name = group.name or _("Sources of no group")
        if not group.telling and not group.silent:
            say(_("{group}: nothing published at the time").format(group=name))
            continue
        said = []
        if group.telling:
            said.append(_("speak: {names}").format(names=comma.join(group.telling)))
        if group.silent:
            said.append(_("silent: {names}").format(names=comma.join(group.silent)))
        say(f"{name}: {' · '.join(said)}")


def _say_thread(store: Store, story: Story) -> None:
    from mujaz.stories.fresh import new_since

    for place, earlier in enumerate(story.thread):
        found = store.story(earlier)
        if found is None:
            continue
        say(_("Follows: {id} {title}").format(id=found.id, title=found.title))
        news = new_since(story, found) if place == 0 else None
        for sentence in news.sentences if news else ():
            say(_("New since: {text}").format(text=sentence.text))
        for moved in news.figures if news else ():
            say(
                _("New since: {what} {before} → {now}").format(
                    what=moved.row.what,
                    before=_number(moved.before.value),
                    now=_number(moved.now.value),
                )
            )


def _number(value: float | None) -> str:
    return "" if value is None else str(plain(value))


def figures_csv(story: Story) -> str:
    """Return the figures of a story as CSV (RFC 4180), one line a value, with its source and time.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    articles = {article.id: article for article in story.articles}
    for row in story.figures:
        first, last = row.window or ("", "")
        for value in row.values:
            article = articles.get(value.article)
            writer.writerow(
                _cell(cell)
                for cell in (
                    row.what,
                    row.kind,
                    row.unit or "",
                    row.verdict,
                    first,
                    last,
                    _number(value.value),
                    value.modifier,
                    article.source if article else "",
                    f"{article.published:%Y-%m-%dT%H:%M:%SZ}" if article else "",
                    value.article,
                    value.sentence,
                )
            )
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def reason(story: Story, told: str, edit: StoryEdit | None) -> str:
    """Return why an article stands in a story, as a sentence.

    Args:
        story: the story.
        told: the grouping's reason: terms, closeness, article; empty where a group began with it.
        edit: the correction that put the article there, if one did.
    """
    if edit is not None:
        day = f"{edit.made:%Y-%m-%d}"
        return {
            "merge": _("You merged its story into this one on {day} (correction {n})."),
            "split": _("You made this story of it on {day} (correction {n})."),
        }.get(edit.kind, _("You moved it here on {day} (correction {n}).")).format(
            day=day, n=edit.number
        )
    if not told:
        return _("The story began with it.")
    *words, closeness, article = told.rsplit(" ", 2)
    titles = {one.id: one.title for one in story.articles}
    return _("Shares with “{title}”: {words} (closeness {closeness}).").format(
        title=titles.get(article, article), words=words[0] if words else "—", closeness=closeness
    )
