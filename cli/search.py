"""``mujaz search``: articles by the query language, and searches kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import InputError, UsageError
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from mujaz.query import Query
    from mujaz.store.protocol import Store

_SHOWN = 50
_LONGEST_NAME = 60

_HELP = _(
    'Find articles, whatever the spelling. Beside words: "a phrase", begin*, -without, and filters with a value: source: tag: title: before: after: date: is: (in Arabic: مصدر: وسم: عنوان: قبل: بعد: تاريخ: حالة:).'
)


@click.command(
    "search",
    cls=Helpful,
    help=_HELP,
    short_help=_("Find articles, whatever the spelling."),
    context_settings={"ignore_unknown_options": True},  # -word is a part of the query
)
@click.argument("query", nargs=-1, metavar="QUERY…")
@click.option("--stories", is_flag=True, help=_("Stories instead of articles."))
@click.option("--save", metavar="NAME", help=_("Keep this search under a name."))
@click.option(
    "--alert/--no-alert",
    default=None,
    help=_("Announce what is new in a saved search after a refresh, or do not."),
)
@click.option("--saved", metavar="NAME", help=_("Run a saved search."))
@click.option("--list", "listing", is_flag=True, help=_("List the saved searches."))
@click.option("--rename", nargs=2, metavar="OLD NEW", help=_("Rename a saved search."))
@click.option("--remove", metavar="NAME", help=_("Forget a saved search."))
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def command(
    run: Run,
    query: tuple[str, ...],
    stories: bool,
    save: str | None,
    alert: bool | None,
    saved: str | None,
    listing: bool,
    rename: tuple[str, str] | None,
    remove: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Search, or manage what is saved; hamza, taa, digits, harakat and particles do not matter."""
    text = " ".join(_words(query))
    _one_of(text, save, saved, listing, rename, remove)
    with run.store() as store:
        if listing:
            _list(run, store, as_json=as_json)
        elif rename:
            _rename(store, *rename)
        elif remove is not None:
            if store.remove_search(remove) is None:
                raise _no_search(store, remove)
            say(_("“{name}” is forgotten.").format(name=remove))
        elif save is not None:
            _save(run, store, save, text, alert=bool(alert))
        elif saved is not None and alert is not None:
            _announce(store, saved, alert=alert)
        else:
            if saved is not None:
                text = _saved_text(store, saved)
                store.mark_search_seen(saved)
            _find(run, store, text, stories=stories, limit=limit, as_json=as_json)


def _words(query: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the query; an option that does not exist is none of them."""
    for word in query:
        if word.startswith("--"):
            raise UsageError(
                _("There is no option {option}; see `mujaz search --help`.").format(
                    option=word[:40]
                )
            )
    return query


def _one_of(text: str, save: str | None, saved: str | None, *others: object) -> None:
    """Refuse wishes that exclude each other, and no wish at all."""
    wishes = [bool(saved), *map(bool, others)]
    if sum(wishes) > 1 or (any(wishes) and (text or save)):
        raise UsageError(
            _("Only one of these at a time: a query, --saved, --list, --rename, --remove.")
        )
    if not any(wishes) and not text.strip():
        raise UsageError(_("Say what to look for; `mujaz search --help` tells how."))


def _find(
    run: Run, store: Store, text: str, *, stories: bool, limit: int | None, as_json: bool
) -> None:
    from mujaz.query import parse_query

    query = parse_query(text, run.now())
    if limit is None:
        limit = MOST if as_json else _SHOWN
    if stories:
        _tell_stories(store, query, limit, as_json=as_json)
        return
    hits = store.search(query, limit)
    if as_json:
        say_json(hit.article for hit in hits)
        return
    if not hits:
        tell(_("Nothing was found."))
    for hit in hits:
        article = hit.article
        say(f"{article.id} {article.published:%Y-%m-%d} {article.source}: {article.title}")


def _tell_stories(store: Store, query: Query, limit: int, *, as_json: bool) -> None:
    rows = store.story_summaries(store.found_ids(query, stories=True)[:limit])
    if as_json:
        say_json(rows)
        return
    if not rows:
        tell(_("Nothing was found."))
    for row in rows:
        sources = ngettext("{n} source", "{n} sources", row.sources).format(n=row.sources)
        say(f"{row.id} {row.last:%Y-%m-%d} {sources}: {row.title}")


# -------------------------------------------------------------------------- saved
def _save(run: Run, store: Store, name: str, text: str, *, alert: bool) -> None:
    from mujaz.pipeline.building import one_line
    from mujaz.query import parse_query

    if not parse_query(text, run.now()):
        raise UsageError(_("Write the query to save behind the name."))
    name = one_line(name)[:_LONGEST_NAME]
    if not name:
        raise UsageError(_("A saved search needs a name."))
    store.save_search(name, one_line(text), run.now(), alert=alert)
    say(_("Saved as “{name}”.").format(name=name))


def _rename(store: Store, old: str, new: str) -> None:
    from mujaz.pipeline.building import one_line

    new = one_line(new)[:_LONGEST_NAME]
    if not new:
        raise UsageError(_("A saved search needs a name."))
    if not store.rename_search(old, new):
        if any(one.name == old for one in store.saved_searches()):
            raise InputError(_("A search is saved as “{name}” already.").format(name=new))
        raise _no_search(store, old)
    say(_("“{old}” is now called “{new}”.").format(old=old, new=new))


def _announce(store: Store, name: str, *, alert: bool) -> None:
    if not store.set_search_alert(name, alert):
        raise _no_search(store, name)
    if alert:
        say(_("What is new in “{name}” is announced after a refresh.").format(name=name))
    else:
        say(_("“{name}” announces nothing.").format(name=name))


def _saved_text(store: Store, name: str) -> str:
    found = next((one for one in store.saved_searches() if one.name == name), None)
    if found is None:
        raise _no_search(store, name)
    return found.query


def _no_search(store: Store, name: str) -> InputError:
    """Return the error of a saved search that is not there, with the nearest name."""
    import difflib

    known = [one.name for one in store.saved_searches()]
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return InputError(
            _("No search is saved as “{name}”; did you mean “{near}”?").format(
                name=name[:_LONGEST_NAME], near=near[0]
            )
        )
    return InputError(
        _("No search is saved as “{name}”; `mujaz search --list` shows them.").format(
            name=name[:_LONGEST_NAME]
        )
    )


def _list(run: Run, store: Store, *, as_json: bool) -> None:
    from mujaz.pipeline.alerts import readable

    counts = store.search_counts(readable(store, run.now()))
    searches = store.saved_searches()
    if as_json:
        say_json(
            {
                "name": one.name,
                "query": one.query,
                "alert": one.alert,
                "count": counts.get(one.name, (0, 0))[0],
                "new": counts.get(one.name, (0, 0))[1],
            }
            for one in searches
        )
        return
    if not searches:
        tell(_("No search is saved yet: `mujaz search QUERY --save NAME`."))
    for one in searches:
        found, new = counts.get(one.name, (0, 0))
        parts = [
            ngettext("{n} article", "{n} articles", found).format(n=found),
            ngettext("{n} new", "{n} new", new).format(n=new),
        ]
        if one.alert:
            parts.append(_("announced"))
        say(f"{one.name}: {one.query} ({_(', ').join(parts)})")
