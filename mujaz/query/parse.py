"""From what is typed to a :class:`~mujaz.query.model.Query`.

Knows the names of filters in both languages and what is wrong with a text that is no query. What
cannot be meant as a filter is a word: ``10:30`` and ``https://…`` are searched for.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from mujaz.errors import UsageError
from mujaz.i18n import _
from mujaz.query.model import Between, Field, Flag, Named, Part, Query, State, Words
from mujaz.text.fold import fold

LONGEST = 1000
"""Characters of a query that are read; nobody types more, a paste may hold more."""


class QueryError(UsageError):
    """A query that cannot be read: one line that says what is wrong and what to write."""


#: Filter → its names; the first Arabic and the first English one are those that are told.
FILTERS: dict[str, tuple[str, ...]] = {
    "source": ("مصدر", "source", "المصدر", "صحيفة", "from"),
    "tag": ("وسم", "tag", "الوسم", "موضوع"),
    "title": ("عنوان", "title", "العنوان"),
    "before": ("قبل", "before", "حتى", "until"),
    "after": ("بعد", "after", "منذ", "since"),
    "date": ("تاريخ", "date", "في", "on"),
    "is": ("حالة", "is", "الحالة", "حال"),
}
_STATES: dict[State, tuple[str, ...]] = {
    "unread": ("غير_مقروء", "unread", "غير_مقروءة", "غير مقروء", "غير مقروءة", "جديد"),
    "read": ("مقروء", "read", "مقروءة"),
    "starred": ("مفضلة", "starred", "مفضل", "نجمة", "بنجمة", "star", "favourite", "favorite"),
    "muted": ("مكتوم", "muted", "مكتومة"),
}
#: States that may stand without the name of a filter: as words nobody searches for them.
_BARE_STATES = ("غير_مقروء", "غير_مقروءة", "unread", "starred")
_FILTER_OF = {fold(name): key for key, names in FILTERS.items() for name in names}
_STATE_OF: dict[str, State] = {fold(name): key for key, names in _STATES.items() for name in names}
_QUOTES = str.maketrans("«»“”„‟", '""""""')
_ITEM = re.compile(
    r'(?P<minus>[-−–])?(?:(?P<key>[^\W\d]+):(?!//)(?P<gap>\s*))?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))?'
)
_WORD = re.compile(r"\w+")
_NEAR = 0.6
_ANY_DAY = datetime(2025, 1, 1, tzinfo=UTC)
_DATE_WORDS = 4
"""A date without quotes may go on over so many words."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of a query as it stands in the text."""

    key: str
    value: str
    quoted: bool
    negated: bool
    end: int


def parse_query(text: str, now: datetime, zone: tzinfo | None = None) -> Query:
    """Return what a text asks for.

    Args:
        text: the query; empty or blank means everything.
        now: the present moment, from which relative dates are counted.
        zone: whose days count; the system's zone by default.

    Raises:
        QueryError: a filter is unknown, lacks its value, or its value makes no sense.
    """
    line = text[:LONGEST].translate(_QUOTES)
    parts: list[Part] = []
    at = 0
    while True:
        while at < len(line) and line[at].isspace():
            at += 1
        if at >= len(line):
            return Query(tuple(parts), text)
        item = _item(line, at)
        at = item.end
        if item.key in ("before", "after", "date"):
            part, at = _dated(item, line, now, zone)
            parts.append(part)
        else:
            parts += _parts(item)


@lru_cache(64)
def words_of(text: str) -> tuple[Words, ...]:
    """Return the words that a query asks for, to be marked; none where it cannot be read."""
    try:
        return parse_query(text, _ANY_DAY).words
    except QueryError:
        return ()


def _item(line: str, at: int) -> _Item:
    """Read the piece that begins at an index."""
    match = _ITEM.match(line, at)
    assert match is not None
    written = match["key"]
    key = _FILTER_OF.get(fold(written), "") if written else ""
    if written and not key:
        _refuse_unknown(written, spaced=bool(match["gap"]) or match.end("key") + 1 == len(line))
        # no filter's name: a word with a colon behind it
        end = match.end("key") + 1
        return _Item("", written, False, bool(match["minus"]), end)
    if key and match["quoted"] is None and match["bare"] is None:
        raise QueryError(_lacking(key, written))
    if match.end() == at:  # a lone sign that means nothing
        return _Item("", "", False, False, at + 1)
    return _Item(
        key,
        match["quoted"] or match["bare"] or "",
        match["quoted"] is not None,
        bool(match["minus"]),
        match.end(),
    )


def _refuse_unknown(written: str, *, spaced: bool) -> None:
    """Refuse a filter that does not exist, unless it reads like a word before a colon."""
    near = difflib.get_close_matches(fold(written), list(_FILTER_OF), 1, _NEAR)
    if near:
        name = next(n for names in FILTERS.values() for n in names if fold(n) == near[0])
        raise QueryError(
            _(
                "There is no filter “{name}:”; did you mean “{near}:”? Put quotes around what is no filter."
            ).format(name=written[:40], near=name)
        )
    if not spaced:
        raise QueryError(
            _(
                "There is no filter “{name}:”; there are {known}. Put quotes around what is no filter."
            ).format(name=written[:40], known=filter_names())
        )


def filter_names() -> str:
    """Return the names of all filters in the user's language, for a sentence."""
    from mujaz.i18n import language

    place = 0 if language() == "ar" else 1
    return _(", ").join(f"{names[place]}:" for names in FILTERS.values())


