"""Articles from and to JSON Lines: the same cleaning and grouping as a refresh.

A bad line ends the import with its number; the good lines before it are kept, and importing the
mended file again adds each article once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from mujaz.clock import iso, parse_moment
from mujaz.errors import InputError, MujazError
from mujaz.feeds.addresses import web_link
from mujaz.i18n import _, ngettext
from mujaz.model import Article, ArticleFilter, Page
from mujaz.pipeline.building import Draft, build_articles, one_line
from mujaz.pipeline.grouping import group_new
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.pipeline.rules import apply_to_new
from mujaz.reasons import os_reason, value_reason
from mujaz.rules import RuleSettings
from mujaz.store.protocol import Store

_BATCH = 200


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One line of an import file."""

    guid: str
    source: str
    title: str
    published: str
    text: str
    url: str | None = None
    author: str | None = None
    tags: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines were read, and how many of their articles were new or had a new text."""

    read: int
    new: int
    changed: int


def import_file(
    store: Store,
    path: Path,
    now: datetime,
    report: Report = silent,
    rules: Sequence[RuleSettings] = (),
) -> Imported:
    """Import a file of JSON Lines, group what is new, and apply the rules to it.

    Raises:
        InputError: the file cannot be read, or a line of it is no article; one line that names
            file, line and what to do. What stood before that line has been imported.
    """
    read = new = changed = 0
    failure: MujazError | None = None
    batch: dict[tuple[str, str], Draft] = {}

    def write() -> None:
        nonlocal new, changed
        built = build_articles(store, _at_home(store, list(batch.values())), now)
        written = store.add_articles(built.articles, lines=built.lines)
        new += len(written.new)
        changed += len(written.changed)
        batch.clear()
        report(Progress("write", read, read))

    try:
        for draft in _drafts(path):
            read += 1
            batch[draft.feed, draft.guid] = draft  # of two texts of one guid the last counts
            if len(batch) == _BATCH:
                write()
    except InputError as error:
        failure = error
    write()
    group_new(store, report)
    apply_to_new(store, rules, now)
    if failure is not None:
        kept = ngettext(
            "The {n} article before it was imported.",
            "The {n} articles before it were imported.",
            read,
        ).format(n=read)
        raise InputError(f"{failure} {kept}" if read else str(failure))
    return Imported(read, new, changed)


def _at_home(store: Store, drafts: list[Draft]) -> list[Draft]:
    """Give drafts that the store has by a feed that feed, so that an export can be read back."""
    by_source: dict[str, list[str]] = {}
    for draft in drafts:
        by_source.setdefault(draft.source, []).append(draft.guid)
    homes = {source: store.feeds_of_guids(source, guids) for source, guids in by_source.items()}
    return [replace(d, feed=homes[d.source].get(d.guid, d.feed)) for d in drafts]


def export_lines(store: Store, wanted: ArticleFilter, limit: int | None) -> Iterator[bytes]:
    """Yield articles as JSON Lines that :func:`import_file` reads, newest first.

    Where two feeds of one source have brought the same guid, the second article goes by its id:
    an import tells articles apart by source and guid alone.
    """
    told: set[tuple[str, str]] = set()
    for article in store.articles(wanted, limit):
        row = _row(article)
        if (row.source, row.guid) in told:
            row.guid = article.id
        told.add((row.source, row.guid))
        yield msgspec.json.encode(row) + b"\n"


def _row(article: Article) -> Row:
    return Row(
        guid=article.guid,
        source=article.source,
        title=article.title,
        published=iso(article.published),
        text=article.text,
        url=article.url,
        author=article.author,
        tags=list(article.keywords),
    )


def _drafts(path: Path) -> Iterator[Draft]:
    decoder = msgspec.json.Decoder(Row)
    for number, line in _lines(path):
        where = f"{path}:{number}"
        try:
            row = decoder.decode(line)
        except msgspec.ValidationError as error:
            raise InputError(_at(where, _plain(str(error)))) from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise InputError(
                _at(where, _("this line is no complete JSON object; it may have been cut off."))
            ) from None
        yield _draft(row, where)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                stripped = line.removeprefix(b"\xef\xbb\xbf").strip()
                if stripped:
                    yield number, stripped
    except OSError as error:
        raise InputError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=os_reason(error))
        ) from None


def _at(where: str, what: str) -> str:
    return f"{where}: {what}"


def _plain(message: str) -> str:
    """Return a decoder's message in the words of the file's format."""
    unknown = re.search(r"unknown field `([^`]*)`", message)
    if unknown:
        return _("unknown key “{key}”; known: {known}.").format(
            key=one_line(unknown[1])[:60], known=", ".join(Row.__struct_fields__)
        )
    missing = re.search(r"missing required field `([^`]*)`", message)
    if missing:
        return _("the key “{key}” is missing.").format(key=missing[1])
    place = re.search(r"at `\$\.?([^`]*)`", message)
    return _("{key}: {reason}.").format(
        key=(place[1] if place else "") or "JSON", reason=value_reason(message)
    )


def _draft(row: Row, where: str) -> Draft:
    guid = one_line(row.guid)
    if not guid or not one_line(row.source):
        raise InputError(_at(where, _("guid and source must not be empty.")))
    if not (row.title.strip() or row.text.strip()):
        raise InputError(_at(where, _("title and text are both empty.")))
    source = one_line(row.source)
    return Draft(
        feed=f"import:{source}",
        guid=guid,
        source=source,
        url=_link(row.url, where),
        published=_time(row.published, where),
        page=Page(title=row.title, text=row.text, author=row.author),
        keywords=tuple(row.tags or ()),
    )


def _time(text: str, where: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError:
        raise InputError(
            _at(
                where,
                _("published: “{text}” is no ISO time such as 2025-12-15T18:00:00Z.").format(
                    text=one_line(text)[:40]
                ),
            )
        ) from None


def _link(url: str | None, where: str) -> str | None:
    if url is None or not url.strip():
        return None
    link = web_link(url)
    if link is None:
        raise InputError(_at(where, _("url: only http and https addresses are taken.")))
    return link