def _lacking(key: str, written: str) -> str:
    """Return what is missing behind a filter."""
    wanted = {
        "source": _("Write the name of an outlet behind “{name}:”."),
        "tag": _("Write a tag behind “{name}:”."),
        "title": _("Write a word of the headline behind “{name}:”."),
        "is": _("Write behind “{name}:” one of: {states}."),
    }
    message = wanted.get(key, _("Write a date behind “{name}:”, such as 2025-11-30 or yesterday."))
    return message.format(name=written, states=_state_names())


def _state_names() -> str:
    from mujaz.i18n import language

    place = 0 if language() == "ar" else 1
    return _(", ").join(names[place] for names in _STATES.values())


def _parts(item: _Item) -> Sequence[Part]:
    """Return what a piece asks for, dates apart."""
    if item.key in ("source", "tag"):
        return [_named("source" if item.key == "source" else "tag", item)]
    if item.key == "is":
        return [_state(item)]
    if not item.key and not item.quoted:
        if fold(item.value) in map(fold, _BARE_STATES):
            return [Flag(_STATE_OF[fold(item.value)], item.negated)]
        if item.value.startswith("#") and len(item.value) > 1:
            tagged = _Item("tag", item.value[1:], False, item.negated, item.end)
            return [_named("tag", tagged)]
    return _words(item)


def _words(item: _Item) -> list[Part]:
    """Return the words of a piece: a phrase in quotes, else each word by itself."""
    folded = fold(item.value)
    words = _WORD.findall(folded)
    title = item.key == "title"
    if not words:
        return []
    star = folded.endswith("*") and not item.quoted
    if item.quoted and len(words) > 1:
        return [Words(tuple(words), "phrase", title, item.negated)]
    if item.negated and len(words) > 1:
        # "not A-B" must not refuse all that holds A or B somewhere
        return [Words(tuple(words), "phrase", title, True)]
    exact = item.quoted
    parts: list[Part] = []
    for word in words:
        last = word is words[-1]
        kind = "prefix" if star and last else "phrase" if exact else "word"
        parts.append(Words((word,), kind, title, item.negated))  # type: ignore[arg-type]
    return parts


def _named(field: Field, item: _Item) -> Named:
    """Return a condition on names; without quotes ``_`` is a space and commas part several."""
    written = [item.value] if item.quoted else re.split("[,،]", item.value.replace("_", " "))
    prefix = not item.quoted and item.value.endswith("*")
    values = tuple(value for one in written if (value := " ".join(fold(one).rstrip("*").split())))
    if not values:
        name = FILTERS[item.key][0]
        raise QueryError(_lacking(item.key, name))
    return Named(field, values, prefix, item.negated)


def _state(item: _Item) -> Flag:
    state = _STATE_OF.get(fold(item.value)) or _STATE_OF.get(fold(item.value).replace(" ", "_"))
    if state is None:
        near = difflib.get_close_matches(fold(item.value), list(_STATE_OF), 1, _NEAR)
        if near:
            name = next(n for names in _STATES.values() for n in names if fold(n) == near[0])
            raise QueryError(
                _("“{value}” is no state; did you mean “{near}”?").format(
                    value=item.value[:40], near=name
                )
            )
        raise QueryError(
            _("“{value}” is no state; there are {states}.").format(
                value=item.value[:40], states=_state_names()
            )
        )
    return Flag(state, item.negated)


# ------------------------------------------------------------------------ dates
def _dated(item: _Item, line: str, now: datetime, zone: tzinfo | None) -> tuple[Between, int]:
    """Read a date, which may go on over several words; return it and where it ends."""
    from mujaz.query.times import span_of

    if item.quoted:
        found = _between(item, item.value, lambda text: span_of(text, now, zone))
        if found is not None:
            return found, item.end
        raise QueryError(_no_date(item.value))
    for end in reversed(_ends(line, item.end)):
        value = line[item.end - len(item.value) : end]
        found = _between(item, value, lambda text: span_of(text, now, zone))
        if found is not None:
            return found, end
    raise QueryError(_no_date(item.value))


def _ends(line: str, end: int) -> list[int]:
    """Return where the words end over which a date may go on, the nearest first."""
    ends = [end]
    for match in re.compile(r'\s+[^\s":]+(?=\s|$)').finditer(line, end):
        if match.start() != ends[-1] or len(ends) == _DATE_WORDS:
            break
        ends.append(match.end())
    return ends


_Spans = Callable[[str], tuple[datetime, datetime] | None]


def _between(item: _Item, value: str, span_of: _Spans) -> Between | None:
    """Return the span that a filter and its value make, None where the value names no time."""
    first, dots, second = re.sub("…|\\.{3}", "..", value).partition("..")
    if dots:
        if item.key != "date":
            return None
        begin, end = span_of(first), span_of(second)
        if (first.strip() and begin is None) or (second.strip() and end is None):
            return None
        if begin is None and end is None:
            return None
        if begin and end and end[1] <= begin[0]:
            raise QueryError(
                _("The range “{value}” ends before it begins.").format(value=value[:60])
            )
        return Between(begin and begin[0], end and end[1], item.negated)
    span = span_of(value)
    if span is None:
        return None
    if item.key == "before":
        return Between(None, span[0], item.negated)
    if item.key == "after":
        return Between(span[0], None, item.negated)
    return Between(span[0], span[1], item.negated)


def _no_date(value: str) -> str:
    return _(
        "“{value}” is no date; write for example 2025-11-30, “30 November 2025”, yesterday or 3d."
    ).format(value=value[:60])
